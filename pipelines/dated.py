"""What on the visible page may say when the article was published, the likeliest first.

Comments, related stories, embedded posts, events in the text and a widget with today's date carry dates too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from pipelines.asides import dates_something_else
from pipelines.dates import says_updated
from pipelines.parsing import finder
from pipelines.visible import Visible, marks

#: Whether a line tells the day on which the page was fetched: above the title that is the page's, not the article's.
IsVisit = Callable[[str], bool]

#: Characters of a line that is a date, not a paragraph with a date in it.
MAX_LINE = 160
#: Characters of a line at the foot of a text that is a place and a date.
FOOT = 60
#: Characters of a line that is a date and nothing else.
BARE = 40
#: Levels above the title within which a line above it is the article's: of one called a date, of another.
NEAR_ABOVE, RIGHT_ABOVE = 4, 3

_DATED = re.compile(r"date|time|publi|posted|by-?line|meta\b|post-info|author|signature|heure|tarikh", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"datepublished|pubdate|published|entry-date|dateline|publi|post-?date|article-?date", re.IGNORECASE
)
#: As a class of its own; "update" and "candidate" hold a date too.
_DATELINE = re.compile(
    r"(?<![a-z])(?:date(?:line|-?publi\w*|-?time)?|publi\w*-?date|pub-?date|(?:post|entry|article|news)-?date)(?![a-z])",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"updated|modified|maj\b|update", re.IGNORECASE)
_CAPTION = re.compile(r"caption|credit|legend|copyright", re.IGNORECASE)
_DISPATCH = re.compile(
    r"(\W*(?:[^\W\d_][\w'’.-]*[\s,/]+){1,4}[^–—()\n]{4,40}?)\s*(?:\([^()\n]{2,20}\))?\s*(?:[–—:]|-(?=\s))"
)
_SENTENCE_ENDS = (".", "!", "?", "؟", "…")
_LINES = ("p", "div", "span", "b", "strong", "i", "em", "small", "font", "td", "center")
_NO_DATE_LINES = frozenset({"h1", "h2", "h3", "a", "figcaption", "figure", "blockquote"})
_times = finder(
    "//time | //*[contains(@itemprop, 'datePublished')] | //abbr[contains(@class, 'published')]"
    " | //*[@property][contains(@property, 'dc:date') or contains(@property, 'dc:created')]"
)


def never(_: str) -> bool:
    """No line tells the day of the visit."""
    return False


def times(visible: Visible, is_visit: IsVisit = never) -> Iterator[str]:
    """What `<time>` and datePublished elements of the article say, the explicit ones first."""
    near = {element for element, text in visible.near if not _is_page_header(visible, element, NEAR_ABOVE)}
    near -= {element for element in near & visible.above if is_visit(element.get("datetime") or visible.text(element))}
    own = (node for node in _times(visible.tree) if not _is_updated(node) and visible.belongs(node))
    found = [node for node in own if not says_updated(visible.text(node)[:MAX_LINE])]
    explicit = [node for node in found if _is_explicit(node)]
    for node in (*explicit, *(node for node in found if node in near)):
        yield node.get("datetime") or node.get("content") or node.get("title") or ""
        yield visible.text(node)[:MAX_LINE]


def _is_updated(node: HtmlElement) -> bool:
    """Whether a date is called that of the last change alone: WordPress calls one "published updated" too."""
    called = marks(node)
    return _UPDATED.search(called) is not None and not _PUBLISHED.search(called)


def _is_explicit(node: HtmlElement) -> bool:
    """Whether the markup itself says that a date is that of publication."""
    return bool(_PUBLISHED.search(marks(node))) or node.get("pubdate") is not None or node.get("property") is not None


def called(visible: Visible, is_visit: IsVisit = never) -> Iterator[str]:
    """Short lines around the title that the template calls a date or a by-line."""
    for element, text in _lines(visible, NEAR_ABOVE, is_visit):
        if _DATED.search(marks(element)) and not _is_updated(element):
            yield text


def uncalled(visible: Visible, is_visit: IsVisit = never) -> Iterator[str]:
    """The other short lines right beside the title; one that is a sentence tells an event."""
    for element, text in _lines(visible, RIGHT_ABOVE, is_visit):
        is_caption = element.tag in _NO_DATE_LINES or _CAPTION.search(marks(element))
        if not is_caption and not text.endswith(_SENTENCE_ENDS):
            yield text


def dateline(text: str) -> Iterator[str]:
    """The place and day with which a dispatch begins: "TUNIS, 4 March 2026 –", "الرباط 3 مارس 2026 (و م ع) -"."""
    for line in text.split("\n")[:2]:
        if match := _DISPATCH.match(line):
            yield match[1]


def at_the_foot(visible: Visible, text: str) -> Iterator[str]:
    """Dates that the template calls so anywhere in the article, then the last lines of its text."""
    for element in visible.tree.iter(etree.Element):
        name = element.get("class") or ""
        if _DATELINE.search(name) and not _UPDATED.search(name) and visible.belongs(element):
            line = visible.text(element)
            if len(line) <= MAX_LINE:
                yield line
    # A class that says "update" over a line that does not is only a name.
    yield from (text for element, text in _lines(visible, NEAR_ABOVE + 2, never) if _UPDATED.search(marks(element)))
    last = (line for line in reversed(text.split("\n")[-2:]) if len(line) <= FOOT and not dates_something_else(line))
    yield from (line for line in last if _stands_in_article(visible, line))


def bare(visible: Visible) -> Iterator[str]:
    """Short lines with a digit, on a page whose title nothing shows: one of them may be the only date on it."""
    if visible.heading is not None:
        return
    for element in visible.tree.iter(*_LINES):
        text = element.text or ""
        if len(text) <= BARE and any(map(str.isdigit, text)) and not visible.elsewhere(element):
            yield text


def _stands_in_article(visible: Visible, line: str) -> bool:
    """Whether a line of the text is the article's own, and not a teaser's that extraction took with it."""
    return any(visible.text(element) == line and visible.belongs(element) for element in visible.tree.iter(*_LINES))


def _lines(visible: Visible, levels: int, is_visit: IsVisit) -> Iterator[tuple[HtmlElement, str]]:
    for element, text in visible.near:
        if len(text) > MAX_LINE or dates_something_else(text) or any(visible.elsewhere(child) for child in element):
            continue
        above = element in visible.above and (_is_page_header(visible, element, levels) or is_visit(text))
        if visible.belongs(element) and not above:
            yield element, text


def _is_page_header(visible: Visible, element: HtmlElement, levels: int) -> bool:
    """Whether a line above the title has less than `levels` in common with it: the page's own header, today's date."""
    if visible.heading is None or element is visible.heading or element not in visible.above:
        return False
    holders = set(element.iterancestors())
    return not any(holder in holders for holder in islice(visible.heading.iterancestors(), levels))
