"""Persons and networks: a number, what it counts, and the word near it that says what happened to them.

A word *before* the number governs it (`arrested six men`, `توقيف ثلاثة أشخاص`); a word *after* it must be a participle
or a passive (`six men were arrested`). The nearest word wins; words that take the number for something else (deaths,
training, searches) are in the race. A number after "including" counts a part and is left to its whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from corpus.figures import FigureKind
from pipelines.figure_terms import FigureTerms, figure_terms
from pipelines.number_words import number_words
from pipelines.phrases import is_arabic
from pipelines.quantities import Quantity
from pipelines.sentences import Claim, Sentence

#: How many words may stand between a word of a kind and the number after it; Arabic puts the subject there.
_BEFORE = {"arrested": 8, "rescued": 7, "convicted": 6, "victims": 4, "networks": 4, "other": 6}
_BEFORE_ARABIC = {"arrested": 12, "rescued": 10, "convicted": 6, "victims": 4, "networks": 4, "other": 6}
_AFTER = 20
#: A participle stands this near to its noun; farther off it needs an auxiliary.
_ADJACENT = 2
_ADJACENT_NETWORKS = 5  #: `trois filières d'immigration clandestine démantelées`
#: How far after a network its trade is named.
_NETWORK_OF = 6
#: How far after its whole a part stands: `30 victimes recensées en 2024, dont 12 enfants`.
_NEAR_WHOLE = 8
#: What a comma costs in words.
_COMMA = 3
_CONJUNCTIONS = frozenset({"et", "and", "و", "ainsi", "que", "plus", "الي", "جانب"})
_PARTITIVES = frozenset({"de", "d", "des", "of", "the", "les", "these", "those", "ces", "من", "leurs", "their"})
_OBJECTS = frozenset({"a", "an", "the", "him", "her", "them", "his", "their"})
_HAVE = frozenset({"have", "had", "has", "ont"})
_PLURALS = frozenset({"men", "women", "people", "children", "policemen", "middlemen", "accused"})
#: Kinds that each class of noun may have.
_ALLOWED = {
    "victims": {"rescued"},
    "suspects": {"arrested", "convicted"},
    "persons": {"arrested", "rescued", "convicted", "victims"},
    "migrants": {"rescued", "victims"},
    "networks": {"networks"},
    "arrests": set[str](),
    "none": {"arrested", "rescued", "convicted"},
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with the noun it counts: tokens `start` to `end`."""

    quantity: Quantity
    noun: str  #: class of the noun
    start: int
    end: int
    whole: bool = False  #: `of the twelve`: only its noun says anything of it


def counted(sentence: Sentence, numbers: Sequence[Quantity]) -> Iterator[Claim]:
    """The persons and networks whose kind some word says."""
    terms = figure_terms()
    found = sorted([*_with_nouns(sentence, numbers, terms), *_duals(sentence, terms)], key=lambda one: one.start)
    for place, one in enumerate(found):
        neighbours = (found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None)
        for kind, rule in _kinds(sentence, one, neighbours, terms):
            unit = "networks" if kind == "networks" else "persons"
            yield Claim(cast(FigureKind, kind), one.quantity, unit, one.start, one.end, f"{kind}/{rule}")


# --- what is counted ----------------------------------------------------------------------------------------------


def _with_nouns(sentence: Sentence, numbers: Iterable[Quantity], terms: FigureTerms) -> Iterator[Counted]:
    starts = {quantity.start: quantity for quantity in numbers}
    wholes: set[int] = set()
    for quantity in numbers:
        if quantity.low == quantity.high == 1 and not sentence.words[quantity.number].isdigit():
            continue  # mostly an article
        noun, end = _noun(sentence, quantity, starts, terms)
        if noun is None and end in starts and sentence.words[end - 1] in _PARTITIVES:
            wholes.add(end)
            noun, end = _noun(sentence, starts[end], starts, terms)  # `three of the 12 victims`
        if noun and not _year(sentence, quantity, end):
            yield Counted(quantity, noun, quantity.start, end, quantity.start in wholes)
        elif noun is None and _alone(sentence, quantity, terms):
            yield Counted(quantity, "none", quantity.start, quantity.end)


def _alone(sentence: Sentence, quantity: Quantity, terms: FigureTerms) -> bool:
    """Whether a number without a noun is followed at once by what happened: `four arrested`, `four were arrested`."""
    words, place = sentence.words, quantity.end
    while place < min(len(words), quantity.end + 3) and (words[place] in terms.auxiliaries or words[place] in _HAVE):
        place += 1
    return place < len(words) and terms.after.at(words, place) is not None


