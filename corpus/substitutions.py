"""What stands in one text in the place of what in another, between the words that both have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.minhash import SHINGLE
from corpus.shingles import Hashes

#: Words of a gap on either side; what is longer was written anew, not filled in.
LONGEST = 20
#: Gaps and numbers, and places of one run, that are looked at, so that no hostile page takes long.
MOST_GAPS, MOST_PLACES = 300, 50
#: From this likeness of its letters on, another word is the same word misprinted or inflected.
MISPRINT = 0.6


@dataclass(frozen=True, slots=True)
class Substitutions:
    """What differs between two texts where they run parallel."""

    common: int  #: words of the first text in runs that the second has too
    common_other: int  #: the same of the second
    gaps: int  #: places where the one has other words than the other
    words: int  #: how many words the one has there, or the other where it has fewer
    same_figures: int  #: numbers that both have in the same order
    other_figures: int  #: the other numbers of the text that has fewer


def substitutions(
    one: list[str], one_places: Hashes, other: list[str], other_places: Hashes, common: Hashes
) -> Substitutions:
    """Walk along the first text and look up what the second has in each gap between common runs."""
    covered, covered_other = _covered(one, one_places, common), _covered(other, other_places, common)
    where = _where(other_places)
    gaps = words = ahead = 0
    for start, end in islice(_gaps(covered), MOST_GAPS):
        before = start - SHINGLE
        # A form says the same before each of its blanks: of several such places the one that runs parallel.
        places = where.get(int(one_places[before]), ())
        there_before = min(places, key=lambda place: abs(place - before - ahead), default=None)
        if there_before is None:
            continue
        ahead = there_before - before
        gap, there = one[start:end], _up_to_common(other, covered_other, there_before + SHINGLE)
        if not 0 < len(there) <= LONGEST:
            continue
        if _figures(gap) != _figures(there) or not _misprinted(gap, there):
            gaps += 1
            words += min(len(gap), len(there))
    same, different = _compare_figures(_parallel_figures(one, covered), _parallel_figures(other, covered_other))
    return Substitutions(int(covered.sum()), int(covered_other.sum()), gaps, words, same, different)


def _covered(words: list[str], places: Hashes, common: Hashes) -> NDArray[np.bool_]:
    """Which words stand in a run that both texts have."""
    inside = np.zeros(len(words) + SHINGLE, dtype=np.bool_)
    begins = np.flatnonzero(np.isin(places, common))
    for step in range(SHINGLE):
        inside[begins + step] = True
    return inside[: len(words)]


def _gaps(covered: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """The short runs of words of one's own between common ones."""
    edges = np.flatnonzero(np.diff(covered.astype(np.int8))) + 1
    for start, end in pairwise(edges):
        if not covered[start] and end - start <= LONGEST and start >= SHINGLE:
            yield int(start), int(end)


def _where(places: Hashes) -> dict[int, list[int]]:
    """Where each run begins; of a run that is repeated without end, the first places."""
    found: dict[int, list[int]] = {}
    for place, run in enumerate(places.tolist()):
        known = found.setdefault(run, [])
        if len(known) < MOST_PLACES:
            known.append(place)
    return found


def _up_to_common(words: list[str], covered: NDArray[np.bool_], start: int) -> list[str]:
    """The words from a place on up to the next common one."""
    end = start
    while end < len(words) and not covered[end] and end - start <= LONGEST:
        end += 1
    return words[start:end]


def _figures(words: list[str]) -> list[str]:
    return [word for word in words if word.isdigit()]


def _parallel_figures(words: list[str], covered: NDArray[np.bool_]) -> list[str]:
    """The numbers of a text but those in longer passages of its own."""
    parallel = covered.copy()
    for start, end in _gaps(covered):
        parallel[start:end] = True
    return _figures([words[place] for place in np.flatnonzero(parallel)])[:MOST_GAPS]


def _compare_figures(one: list[str], other: list[str]) -> tuple[int, int]:
    """In order, because a table of temperatures has nearly the same numbers every day."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    return same, min(len(one), len(other)) - same


def _misprinted(one: list[str], other: list[str]) -> bool:
    return SequenceMatcher(None, "".join(one), "".join(other), autojunk=False).ratio() >= MISPRINT
