"""The visible page around the article's title: where its date, by-line and standfirst stand.

Sidebars, widgets, comments and related stories hold dates and names too, and those are not the article's.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice, takewhile

from lxml import etree
from lxml.html import HtmlElement

from pipelines.agreement import agree, letters
from pipelines.headings import Heading
from pipelines.parsing import finder
from pipelines.texts import Texts

#: Elements after the title, in document order, in which the article's date or by-line may stand.
AFTER_TITLE = 90
#: Elements before it: some outlets print the date above the title.
BEFORE_TITLE = 25
#: Characters of an element's text that are read; a longer one holds the article.
MAX_TEXT = 1201
#: Elements within one that is a line or a standfirst.
MAX_INSIDE = 25
#: Characters of a line that is a date, not a paragraph with a date in it.
MAX_LINE = 160

_ELSEWHERE = re.compile(
    r"comment|related|sidebar|widget|footer|most-?(?:read|view)|popular|trending|ticker|breaking|latest|recent"
    r"|recommend|today|current-?date|weather|copyright|calendar|newsletter|promo|see-?also|lire-?aussi",
    re.IGNORECASE,
)
_DATED = re.compile(r"date|time|publi|posted|by-?line|meta\b|post-info|author|signature|heure|tarikh", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"datepublished|pubdate|published|entry-date|dateline|publi|post-?date|article-?date", re.IGNORECASE
)
#: As a class of its own; "update" and "candidate" hold a date too.
_DATELINE = re.compile(
    r"(?<![a-z])(?:date(?:line|-?publi\w*|-?time)?|publi\w*-?date|pub-?date|(?:post|entry|article|news)-?date)(?![a-z])",
    re.I,
)
_UPDATED = re.compile(r"updated|modified|maj\b|update", re.IGNORECASE)
#: What templates call the lines between title and text: SPIP's surtitre and info-publi, WordPress's entry-meta.
_FURNITURE = re.compile(
    r"(?<![a-z])(?:sur-?titre|kicker|rubrique|category|info-?publi|(?:entry|post|article)-?(?:meta|date|info)|dateline"
    r"|posted-on|byline)(?![a-z])",
    re.IGNORECASE,
)
_FAR = frozenset({"aside", "footer", "nav"})
_HOLDERS = frozenset({"html", "body", "main", "article"})
#: A title is likelier a heading of a higher level.
_RANK = {"h1": 0, "h2": 1, "h3": 2}
_times = finder("//time | //*[contains(@itemprop, 'datePublished')] | //abbr[contains(@class, 'published')]")


def marks(element: HtmlElement) -> str:
    """Class, id and itemprop of an element: what the template's author called it."""
    return " ".join(value for name in ("class", "id", "itemprop") if (value := element.get(name)))


class Visible:
    """A page's tree seen from its title. Each element is judged once."""

    def __init__(self, tree: HtmlElement, title: str, headings: Sequence[Heading]):
        self.tree, self.title = tree, title
        self._far: dict[HtmlElement, bool] = {}
        self._texts = Texts(MAX_TEXT)
        self.heading = self._heading(headings)
        # What holds the title holds the article, whatever it is called: Blogger's posts lie in a "widget".
        self._far = {} if self.heading is None else dict.fromkeys(self.heading.iterancestors(), False)

    def elsewhere(self, element: HtmlElement) -> bool:
        """Whether an element belongs to a sidebar, to comments, to a widget, to the page's foot."""
        far = self._far.get(element)
        if far is None:
            parent = element.getparent()
            far = element.tag not in _HOLDERS and (
                element.tag in _FAR
                # "sidebar-right" is also what templates call the whole page that has one.
                or (bool(_ELSEWHERE.search(marks(element))) and element.find(".//h1") is None)
                or (parent is not None and self.elsewhere(parent))
            )
            self._far[element] = far
        return far

    @cached_property
    def near(self) -> tuple[tuple[HtmlElement, str], ...]:
        """Elements around the title with their text, those after it first; empty where it is not seen."""
        heading = self.heading
        if heading is None:
            return ()
        elements = self.tree.iter(etree.Element)
        before = deque(takewhile(lambda element: element is not heading, elements), maxlen=BEFORE_TITLE)
        around = (heading, *islice(elements, AFTER_TITLE - 1), *reversed(before))
        kept = (element for element in around if self._is_small(element) and not self.elsewhere(element))
        return tuple((element, text) for element in kept if (text := self._texts.line(element)))

    def furniture(self) -> frozenset[str]:
        """The lines around the title that are not the article's: its section, its date, its by-line."""
        return frozenset(text for element, text in self.near if _FURNITURE.search(marks(element)))

    @staticmethod
    def _is_small(element: HtmlElement) -> bool:
        """Whether an element can be a line or a standfirst, not the article that holds them."""
        return (
            element.tag not in ("script", "style") and next(islice(element.iter(), MAX_INSIDE + 1, None), None) is None
        )

    def _heading(self, headings: Sequence[Heading]) -> HtmlElement | None:
        """The element that shows the title: word for word, then nearly, then the first h1 that is not elsewhere."""
        ranked = sorted(headings, key=lambda heading: _RANK.get(heading.element.tag, 3))
        longest, key = 2 * len(self.title) + 40, letters(self.title)
        same = [one for one in ranked if one.key == key]
        # Where it stands costs more to find out than what it says, and most headings say something else.
        alike = [one for one in ranked if key and len(one.text) < longest and agree(one.text, self.title)]
        main = [one for one in ranked if one.element.tag == "h1"]
        beside = (one for one in (*same, *alike) if not self.elsewhere(one.element))
        others = (one for one in (*same, *main) if one in same or not self.elsewhere(one.element))
        shown = next(beside, None) or next(others, None)
        return shown.element if shown else None

    def times(self) -> Iterator[str]:
        """What `<time>` and datePublished elements of the article say, the explicit ones first."""
        found = [node for node in _times(self.tree) if not self.elsewhere(node) and not _UPDATED.search(marks(node))]
        explicit = [node for node in found if _PUBLISHED.search(marks(node)) or node.get("pubdate") is not None]
        near = {element for element, _ in self.near}
        for node in (*explicit, *(node for node in found if node in near)):
            yield node.get("datetime") or node.get("content") or node.get("title") or ""
            yield self._texts.line(node)[:MAX_LINE]

    def dated_lines(self) -> Iterator[str]:
        """Short lines around the title, those that are called dates first."""
        lines = [(element, text) for element, text in self.near if len(text) <= MAX_LINE]
        for element, text in lines:
            if _DATED.search(marks(element)) and not _UPDATED.search(marks(element)):
                yield text
        for element, text in lines:
            if element.tag not in ("h1", "h2", "h3", "a", "figcaption"):
                yield text

    def called_dates(self) -> Iterator[str]:
        """Short lines anywhere in the article that its template calls a date of publication: at its foot, say."""
        for element in self.tree.iter(etree.Element):
            if _DATELINE.search(element.get("class") or "") and self._is_small(element) and not self.elsewhere(element):
                text = self._texts.line(element)
                if 0 < len(text) <= MAX_LINE:
                    yield text