def _year(sentence: Sentence, quantity: Quantity, end: int) -> bool:
    """`after February 2023 made victims afraid`"""
    written = sentence.words[quantity.number]
    if not (len(written) == 4 and written[:2] in ("19", "20")):
        return False
    return end > quantity.end + 1 or sentence.words[quantity.start - 1 : quantity.start] != []


def _duals(sentence: Sentence, terms: FigureTerms) -> Iterator[Counted]:
    for place, word in enumerate(sentence.words):
        if word in terms.dual_forms and (found := terms.duals.at(sentence.words, place)):
            noun = found[0].split("/")[0]
            if noun in _ALLOWED:
                yield Counted(Quantity(2, 2, "exact", place, place + 1, place), noun, place, place + 1)


def _noun(
    sentence: Sentence, quantity: Quantity, starts: Mapping[int, Quantity], terms: FigureTerms
) -> tuple[str | None, int]:
    """The class of the noun that a number counts, and where it ends: adjectives may stand between."""
    words, place = sentence.words, quantity.end
    for step in range(5):
        if place >= len(words) or not sentence.plain(place) or place in starts:
            break
        if found := terms.nouns.at(words, place):
            return _head(sentence, quantity, place, found, terms)
        if words[place] in _PARTITIVES and step < 2:
            place += 1
            continue
        if words[place] in terms.stop or (is_arabic(words[place]) and step > 0):
            break
        place += 1
    return None, place


def _head(
    sentence: Sentence, quantity: Quantity, place: int, found: tuple[str, int], terms: FigureTerms
) -> tuple[str | None, int]:
    """Of several nouns in a row the last one: `five migrant smugglers`, `jeunes filles victimes`."""
    words, end = sentence.words, place + found[1]
    while end < len(words) and sentence.plain(end) and not is_arabic(words[end]):
        following = terms.nouns.at(words, end)
        if not following:
            break
        found, place, end = following, end, end + following[1]
    if words[end : end + 1] == ["s"] or not (is_arabic(words[place]) or _plural(words[place], quantity, found[1])):
        return None, end
    return found[0].split("/")[0], end


def _plural(word: str, quantity: Quantity, length: int) -> bool:
    """`12 victim statements` are no victims."""
    return quantity.high == 1 or length > 1 or word.endswith(("s", "x")) or word in _PLURALS


# --- which kind ---------------------------------------------------------------------------------------------------


def _kinds(
    sentence: Sentence, one: Counted, neighbours: tuple[Counted | None, Counted | None], terms: FigureTerms
) -> Iterator[tuple[str, str]]:
    """The kinds of a counted noun, each with its rule; victims that are rescued have two."""
    if one.noun == "arrests":
        if sentence.words[one.quantity.end] not in _PARTITIVES:
            yield "arrested", "counted arrests"
        return
    if one.end < len(sentence.words) and terms.ratio.at(sentence.words, one.end):
        return
    if one.noun == "victims" and not _deadly(sentence, one, terms):
        yield "victims", "noun"
    if one.whole:
        return
    if one.noun != "victims" and _subset(sentence, one, neighbours[0], terms):
        whole = neighbours[0]
        if one.noun == "persons" and whole and whole.noun == "victims" and one.start - whole.end <= _NEAR_WHOLE:
            yield "victims", "part of the victims"
        return
    after = _after(sentence, one, neighbours[1], terms)
    # A number alone is claimed only by what follows it at once: `four arrested`.
    before = None if one.noun == "none" else _before(sentence, one, neighbours[0], terms)
    near = min((hit for hit in (after, before) if hit), default=None)
    if near is None:
        return
    kind = near[1].split("/")[0]
    if kind == "networks" and _of_drugs(sentence, one, terms):
        return
    if kind == "convicted" and _requested(sentence, one, terms):
        return
    if kind in _ALLOWED[one.noun]:
        yield kind, near[1].split("/", 1)[1]


def _requested(sentence: Sentence, one: Counted, terms: FigureTerms) -> bool:
    """Whether a prosecutor asks for it, or the law threatens."""
    return any(terms.not_sentenced.at(sentence.words, place) for place in range(sentence.begin(one.start), one.start))


def _of_drugs(sentence: Sentence, one: Counted, terms: FigureTerms) -> bool:
    """`deux réseaux de trafic de drogue`"""
    near = range(one.end, min(one.end + _NETWORK_OF, len(sentence.words)))
    return any(terms.drugs.at(sentence.words, place) for place in near)


def _deadly(sentence: Sentence, one: Counted, terms: FigureTerms) -> bool:
    places = range(sentence.begin(one.start), sentence.end(one.start))
    return any(terms.deaths.at(sentence.words, place) for place in places)


