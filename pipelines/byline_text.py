"""The text of an element that is a by-line: blocks parted, roles, dates and pictures beside the name left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipelines.bylines import starts_like_byline
from pipelines.cleaning import clean_line
from pipelines.texts import text_in

#: Characters of a by-line; longer is a paragraph about the author.
MAX_LINE = 140
#: Characters of a line that is a signature without saying so.
MAX_SIGNATURE = 80

#: Inside a by-line: not the name.
_BESIDE_NAME = re.compile(
    r"bio|avatar|desc(?!end)|social|follow|job|role|fonction|date|time|caption|credit|views|comment|mail|count",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    {"br", "dd", "div", "dt", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "section", "td", "tr"}
)
_SILENT = frozenset({"script", "style", "noscript", "svg", "button", "time", "select", "template"})


def line_of(element: HtmlElement) -> str:
    """A by-line as one line: elements that only a style parts are parted by a space, blocks by a bar."""
    return clean_line("".join(_pieces(element)).strip(" |"))[: MAX_LINE + 1]


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SILENT and not _is_beside_name(child):
            between = " | " if child.tag in _BLOCKS else " "
            yield between
            yield from _pieces(child)
            yield between
        else:
            yield " "
        yield child.tail or ""


def _is_beside_name(child: HtmlElement) -> bool:
    """Whether a part of a by-line is a role, a date, a picture: by what it is called, unless it begins with "By"."""
    if not _BESIDE_NAME.search(child.get("class") or ""):
        return False
    text = text_in(child, MAX_SIGNATURE + 1)
    return len(text) > MAX_SIGNATURE or not starts_like_byline(text)
