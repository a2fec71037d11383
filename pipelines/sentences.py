"""Where the sentences of a cut text begin and end, and what is claimed of a number in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.types import FigureKind
from pipelines.quantities import Quantity, Tokens

_ENDS = re.compile(r"[.!?;:\n]")
#: A longer sentence is a list; a word is not looked for farther off than this.
_REACH = 40


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that some word claims for a kind: tokens `start` to `end` state it."""

    kind: FigureKind
    quantity: Quantity
    unit: str
    start: int
    end: int
    rule: str


class Sentences:
    """A cut text with the borders of its sentences, found when they are asked for."""

    def __init__(self, tokens: Tokens):
        self.tokens = tokens
        self.words = tokens.words

    def begin(self, place: int) -> int:
        """The first token of the sentence of a token, or as far as is looked."""
        first = max(0, place - _REACH)
        while place > first and not _ENDS.search(self.tokens.gap(place)):
            place -= 1
        return place

    def end(self, place: int) -> int:
        """The token after the last one of its sentence, or as far as is looked."""
        last = min(len(self.words), place + _REACH)
        place += 1
        while place < last and not _ENDS.search(self.tokens.gap(place)):
            place += 1
        return min(place, len(self.words))

    def plain(self, place: int) -> bool:
        """Whether nothing but a space, a hyphen or a quotation mark stands before a token."""
        return not self.tokens.gap(place).strip(" -'\"")

    def comma(self, start: int, end: int) -> bool:
        """Whether punctuation stands before any of some tokens."""
        return any(set(self.tokens.gap(place)) & set(",()") for place in range(start, end))
