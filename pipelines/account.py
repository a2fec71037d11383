"""How a statement about an article comes about: what spoke for it, what against, and how much was needed.

Relevance, countries and topics are all decided the same way: causes add up, and the sum is held against a
threshold. A tag is an account that passed; `scrapy explain` shows those that did not as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.types import Tag, TagKind
from pipelines.hits import Hit
from pipelines.matching import Reading
from pipelines.rules import Thresholds
from pipelines.weighing import evidence, probability, share_of_one


@dataclass(frozen=True, slots=True)
class Cause:
    """Matches that count together: of one group of terms, or of one name of a country."""

    rule: str  #: `sexual_exploitation/procuring`, `country/MA/place/طنجة`
    weight: float  #: of one mention in the body; below 0 for what speaks against
    points: float  #: what all its mentions add up to, by where they stand
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The sum of the causes of one possible tag, and what it takes to be given."""

    kind: TagKind
    name: str
    causes: tuple[Cause, ...]  #: strongest first, by size of their points
    needed: float  #: for this article: thresholds rise with its length
    decided: Mapping[str, float] | None = None  #: where a learned model decides: what each feature adds, in log-odds

    @property
    def total(self) -> float:
        """What the causes add up to; may be below 0."""
        return sum(cause.points for cause in self.causes)

    @property
    def mentions(self) -> int:
        """How many places of the article speak for it; those of several rules are one, one in the title is two."""
        count, end = 0, -1
        for hit in sorted((hit for cause in self.causes if cause.points > 0 for hit in cause.hits), key=_place):
            if hit.start >= end:
                count, end = count + (2 if hit.zone == "title" else 1), hit.end
        return count

    @property
    def given(self) -> bool:
        """Whether the sum is enough, or what was learned says so."""
        return self.total >= self.needed if self.decided is None else sum(self.decided.values()) > 0

    @property
    def score(self) -> float:
        """0 to 1, with 0.5 at what is needed."""
        return share_of_one(self.total, self.needed) if self.decided is None else probability(self.decided)

    def tag(self, reading: Reading, limits: Thresholds, role: str | None = None) -> Tag:
        """The tag, with the best placed of the matches that spoke for it."""
        hits = (hit for cause in self.causes if cause.points > 0 for hit in cause.hits)
        spans = evidence(hits, reading, limits)
        return Tag(kind=self.kind, name=self.name, score=self.score, role=role, evidence=spans)


def _place(hit: Hit) -> tuple[int, int]:
    return hit.start, hit.end


def strongest_first(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """Causes in the order in which they are shown."""
    return tuple(sorted(causes, key=lambda cause: (-abs(cause.points), cause.rule)))
