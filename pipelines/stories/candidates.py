"""Which stored articles may tell of the same event: those that share rare features within the window.

An article is entered under its rarest features, its keys; looking up costs what the postings of one article's keys
within the window cost, however large the corpus is. Under a key with very many articles only those nearest in time are
looked at, so that ten thousand copies of one page cost no more than a few hundred. `keys` and the thresholds are all
that a table with an index needs to do the same in SQL; `Index` keeps it in memory.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from pipelines.stories.rarity import Rarity
from pipelines.stories.similarity import Weighted
from pipelines.stories.thresholds import THRESHOLDS, Thresholds
from pipelines.stories.vector import Kind

#: Kinds whose features are keys, and how many of each; those first that are the same in all languages. Days, countries,
#: figures and matters are shared by too many.
_MOST: dict[Kind, int] = {"place": 16, "person": 12, "number": 16, "concept": 30, "name": 30, "word": 40}


Posting = tuple[datetime, str]


def keys(article: Weighted, rarity: Rarity, limits: Thresholds = THRESHOLDS) -> dict[str, float]:
    """The rarest features of an article of each kind, with their rarity: `place:TN/krkn`."""
    found: dict[str, float] = {}
    for kind, most in _MOST.items():
        rare = [(-rarity(kind, name), name) for name in article.weights[kind]]
        found |= {f"{kind}:{name}": -less for less, name in sorted(rare)[:most] if -less >= limits.key_rarity}
    return found


class Index:
    """Articles under their keys, in order of time."""

    def __init__(self, rarity: Rarity, limits: Thresholds = THRESHOLDS):
        self._rarity, self._limits = rarity, limits
        self._under: dict[str, list[Posting]] = {}

    def add(self, article: Weighted) -> None:
        """Enter an article."""
        for key in keys(article, self._rarity, self._limits):
            insort(self._under.setdefault(key, []), (article.vector.when, article.vector.id))

    def candidates(self, article: Weighted) -> list[str]:
        """The ids of the articles within the window that share enough keys, the nearest first."""
        when = article.vector.when
        weight: dict[Posting, float] = {}
        times: Counter[Posting] = Counter()
        for key, rarity in keys(article, self._rarity, self._limits).items():
            for posting in self._within(key, when):
                weight[posting] = weight.get(posting, 0.0) + rarity
                times[posting] += 1
        enough = [
            found for found in weight if times[found] >= self._limits.keys_shared and found[1] != article.vector.id
        ]
        nearest = sorted(enough, key=lambda found: (-round(weight[found], 9), abs(found[0] - when), found[1]))
        return [id_ for _, id_ in nearest[: self._limits.candidates]]

    def _within(self, key: str, when: datetime) -> Sequence[Posting]:
        """The postings of a key within the window; of very many, those around `when`."""
        postings, half = self._under.get(key, []), self._limits.postings // 2
        first = bisect_left(postings, (when - timedelta(days=self._limits.window), ""))
        last = bisect_right(postings, (when + timedelta(days=self._limits.window), "\uffff"))
        if last - first > self._limits.postings:
            here = min(max(bisect_left(postings, (when, "")), first + half), last - half)
            first, last = here - half, here + half
        return postings[first:last]
