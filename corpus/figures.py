"""The words for the numbers that articles state; `corpus.types` has the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from corpus.types import Span

#: What a number in an article counts.
FigureKind = Literal[
    "victims",  # persons whom the text calls victims, or says to be exploited
    "arrested",  # suspects arrested or detained
    "rescued",  # persons rescued, freed, or intercepted alive
    "convicted",  # persons convicted or sentenced
    "sentence_years",  # years of prison; six months are 0.5
    "networks",  # networks dismantled
    "money",  # a sum of money
]
FIGURE_KINDS: tuple[str, ...] = get_args(FigureKind)
#: How a text limits its number.
Qualifier = Literal["exact", "about", "at_least", "at_most", "range"]
QUALIFIERS: tuple[str, ...] = get_args(Qualifier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that an article states about its matter, and where.

    `low` and `high` are equal for `exact`; a bound that the text leaves open is None (`at_least` has no `high`).
    """

    kind: FigureKind
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str  #: persons, networks, years, or an ISO 4217 code
    evidence: tuple[Span, ...]  #: every place that states it, in reading order
