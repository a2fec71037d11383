"""Whether two lines say the same: a title in two places of a page, a title and a line of the text."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from corpus.normalise import normalise

#: Two lines agree from this similarity of their letters on, or when one holds the other.
AGREE = 0.8
#: Letters from which on one line may hold the other: shorter ones stand in many.
HOLDS = 16

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=512)
def letters(text: str) -> str:
    """Letters and digits in one spelling, spaces gone: "Le 360" and "le360" are one name."""
    return "".join(_WORD.findall(normalise(text.lstrip("@"))))


def agree(one: str, other: str) -> bool:
    """Whether two lines are the same but for spelling, punctuation, a rubric before or a cut at the end."""
    return same_letters(letters(one), letters(other))


def same_letters(one: str, other: str) -> bool:
    """`agree` for lines whose `letters` are at hand."""
    return _agree(one, other) if len(one) <= len(other) else _agree(other, one)


@lru_cache(maxsize=256)
def _agree(shorter: str, longer: str) -> bool:
    if len(shorter) >= HOLDS and shorter in longer:
        return True
    if 2 * len(shorter) < AGREE * (len(shorter) + len(longer)):  # the most that the ratio can be
        return False
    matcher = SequenceMatcher(None, shorter, longer, autojunk=False)
    return matcher.quick_ratio() >= AGREE and matcher.ratio() >= AGREE
