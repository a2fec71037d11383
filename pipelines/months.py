"""Month names in the ways of the Maghreb, the Gulf, the Levant, French and English, as one pattern.

`fold_date` keeps the length of a text, so that what matches in the folded text can be cut out of the
original: a date is stored with the characters that were understood.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files

#: A word: letters alone, so that "13ماي" and "L'heure" come apart.
WORD = re.compile(r"[^\W\d_]+")
# Vowel signs, tatweel, and the marks of direction that Arabic pages set around numbers.
_UNSEEN = re.compile("[\u0640\u064b-\u0652\u0670\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LETTERS = str.maketrans(
    "أإآٱةىۃېیکàâäãéèêëîïôöùûüçᵉʳ’ʼ٫،–—−İ",
    "ااااهيهييكaaaaeeeeiioouuucer''.,---i",
)


def _table() -> dict[int, int]:
    """Code point by code point. All of the first letters are in it: a missing one costs an exception each time."""
    table = {code: code for code in range(0x700)} | {ord(blank): ord(" ") for blank in "\t\n\r\xa0\u2009\u202f"}
    for code, folded in _LETTERS.items():
        table |= {ord(case): folded for case in {chr(code), chr(code).upper()} if len(case) == 1}
    for zero in "٠۰":
        table |= {ord(zero) + number: ord("0") + number for number in range(10)}
    return table


_FOLDED = _table()


def plain(text: str) -> str:
    """The text as printed, composed, without vowel signs and marks of direction: what `fold_date` takes."""
    return text if text.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def fold_date(text: str) -> str:
    """One spelling for letters and digits, of the same length as the text."""
    return text.lower() if text.isascii() else text.translate(_FOLDED).lower()


def _read_months() -> dict[str, int]:
    tables = tomllib.loads(files("pipelines").joinpath("months.toml").read_text("utf-8"))
    return {
        fold_date(name): number
        for table in tables.values()
        for number, names in enumerate(table["months"], start=1)
        for name in names
    }


_MONTHS = _read_months()
_MONTH_WORDS = frozenset(max(WORD.findall(name), key=len) for name in _MONTHS)
_ANY = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(_MONTHS, key=len, reverse=True))
#: One month name, or two names of the same month as in "آب/أغسطس". Holds no group.
MONTH = rf"(?<![^\W\d_])(?:{_ANY})(?![^\W\d_])\.?(?:\s*[/(\-]\s*(?:{_ANY})(?![^\W\d_])\)?)?"
_FIRST = re.compile(_ANY)


def may_name_month(words: Collection[str]) -> bool:
    """Whether one of the folded words is a month's, or the longer half of one; costs next to nothing."""
    return not _MONTH_WORDS.isdisjoint(words)


@lru_cache(maxsize=512)
def month_number(name: str) -> int | None:
    """1 to 12 for what `MONTH` matched; None for two names of different months."""
    numbers = {_MONTHS[" ".join(match.split())] for match in _FIRST.findall(name)}
    return numbers.pop() if len(numbers) == 1 else None
