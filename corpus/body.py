"""The body of an article as paragraphs of normalised words, with and without what the outlet puts into every page."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from corpus.fingerprint import split
from corpus.minhash import paragraph_key
from corpus.normalise import fold_accents, normalise

#: Characters of normalised words under which equal texts say nothing: captions, "more follows".
SHORTEST = 80
#: Characters under which texts are one only when they are equal: too few words to tell a change from a form.
SHORTEST_NEAR = 200
#: Paragraphs of a text that are known by a key; whatever stands behind them is not taken for furniture.
MOST_PARAGRAPHS = 200


_ACCENTED = re.compile("[\u00c0-\u024f]")


@cache
def _plain(letter: str) -> str:
    return fold_accents(letter)


class Body:
    """The paragraphs of one text."""

    def __init__(self, text: str) -> None:
        # Capitals and some outlets go without accents: "L'ETAT" is the same text.
        plain = _ACCENTED.sub(lambda match: _plain(match[0]), normalise(text))
        self.paragraphs: list[list[str]] = [said for paragraph in plain.split("\n") if (said := split(paragraph))]

    def keys(self, outlet: str) -> list[int]:
        """The key of each paragraph at an outlet, in order; none when the outlet is not known."""
        return [paragraph_key(outlet, said) for said in self.paragraphs[:MOST_PARAGRAPHS]] if outlet else []

    @property
    def length(self) -> int:
        """Characters of the words, with a space between two."""
        return sum(len(word) + 1 for said in self.paragraphs for word in said) - 1

    def words(self, without: Collection[int] = ()) -> list[str]:
        """The words in order, without those of some paragraphs."""
        return [word for number, said in enumerate(self.paragraphs) if number not in without for word in said]

    def near_words(self, without: Collection[int]) -> list[str]:
        """The same where they are enough to be compared with other texts; none where they are not."""
        found = self.words(without)
        return found if sum(map(len, found)) + len(found) > SHORTEST_NEAR else []
