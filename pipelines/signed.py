"""The by-line as readers see it: what the markup calls the author, what begins with "Par", a name that stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from pipelines.agencies import agency_named
from pipelines.byline_text import MAX_LINE, MAX_SIGNATURE, line_of
from pipelines.bylines import names_in, signature_in, starts_like_byline
from pipelines.cleaning import clean_line
from pipelines.person_names import is_full_name, may_hold_name
from pipelines.texts import text_in
from pipelines.visible import Visible, marks

#: Elements after the title among which a name that stands alone signs; further down people are spoken of.
BESIDE_TITLE = 25
#: Of these first ones no box of another story takes a by-line away, unless the page says that it is elsewhere.
RIGHT_BESIDE = 10
#: Characters before a linked name: "By", "Written by".
MAX_INTRODUCTION = 12
#: Lines at the start and the end of the text that may be a signature.
FIRST_LINES, LAST_LINES = 2, 3

#: A last line that is nothing but a name, in letters that tell names from other words.
_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ][\w'’.-]+\s){1,3}[A-ZÀ-Þ][\w'’-]+")
_AUTHOR = re.compile(
    r"(?<![a-z])(?:author|byline|by-line|auteur|signature|writer|writt?en-?by|redacteur|journalist|ka?a?te?i?b"
    r"|m(?:o|ou|u)?har+[ie]r|sah?afi|post(?:ed)?-by|ecrit(?![a-z])|field--name-uid)|(?<![^\W\d_])(?:ال)?(?:كاتب|محرر|صحفي)|(?<=[_-])(?:by|par)(?![a-z])",
    re.IGNORECASE,
)
_NOT_NAME = re.compile(
    r"bio|avatar|image|photo|thumb|desc|social|follow|job|role|title(?!.*name)|box|about|more|caption|credit|legende",
    re.IGNORECASE,
)
_LINKS = frozenset({"a", "link", "address", "span"})
#: Where the page of somebody who writes lies.
_AUTHORS_PAGE = re.compile(
    r"/(?:authors?|auteurs?|profiles?|contribut(?:or|eur)s?|journalistes?|journalists?|writers?|reporters?|newsteam"
    r"|our-experts|katib|كاتب)/[^/?#]",
    re.IGNORECASE,
)
#: In these a name belongs to a picture, or to a section of the text.
_NO_SIGNATURE = frozenset(
    {"figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "title", "button", "option", "td", "tr"}
)


class Signed:
    """The by-lines of a page around its title and its text."""

    def __init__(self, visible: Visible, outlet: tuple[str, ...], text: str):
        self._visible, self._outlet, self._text = visible, outlet, text

    def marked(self) -> list[str]:
        """What the markup calls the author: beside the title first, else the first on the page."""
        beside = self._lines(self._in_order())  # looking through the whole page costs most of all, and seldom helps
        naming = [pair for pair in beside or self._lines(self._called) if self._names(pair[1])]
        if not naming:
            # No person, but perhaps one whom only the address behind the name calls an author, or an agency.
            return self._linked() or [line for _, line in beside[:3]]
        first, line = naming[0]
        alike = [other for element, other in naming if _are_siblings(element, first)]
        inner = [other for element, other in naming if first in element.iterancestors()] + _named(first)
        return [self._bare(self._naming(line), inner)] if len(alike) < 2 else alike

    def _names(self, line: str) -> tuple[str, ...]:
        return names_in(line, outlet=self._outlet)

    def _in_order(self) -> list[HtmlElement]:
        """What is called an author around the title, in the order of the page."""
        near = [element for element, _ in self._visible.near if _is_candidate(element)]
        above = [element for element in near if element in self._visible.above]
        ordered = (*reversed(above), *near[: len(near) - len(above)])
        return [element for element in ordered if _is_author(element, self._visible)]

    @cached_property
    def _called(self) -> list[HtmlElement]:
        """What is called an author anywhere on the page, and belongs to the article."""
        elements = self._visible.tree.iter(etree.Element)
        return [element for element in elements if _is_candidate(element) and _is_author(element, self._visible)]

    @staticmethod
    def _lines(called: list[HtmlElement]) -> list[tuple[HtmlElement, str]]:
        return [(element, line) for element in called if 0 < len(line := line_of(element)) <= MAX_LINE]

    def _linked(self) -> list[str]:
        """Names that lead to their author's page: beside the title, or within what the markup calls the author."""
        beside = [element for element, _ in islice(self._visible.near, BESIDE_TITLE) if _is_bare_link(element)]
        within = (link for element in self._called for link in element.iter("a"))
        links = [link for link in (*beside, *within) if _AUTHORS_PAGE.search(link.get("href") or "")]
        named = [link for link in dict.fromkeys(links) if self._visible.belongs(link) and self._is_named(link)]
        return list(dict.fromkeys(text_in(link, MAX_LINE) for link in named if _chain(link) == _chain(named[0])))

    def _is_named(self, link: HtmlElement) -> bool:
        line = text_in(link, MAX_LINE)
        return " " in line and self._names(line) == (line,)

    def _naming(self, line: str) -> str:
        """The blocks of a by-line up to the first that names somebody, and the names or agencies behind it."""
        kept: list[str] = []
        found = False
        for block in line.split(" | "):
            names = self._names(block)
            if not found or agency_named(block) or (names and all(map(is_full_name, names))):
                kept.append(block)
            found = found or bool(names)
        return " | ".join(kept)

    def printed(self) -> list[str]:
        """The first line around the title, or at an end of the text, that signs and names somebody."""
        for line in (*self._around(), *self._ends()):
            if (len(line) <= MAX_SIGNATURE or starts_like_byline(line)) and self._signs(line):
                return [line]
        last = self._text.rpartition("\n")[2]
        return [last] if len(last) <= MAX_SIGNATURE and _CAPITALS.fullmatch(last) else self._agency()

    def _signs(self, line: str) -> bool:
        return bool(signature_in(line, outlet=self._outlet))

    def _around(self) -> Iterator[str]:
        visible = self._visible
        for place, (element, text) in enumerate(visible.near):
            if len(text) > MAX_LINE or not may_hold_name(text):
                continue
            above = element in visible.above
            alone = place < BESIDE_TITLE and not above and _stands_alone(element)
            if not (alone or starts_like_byline(text)):
                continue
            line = line_of(element) if len(element) else text
            if (place < RIGHT_BESIDE and not above) or visible.belongs(element):
                yield line

    def _ends(self) -> Iterator[str]:
        lines = self._text.split("\n")
        ends = (*lines[:FIRST_LINES], *reversed(lines[-LAST_LINES:]))
        yield from (line for line in ends if len(line) <= MAX_LINE and may_hold_name(line))

    def _agency(self) -> list[str]:
        """A line beside the title that is an agency's mark and nothing else."""
        after = (pair for pair in islice(self._visible.near, BESIDE_TITLE) if pair[0] not in self._visible.above)
        short = (
            (element, text)
            for element, text in after
            if len(text) <= 40 and agency_named(text) and not self._names(text)
        )
        return [text for element, text in short if _stands_alone(element) and self._visible.belongs(element)][:1]

    def _bare(self, line: str, inner: list[str]) -> str:
        """The by-line, or the names that its own elements hold bare: "Amy G. Political Correspondent"."""
        whole = self._names(line)
        bare = dict.fromkeys(name for text in inner for name in self._names(text))
        told = [next((name for name in bare if _is_within(name, one)), "") for one in whole]
        return " | ".join(dict.fromkeys(told)) if told and all(told) and tuple(told) != whole else line


