"""Lines with which a page goes over from its article to something else: comments, other stories, another date."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

#: Characters of a line that heads a box.
LONGEST = 45

_TABLE: dict[str, list[str]] = tomllib.loads(files("pipelines").joinpath("asides.toml").read_text("utf-8"))
_HEADER = re.compile(rf"\W*(?:{'|'.join(_TABLE['headers'])})[\W\d]*", re.IGNORECASE)
_NOT_PUBLISHED = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(_TABLE['not_published'])})(?![^\W\d_])", re.IGNORECASE)


def is_aside(line: str) -> bool:
    """Whether a line heads the comments, a list of other stories or a box of the outlet's."""
    return len(line) <= LONGEST and _HEADER.fullmatch(line) is not None


def dates_something_else(line: str) -> bool:
    """Whether a line dates the visit or a beginning: "aujourd'hui, mardi 3 mars 2026", "depuis le 1er janvier 2003"."""
    return any(char.isdigit() for char in line) and len(line.split()) > 3 and _NOT_PUBLISHED.search(line) is not None
