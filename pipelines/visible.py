"""Where on the visible page the article's date and by-line stand: around its title, not in sidebars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipelines.metadata import text_in

#: Elements after the h1, in document order, in which a date or by-line of the article may stand.
AFTER_TITLE = 90
#: Elements before the h1: some outlets print the date above it.
BEFORE_TITLE = 25
#: Characters of a line that is a date or by-line, not a paragraph.
MAX_LINE = 160

_ELSEWHERE = re.compile(
    r"comment|related|sidebar|widget|footer|most-?(?:read|view)|popular|trending|ticker|breaking|latest|recent|also"
    r"|recommend|today|current-?date|weather|copyright|calendar|newsletter|promo",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"date|time|publi|posted|byline|meta\b|entry-meta|post-info|author|signature|heure|tarikh|kickertime", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"datepublished|pubdate|published|entry-date|dateline|date-?publi|publi.*date|post-?date|article-?date",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"updated|modified|datemodified|maj\b|update", re.IGNORECASE)
_FAR = frozenset({"aside", "footer", "nav"})


def elsewhere(element: HtmlElement) -> bool:
    """Whether an element belongs to a sidebar, comments, a widget, the page's foot."""
    for node in (element, *element.iterancestors()):
        if node.tag in _FAR or _ELSEWHERE.search(marks(node)):
            return node.tag not in ("body", "html", "main", "article")
    return False


def marks(element: HtmlElement) -> str:
    """Class, id and itemprop of an element: what its author called it."""
    return " ".join(value for name in ("class", "id", "itemprop") if (value := element.get(name)))


def near_title(tree: HtmlElement) -> list[HtmlElement]:
    """Elements around the page's h1, those after it first."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    at = next((i for i, element in enumerate(elements) if element.tag == "h1" and not elsewhere(element)), None)
    if at is None:
        return []
    after, before = elements[at : at + AFTER_TITLE], elements[max(0, at - BEFORE_TITLE) : at]
    return [element for element in (*after, *reversed(before)) if not elsewhere(element)]


def time_elements(tree: HtmlElement) -> Iterator[str]:
    """What the `<time>` and datePublished elements of the article say, the explicit ones first."""
    found = [
        node for node in tree.iter("time", "abbr", "span", "div", "p", "li") if _is_time(node) and not elsewhere(node)
    ]
    found = [node for node in found if not _UPDATED.search(marks(node))]
    explicit = [node for node in found if _PUBLISHED.search(marks(node)) or node.get("pubdate") is not None]
    near = set(near_title(tree))
    for node in (*explicit, *(node for node in found if node in near)):
        yield node.get("datetime") or node.get("content") or node.get("title") or ""
        yield text_in(node, MAX_LINE)


def _is_time(node: HtmlElement) -> bool:
    return (
        node.tag == "time"
        or "datepublished" in (node.get("itemprop") or "").lower()
        or (node.tag == "abbr" and "published" in (node.get("class") or ""))
    )


def dated_lines(tree: HtmlElement) -> Iterator[str]:
    """Short lines around the title, those that are marked as dates first."""
    lines = [
        (element, text) for element in near_title(tree) if 0 < len(text := text_in(element, MAX_LINE + 1)) <= MAX_LINE
    ]
    for element, text in lines:
        if _DATED.search(marks(element)) and not _UPDATED.search(marks(element)):
            yield text
    for element, text in lines:
        if element.tag not in ("h1", "h2", "h3", "a", "figcaption"):
            yield text
