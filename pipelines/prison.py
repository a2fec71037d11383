"""Years of prison: a number of years or months that a word of prison follows or a word of sentencing precedes.

What the law threatens and what the prosecutor asks for is no sentence and is left out, as are ages and spans of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipelines.figure_terms import FigureTerms, figure_terms
from pipelines.number_words import number_words
from pipelines.phrases import is_arabic
from pipelines.quantities import Quantity
from pipelines.sentences import Claim, Sentence

#: Words between a sentencing word and the number: `السجن النافذ لمدة`.
_NEAR = 5
#: How far before a number what makes it no sentence may stand.
_FAR = 12
#: A sentence in the same breath: `10 ans de prison ferme, l'agent à 8 ans`.
_BREATH = 9
#: What may stand right before the years in French and English; else they are an age.
_LINKS = frozenset(
    ["à", "to", "for", "given", "received", "got", "écopé", "écope", "and", "et", "a", "an", "handed", "allant"]
)
#: … or `de` and `of` after one of these.
_OF = ("peine", "écop", "réclusion", "allant", "term", "sentence")
#: After these the sentencing word may be far: `sentenced the leader to life and four members to 15 years`.
_TO = frozenset({"to", "à"})
_NEAR_TO = 16
_LONGEST = 120


def prison_terms(sentence: Sentence, numbers: Sequence[Quantity]) -> Iterator[Claim]:
    """The years of prison that were pronounced."""
    terms = figure_terms()
    last_end = -_BREATH
    for quantity, unit, end in _times(sentence, numbers, terms):
        rule = _rule(sentence, quantity, end, last_end, terms)
        if rule is None or _excluded(sentence, quantity, end, terms):
            continue
        years = quantity if unit == "years" else quantity.scaled(1 / 12)
        if (years.high or years.low or 0) > _LONGEST:
            continue
        last_end = end
        for one in (*_listed(sentence, years, numbers), years):
            one = one if one is years or unit == "years" else one.scaled(1 / 12)
            yield Claim("sentence_years", one, "years", one.start, end, f"sentence_years/{rule}")


def _times(sentence: Sentence, numbers: Iterable[Quantity], terms: FigureTerms) -> Iterator[tuple[Quantity, str, int]]:
    """Quantities of years and months, with where they end; the Arabic duals among them."""
    found: list[tuple[Quantity, str, int]] = []
    for quantity in numbers:
        place = quantity.end
        if place < len(sentence.words) and sentence.plain(place) and (unit := terms.time.at(sentence.words, place)):
            found.append((*_and_a_half(sentence, quantity, place + 1, unit[0]), place + 1))
    for place, word in enumerate(sentence.words):
        if word in terms.dual_forms and (dual := terms.duals.at(sentence.words, place)):
            name = dual[0].split("/")[0]
            if name in ("years", "months"):
                quantity = Quantity(2, 2, "exact", place, place + 1, place)
                found.append((*_and_a_half(sentence, quantity, place + 1, name), place + 1))
    return iter(sorted(found, key=lambda item: item[0].start))


def _listed(sentence: Sentence, last: Quantity, numbers: Sequence[Quantity]) -> list[Quantity]:
    """The numbers before the last one that share its unit: `onze, neuf et six ans`."""
    found: list[Quantity] = []
    start = last.start
    for one in reversed(numbers):
        if one.end > start:
            continue
        between = sentence.words[one.end : start]
        if len(between) > 1 or any(word not in ("et", "and", "و") for word in between):
            break
        if not between and sentence.tokens.gap(start).strip() != ",":
            break
        found.insert(0, one)
        start = one.start
    return found


def _and_a_half(sentence: Sentence, quantity: Quantity, end: int, unit: str) -> tuple[Quantity, str]:
    """`ثلاث سنوات ونصف`, `trois ans et demi`"""
    unit = unit.split("/")[0]
    half = number_words().half.at(sentence.words, end) if end < len(sentence.words) else None
    if half and quantity.low is not None and quantity.low == quantity.high:
        return replace(quantity, low=quantity.low + 0.5, high=quantity.low + 0.5), unit
    return quantity, unit


def _rule(sentence: Sentence, quantity: Quantity, end: int, last_end: int, terms: FigureTerms) -> str | None:
    """Which word makes it prison."""
    words = sentence.words
    if end < len(words) and sentence.plain(end) and (found := terms.prison.at(words, end)):
        return f"{found[0]}/{' '.join(words[end : end + found[1]])}"
    if not is_arabic(words[end - 1]) and not _linked(words, quantity.start):
        return None
    begin = sentence.begin(quantity.start)
    if begin < last_end <= quantity.start <= last_end + _BREATH:
        return "same breath"
    near = _NEAR_TO if words[quantity.start - 1] in _TO else _NEAR
    for place in range(quantity.start - 1, max(begin, quantity.start - near) - 1, -1):
        if found := terms.sentenced.at(words, place, most=quantity.start - place):
            return f"{found[0]}/{' '.join(words[place : place + found[1]])}"
    return None


def _linked(words: list[str], start: int) -> bool:
    """Whether what stands right before the years can belong to a sentence."""
    before = words[start - 1] if start else ""
    return before in _LINKS or (before in ("de", "of") and words[start - 2].startswith(_OF))


def _excluded(sentence: Sentence, quantity: Quantity, end: int, terms: FigureTerms) -> bool:
    """Whether it is an age, a span, a request or a threat."""
    words = sentence.words
    if any(terms.not_time.at(words, place) for place in range(end, min(end + 2, len(words)))):
        return True
    if any(terms.not_time_before.at(words, place) for place in range(max(0, quantity.start - 2), quantity.start)):
        return True
    begin = max(sentence.begin(quantity.start), quantity.start - _FAR)
    return any(terms.not_sentenced.at(words, place) for place in range(begin, quantity.start))
