"""Persons and networks: a number, what it counts, and the word near it that says what happened to them.

The nearest word wins; words that take the number for something else (deaths, training, searches) are in the race. A
number after "including" counts a part and is left to its whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from corpus.figures import FigureKind
from pipelines.counted_nouns import PARTITIVES, Counted, with_duals, with_nouns
from pipelines.figure_terms import FigureTerms, figure_terms
from pipelines.governing import part, word_after, word_before
from pipelines.quantities import Quantity
from pipelines.sentences import Claim, Sentence

#: How far after a network its trade is named.
_NETWORK_OF = 6
#: How far after its whole a part stands: `30 victimes recensées en 2024, dont 12 enfants`.
_NEAR_WHOLE = 8
#: Kinds that each class of noun may have.
_ALLOWED = {
    "victims": {"rescued"},
    "suspects": {"arrested", "convicted"},
    "persons": {"arrested", "rescued", "convicted", "victims"},
    "migrants": {"rescued", "victims"},
    "networks": {"networks"},
    "arrests": set[str](),
    "none": {"arrested", "rescued", "convicted"},
}


def counted(sentence: Sentence, numbers: Sequence[Quantity]) -> Iterator[Claim]:
    """The persons and networks whose kind some word says."""
    terms = figure_terms()
    found = sorted([*with_nouns(sentence, numbers, terms), *with_duals(sentence, terms)], key=lambda one: one.start)
    for place, one in enumerate(found):
        neighbours = (found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None)
        for kind, rule in _kinds(sentence, one, neighbours, terms):
            unit = "networks" if kind == "networks" else "persons"
            yield Claim(cast(FigureKind, kind), one.quantity, unit, one.start, one.end, f"{kind}/{rule}")


def _kinds(
    sentence: Sentence, one: Counted, neighbours: tuple[Counted | None, Counted | None], terms: FigureTerms
) -> Iterator[tuple[str, str]]:
    """The kinds of a counted noun, each with its rule; victims that are rescued have two."""
    if one.noun == "arrests":
        if sentence.words[one.quantity.end] not in PARTITIVES:
            yield "arrested", "counted arrests"
        return
    if one.end < len(sentence.words) and terms.ratio.at(sentence.words, one.end):
        return
    if one.noun == "victims" and not _deadly(sentence, one, terms):
        yield "victims", "noun"
    if one.whole:
        return
    if one.noun != "victims" and part(sentence, one, neighbours[0], terms):
        whole = neighbours[0]
        if one.noun == "persons" and whole and whole.noun == "victims" and one.start - whole.end <= _NEAR_WHOLE:
            yield "victims", "part of the victims"
        return
    after = word_after(sentence, one, neighbours[1], terms)
    # A number alone is claimed only by what follows it at once: `four arrested`.
    before = None if one.noun == "none" else word_before(sentence, one, neighbours[0], terms)
    near = min((hit for hit in (after, before) if hit), default=None)
    if near is None:
        return
    kind = near[1].split("/")[0]
    if kind == "networks" and _of_drugs(sentence, one, terms):
        return
    if kind == "convicted" and _requested(sentence, one, terms):
        return
    if kind in _ALLOWED[one.noun]:
        yield kind, near[1].split("/", 1)[1]


def _requested(sentence: Sentence, one: Counted, terms: FigureTerms) -> bool:
    """Whether a prosecutor asks for it, or the law threatens."""
    return any(terms.not_sentenced.at(sentence.words, place) for place in range(sentence.begin(one.start), one.start))


def _of_drugs(sentence: Sentence, one: Counted, terms: FigureTerms) -> bool:
    """`deux réseaux de trafic de drogue`"""
    near = range(one.end, min(one.end + _NETWORK_OF, len(sentence.words)))
    return any(terms.drugs.at(sentence.words, place) for place in near)


def _deadly(sentence: Sentence, one: Counted, terms: FigureTerms) -> bool:
    places = range(sentence.begin(one.start), sentence.end(one.start))
    return any(terms.deaths.at(sentence.words, place) for place in places)
