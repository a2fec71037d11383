"""Numbers in a text as quantities: digits, composed words, ranges, and what bounds them.

A text is a list of tokens (`cut`), and every place in it is a token's index. What is counted is not asked here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from corpus.figures import Qualifier
from pipelines.composing import Number, numbers
from pipelines.number_words import NumberWords, number_words
from pipelines.phrases import TOKEN

#: No more words stand between the numbers of a range.
_APART = 3
#: Currencies that stand before their number.
_SIGNS = frozenset("$€£")
#: How far after a number its bound may stand: `onze enfants au moins`.
_AFTER = 3


@dataclass(slots=True)
class Tokens:
    """A normalised text cut into words and numbers; `gaps[i]` stands before token `i`, the last gap after all."""

    words: list[str]
    gaps: list[str]

    def gap(self, place: int) -> str:
        """The characters between a token and the one before it."""
        return self.gaps[place]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds; tokens `start` to `end` say it, the words of a bound before it included."""

    low: float | None
    high: float | None
    qualifier: Qualifier
    start: int
    end: int
    number: int  #: the first token of the number itself

    def scaled(self, factor: float) -> Quantity:
        """The same in another unit."""
        low, high = (None if bound is None else round(bound * factor, 4) for bound in (self.low, self.high))
        return replace(self, low=low, high=high)


def cut(text: str) -> Tokens:
    """A normalised text as tokens."""
    parts = TOKEN.split(text)
    return Tokens(parts[1::2], parts[::2])


def quantities(tokens: Tokens) -> list[Quantity]:
    """Every quantity of a text, in order."""
    known = number_words()
    found: list[Quantity] = []
    simple = numbers(tokens.words, tokens, known)
    place = 0
    while place < len(simple):
        one, other = simple[place], simple[place + 1] if place + 1 < len(simple) else None
        joined = _range(tokens, one, other, known) if other else None
        found.append(joined or _bounded(tokens, one, known))
        place += 2 if joined else 1
    return found


def _range(tokens: Tokens, one: Number, other: Number, known: NumberWords) -> Quantity | None:
    """Two numbers as one range, if the words between and before them say so."""
    if other.start - one.end > _APART or one.vague or other.vague or not _joined(tokens, one, other, known):
        return None
    low = one.value
    if other.scale > one.scale and low < other.value / other.scale:
        low *= other.scale  # `4 to 6 thousand`
    if not low < other.value:
        return None
    start = next((place for place in (one.start - 1, one.start - 2) if _is_between(tokens, place, known)), one.start)
    return Quantity(low, other.value, "range", start, other.end, one.start)


def _joined(tokens: Tokens, one: Number, other: Number, known: NumberWords) -> bool:
    between = tokens.words[one.end : other.start]
    gaps = [tokens.gap(place) for place in range(one.end, other.start + 1)]
    if any(mark in gap for gap in gaps for mark in ",.;:()\n"):
        return False
    if between and between[-1] in _SIGNS:
        between = between[:-1]  # `$6,000 to $12,000`
    if not between:
        return (gaps == ["-"] and one.digits and other.digits) or (other.joined and _between(tokens, one, known))
    if len(between) == 1 and between[0] in known.until:
        return True
    if len(between) == 2 and between[1] in known.until and between[0] in tokens.words[other.end : other.end + 1]:
        return True  # `500 دينار إلى 1000 دينار`
    return len(between) <= 2 and _between(tokens, one, known) and between[-1] in {*known.conjunctions, "و"}


def _is_between(tokens: Tokens, place: int, known: NumberWords) -> bool:
    return place >= 0 and tokens.words[place] in known.between


def _between(tokens: Tokens, one: Number, known: NumberWords) -> bool:
    """Whether "between" stands before a number, a currency perhaps in between."""
    return any(_is_between(tokens, place, known) for place in (one.start - 1, one.start - 2))


def _bounded(tokens: Tokens, number: Number, known: NumberWords) -> Quantity:
    qualifier, start = _bound(tokens, number, known)
    value = number.value
    if number.vague and qualifier == "exact":
        qualifier = "about"
    low = None if qualifier == "at_most" else value
    high = None if qualifier == "at_least" else max(value, number.high)
    return Quantity(low, high, qualifier, start, number.end, number.start)


def _bound(tokens: Tokens, number: Number, known: NumberWords) -> tuple[Qualifier, int]:
    """How a number is limited, and where its words begin; a sign of money may stand between."""
    begin = number.start - 1 if tokens.words[number.start - 1 : number.start] in (["$"], ["€"], ["£"]) else number.start
    found = known.before.ending(tokens.words, begin)
    if found and not any(mark in tokens.gap(begin) for mark in ".,;:()\n"):
        return cast(Qualifier, found[0]), begin - found[1]
    for place in range(number.end, min(number.end + _AFTER + 1, len(tokens.words))):
        if place > number.end and (after := known.after.at(tokens.words, place)):
            return cast(Qualifier, after[0]), number.start
        if "(" in tokens.gap(place) or ")" in tokens.gap(place):
            break
    return "exact", number.start
