"""A text sentence by sentence, each cut into words and numbers, and what is claimed of a number in one.

Only sentences with a number in them are looked at: they are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.figures import FigureKind
from pipelines.figure_terms import figure_terms
from pipelines.number_words import number_words
from pipelines.quantities import Quantity, Tokens, cut

#: Where a sentence ends: not inside `1.200` or `د.ج`. Half sentences count as whole ones.
_END = re.compile(r"[!?;:\n]|\.(?!\w)")
_DIGIT = re.compile("[0-9]")
#: A longer sentence is a list; a word is not looked for farther off than this.
_REACH = 40
#: Characters. A longer piece without an end is a table, or hostile.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that some word claims for a kind: tokens `start` to `end` of a sentence state it."""

    kind: FigureKind
    quantity: Quantity
    unit: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as tokens; `offset` is where it begins in the text."""

    tokens: Tokens
    offset: int

    @property
    def words(self) -> list[str]:
        return self.tokens.words

    def begin(self, place: int) -> int:
        """The first token that is looked at from a token."""
        return max(0, place - _REACH)

    def end(self, place: int) -> int:
        """The token after the last one that is looked at from a token."""
        return min(len(self.tokens.words), place + _REACH)

    def plain(self, place: int) -> bool:
        """Whether nothing but a space, a hyphen or a quotation mark stands before a token."""
        gap = self.tokens.gap(place)
        return gap == " " or not gap.strip(" -'\"")

    def comma(self, start: int, end: int) -> bool:
        """Whether punctuation stands before any of some tokens."""
        return any(set(self.tokens.gap(place)) & set(",()") for place in range(start, end))

    def span(self, claim: Claim) -> tuple[int, int]:
        """Where a claim stands in the text."""
        return self._start(claim.start), self._start(claim.end - 1) + len(self.words[claim.end - 1])

    def _start(self, place: int) -> int:
        return self.offset + sum(map(len, self.words[:place])) + sum(map(len, self.tokens.gaps[: place + 1]))


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    """Words without which, and without digits, a sentence has no figure. "One" is mostly an article, save of years."""
    return (frozenset(number_words().words) | figure_terms().dual_forms | {"an", "year"}) - {"un", "une", "one"}


def sentences_with_numbers(text: str) -> Iterator[Sentence]:
    """The sentences of a normalised text that have a number in digits or words."""
    known, offset = _telling(), 0
    for piece in _END.split(text):
        tokens = cut(piece if len(piece) <= _LONGEST else "")
        if not known.isdisjoint(tokens.words) or (tokens.words and _DIGIT.search(piece)):
            yield Sentence(tokens, offset)
        offset += len(piece) + 1  # every end is one character
