"""The figures that an article states: victims, arrests, rescues, convictions, years of prison, networks, money.

Numbers are read first (`pipelines.quantities`); then each is bound to a kind by the words around it in its sentence:
persons and networks (`pipelines.counted`), prison (`pipelines.prison`), money (`pipelines.sums`). A number that no word
claims is no figure; one that two words claim differently goes to the nearer. A wrong figure is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.normalise import Normalised, normalise, normalise_with_offsets
from corpus.types import Figure, FigureKind, Qualifier, Span
from pipelines.counted import counted
from pipelines.prison import prison_terms
from pipelines.quantities import Tokens, cut, quantities
from pipelines.sentences import Claim, Sentences
from pipelines.sums import sums

_Key = tuple[FigureKind, float | None, float | None, Qualifier, str]


@dataclass(slots=True)
class _Part:
    """The title or the text, read."""

    field: Literal["title", "text"]
    original: str
    tokens: Tokens
    normal: Normalised | None = None

    def span(self, claim: Claim) -> Span:
        """The original characters of a claim; the way back is made only where there is something to find."""
        if self.normal is None:
            self.normal = normalise_with_offsets(self.original)
        start, end = self.normal.span(self.tokens.starts[claim.start], self.tokens.ends[claim.end - 1])
        return Span(field=self.field, start=start, end=end, text=self.original[start:end], rule=claim.rule)


def figures_of(title: str, text: str, places: tuple[str, ...] = ()) -> tuple[Figure, ...]:
    """The figures of an article given in its original characters, in reading order, each once.

    `places` are the countries of the article, the main one first: they decide whose dinar is meant. Without them a
    sum whose currency several countries share is left out.
    """
    found: dict[_Key, list[Span]] = {}
    for part in (_Part("title", title, cut(normalise(title))), _Part("text", text, cut(normalise(text)))):
        for claim in sorted(_claims(part.tokens, places), key=lambda claim: (claim.start, claim.kind)):
            quantity = claim.quantity
            key = (claim.kind, quantity.low, quantity.high, quantity.qualifier, claim.unit)
            found.setdefault(key, []).append(part.span(claim))
    return tuple(
        Figure(kind=kind, low=low, high=high, qualifier=qualifier, unit=unit, evidence=tuple(spans))
        for (kind, low, high, qualifier, unit), spans in found.items()
    )


def _claims(tokens: Tokens, places: tuple[str, ...]) -> Iterator[Claim]:
    numbers = quantities(tokens)
    sentences = Sentences(tokens)
    yield from sums(sentences, numbers, places)
    yield from prison_terms(sentences, numbers)
    yield from counted(sentences, numbers)
