"""What each country is in a story: where it happened, whose victims and suspects, from where, through, to where.

A role is given by words beside a mention of the country, in the same sentence and with no other country between
(`pipelines.cues`); a country may have several. In a list (`from Niger, Chad and Sudan`) the later names have the
roles of the first. Arabic's in/at, which is written as one word with the name (`بطنجة`), counts as "in". Where
nothing else says it, the primary country is where the story happened, if the article names places or authorities in it
and it is not the home of victims in a story from elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from pipelines.countries import Mention
from pipelines.cues import ROLES, Role
from pipelines.matching import Reading
from pipelines.part import Part
from pipelines.rules import Rules

#: Between two words of one sentence none of these stand.
_END_OF_SENTENCE = re.compile(r"[.!?;\n]")
#: What may stand between the names of a list.
_LIST = re.compile(r"\W{0,3}(?:(?:et|ou|and|or|و)\b)?\W{0,2}(?:(?:d[ue]s?|l[ae]s?|l'|d'|the)\b)?\W{0,2}")
#: Kinds of mention that say where something is, not whose.
_WHERE = ("place", "institution")


def roles(
    mentions: Mapping[str, Sequence[Mention]], primary: str | None, reading: Reading, rules: Rules
) -> dict[str, str]:
    """The roles of each country, joined by `|`; countries without one are left out."""
    found: dict[str, set[Role]] = defaultdict(set)
    for mention, given in _in_order(mentions, reading, rules):
        found[mention.country] |= given
    elsewhere = any("event" in given for country, given in found.items() if country != primary)
    away = primary is not None and elsewhere and found[primary] & {"victims", "origin"}
    if primary and not away and any(mention.place.kind in _WHERE for mention in mentions[primary]):
        found[primary].add("event")
    return {country: "|".join(role for role in ROLES if role in given) for country, given in found.items() if given}


def _in_order(
    mentions: Mapping[str, Sequence[Mention]], reading: Reading, rules: Rules
) -> Iterator[tuple[Mention, set[Role]]]:
    """Every mention with the roles that the words beside it give, or that it shares with the name before it."""
    before: Mention | None = None
    given: set[Role] = set()
    for mention in sorted((one for listed in mentions.values() for one in listed), key=attrgetter("hit.start")):
        part = reading.part(mention.hit)
        if before is not None and (before.hit.end > mention.hit.start or part is not reading.part(before.hit)):
            before = None
        beside = _beside(mention, before, part, rules)
        joined = before is not None and _LIST.fullmatch(_between(part, before.hit.end, mention.hit.start))
        given = given if joined and not beside else beside
        if mention.hit.zone != "dateline":
            yield mention, given
        before = mention


def _beside(mention: Mention, before: Mention | None, part: Part, rules: Rules) -> set[Role]:
    """The roles that the words beside a mention give; `before` is the mention before it in the same part."""
    start, end = mention.hit.start - part.first, mention.hit.end - part.first
    barrier = before.hit.end - part.first if before else 0
    given: set[Role] = set()
    for cue, first, last in rules.cues.beside(part.keys, start, end, mention.place.kind):
        between = part.between(last, start) if cue.side == "before" else part.between(end, first)
        if not _END_OF_SENTENCE.search(between) and (cue.side == "after" or first >= barrier):
            given.add(cue.role)
    if _with_in(part.word(start), mention):
        given.add("event")
    return given


def _between(part: Part, end: int, start: int) -> str:
    """What stands between two words of the article."""
    return part.between(end - part.first, start - part.first)


def _with_in(word: str, mention: Mention) -> bool:
    """`بطنجة`, `بالمغرب`: the preposition ب before a name that does not begin with it."""
    name = mention.hit.entry.rule.rsplit("/", 1)[-1]
    return word.startswith("ب") and not name.startswith("ب") and mention.place.kind in ("name", "place")
