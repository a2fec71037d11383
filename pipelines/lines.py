"""Lines that stand in an article's text and are not part of it: "Lire aussi", "اقرأ أيضا", share bars.

They name other stories' countries and crimes, and so make false tags.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from pipelines.agreement import agree

#: Lines at the top of a text in which its title, by-line or date may stand a second time.
HEAD = 3

_TABLE: dict[str, Any] = tomllib.loads(files("pipelines").joinpath("junk.toml").read_text("utf-8"))
_LONGEST: int = _TABLE["longest"]
_BULLET = r"^[\s\-–—•*#|>\[(]*"


def _pattern(kind: str) -> str:
    return "|".join(pattern for table in _TABLE.values() if isinstance(table, dict) for pattern in table[kind])


_START = re.compile(rf"{_BULLET}(?:{_pattern('start')})", re.IGNORECASE)
_WHOLE = re.compile(rf"{_BULLET}(?:{_pattern('whole')})[\s.:…)\]|]*$", re.IGNORECASE)
_EMPTY = re.compile(r"^[\W_]*$")


def without_junk(lines: Iterable[str], *, title: str) -> list[str]:
    """The lines that belong to the article. The title, repeated at the top, does not."""
    kept: list[str] = []
    for line in lines:
        if is_junk(line) or (len(kept) < HEAD and title and len(line) < 2 * len(title) + 20 and agree(line, title)):
            continue
        kept.append(line)
    return kept


def is_junk(line: str) -> bool:
    """Whether a line is furniture of the page: by its first words, or as a whole."""
    if _EMPTY.match(line) or _WHOLE.match(line):
        return True
    return len(line) <= _LONGEST and _START.match(line) is not None
