"""Languages by their small words: for titles, paragraphs and pieces that are too short for a trained detector."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files

#: So many words that only one language has decide, if no other language has half as many.
ENOUGH = 2

_WORD = re.compile(r"[^\W\d_]+")
_TABLE: dict[str, str] = tomllib.loads(files("pipelines").joinpath("function_words.toml").read_text("utf-8"))
_WORDS = {code: frozenset(words.split()) for code, words in _TABLE.items()}
_LISTED = Counter(word for words in _WORDS.values() for word in words)
_ONLY = {word: code for code, words in _WORDS.items() for word in words if _LISTED[word] == 1}


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without digits; apostrophes part them."""
    return _WORD.findall(text.lower())


def told_by_words(words: list[str]) -> str | None:
    """The language whose own small words these are; None when too few are, or two languages' are."""
    found = Counter([_ONLY[word] for word in words if word in _ONLY]).most_common(2)
    if not found or found[0][1] < ENOUGH or (len(found) == 2 and 2 * found[1][1] > found[0][1]):
        return None
    return found[0][0]


def is_prose(words: list[str], code: str) -> bool:
    """Whether a text holds any small word of `code`; a list of names holds none. True for what has no list."""
    return code not in _WORDS or not _WORDS[code].isdisjoint(words)
