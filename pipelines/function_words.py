"""Languages by their small words: for titles, paragraphs and pieces that are too short for a trained detector."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files

#: Words that only one language has; words that it shares with others, which show less.
ENOUGH, ENOUGH_SHARED = 2, 3

_WORD = re.compile(r"[^\W\d_]+")
_TABLE: dict[str, str] = tomllib.loads(files("pipelines").joinpath("function_words.toml").read_text("utf-8"))
_WORDS = {code: frozenset(words.split()) for code, words in _TABLE.items()}
_PROSE = {code: frozenset(word for word in words if len(word) > 1) for code, words in _WORDS.items()}
_LISTED = Counter(word for words in _WORDS.values() for word in words)
_ONLY = {word: code for code, words in _WORDS.items() for word in words if _LISTED[word] == 1}


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without digits; apostrophes part them."""
    return _WORD.findall(text.lower())


def told_by_words(words: list[str]) -> str | None:
    """The language whose small words these are; None when too few are, or two languages' are."""
    own: dict[str, int] = {}
    for word in words:
        if code := _ONLY.get(word):
            own[code] = own.get(code, 0) + 1
    return _first(own, ENOUGH, 2.0) or _by_all(words, own)


def _by_all(words: list[str], own: dict[str, int]) -> str | None:
    """With the words that languages share, if one at least is the first language's own."""
    if not own:
        return None
    listed = {code: sum(word in small for word in words) for code, small in _WORDS.items()}
    code = _first(listed, ENOUGH_SHARED, 1.5)
    return code if code in own else None


def _first(counts: dict[str, int], least: int, ahead: float) -> str | None:
    """The language with the most words, if those are `least` and `ahead` times the next one's."""
    if not counts:
        return None
    code = max(counts, key=counts.__getitem__)
    most = counts[code]
    return code if most >= least and all(most >= ahead * n for other, n in counts.items() if other != code) else None


def is_prose(words: list[str], code: str) -> bool:
    """Whether a text holds any small word of `code`; a list of names holds only initials. True without a list."""
    return code not in _PROSE or not _PROSE[code].isdisjoint(words)
