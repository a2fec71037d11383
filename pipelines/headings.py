"""The headings of a page as readers see them, flattened once for all who ask."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pipelines.agreement import letters
from pipelines.parsing import finder, holds_at_most
from pipelines.texts import Texts

#: Headings that are looked at; an article's title stands among the first, below the menus.
MOST = 200
#: Characters of a heading; longer is a container of other things.
MAX_LENGTH = 300
#: Elements within a heading; more make a box that is called "title-area".
MAX_INSIDE = 15
#: Fewer characters name a section.
SHORT = 8
#: Characters by which two prints of one title may differ: signs, spaces.
SPELLING = 8

_LINES = ("b", "strong", "font", "big", "center", "td", "span", "p", "div")
#: The press of 2004 has titles in `<font size="5">`, and still stands in archives.
_headings = finder(
    "//*[self::h1 or self::h2 or self::h3 or self::h4 or contains(@class, 'title') or contains(@class, 'titre')"
    " or (self::font and (@size='4' or @size='5' or @size='6' or starts-with(@size, '+')))]"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """An element that is a heading or is called a title, and its text as one line."""

    element: HtmlElement
    text: str
    key: str = field(default="", compare=False)  #: the letters of the text; "" for a short one, which is no title


def headings_of(tree: HtmlElement) -> tuple[Heading, ...]:
    """The headings of a page in its order, without the empty ones."""
    texts = Texts(MAX_LENGTH)
    lines = ((element, texts.line(element)) for element in _headings(tree)[:MOST] if holds_at_most(MAX_INSIDE, element))
    return tuple(Heading(element, text, letters(text) if len(text) >= SHORT else "") for element, text in lines if text)


def line_showing(tree: HtmlElement, title: str) -> HtmlElement | None:
    """The first element whose own first words are the title, letter for letter: sites made by hand have no headings."""
    key, length = letters(title), len(title)
    for element in tree.iter(*_LINES):
        text = element.text
        if text and abs(len(text.strip()) - length) <= SPELLING and letters(text) == key:
            return element
    return None
