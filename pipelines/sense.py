"""Which of the matches are meant.

A match is kept when no longer match that speaks for the same covers it, no mask covers it, and the contexts that its
group needs are near, those that it must not have are not. What is not kept is kept aside with the reason, so that a
person can be told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pipelines.hits import Hit
from pipelines.rules import Group, Mask, Place

M = TypeVar("M", Group, Place)


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


def sense_of(found: Sequence[Hit], contexts: Mapping[str, list[int]]) -> Sense:
    """The matches that count, and those that do not with the reason.

    `contexts` has the first words of the matches of each context, in any order.
    """
    in_order = {name: sorted(positions) for name, positions in contexts.items()}
    sense, masks = Sense(), _masks(found)
    places: list[tuple[Hit, Place]] = []
    by_subject: dict[str, list[tuple[Hit, Group]]] = {}
    for hit in found:
        meaning = hit.entry.meaning
        if isinstance(meaning, Mask):
            continue
        if why := _why_not(hit, masks, in_order):
            sense.ignored.append(Ignored(hit, why))
        elif isinstance(meaning, Place):
            places.append((hit, meaning))
        elif isinstance(meaning, Group):
            by_subject.setdefault(_subject(meaning), []).append((hit, meaning))
    sense.places = _longest(places)
    for same in by_subject.values():
        for hit, group in _longest(same):
            sense.groups.setdefault(group.name, GroupHits(group)).hits.append(hit)
    return sense


def _masks(found: Sequence[Hit]) -> dict[int, Hit]:
    """The longest mask over each word."""
    over: dict[int, Hit] = {}
    for hit in found:
        if isinstance(hit.entry.meaning, Mask):
            for word in range(hit.start, hit.end):
                if word not in over or _length(over[word]) < _length(hit):
                    over[word] = hit
    return over


def _why_not(hit: Hit, masks: Mapping[int, Hit], contexts: Mapping[str, Sequence[int]]) -> str:
    """Why a match does not count: a mask no shorter than it, or its neighbours; "" where it does."""
    for word in range(hit.start, hit.end):
        mask = masks.get(word)
        if mask is not None and _length(mask) >= _length(hit):
            return f"inside {mask.entry.rule}"
    return _out_of_context(hit, hit.entry.meaning, contexts) if isinstance(hit.entry.meaning, Group) else ""


def _length(hit: Hit) -> int:
    return hit.end - hit.start


def _subject(group: Group) -> str:
    """What a match speaks for: of two that overlap and speak for the same, the longer one counts."""
    return group.topic or ("against" if group.against else "relevance")


def _longest(hits: list[tuple[Hit, M]]) -> list[tuple[Hit, M]]:
    """The matches that no longer one overlaps, in reading order; of two as long, the first of the lexicon."""
    kept: list[tuple[Hit, M]] = []
    taken: set[int] = set()
    for hit, meaning in sorted(hits, key=lambda pair: (-_length(pair[0]), pair[0].start)):
        if taken.isdisjoint(range(hit.start, hit.end)):
            taken.update(range(hit.start, hit.end))
            kept.append((hit, meaning))
    return sorted(kept, key=lambda pair: pair[0].start)


def _out_of_context(hit: Hit, group: Group, contexts: Mapping[str, Sequence[int]]) -> str:
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
