"""Whether a page was edited: other words in its title or text than before, counters, clocks and other stories aside.

The reader takes such furniture out where it knows it (`pipelines/lines.py`); what a template of its own still
lets through must not look like an edit at every visit.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from corpus.fingerprint import words
from corpus.normalise import normalise

_TABLE: dict[str, Any] = tomllib.loads(files("corpus").joinpath("edits.toml").read_text("utf-8"))
_LONGEST: int = _TABLE["longest"]
_HEADLINES: int = _TABLE["headlines"]
_HEADLINE: int = _TABLE["headline"]
_PARTS: dict[str, str] = _TABLE["parts"]
_PART = re.compile(r"<([a-z]+)>")
#: `\S` in another case would mean the contrary.
_ESCAPE = re.compile(r"(\\.)")
#: Between the cells of a line above an article; a dash only where spaces stand around it.
_CELLS = re.compile(r"[|•·]|(?<=\s)-(?=\s)")
#: Bullets, arrows and signs around a cell.
_EDGES = " \t-–—•*#>»|()[]:,.…👁🕒📅"
_SENTENCE = re.compile(r"[.!?»\"](?:\s|$)")


def _pattern(kind: str) -> re.Pattern[str]:
    tables = (table for name, table in _TABLE.items() if isinstance(table, dict) and name != "parts")
    return re.compile("|".join(f"(?:{_whole(pattern)})" for table in tables for pattern in table[kind]))


def _whole(pattern: str) -> str:
    """A pattern in the one spelling, its named parts filled in."""
    while _PART.search(pattern):
        pattern = _PART.sub(lambda match: _PARTS[match[1]], pattern)
    return "".join(part if part[:1] == "\\" else normalise(part) for part in _ESCAPE.split(pattern))


_LINES, _WITHIN, _HEADINGS = _pattern("lines"), _pattern("within"), _pattern("headings")


def same_title(one: str, other: str) -> bool:
    """Whether two titles differ in spelling and spaces at most."""
    return normalise(one).split() == normalise(other).split()


def same_text(one: str, other: str) -> bool:
    """Whether two texts say the same: equal words, without what changes on a page by itself."""
    return essence(one) == essence(other)


def is_cut_from(part: str, whole: str) -> bool:
    """Whether a text is the beginning, or another piece, of one that is at hand."""
    return essence(part) in essence(whole)


def essence(text: str) -> str:
    """The normalised words of what an editor wrote, with a space between."""
    return " ".join(words("\n".join(_steady(text))))


def _steady(text: str) -> Iterator[str]:
    """The normalised lines that do not change by themselves."""
    left = 0  # headlines that may still belong to a list of other stories
    for line in filter(None, normalise(text).split("\n")):
        if _is_heading(line):
            left = _HEADLINES
        elif left and len(line) <= _HEADLINE and not _SENTENCE.search(line):
            left -= 1
        else:
            left = 0
            yield _without_counts(line)


@lru_cache(maxsize=1024)
def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST and _HEADINGS.fullmatch(line.strip(_EDGES)) is not None


@lru_cache(maxsize=1024)
def _without_counts(line: str) -> str:
    line = _WITHIN.sub(" ", line)
    if len(line) > _LONGEST:
        return line
    if _LINES.fullmatch(line.strip(_EDGES)):
        return ""
    cells = (cell.strip(_EDGES) for cell in _CELLS.split(line))
    return " ".join(cell for cell in cells if not _LINES.fullmatch(cell))
