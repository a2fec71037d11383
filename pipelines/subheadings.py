"""Subheadings that an extractor lost, put back between the paragraphs that they divide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from pipelines.cleaning import clean_line
from pipelines.lines import is_junk
from pipelines.parsing import finder
from pipelines.visible import Visible

#: Characters of a subheading.
MIN_LENGTH, MAX_LENGTH = 4, 140
#: Characters that a paragraph is known by.
KNOWN = 60

_TAGS = ("h2", "h3", "h4")
_next = finder("following::p[normalize-space()][1]")
#: The paragraphs before it: between the last of the text and the subheading, one may lead to another story.
_before = finder("preceding::p[normalize-space()][position() < 3]")
_words: Any = etree.XPath("following::text()[normalize-space()][1]", smart_strings=False)


def with_subheadings(visible: Visible, lines: list[str]) -> list[str]:
    """The lines with each subheading that stands right between two of them and is not there."""
    if visible.heading is None or len(lines) < 3:
        return lines
    there = {line.lstrip("- ") for line in lines}
    places = {line[:KNOWN]: number for number, line in enumerate(lines)}
    missing = {
        place: text
        for element, text in _subheadings(visible)
        if text not in there and (place := _place(element, places)) is not None
    }
    return [part for number, line in enumerate(lines) for part in (missing.get(number), line) if part]


def _subheadings(visible: Visible) -> Iterator[tuple[HtmlElement, str]]:
    """Headings without a link: those with one lead to other stories."""
    for element in visible.tree.iter(*_TAGS):
        if element is visible.heading or next(element.iter("a"), None) is not None:
            continue
        text = visible.text(element)
        if MIN_LENGTH <= len(text) <= MAX_LENGTH and not is_junk(text) and not visible.elsewhere(element):
            yield element, text


def _place(element: HtmlElement, places: dict[str, int]) -> int | None:
    """The number of the line right before which a subheading stands, if the line before that stands before it."""
    following, words = _next(element), _words(element)
    if not following or not words or not _start(following[0]).startswith(clean_line(words[0])[:KNOWN]):
        return None
    after = places.get(_start(following[0]))
    return (
        after if after is not None and any(places.get(_start(one)) == after - 1 for one in _before(element)) else None
    )


def _start(paragraph: HtmlElement) -> str:
    return clean_line("".join(paragraph.itertext()))[:KNOWN]
