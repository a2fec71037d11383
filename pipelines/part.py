"""Title or text of an article, normalised and cut into words, with the way back to the original characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.normalise import Normalised, normalise_with_offsets
from pipelines.stems import Stems

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?;\n](?=\s|$)|\n")


@dataclass(slots=True)
class Part:
    """A part of the article, cut into words; `first` is the number of its first word in the article."""

    name: Literal["title", "text"]
    original: str
    normal: Normalised
    first: int
    bounds: list[tuple[int, int]]
    keys: list[str]  #: what each word is matched by

    def word(self, number: int) -> str:
        """A word in its normal form."""
        start, end = self.bounds[number]
        return self.normal.text[start:end]

    def start_of(self, word: int) -> int:
        """Where a word of the article, by its number there, begins in the normal text."""
        return self.bounds[word - self.first][0]

    def sentence_ends(self) -> list[int]:
        """Where the sentences and lines of the normal text end."""
        return [match.start() for match in _SENTENCE_END.finditer(self.normal.text)]

    def between(self, end: int, start: int) -> str:
        """What stands between the word before `end` and the word `start`."""
        return self.normal.text[self.bounds[end - 1][1] : self.bounds[start][0]]


def cut(name: Literal["title", "text"], original: str, first: int, stems: Stems) -> Part:
    """Cut a title or text into words; `first` is the number of its first word in the article."""
    normal = normalise_with_offsets(original)
    bounds = [match.span() for match in _WORD.finditer(normal.text)]
    return Part(name, original, normal, first, bounds, [stems[normal.text[start:end]] for start, end in bounds])
