"""When two texts are the same text: equal words in the project's one spelling."""

from __future__ import annotations

import re
from hashlib import sha256

from corpus.normalise import normalise

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The normalised words of a text, in order, without punctuation."""
    return split(normalise(text))


def split(normalised: str) -> list[str]:
    """The words of a text that is normalised already."""
    return _WORD.findall(normalised)


def text_hash(text: str) -> str:
    """Hex SHA-256 (64 digits) of the words: blind to vowel signs, tatweel, alef forms, case, spacing, punctuation."""
    return sha256(" ".join(words(text)).encode()).hexdigest()
