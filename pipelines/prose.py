"""Where the prose of a page lies: its long paragraphs, by the element that holds them."""

from __future__ import annotations

from collections import defaultdict

from lxml.html import HtmlElement

from pipelines.parsing import finder
from pipelines.visible import Visible

#: Characters of a paragraph that must be somebody's prose.
LONG_PARAGRAPH = 80
#: An article in chunks: this many long paragraphs in one, and this many times the prose of its largest.
CHUNK_PARAGRAPHS, CHUNK_GAIN = 2, 1.3

#: Characters of long paragraphs below which a page writes its text in something else.
FEW = 300

_bare_spans = finder(
    "//div[div]/span[string-length() > 120"
    " and not(preceding-sibling::node()[1][self::text() and normalize-space()])"
    " and not(following-sibling::node()[1][self::text() and normalize-space()])]"
)


class Prose:
    """The long paragraphs of a page; `length` is their characters."""

    def __init__(self, visible: Visible):
        self._visible = visible
        self._held: dict[HtmlElement, list[int]] = defaultdict(list)
        self._measure()
        if self.length < FEW and self._mark_spans():
            self._measure()

    def _measure(self) -> None:
        self._held.clear()
        for paragraph in self._visible.tree.iter("p"):
            length = sum(map(len, paragraph.itertext()))
            if length >= LONG_PARAGRAPH:
                self._held[paragraph.getparent()].append(length)
        self.length = sum(map(sum, self._held.values()))

    def _mark_spans(self) -> bool:
        """Make paragraphs of long spans between blocks, in a page without paragraphs; an extractor loses such spans."""
        bare = _bare_spans(self._visible.tree)
        for span in bare:
            span.tag = "p"
        return bool(bare)

    def join_chunks(self) -> bool:
        """Move an article that its template cut into several equal boxes (around advertisements, say) into the first.

        An extractor takes one box for the article and loses the others. Boxes of comments, of related
        stories and of lists are left alone. Returns whether there was anything to move.
        """
        first, *others = self._chunks() or [None]
        for other in others:
            first.extend(list(other))
        return bool(others)

    def _chunks(self) -> list[HtmlElement]:
        """The boxes that belong with the one that holds most, in the order of the page."""
        largest = max(self._held, key=lambda holder: sum(self._held[holder]), default=None)
        if largest is None or not (largest.get("class") or _article(largest) is not None):
            return []
        alike = [holder for holder in self._held if self._is_like(largest, holder)]
        together = sum(sum(self._held[holder]) for holder in alike)
        return alike if len(alike) > 1 and together >= CHUNK_GAIN * sum(self._held[largest]) else []

    def _is_like(self, largest: HtmlElement, holder: HtmlElement) -> bool:
        """Whether a box is called as the largest or lies in the same `<article>`, and holds prose of its own."""
        called = holder.tag == largest.tag and holder.get("class") == largest.get("class")
        together = called or _article(holder) is _article(largest) is not None
        return together and len(self._held[holder]) >= CHUNK_PARAGRAPHS and self._visible.belongs(holder)


def _article(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("article"), None)
