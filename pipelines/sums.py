"""Sums of money: a number with a currency after it, or a sign or code before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelines.figure_terms import Currencies, currencies
from pipelines.number_words import number_words
from pipelines.quantities import Quantity
from pipelines.sentences import Claim, Sentence

#: Between a number and its currency: `millions de dinars`, `million d'euros`.
_LINKS = frozenset({"de", "d", "of", "من", "en"})
_OF = frozenset({"of", "the", "des", "sur", "les"})


def sums(sentence: Sentence, numbers: Iterable[Quantity], places: tuple[str, ...]) -> Iterator[Claim]:
    """The sums whose currency is certain in an article about these countries."""
    known = currencies()
    starts = {quantity.start: quantity for quantity in numbers}
    for quantity in starts.values():
        found = _after(sentence, quantity, known) or _before(sentence, quantity, known)
        if found is None and (whole := _whole(sentence, quantity, starts)):
            found = _after(sentence, whole, known)
            found = found and (found[0], quantity.start, quantity.end)
        if found is None:
            continue
        name, start, end = found
        currency = known.known[name]
        code = currency.of(places)
        if code is None:
            continue
        quantity, end = _and_a_half(sentence, quantity, end)
        yield Claim("money", quantity.scaled(currency.share), code, start, end, f"money/{name}")


def _whole(sentence: Sentence, quantity: Quantity, starts: dict[int, Quantity]) -> Quantity | None:
    """The second sum of `9,000 of the 40,000 dinars`."""
    words, place = sentence.words, quantity.end
    while place < min(quantity.end + 2, len(words)) and words[place] in _OF:
        place += 1
    return starts.get(place) if place > quantity.end else None


def _after(sentence: Sentence, quantity: Quantity, known: Currencies) -> tuple[str, int, int] | None:
    place = quantity.end
    if place < len(sentence.words) and sentence.words[place] in _LINKS and sentence.plain(place):
        place += 1
    if place >= len(sentence.words) or not sentence.plain(place):
        return None
    found = known.names.at(sentence.words, place)
    return (found[0], quantity.start, place + found[1]) if found else None


def _before(sentence: Sentence, quantity: Quantity, known: Currencies) -> tuple[str, int, int] | None:
    place = quantity.number - 1
    if place < 0 or sentence.words[place] not in known.signs or not sentence.plain(quantity.number):
        return None
    found = known.names.at(sentence.words, place, most=1)
    return (found[0], min(place, quantity.start), quantity.end) if found else None


def _and_a_half(sentence: Sentence, quantity: Quantity, end: int) -> tuple[Quantity, int]:
    """`ثلاثة أورو ونصف`"""
    found = number_words().half.at(sentence.words, end) if end < len(sentence.words) else None
    if not found or quantity.low is None or quantity.low != quantity.high:
        return quantity, end
    return replace(quantity, low=quantity.low + 0.5, high=quantity.low + 0.5), end + found[1]
