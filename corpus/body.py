"""The body of an article as paragraphs of normalised words, with and without what the outlet puts into every page."""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.fingerprint import words
from corpus.minhash import paragraph_key
from corpus.normalise import fold_accents, normalise

#: Characters of normalised words under which equal texts say nothing: captions, "more follows".
SHORTEST = 80
#: Characters under which texts are one only when they are equal: too few words to tell a change from a form.
SHORTEST_NEAR = 200
#: Paragraphs of a text that are known by a key; whatever stands behind them is not taken for furniture.
MOST_PARAGRAPHS = 200


_ACCENTED = re.compile("[\u00c0-\u024f]")


def length(text: str) -> int:
    """Characters of the normalised words, with a space between two."""
    return len(" ".join(words(text)))


class Body:
    """The paragraphs of one text."""

    def __init__(self, text: str) -> None:
        text = normalise(text)
        if _ACCENTED.search(text):  # capitals and some outlets go without: "L'ETAT" is the same text
            text = fold_accents(text)
        self.paragraphs: list[list[str]] = [said for paragraph in text.split("\n") if (said := words(paragraph))]

    def keys(self, outlet: str) -> list[int]:
        """The key of each paragraph at an outlet, in order; none when the outlet is not known."""
        return [paragraph_key(outlet, said) for said in self.paragraphs[:MOST_PARAGRAPHS]] if outlet else []

    def words(self, without: Collection[int] = ()) -> list[str]:
        """The words in order, without those of some paragraphs."""
        return [word for number, said in enumerate(self.paragraphs) if number not in without for word in said]

    def near_words(self, without: Collection[int]) -> list[str]:
        """The same where they are enough to be compared with other texts; none where they are not."""
        found = self.words(without)
        return found if sum(map(len, found)) + len(found) > SHORTEST_NEAR else []
