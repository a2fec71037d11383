"""Words of one script by their stems, for what outlets of one language, or French and English, write alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.normalise import fold_accents, normalise
from pipelines.inflect import is_arabic

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
#: Letters of a Latin word that are kept: `traff` is French and English.
_LATIN = 6
_HEAD = re.compile(r"(?:[وف]?[بك]?ال|[وف]?لل|[وف](?=[^\W\d_]{4}))(?=...)")
_TAIL = re.compile(r"(?<=...)(?:تهما|هما|تهم|ات|ين|ون|ان|يه|ها|هم|ته|ه|ا|ي|ت)$")


def stems(text: str) -> Iterator[str]:
    """The stem of each word of a text that has three letters or more."""
    for word in _WORD.findall(normalise(text)):
        if len(word) >= _SHORTEST:
            yield stem(word)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A normalised word without what it is inflected by."""
    if is_arabic(word):
        return _TAIL.sub("", _HEAD.sub("", word, count=1), count=1)
    return fold_accents(word)[:_LATIN]
