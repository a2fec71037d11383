"""Which of the matches are meant.

A match is kept when no longer match that speaks for the same covers it, no mask covers it, and the contexts that its
group needs are near, those that it must not have are not. What is not kept is kept aside with the reason, so that a
person can be told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pipelines.hits import Hit
from pipelines.rules import Context, Group, Mask, Place


@dataclass(slots=True)
class GroupHits:
    """The matches of one group of terms."""

    group: Group
    hits: list[Hit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A match that does not count, and why."""

    hit: Hit
    why: str  #: `inside mask/regions/fr/Niger Delta`, `no migrants within 25 words`, `drugs within 10 words`


@dataclass(slots=True)
class Sense:
    """The matches of an article in the sense that their neighbours allow, in reading order."""

    groups: dict[str, GroupHits] = field(default_factory=dict)  #: by the group's name
    places: list[tuple[Hit, Place]] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)


@dataclass(slots=True)
class _Sorted:
    """The matches by what they mean."""

    contexts: dict[str, list[int]] = field(default_factory=dict)  #: name → first words, in order
    masks: list[Hit] = field(default_factory=list)
    places: dict[Hit, Place] = field(default_factory=dict)
    groups: dict[Hit, Group] = field(default_factory=dict)


def sense_of(found: Iterable[Hit]) -> Sense:
    """The matches that count, and those that do not with the reason."""
    by_meaning = _sort(found)
    sense = Sense()
    for hit in _uncovered(by_meaning.places, by_meaning.masks, sense.ignored):
        sense.places.append((hit, by_meaning.places[hit]))
    by_subject: dict[str, list[Hit]] = {}
    for hit, group in by_meaning.groups.items():
        why = _out_of_context(hit, group, by_meaning.contexts)
        if why:
            sense.ignored.append(Ignored(hit, why))
        else:
            by_subject.setdefault(_subject(group), []).append(hit)
    for same in by_subject.values():
        for hit in _uncovered(same, by_meaning.masks, sense.ignored):
            group = by_meaning.groups[hit]
            sense.groups.setdefault(group.name, GroupHits(group)).hits.append(hit)
    return sense


def _sort(found: Iterable[Hit]) -> _Sorted:
    by_meaning = _Sorted()
    for hit in found:
        match hit.entry.meaning:
            case Group() as group:
                by_meaning.groups[hit] = group
            case Place() as place:
                by_meaning.places[hit] = place
            case Context() as context:
                by_meaning.contexts.setdefault(context.name, []).append(hit.start)
            case Mask():
                by_meaning.masks.append(hit)
    for positions in by_meaning.contexts.values():
        positions.sort()
    return by_meaning


def _subject(group: Group) -> str:
    """What a match speaks for: of two that overlap and speak for the same, the longer one counts."""
    return group.topic or ("against" if group.against else "relevance")


def _uncovered(hits: Iterable[Hit], masks: Sequence[Hit], ignored: list[Ignored]) -> list[Hit]:
    """The matches that no longer one overlaps, in reading order; a mask wins over what is no longer than it."""
    kept: list[Hit] = []
    taken: dict[int, Hit] = {}
    for hit in sorted([*masks, *hits], key=lambda hit: (hit.start - hit.end, hit.start)):  # stable: masks first
        words = range(hit.start, hit.end)
        covering = next((taken[word] for word in words if word in taken), None)
        if covering is None:
            taken.update(dict.fromkeys(words, hit))
            if not isinstance(hit.entry.meaning, Mask):
                kept.append(hit)
        elif isinstance(covering.entry.meaning, Mask) and not isinstance(hit.entry.meaning, Mask):
            ignored.append(Ignored(hit, f"inside {covering.entry.rule}"))
    return sorted(kept, key=attrgetter("start"))


def _out_of_context(hit: Hit, group: Group, contexts: dict[str, list[int]]) -> str:
    """Why the neighbours of a match speak against its sense; "" where they do not."""
    for needed in (group.needs, group.also):
        if needed and not any(_near(hit, contexts.get(name, ()), group.window) for name in needed):
            return f"no {' or '.join(needed)} within {group.window} words"
    near = next((name for name in group.unless if _near(hit, contexts.get(name, ()), group.window)), "")
    return f"{near} within {group.window} words" if near else ""


def _near(hit: Hit, positions: Sequence[int], window: int) -> bool:
    """Whether a position lies within the window around a match, outside the match itself."""
    at = bisect_left(positions, hit.start - window)
    while at < len(positions) and positions[at] < hit.end + window:
        if not hit.start <= positions[at] < hit.end:
            return True
        at += 1
    return False
