"""The visible page around the article's title: where its date, by-line and standfirst stand.

Sidebars, widgets, comments and related stories hold dates and names too, and those are not the article's.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, dropwhile, islice, takewhile

from lxml import etree
from lxml.html import HtmlElement

from pipelines.agreement import letters, same_letters
from pipelines.asides import is_aside
from pipelines.headings import Heading, line_showing
from pipelines.parsing import holds_at_most
from pipelines.texts import Texts, text_in

#: Elements after the title, in document order, in which the article's date or by-line may stand.
AFTER_TITLE = 90
#: Elements before it: some outlets print the date above the title.
BEFORE_TITLE = 25
#: Characters of an element's text that are read; a longer one holds the article.
MAX_TEXT = 1201
#: Elements within one that is a line or a standfirst.
MAX_INSIDE = 25
#: Characters of a headline; a shorter heading or link names a section, or does something ("Envoyer à un ami").
HEADLINE = 25
#: Characters of a headline in a heading that is a link.
LINKED = 12
#: Elements within the teaser of another story, and its characters; what holds more is a part of the page.
MAX_TEASER, MAX_EXCERPT = 60, 600
#: Characters of a paragraph: the article has begun.
PARAGRAPH = 120
#: Elements after the title, up to its first paragraph, among which a line is the article's whatever it links to.
BESIDE_TITLE = 14

_ELSEWHERE = re.compile(
    r"comment|forum|respond|related|similar|(?<!post-)(?<!article-)(?<!entry-)sidebar|(?<!elementor-)(?<![a-z])widget"
    r"|(?<!post-)(?<!entry-)(?<!article-)footer"
    r"|most-?(?:read|view)|popular|trending|ticker|breaking|latest|recent|recommend|today|current-?date|weather|meteo"
    r"|pray|priere|salat|horaires|bourse|currency|top-?_?(?:bar|date)|copyright|calend[ar]|newsletter|promo(?!ted)|see-?also"
    r"|lire-?aussi",
    re.IGNORECASE,
)
#: What templates call the lines between title and text: SPIP's surtitre and info-publi, WordPress's entry-meta.
_FURNITURE = re.compile(
    r"(?<![a-z])(?:sur-?titre|kicker|rubrique|category|info-?publi|(?:entry|post|article)-?(?:meta|date|info)|dateline"
    r"|posted-on|byline)(?![a-z])",
    re.IGNORECASE,
)
#: Posts of social networks inside an article carry dates and names of their own.
_EMBEDDED = re.compile(r"twitter-(?:tweet|video)|instagram-media|fb-(?:post|video)|telegram-post|embed", re.IGNORECASE)
#: Ghost prints the names of its authors as a heading.
_SIGNED = re.compile(r"author|byline|auteur", re.IGNORECASE)
_OWN_PART = re.compile(r"(?:post|entry|article|story|node)-?_?(?:header|footer)", re.IGNORECASE)
_FAR = frozenset({"aside", "footer", "header", "nav"})
_HOLDERS = frozenset({"html", "body", "main", "article"})
#: A title is likelier a heading of a higher level.
_RANK = {"h1": 0, "h2": 1, "h3": 2}
_LEVELS = frozenset({"h1", "h2", "h3", "h4"})


def marks(element: HtmlElement) -> str:
    """Class, id and itemprop of an element: what the template's author called it."""
    return " ".join(value for name in ("class", "id", "itemprop") if (value := element.get(name)))


