"""Subheadings that an extractor lost, put back between the paragraphs that they divide."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from pipelines.cleaning import clean_line
from pipelines.lines import is_junk
from pipelines.parsing import finder
from pipelines.visible import Visible

#: Characters of a subheading.
MIN_LENGTH, MAX_LENGTH = 4, 140
#: Characters that a paragraph is known by.
KNOWN = 60
#: Levels up to the box that holds a subheading and the paragraphs beside it.
LEVELS = 3

_TAGS = ("h2", "h3", "h4")
_next = finder("following::p[normalize-space()][1]")
_previous = finder("preceding::p[normalize-space()][1]")


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
    """The number of the line before which a subheading stands, if the line before that stands before it."""
    beside = [paragraph for find in (_previous, _next) for paragraph in find(element)]
    before, after = (_numbers(beside, places) + [None, None])[:2]
    if before is None or after != before + 1:
        return None
    boxes = list(islice(element.iterancestors(), LEVELS))
    return after if all(any(box in boxes for box in one.iterancestors()) for one in beside) else None


def _numbers(paragraphs: list[HtmlElement], places: dict[str, int]) -> list[int | None]:
    return [places.get(clean_line("".join(one.itertext()))[:KNOWN]) for one in paragraphs]
