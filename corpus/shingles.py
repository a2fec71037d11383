"""The words of a text as numbers: overlapping runs of words, hashed the same on every machine and in every version.

What is made of them is stored, so nothing here may change without a new `corpus.minhash.VERSION`: CRC-32 of each
word's UTF-8, runs mixed by fixed odd constants modulo 2^64 and finished as in splitmix64 (Steele et al., 2014).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint64]  #: one dimension

_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)


def mix(values: Hashes) -> Hashes:
    """splitmix64's finisher: close numbers become unrelated ones."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def codes(words: Sequence[str]) -> Hashes:
    """A number for each word, in order."""
    return np.fromiter((crc32(word.encode()) for word in words), dtype=np.uint64, count=len(words))


def runs(coded: Hashes, length: int) -> Hashes:
    """A hash for each run of `length` (at most 5) words, in order; of a shorter text, for its one run of all words."""
    if len(coded) == 0:
        return np.empty(0, dtype=np.uint64)
    length = min(length, len(coded))
    last = len(coded) - length + 1
    total = np.full(last, length, dtype=np.uint64)
    for place in range(length):
        total += (coded[place : place + last] + np.uint64(1)) * np.uint64(_ODD[place])
    return mix(total)