class Visible:
    """A page's tree seen from its title. Each element is judged once."""

    def __init__(self, tree: HtmlElement, title: str, headings: Sequence[Heading]):
        self.tree, self.title = tree, title
        self._far: dict[HtmlElement, bool] = {}
        self._own: dict[tuple[HtmlElement, bool], bool] = {}
        self._texts = Texts(MAX_TEXT)
        self.above: frozenset[HtmlElement] = frozenset()  #: the elements of `near` that stand before the title
        self.heading = self._heading(headings)
        # What holds the title holds the article, whatever it is called: Blogger's posts lie in a "widget".
        holders = () if self.heading is None else (self.heading, *self.heading.iterancestors())
        self._article = frozenset(holders)
        self._far = dict.fromkeys(self._article, False)
        self._alone = self._holders_of_one(headings)
        self._beside = frozenset(islice(takewhile(self._is_line, self._after()), BESIDE_TITLE))

    def _holders_of_one(self, headings: Sequence[Heading]) -> frozenset[HtmlElement]:
        """Elements that hold one headline, of another story; what holds several is a list, or the page."""
        once: set[HtmlElement] = set()
        again: set[HtmlElement] = set()
        for other in headings:
            if other.element is not self.heading and _is_story(other):
                for holder in other.element.iterancestors():
                    (again if holder in once else once).add(holder)
        return frozenset(once - again)

    def _is_short(self, holder: HtmlElement) -> bool:
        """Whether an element can be the teaser of a story: a headline, a picture, an excerpt."""
        return holds_at_most(MAX_TEASER, holder) and len(self._texts.line(holder)) <= MAX_EXCERPT

    def _is_line(self, element: HtmlElement) -> bool:
        """Whether an element is not yet the first paragraph of the article."""
        return element.tag != "p" or len(self._texts.line(element)) < PARAGRAPH

    def _after(self) -> Iterator[HtmlElement]:
        """The title's element and what follows it in the page, wherever that is nested."""
        elements = self.tree.iter(etree.Element)
        return dropwhile(lambda element: element is not self.heading, elements)

    def elsewhere(self, element: HtmlElement) -> bool:
        """Whether an element belongs to a sidebar, to comments, to a widget, to the page's foot."""
        far = self._far.get(element)
        if far is None:
            parent = element.getparent()
            far = element.tag not in _HOLDERS and (
                # "sidebar-right" is also what templates call the whole page that has one.
                (_is_called_far(element) and element.find(".//h1") is None)
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
        self.above = frozenset(before)
        after = takewhile(lambda line: not is_aside(line[1]), self._seen((heading, *islice(elements, AFTER_TITLE - 1))))
        return (*after, *self._seen(reversed(before)))

    def _seen(self, elements: Iterable[HtmlElement]) -> Iterator[tuple[HtmlElement, str]]:
        """The elements that can be a line or a standfirst of the article, with their text."""
        for element in elements:
            if _is_small(element) and not self.elsewhere(element) and (text := self._texts.line(element)):
                yield element, text

    def furniture(self) -> frozenset[str]:
        """The lines around the title that are not the article's: its section, its date, its by-line."""
        return frozenset(text for element, text in self.near if _FURNITURE.search(marks(element)))

    def _heading(self, headings: Sequence[Heading]) -> HtmlElement | None:
        """The element that shows the title: word for word, then nearly, else the first h1."""
        key, longest = letters(self.title), 2 * len(self.title) + 40
        ranked = sorted(headings, key=lambda heading: _RANK.get(heading.element.tag, 3))
        same = [one for one in ranked if key and one.key == key]
        # Where it stands costs more to find out than what it says, and most headings say something else.
        alike = (one for one in ranked if key and one.key and len(one.text) < longest and same_letters(one.key, key))
        main = (one for one in ranked if one.element.tag == "h1")
        beside = (one for one in chain(same, alike) if not self.elsewhere(one.element))
        others = (one for one in chain(same, main) if one in same or not self.elsewhere(one.element))
        shown = next(beside, None) or next(others, None)
        if shown is not None:
            return shown.element
        return line_showing(self.tree, self.title) if key else None

    def belongs(self, element: HtmlElement) -> bool:
        """Whether a date or by-line is this article's, and not another story's or an embedded post's."""
        return not self.elsewhere(element) and self._is_own(element, element in self._beside)

    def _is_own(self, holder: HtmlElement, beside: bool) -> bool:
        """Whether no element from this one up to those that hold the article is another's. Each is judged once."""
        known = self._own.get((holder, beside))
        if known is None:
            known = holder in self._article
            if not known and not self._is_others(holder) and (beside or not (_is_small(holder) and _is_teaser(holder))):
                parent = holder.getparent()
                known = parent is None or self._is_own(parent, beside)
            self._own[holder, beside] = known
        return known

    def _is_others(self, holder: HtmlElement) -> bool:
        """Whether an element is another story's, a social network's, or a box whose first words say so."""
        if holder in self._alone and self._is_short(holder):
            return True
        if _EMBEDDED.search(holder.get("class") or ""):
            return True
        if holder.tag == "article" and self._is_short(holder):
            return True
        first = next(holder.iterchildren(etree.Element), None)
        return first is not None and len(first) < MAX_INSIDE and is_aside(self._texts.line(first))

    def text(self, element: HtmlElement) -> str:
        """The text of an element as one line of at most `MAX_TEXT` characters."""
        return self._texts.line(element)


def _is_teaser(holder: HtmlElement) -> bool:
    """Whether a small box, or the line before it, is a link with another story's headline in it."""
    before = holder.getprevious()
    if before is not None and before.tag == "br":
        before = before.getprevious()
    if before is not None and before.tag == "a" and _is_headline(before):
        return True
    inside = list(islice(holder.iter("a"), MAX_INSIDE))
    return len(inside) < MAX_INSIDE and any(map(_is_headline, inside))


def _is_story(heading: Heading) -> bool:
    """Whether a heading leads to another story; one that leads nowhere divides a text."""
    element = heading.element
    if _SIGNED.search(marks(element)):
        return False
    linked = any(len(text_in(link, LINKED)) >= LINKED for link in element.iter("a"))
    leads = linked or any(True for _ in element.iterancestors("a"))
    return element.tag in _LEVELS and len(heading.text) >= LINKED and leads


def _is_headline(link: HtmlElement) -> bool:
    href = link.get("href") or ""
    leads = not href.startswith("mailto:") and (href == "#" or not href.startswith("#"))
    return leads and len(text_in(link, HEADLINE)) >= HEADLINE


def _is_small(element: HtmlElement) -> bool:
    """Whether an element can be a line or a standfirst, not the article that holds them."""
    return element.tag not in ("script", "style") and holds_at_most(MAX_INSIDE, element)


def _is_called_far(element: HtmlElement) -> bool:
    if element.tag in _FAR and not _OWN_PART.search(element.get("class") or ""):
        return True
    return _names_elsewhere(marks(element))


@lru_cache(maxsize=8192)
def _names_elsewhere(called: str) -> bool:
    """Whether a class, id and itemprop name a part outside of the article; templates use the same few over and over."""
    return _ELSEWHERE.search(called) is not None
