"""The reading rules of one outlet on one page: what each selector finds, and which find nothing.

Rules come from the registry and are tried before the general reading. They age: an outlet changes its
templates without telling anybody. So a rule that finds nothing is no rule for that page, and is named in
`missed`, to be counted. Selectors see a page after `unfold_tables`: they cannot name the parts of a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cssselect import HTMLTranslator, SelectorError
from lxml import etree
from lxml.html import HtmlElement

from corpus.types import Page, ReadingRules
from pipelines.cleaning import clean_html, clean_line
from pipelines.decoding import decode
from pipelines.parsing import parse, unfold_tables
from pipelines.texts import text_in

#: The parts of an article that rules find, as `ReadingRules` names them.
FIELDS = ("title", "standfirst", "text", "author", "date")
#: Characters of a title, standfirst, name or date that are read.
MAX_LINE = 1200

#: What begins a new line.
_BLOCKS = frozenset({"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "header", "hr", "li"})
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "main", "ol", "p", "pre", "section", "ul"}
#: Never the article's prose, whatever the outlet.
_NO_PROSE = frozenset({"aside", "button", "figcaption", "footer", "form", "iframe", "nav", "noscript", "script"})
_NO_PROSE |= {"select", "style", "svg", "template"}
_WHOLE_PAGE = frozenset({"html", "head", "body"})


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules found on a page, by field; `missed` names the fields with rules that found nothing."""

    elements: Mapping[str, tuple[HtmlElement, ...]] = field(default_factory=dict)
    missed: tuple[str, ...] = ()

    def line(self, name: str) -> str:
        """The first element of a title or standfirst as one line, or ""."""
        return next((text_in(element, MAX_LINE) for element in self.elements.get(name, ())), "")

    def names(self) -> tuple[str, ...]:
        """What the by-lines say, each once; names are not told apart yet."""
        return tuple(dict.fromkeys(text_in(element, MAX_LINE) for element in self.elements.get("author", ())))

    def dates(self) -> tuple[str, ...]:
        """What the dates say, for machines where they do, else as they are printed."""
        return tuple(dict.fromkeys(_said(element) for element in self.elements.get("date", ())))

    def paragraphs(self) -> tuple[str, ...]:
        """The lines of the text, cleaned; captions, forms, asides and scripts left out."""
        lines = (line for element in self.elements.get("text", ()) for line in _lines(element))
        return tuple(cleaned for line in lines if (cleaned := clean_line(line)))


@cache
def compile_selector(selector: str) -> etree.XPath:
    """A CSS selector, ready to be applied. Raises `ValueError` saying what is wrong with it."""
    try:
        return etree.XPath(HTMLTranslator().css_to_xpath(selector))
    except (SelectorError, etree.XPathSyntaxError) as error:
        raise ValueError(str(error)) from None


def find_by_rules(tree: HtmlElement, rules: ReadingRules) -> Found:
    """For each field the elements of its first selector that finds any with something in them. Changes nothing."""
    elements: dict[str, tuple[HtmlElement, ...]] = {}
    for name in FIELDS:
        for selector in getattr(rules, name):
            holding = [element for element in _select(tree, selector) if _holds(name, element)]
            if holding:
                elements[name] = _outermost(holding)
                break
    return Found(elements, tuple(name for name in FIELDS if getattr(rules, name) and name not in elements))


def remove_by_rules(tree: HtmlElement, rules: ReadingRules, found: Found) -> int:
    """Take what `remove` names out of the tree, in place; the number of elements that went.

    What holds the page or the text that was found stays, whatever a selector says.
    """
    text = found.elements.get("text", ())
    kept = {above for element in text for above in (element, *element.iterancestors())}
    condemned = {element for selector in rules.remove for element in _select(tree, selector)}
    gone = [element for element in condemned if element not in kept and element.tag not in _WHOLE_PAGE]
    for element in gone:
        if element.getparent() is not None:
            element.drop_tree()
    return len(gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How the rules of an outlet did on one page, without the page."""

    matched: tuple[str, ...]
    missed: tuple[str, ...]
    removed: int = 0
    letters: int = 0  #: of the text


def try_rules(page: Page, rules: ReadingRules) -> Tried:
    """Apply the rules to a page as it came; runs in a worker, because its bytes are foreign."""
    languages = page.source.languages if page.source else ()
    tree = parse(clean_html(decode(page.body, content_type=page.content_type, languages=languages).text))
    if tree is None:
        return Tried(matched=(), missed=tuple(name for name in FIELDS if getattr(rules, name)))
    unfold_tables(tree)
    found = find_by_rules(tree, rules)
    removed = remove_by_rules(tree, rules, found)
    letters = sum(map(len, found.paragraphs()))
    return Tried(matched=tuple(found.elements), missed=found.missed, removed=removed, letters=letters)


def _select(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    found: Any = compile_selector(selector)(tree)
    return list(found)


def _holds(name: str, element: HtmlElement) -> bool:
    """Whether there is anything in an element: an empty box is as good as none."""
    if name == "date" and _stamp(element):
        return True
    return any(piece.strip() for piece in element.itertext())


def _outermost(elements: list[HtmlElement]) -> tuple[HtmlElement, ...]:
    """Without those that stand inside another one: their text would be there twice."""
    if len(elements) == 1:
        return (elements[0],)
    chosen = set(elements)
    return tuple(element for element in elements if chosen.isdisjoint(element.iterancestors()))


def _said(element: HtmlElement) -> str:
    return _stamp(element) or text_in(element, MAX_LINE)


def _stamp(element: HtmlElement) -> str:
    """A date for machines, on the element or on the only `<time>` in it."""
    times = list(element.iter("time"))
    holder = times[0] if len(times) == 1 else element
    return (holder.get("datetime") or holder.get("content") or "").strip()


def _lines(element: HtmlElement) -> Iterable[str]:
    """The text of an element, cut where blocks and `<br>` cut it; a line break in the markup is a space."""
    pieces: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        tag = str(node.tag)
        if event == "start":
            if tag in _NO_PROSE:
                walker.skip_subtree()
                continue
            pieces += ("\n" if tag in _BLOCKS else "", (node.text or "").replace("\n", " "))
        else:
            tail = "" if node is element else (node.tail or "").replace("\n", " ")
            pieces += ("\n" if tag in _BLOCKS else "", tail)
    return "".join(pieces).split("\n")
