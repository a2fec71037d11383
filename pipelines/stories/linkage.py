"""Groups of articles from the log-odds of their pairs: the two groups that are likeliest one story are joined first.

Two groups are as likely as their pairs are on average, and a little as their likeliest pair is: a chain of follow-ups
must not join what is far apart, but the report of the arrest need not resemble that of the trial. Two groups are joined
only while this is above the threshold, so at least one pair is: articles without such a link in common never meet, and
each component of the graph of links may be grouped alone. That is why groups do not depend on the order of arrival.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations
from typing import NamedTuple

from pipelines.stories.thresholds import THRESHOLDS

Pair = tuple[str, str]


def pair(one: str, other: str) -> Pair:
    """Two ids in order."""
    return (one, other) if one < other else (other, one)


def likelihood(total: float, number: int, most: float) -> float:
    """The log-odds of two groups being one, from the sum over their pairs, the number of these, and the likeliest."""
    return (1 - THRESHOLDS.nearest) * total / number + THRESHOLDS.nearest * most


def grouped(
    ids: Sequence[str], log_odds: Mapping[Pair, float], threshold: float = THRESHOLDS.joined
) -> list[tuple[str, ...]]:
    """The groups of one component; `log_odds` has every pair of `ids`. Groups and their members are sorted."""
    groups: dict[str, list[str]] = {id_: [id_] for id_ in ids}
    between = {two: _Between(log_odds[two], 1, log_odds[two]) for two in map(_ordered, combinations(groups, 2))}
    ahead = [pairs.ranked(two) for two, pairs in between.items()]
    heapify(ahead)
    while ahead:
        _, two, likely = heappop(ahead)
        if between.get(two) is not likely:
            continue  # one of the two has grown since
        if likelihood(*likely) <= threshold:
            break
        one, other = two
        groups[one] += groups.pop(other)
        del between[two]
        for third in sorted(groups.keys() - {one}):
            joined = between.pop(pair(one, third)).with_(between.pop(pair(other, third)))
            between[pair(one, third)] = joined
            heappush(ahead, joined.ranked(pair(one, third)))
    return sorted(tuple(sorted(members)) for members in groups.values())


def _ordered(two: tuple[str, str]) -> Pair:
    return pair(*two)


class _Between(NamedTuple):
    """The pairs of two groups."""

    total: float
    number: int
    most: float

    def with_(self, other: _Between) -> _Between:
        """All pairs of both."""
        return _Between(self.total + other.total, self.number + other.number, max(self.most, other.most))

    def ranked(self, groups: Pair) -> tuple[float, Pair, _Between]:
        """In the order in which groups are joined; of equally likely ones the order of names decides."""
        return -round(likelihood(*self), 9), groups, self
