"""Lines that stand in an article's text and are not part of it: "Lire aussi", "اقرأ أيضا", share bars.

They name other stories' countries and crimes, and so make false tags.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from pipelines.agreement import agree

#: Lines at the top of a text in which its title, by-line or date may stand a second time.
HEAD = 3
#: Headlines that go with the heading of a list of other stories, and characters of one.
HEADLINES, HEADLINE = 8, 150

_TABLE: dict[str, Any] = tomllib.loads(files("pipelines").joinpath("junk.toml").read_text("utf-8"))
_LONGEST: int = _TABLE["longest"]
_SHORT: int = _TABLE["short"]
_BULLET = r"^[\s\-–—•*#|>\[(]*"


def _pattern(kind: str) -> str:
    return "|".join(pattern for table in _TABLE.values() if isinstance(table, dict) for pattern in table[kind])


def _whole(kind: str) -> re.Pattern[str]:
    return re.compile(rf"{_BULLET}(?:{_pattern(kind)})[\s.:…)\]|]*$", re.IGNORECASE)


_START = re.compile(rf"{_BULLET}(?:{_pattern('start')})", re.IGNORECASE)
_WITHIN = re.compile(_pattern("within"), re.IGNORECASE)
_LINE, _RELATED, _END = _whole("whole"), _whole("related"), _whole("end")
_EMPTY = re.compile(r"^[\W_]*$")
#: "الفجر 06:04 الظهر 12:49": hours of prayer, of breaking the fast, of high tide, by name or by town.
_HOURS = re.compile(r"(?:[\W_]*[^\W\d][^\d.!?؟]{0,24}?\b\d{1,2}[:٫]\d{2}\b){2,}[\W_]*")
_SENTENCE = re.compile(r"[.!?؟…»”\"]\W*$")
_BARS = re.compile(r"^\|.*\|$")


def without_junk(lines: Iterable[str], *, title: str) -> list[str]:
    """The lines that belong to the article. The title, repeated at the top, does not."""
    kept: list[str] = []
    for line in _without_lists(_before_end(list(lines))):
        if is_junk(line) or (len(kept) < HEAD and title and len(line) < 2 * len(title) + 20 and agree(line, title)):
            continue
        kept.append(line)
    return list(_without_bars(kept))


def is_junk(line: str) -> bool:
    """Whether a line is furniture of the page: by its first words, by what it says, or as a whole."""
    if len(line) > _LONGEST:
        return False
    if _EMPTY.match(line) or _LINE.match(line) or _START.match(line.replace("’", "'")):
        return True
    return len(line) <= _SHORT and (_WITHIN.search(line) is not None or _HOURS.fullmatch(line) is not None)


def _before_end(lines: list[str]) -> list[str]:
    """The lines before the comments, where the greater part of the text stands before them."""
    lengths = [len(line) for line in lines]
    for number, line in enumerate(lines):
        if len(line) <= _SHORT and _END.match(line) and 2 * sum(lengths[:number]) > sum(lengths):
            return lines[:number]
    return lines


def _without_lists(lines: list[str]) -> Iterator[str]:
    """The lines without the headlines that follow "Sur le même sujet": short, and no sentences."""
    left = 0
    for line in lines:
        if len(line) <= _SHORT and _RELATED.match(line):
            left = HEADLINES
        elif left and len(line) <= HEADLINE and not _SENTENCE.search(line):
            left -= 1
        else:
            left = 0
            yield line


def _without_bars(lines: list[str]) -> Iterator[str]:
    """A row that stands alone is no table: it lays out a paragraph, or at the foot of a page several boxes."""
    for number, line in enumerate(lines):
        near = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
        alone = _BARS.match(line) and not any(map(_BARS.match, near))
        if not alone:
            yield line
        elif len(cells := [cell.strip() for cell in line.split("|") if cell.strip()]) == 1:
            yield cells[0]
        elif number + 1 < len(lines):
            yield line
