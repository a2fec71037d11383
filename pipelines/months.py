"""Month names in the ways of the Maghreb, the Gulf, the Levant, French and English, as one pattern.

`fold_date` keeps the length of a text, so that what matches in the folded text can be cut out of the
original: a date is stored with the characters that were understood.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from importlib.resources import files

_VOWEL_SIGNS = re.compile("[\u0640\u064b-\u0652\u0670]")
_FOLDED = str.maketrans(
    "أإآٱةىۃېیکàâäéèêëîïôöùûüç’ʼ٫،–—−",
    "ااااهيهييكaaaeeeeiioouuuc''.,---",
)


def _digits() -> dict[int, str]:
    """Arabic-Indic and Persian digits."""
    return {ord(zero) + number: str(number) for zero in "٠۰" for number in range(10)}


_TABLE = {**_FOLDED, **_digits(), ord("\xa0"): " ", ord("\u202f"): " ", ord("İ"): "i"}


def plain(text: str) -> str:
    """The text as printed, composed, without vowel signs and tatweel: what `fold_date` takes."""
    return _VOWEL_SIGNS.sub("", unicodedata.normalize("NFC", text))


def fold_date(text: str) -> str:
    """One spelling for letters and digits, of the same length as the text."""
    folded = text.translate(_TABLE).lower().translate(_TABLE)
    return folded if len(folded) == len(text) else text.translate(_TABLE)


def _read_months() -> dict[str, int]:
    tables = tomllib.loads(files("pipelines").joinpath("months.toml").read_text("utf-8"))
    return {
        fold_date(name): number
        for table in tables.values()
        for number, names in enumerate(table["months"], start=1)
        for name in names
    }


_MONTHS = _read_months()
_ANY = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(_MONTHS, key=len, reverse=True))
#: One month name, or two names of the same month as in "آب/أغسطس". Holds no group.
MONTH = rf"(?<![^\W\d_])(?:{_ANY})(?![^\W\d_])\.?(?:\s*[/(\-]\s*(?:{_ANY})(?![^\W\d_])\)?)?"
_FIRST = re.compile(_ANY)


def month_number(name: str) -> int | None:
    """1 to 12 for what `MONTH` matched; None for two names of different months."""
    numbers = {_MONTHS[" ".join(match.split())] for match in _FIRST.findall(name)}
    return numbers.pop() if len(numbers) == 1 else None
