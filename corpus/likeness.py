"""Whether two texts are one text: the same with changes, or one of them an excerpt of the other. A pure comparison.

The measure is how many words of the shorter text stand in runs of three and more that the longer has too. It bears
cuts, insertions and misprints, but alone it is fooled by forms that are filled in anew each day, such as weather
reports and police notes. There the differences are single words and figures strewn over the whole text, where an
editor's lie together; a misprint is strewn too, but resembles what it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from corpus.minhash import SHINGLE
from corpus.shingles import Hashes, codes, runs
from corpus.substitutions import Substitutions, substitutions

#: Share of the shorter text's words from which it is the longer one, or an excerpt of it.
INSIDE = 0.58
#: A shorter text of less than this share of the longer one says too little about it: a review of the day's
#: news holds many briefs, and they are not one text.
SHORTEST_SHARE = 0.2
#: Under this share of the longer text, a text that lies inside it is called an excerpt, else a near text.
EXCERPT_SHARE = 0.75
#: A form was filled in anew where other words stand in so many places to 100 common words, and in at least so many
#: places; or in three, if they make up this share of the text. (Forms of the benchmark: 5.4 and more to 100 words,
#: edited copies 2.1 and less.)
STREWN, FEWEST, REPLACED = 4.0, 4, 0.15
#: Share of the figures, and least number of them, that are others: another day's report.
OTHER_FIGURES, FEWEST_FIGURES = 0.3, 4
#: Share of the shorter text's runs under which signatures rule a pair out: half of what true pairs have.
RULED_OUT = 0.3


class Content:
    """The words of a text, ready to be compared."""

    __slots__ = ("places", "shingles", "words")

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.places: Hashes = runs(codes(words), SHINGLE)  #: the hash of the run that begins at each word
        self.shingles: Hashes = np.unique(self.places)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts are one."""

    kind: Literal["syndicated", "excerpt"]
    similarity: float  #: the share that the kind is decided by


def compare(one: Content, other: Content) -> Likeness | None:
    """How two texts are one text; None when they are two. Symmetric."""
    shorter, longer = sorted((one, other), key=lambda content: (len(content.shingles), content.words))
    common = np.intersect1d(shorter.shingles, longer.shingles, assume_unique=True)
    if not _near_enough(len(common), len(shorter.shingles), len(longer.shingles)):
        return None
    found = substitutions(shorter.words, shorter.places, longer.words, longer.places, common)
    inside = found.common / len(shorter.words)
    if inside < INSIDE or _refilled(found, len(shorter.words)):
        return None
    if len(shorter.words) < EXCERPT_SHARE * len(longer.words):
        return Likeness("excerpt", inside)
    return Likeness("syndicated", (found.common + found.common_other) / (len(shorter.words) + len(longer.words)))


def possible(agreement: float, one: int, other: int) -> bool:
    """Whether two texts of so many runs can be one, by the share in which their signatures agree."""
    shorter, longer = sorted((one, other))
    return _near_enough(agreement * (shorter + longer) / (1 + agreement), shorter, longer)


def _near_enough(common: float, shorter: int, longer: int) -> bool:
    return common > 0 and common >= RULED_OUT * shorter and shorter >= SHORTEST_SHARE * longer


def _refilled(found: Substitutions, words: int) -> bool:
    """A form that was filled in anew."""
    strewn = found.gaps >= FEWEST and 100 * found.gaps >= STREWN * found.common
    replaced = found.gaps >= FEWEST - 1 and found.words >= REPLACED * words
    figures = found.other_figures + found.same_figures
    other_day = found.other_figures >= FEWEST_FIGURES and found.other_figures >= OTHER_FIGURES * figures
    return strewn or replaced or other_day
