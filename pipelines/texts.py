"""The text of elements as one line each, where many that lie inside one another are asked.

Elements around a title are asked for their text one by one, containers before what they contain; each
piece of the tree is flattened once and remembered.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from pipelines.cleaning import clean_line

#: Their text is a program's, a style's or a drawing's, not the page's.
_UNSEEN = frozenset({"script", "style", "noscript", "svg"})
#: A break or block inside a heading separates words that a span does not.
_BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2"})
#: Levels of nesting that are followed: honest pages have thirty, a hostile one a hundred thousand.
MAX_DEPTH = 100


class Texts:
    """Texts of elements, cut at `limit` characters."""

    def __init__(self, limit: int):
        self._limit = limit
        self._raw: dict[HtmlElement, str] = {}
        self._lines: dict[HtmlElement, str] = {}

    def line(self, element: HtmlElement) -> str:
        """The text of an element as one line, without scripts and styles."""
        known = self._lines.get(element)
        if known is None:
            known = self._lines[element] = clean_line(self._flat(element, 0))[: self._limit]
        return known

    def _flat(self, element: HtmlElement, depth: int) -> str:
        known = self._raw.get(element)
        if known is None:
            known = self._raw[element] = self._flattened(element, depth)
        return known

    def _flattened(self, element: HtmlElement, depth: int) -> str:
        if element.tag in _UNSEEN or not isinstance(element.tag, str) or depth > MAX_DEPTH:
            return ""
        # White space collapses later, so that more than the limit is kept here.
        longest = 2 * self._limit + 200
        text = (element.text or "")[:longest]
        if not len(element):
            return text
        pieces, length = [text], len(text)
        for child in element:
            if length > longest:
                break
            piece = self._flat(child, depth + 1)
            tail = (child.tail or "")[:longest]
            pieces += (" ", piece, tail) if child.tag in _BREAKS else (piece, tail)
            length += len(piece) + len(tail)
        return "".join(pieces)


def text_in(element: HtmlElement, limit: int = 500) -> str:
    """The text of one element as one line, cut at `limit` characters; scripts and styles left out."""
    return Texts(limit).line(element)
