"""One tree for everything that reads a page: parsing costs 3 ms, so it happens once."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HTMLParser, HtmlProcessingInstruction, document_fromstring

# lxml refuses a str that declares an encoding; it is text now, the declaration says nothing.
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# lxml.html asks a Python function for the class of each element, each time one is touched; this look-up is
# in C and takes a quarter of the time of extraction away. Only the form classes are lost, which nobody reads.
_CLASSES = etree.ElementDefaultClassLookup(
    element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction, entity=HtmlEntity
)
_UNSEEN = ("style", "svg", "iframe", "link", "select", "object", "embed")


def parse(markup: str) -> HtmlElement | None:
    """The tree of decoded, cleaned markup; None when there is nothing in it to parse."""
    data = _XML_DECLARATION.sub("", markup).encode("utf-8", "replace")
    if not data.strip():
        return None
    # Parsers are not shared between threads.
    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    parser.set_element_class_lookup(_CLASSES)
    try:
        return document_fromstring(data, parser=parser)
    except etree.ParserError:  # "Document is empty": comments or a doctype and nothing else
        return None


def finder(expression: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    """A compiled XPath expression that selects elements."""
    path = etree.XPath(expression)

    def find(tree: HtmlElement) -> list[HtmlElement]:
        found: Any = path(tree)
        return list(found)

    return find


def holds_at_most(most: int, element: HtmlElement) -> bool:
    """Whether there are at most so many elements, text or not, within one."""
    return next(islice(element.iter(), most + 1, None), None) is None


def unfold_tables(tree: HtmlElement) -> None:
    """Turn tables that only lay out a page into blocks, in place.

    Hand-made sites still put the whole page into one table; an extractor then takes the article for
    figures, and prints its cells with their bars. A table with paragraphs or blocks in its cells is layout.
    """
    for table in list(tree.iter("table")):
        if any(True for _ in table.iter("p", "div", "h1", "h2", "article")):
            for part in [table, *table.iter("tbody", "tr", "td", "th")]:
                part.tag = "div"


def drop_unseen(tree: HtmlElement) -> None:
    """Take out of a tree what no reader sees, in place: programs, styles, drawings, frames. JSON-LD stays.

    Metadata must be read before. Every later walk over the page is shorter: a quarter of the whole time of
    reading, with the same texts on 338 labelled pages.
    """
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    for script in list(tree.iter("script")):
        if "ld+json" not in (script.get("type") or "").lower() and script.getparent() is not None:
            script.drop_tree()
