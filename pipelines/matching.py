"""One pass over an article: which rules match where, in which sense, and what the original says there.

Title and text are normalised, cut into words, each word into its key (`pipelines.inflect`); the
automaton runs once over the keys. A match is kept when no longer match of its kind covers it, no
mask covers it, and the contexts that it needs (or must not have) are near (or not).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from corpus.normalise import Normalised, normalise_with_offsets
from corpus.types import Span
from pipelines.inflect import key
from pipelines.rules import Context, Entry, Group, Mask, Meaning, Place, Rules

Zone = Literal["title", "lead", "body", "dateline"]
_WORD = re.compile(r"\w+")
#: `Rabat –`, `CAIRO (AP) —`, `EL TARF-`, `الرباط:`, `طرابلس 14 يوليو 2025 (شينخوا)`: two words before a bare
#: sign, six before an agency in brackets.
_DATELINE = re.compile(
    r"\W*(?:\w+[ ,]{1,2}){0,2}\w+(?: ?-{1,2} | ?:)|\W*(?:\w+[ ,/']{1,3}){0,5}\w+ ?\([^()\n]{2,30}\) ?(?:-{1,2}|:)?"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: words `start` to `end` of the article (title first), and what they mean."""

    start: int
    end: int
    zone: Zone
    entry: Entry


@dataclass(slots=True)
class _Field:
    """A part of the article, cut into words; `first` is the number of its first word in the article."""

    name: Literal["title", "text"]
    original: str
    normal: Normalised
    first: int
    bounds: list[tuple[int, int]]


@dataclass(slots=True)
class Reading:
    """An article as the rules see it."""

    words: int  #: in title and text
    groups: list[Hit] = field(default_factory=list)
    places: list[Hit] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)

    def span(self, hit: Hit) -> Span:
        """The original characters of a match."""
        part = self.fields[1 if hit.start >= self.fields[1].first else 0]
        first, last = part.bounds[hit.start - part.first], part.bounds[hit.end - 1 - part.first]
        start, end = part.normal.span(first[0], last[1])
        return Span(field=part.name, start=start, end=end, text=part.original[start:end], rule=hit.entry.rule)


def read(title: str, text: str, rules: Rules) -> Reading:
    """All matches of the rules in an article, in the sense that the contexts allow."""
    heading = _cut("title", title, 0)
    body = _cut("text", text, len(heading.bounds))
    dateline = _dateline_words(body.normal.text)
    found: list[Hit] = []
    for part in (heading, body):
        for start, end, entries in _matches(part, rules):
            zone = _zone(start, part, dateline, rules.thresholds.lead_words)
            found += [Hit(part.first + start, part.first + end, zone, entry) for entry in entries]
    reading = Reading(len(heading.bounds) + len(body.bounds), fields=[heading, body])
    _keep(found, reading)
    return reading


def _cut(name: Literal["title", "text"], original: str, first: int) -> _Field:
    normal = normalise_with_offsets(original)
    return _Field(name, original, normal, first, [match.span() for match in _WORD.finditer(normal.text)])


def _matches(part: _Field, rules: Rules) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    """First word, word after the last, and entries of each form found in a part."""
    words = [key(part.normal.text[start:end]) for start, end in part.bounds]
    starts, position = [], 0
    for word in words:
        starts.append(position)
        position += len(word) + 1
    for last, (length, entries) in rules.automaton.iter(f" {' '.join(words)} "):
        # `last` is the blank after the last word, in a string that itself begins with a blank.
        end = bisect_left(starts, last)
        yield end - length, end, entries


def _dateline_words(text: str) -> int:
    """How many words of the text are a dispatch's dateline."""
    match = _DATELINE.match(text[:120])
    return len(_WORD.findall(match[0])) if match else 0


def _zone(start: int, part: _Field, dateline: int, lead: int) -> Zone:
    if part.name == "title":
        return "title"
    if start < dateline:
        return "dateline"
    return "lead" if start < lead else "body"


def _keep(found: list[Hit], reading: Reading) -> None:
    """Sort the matches into the reading, without those that are covered or out of context."""
    contexts: dict[str, list[int]] = {}
    for hit in found:
        if isinstance(hit.entry.meaning, Context):
            contexts.setdefault(hit.entry.meaning.name, []).append(hit.start)
    for positions in contexts.values():
        positions.sort()
    masked = [hit for hit in found if isinstance(hit.entry.meaning, Mask)]
    places = [hit for hit in found if isinstance(hit.entry.meaning, Place)]
    reading.places = _longest(places, masked)
    groups = [hit for hit in found if isinstance(hit.entry.meaning, Group) and _in_sense(hit, contexts)]
    by_topic: dict[str, list[Hit]] = {}
    for hit in groups:
        by_topic.setdefault(_subject(hit.entry.meaning), []).append(hit)
    reading.groups = [hit for same in by_topic.values() for hit in _longest(same, masked)]


def _subject(meaning: Meaning) -> str:
    """What a match speaks for: of two that overlap and speak for the same, the longer one counts."""
    if not isinstance(meaning, Group):
        return ""
    return meaning.topic or ("against" if meaning.against else "relevance")


def _longest(hits: list[Hit], masked: list[Hit]) -> list[Hit]:
    """The matches that no longer one overlaps, in reading order; a mask wins over what is no longer than it."""
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted([*masked, *hits], key=lambda hit: (hit.start - hit.end, hit.start)):  # stable: masks first
        if taken.isdisjoint(range(hit.start, hit.end)):
            taken.update(range(hit.start, hit.end))
            if not isinstance(hit.entry.meaning, Mask):
                kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _in_sense(hit: Hit, contexts: dict[str, list[int]]) -> bool:
    group = hit.entry.meaning
    if not isinstance(group, Group):
        return False
    near = any(_near(hit, contexts.get(name, []), group.window) for name in group.needs)
    if group.needs and not near:
        return False
    return not any(_near(hit, contexts.get(name, []), group.window) for name in group.unless)


def _near(hit: Hit, positions: list[int], window: int) -> bool:
    """Whether a position lies within the window around a match, outside the match itself."""
    at = bisect_left(positions, hit.start - window)
    while at < len(positions) and positions[at] < hit.end + window:
        if not hit.start <= positions[at] < hit.end:
            return True
        at += 1
    return False