def _named(byline: HtmlElement) -> list[str]:
    """The texts of links and of what is called a name in a by-line."""
    return [text_in(part, MAX_LINE) for part in byline.iter("a", "b", "strong", "span") if part is not byline]


def _is_bare_link(element: HtmlElement) -> bool:
    """Whether an element is a link that is no part of a sentence: only commas and "By" are beside it."""
    parent = element.getparent()
    if element.tag != "a" or parent is None:
        return False
    before = clean_line(parent.text or "")
    return len(before) <= MAX_INTRODUCTION and not any(map(str.isalpha, element.tail or ""))


def _chain(link: HtmlElement) -> list[tuple[str, str]]:
    """What holds a link: the names of one by-line lie in alike elements."""
    return [(str(holder.tag), holder.get("class") or "") for holder in islice(link.iterancestors(), 3)]


def _is_within(name: str, line: str) -> bool:
    return line == name or line.startswith(f"{name} ") or line.endswith(f" {name}")


def _are_siblings(one: HtmlElement, other: HtmlElement) -> bool:
    return one is other or (one.getparent() is other.getparent() and one.get("class") == other.get("class"))


def _is_candidate(element: HtmlElement) -> bool:
    """Whether an element's attributes speak of an author at all; most elements have no attribute, or one class."""
    given = element.keys()
    if not given:
        return False
    if (called := element.get("class") or element.get("id")) and _speaks(called):
        return True
    if "itemprop" in given and "author" in element.get("itemprop", ""):
        return True
    return "rel" in given and "author" in element.get("rel", "") and element.tag in _LINKS


@lru_cache(maxsize=4096)
def _speaks(called: str) -> bool:
    """Whether a class or id speaks of an author; templates use the same few over and over."""
    return bool(called) and _AUTHOR.search(called) is not None and not _NOT_NAME.search(called)


def _is_author(element: HtmlElement, visible: Visible) -> bool:
    if "author" in (element.get("rel") or "").split() or "author" in (element.get("itemprop") or "").split():
        return visible.belongs(element) or _is_address(element, visible)
    called = marks(element)
    return bool(_AUTHOR.search(called)) and not _NOT_NAME.search(called) and visible.belongs(element)


def _is_address(element: HtmlElement, visible: Visible) -> bool:
    """Whether an author stands in an `<address>`, the article's by definition, in an aside of the article's own."""
    address = next(element.iterancestors("address"), None)
    aside = next(address.iterancestors("aside"), None) if address is not None else None
    holder = aside.getparent() if aside is not None else None
    return holder is not None and visible.heading is not None and visible.belongs(holder)


def _stands_alone(element: HtmlElement) -> bool:
    """Whether a line is a block of its own outside of pictures and headings, not a word of a sentence."""
    parent = element.getparent()
    if (
        element.tag in _NO_SIGNATURE
        or parent is None
        or parent.tag in _NO_SIGNATURE
        or _NOT_NAME.search(marks(element))
    ):
        return False
    if _NOT_NAME.search(parent.get("class") or "") or (element.tag == "a" and "/tag" in (element.get("href") or "")):
        return False
    beside = (parent.text or "", element.tail or "")
    return not any(char.isalpha() for text in beside for char in text)
