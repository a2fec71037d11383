"""Sums of money: a number with a currency after it, or a sign or code before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelines.figure_terms import Currencies, currencies
from pipelines.number_words import number_words
from pipelines.quantities import Quantity
from pipelines.sentences import Claim, Sentences

#: Between a number and its currency: `millions de dinars`, `million d'euros`.
_LINKS = frozenset({"de", "d", "of", "من", "en"})


def sums(sentences: Sentences, numbers: Iterable[Quantity], places: tuple[str, ...]) -> Iterator[Claim]:
    """The sums whose currency is certain in an article about these countries."""
    known = currencies()
    for quantity in numbers:
        found = _after(sentences, quantity, known) or _before(sentences, quantity, known)
        if found is None:
            continue
        name, start, end = found
        currency = known.known[name]
        code = currency.of(places)
        if code is None:
            continue
        quantity, end = _and_a_half(sentences, quantity, end)
        yield Claim("money", quantity.scaled(currency.share), code, start, end, f"money/{name}")


def _after(sentences: Sentences, quantity: Quantity, known: Currencies) -> tuple[str, int, int] | None:
    place = quantity.end
    if place < len(sentences.words) and sentences.words[place] in _LINKS and sentences.plain(place):
        place += 1
    if place >= len(sentences.words) or not sentences.plain(place):
        return None
    found = known.names.at(sentences.words, place)
    return (found[0], quantity.start, place + found[1]) if found else None


def _before(sentences: Sentences, quantity: Quantity, known: Currencies) -> tuple[str, int, int] | None:
    place = quantity.number - 1
    if place < 0 or sentences.words[place] not in known.signs or not sentences.plain(quantity.number):
        return None
    found = known.names.at(sentences.words, place, most=1)
    return (found[0], min(place, quantity.start), quantity.end) if found else None


def _and_a_half(sentences: Sentences, quantity: Quantity, end: int) -> tuple[Quantity, int]:
    """`ثلاثة أورو ونصف`"""
    found = number_words().half.at(sentences.words, end) if end < len(sentences.words) else None
    if not found or quantity.low is None or quantity.low != quantity.high:
        return quantity, end
    return replace(quantity, low=quantity.low + 0.5, high=quantity.low + 0.5), end + found[1]
