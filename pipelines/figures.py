"""The figures that an article states: victims, arrests, rescues, convictions, years of prison, networks, money.

Numbers are read first (`pipelines.quantities`); then each is bound to a kind by the words around it in its sentence:
persons and networks (`pipelines.counted`), prison (`pipelines.prison`), money (`pipelines.sums`). A number that no word
claims is no figure; one that two words claim differently goes to the nearer. A wrong figure is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.figures import Figure, FigureKind, Qualifier
from corpus.normalise import Normalised, normalise, normalise_with_offsets
from corpus.types import Span
from pipelines.counted import counted
from pipelines.judge import Verdict
from pipelines.prison import prison_terms
from pipelines.quantities import quantities
from pipelines.sentences import Claim, Sentence, sentences_with_numbers
from pipelines.sums import sums

_Key = tuple[FigureKind, float | None, float | None, Qualifier, str]


@dataclass(slots=True)
class _Part:
    """The title or the text; the way back to its characters is made only where there is something to find."""

    field: Literal["title", "text"]
    original: str
    normal: Normalised | None = None

    def span(self, sentence: Sentence, claim: Claim) -> Span:
        """The original characters of a claim."""
        if self.normal is None:
            self.normal = normalise_with_offsets(self.original)
        start, end = self.normal.span(*sentence.span(claim))
        return Span(field=self.field, start=start, end=end, text=self.original[start:end], rule=claim.rule)


def judged_figures(title: str, text: str, verdict: Verdict) -> tuple[Figure, ...]:
    """The figures of an article that was judged: none off topic, sums in the currencies of its countries."""
    if verdict.relevance == "offtopic":
        return ()
    kinds = ("country", "other_country")
    places = tuple(tag.name for kind in kinds for tag in verdict.tags if tag.kind == kind)
    return figures_of(title, text, (*filter(None, [verdict.primary_country]), *places))


def figures_of(title: str, text: str, places: tuple[str, ...] = ()) -> tuple[Figure, ...]:
    """The figures of an article given in its original characters, in reading order, each once.

    `places` are the countries of the article, the main one first: they decide whose dinar is meant. Without them a
    sum whose currency several countries share is left out.
    """
    found: dict[_Key, list[Span]] = {}
    for part in (_Part("title", title), _Part("text", text)):
        for sentence in sentences_with_numbers(normalise(part.original)):
            for claim in sorted(_claims(sentence, places), key=lambda claim: (claim.start, claim.kind)):
                quantity = claim.quantity
                key = (claim.kind, quantity.low, quantity.high, quantity.qualifier, claim.unit)
                found.setdefault(key, []).append(part.span(sentence, claim))
    return tuple(
        Figure(kind=kind, low=low, high=high, qualifier=qualifier, unit=unit, evidence=tuple(spans))
        for (kind, low, high, qualifier, unit), spans in found.items()
    )


def _claims(sentence: Sentence, places: tuple[str, ...]) -> Iterator[Claim]:
    numbers = quantities(sentence.tokens)
    yield from sums(sentence, numbers, places)
    yield from prison_terms(sentence, numbers)
    yield from counted(sentence, numbers)
