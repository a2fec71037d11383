"""Names out of a by-line: "Par Amina B. et Ali C., publié le …" holds two.

Names are kept as printed. What is no person's name (a desk, a system's user, an e-mail address, the
outlet itself) is left out rather than stored as one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

from corpus.normalise import normalise
from pipelines.agencies import agency_named
from pipelines.cleaning import clean_field
from pipelines.months import MONTH, fold_date, plain

#: Longest and most words of one name; more is a sentence.
MAX_NAME, MAX_WORDS = 60, 7
#: Characters of a by-line that are read.
MAX_LENGTH = 1000
#: More names than this in one by-line is a list of something else.
MAX_NAMES = 12

_WORDS: dict[str, list[str]] = tomllib.loads(files("pipelines").joinpath("bylines.toml").read_text("utf-8"))
_PREFIX = re.compile(rf"^\W*(?:{'|'.join(_WORDS['prefixes'])})(?![^\W\d_])\s*[:\-–—/|]*\s*", re.IGNORECASE)
_CUT = re.compile(rf"(?:^|[\s,(|/–-])(?:{'|'.join(_WORDS['cuts'])})(?![^\W\d_]).*$", re.IGNORECASE | re.DOTALL)
_BETWEEN = re.compile("|".join(_WORDS["separators"]), re.IGNORECASE)
_NOBODY = frozenset(normalise(name) for name in _WORDS["nobody"])
_DESK = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(_WORDS['desk_words'])})(?![^\W\d_])", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)@\w+")
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?|\b\d[\d\s.,:/hHà-]*$")
_DATE = re.compile(rf"(?:\d{{1,2}}\S{{0,2}}\s+{MONTH}|{MONTH}\s*\d).*$", re.DOTALL)
_TAIL = re.compile(r"\s+(?:le|à|on|at|في|يوم)$", re.IGNORECASE)
# Templates put "by" and the name into two elements with nothing but a style between them.
_GLUED = re.compile(r"^\s*(?:[Bb]y|BY|[Pp]ar|PAR)(?=[A-ZÀ-Þ][a-zß-ÿ]|admin)")
_MAKER = re.compile(r"(?:developed|designed|powered|created) by|تصميم|برمجة|تطوير", re.IGNORECASE)
_NO_NAME = re.compile(r"[#:=<>{}*_@]")
_EDGES = " \t\n.,;:|/–—-•·*«»\"'،؛"


def names_in(byline: str, *, outlet: Iterable[str] = ()) -> tuple[str, ...]:
    """The persons whom a by-line names, in its order. `outlet` are the outlet's own names, which nobody bears."""
    line = _GLUED.sub("", clean_field(byline[:MAX_LENGTH]))
    text = _without_date(_ADDRESS.sub(" ", line))
    text = _CUT.sub("", _without_prefixes(_BRACKETS.sub(" ", text)))
    own = frozenset(normalise(name) for name in outlet)
    parts = [_TAIL.sub("", " ".join(_without_prefixes(part).strip(_EDGES).split())) for part in _BETWEEN.split(text)]
    names = dict.fromkeys(name for name in parts if is_name(name) and normalise(name) not in own)
    return tuple(names) if len(names) <= MAX_NAMES else ()


def is_name(text: str) -> bool:
    """Whether these characters can be a person's name or pen name."""
    if not 2 < len(text) <= MAX_NAME or len(text.split()) > MAX_WORDS:
        return False
    if _NO_NAME.search(text) or any(char.isdigit() for char in text) or not any(char.isalpha() for char in text):
        return False
    host = " " not in text and "." in text.strip(".")
    if host or normalise(text) in _NOBODY or _DESK.search(text) or _MAKER.search(text):
        return False
    return agency_named(text) is None


def starts_like_byline(line: str) -> bool:
    """Whether a line begins with "Par", "بقلم", "By" and the like."""
    return _PREFIX.match(line) is not None


def _without_date(text: str) -> str:
    """The text up to a date in words: "Amina B. December 3, 2026" names no Amina B. December."""
    match = _DATE.search(fold_date(plain(text)))
    return plain(text)[: match.start()] if match else text


def _without_prefixes(text: str) -> str:
    while (shorter := _PREFIX.sub("", text, count=1)) != text:
        text = shorter
    return text