def _has_object(sentence: Sentence, place: int) -> bool:
    """Whether a verb is active: `six officers arrested a man`."""
    word = sentence.words[place] if place < len(sentence.words) else ""
    return word in _OBJECTS or word[:1].isdigit() or word in number_words().words


def _subset(sentence: Sentence, one: Counted, previous: Counted | None, terms: FigureTerms) -> bool:
    """Whether a number counts a part of those counted before: `dont deux`, `seven of them women`, `, two Libyans`."""
    words, start = sentence.words, one.start
    if terms.subset.ending(words, start):
        return True
    if terms.subset.ending(words, start - 1) and not terms.before.at(words, start - 1):
        return True
    if one.quantity.end < len(words) and terms.subset.at(words, one.quantity.end):
        return True
    return previous is not None and previous.end == one.start and _less(one, previous)


def _less(one: Counted, other: Counted) -> bool:
    return (one.quantity.high or 0) < (other.quantity.high or 0)


def _after(sentence: Sentence, one: Counted, following: Counted | None, terms: FigureTerms) -> tuple[int, str] | None:
    """The nearest participle or passive after the noun, with its distance."""
    words, reach = sentence.words, _ADJACENT + 1 if one.noun == "none" else _AFTER
    stop = min(len(words), one.end + reach)
    if following and following.start < stop and not _passed_over(sentence, one, following, terms):
        stop = following.start
    for place in range(one.end, stop):
        found = terms.after.at(words, place)
        if found and _governs_back(sentence, one, place, terms):
            return place - one.end, found[0]
    return None


def _passed_over(sentence: Sentence, one: Counted, following: Counted, terms: FigureTerms) -> bool:
    """Whether the next counted noun belongs to the same statement: `two men and a boy`, `five men, two Syrian`."""
    joined = _only_joined(sentence, one.end, following.start) and following.noun != "none"
    return joined or _subset(sentence, following, one, terms)


def _governs_back(sentence: Sentence, one: Counted, place: int, terms: FigureTerms) -> bool:
    words = sentence.words
    if is_arabic(words[place]):
        return place - one.end <= 6 and not sentence.comma(one.end, place + 1)
    between = words[one.end : place]
    if one.noun == "none":
        if sentence.comma(one.end, place + 1) or not (between or one.start == 0):
            return False
        return all(word in terms.auxiliaries or word in _HAVE for word in between)
    if any(word in terms.auxiliaries for word in between[-3:]):
        return not any(word in terms.barriers for word in between)
    quiet = not any(word in _CONJUNCTIONS or word in terms.barriers for word in between)
    if _has_object(sentence, place + 1):
        return False
    reach = _ADJACENT_NETWORKS if one.noun == "networks" else _ADJACENT
    return len(between) <= reach and quiet and not sentence.comma(one.end, place + 1)


def _before(sentence: Sentence, one: Counted, previous: Counted | None, terms: FigureTerms) -> tuple[int, str] | None:
    """The nearest word before the number that governs it, with its distance."""
    words, begin = sentence.words, sentence.begin(one.start)
    if previous and previous.end > begin and not _only_joined(sentence, previous.end, one.start):
        begin = previous.start if previous.noun == "none" else previous.end
    reach = _BEFORE_ARABIC if is_arabic(words[one.end - 1]) else _BEFORE
    for place in range(one.start - 1, max(begin, one.start - 16) - 1, -1):
        if words[place] in terms.barriers and words[place - 1] != "علي":  # `على بعد 90 كيلومترا` is a distance
            return None
        found = terms.before.at(words, place, most=one.start - place)
        if not found or _passive(sentence, place, terms):
            continue
        distance = one.start - place - found[1] - _between(previous, place, one)
        if distance > reach[found[0].split("/")[0]]:
            return None
        return distance + (_COMMA if sentence.comma(place + found[1], one.start + 1) else 0), found[0]
    return None


def _between(previous: Counted | None, place: int, one: Counted) -> int:
    """Words of a quantity that is joined to this one: `arrested three men and two women`."""
    return one.start - previous.start if previous and place < previous.start else 0


def _passive(sentence: Sentence, place: int, terms: FigureTerms) -> bool:
    """A French or English passive has its subject before it and says nothing of what follows."""
    return not is_arabic(sentence.words[place]) and any(
        word in terms.auxiliaries for word in sentence.words[max(0, place - 2) : place]
    )


def _only_joined(sentence: Sentence, end: int, start: int) -> bool:
    """Whether nothing but "and" stands between two counted nouns."""
    between = sentence.words[end:start]
    return len(between) <= 2 and all(word in _CONJUNCTIONS or word in ("a", "an", "une", "un") for word in between)
