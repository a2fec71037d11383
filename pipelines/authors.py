"""Who wrote an article: by the page's data, its markup, then the by-line that readers see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from corpus.types import Page, Source
from pipelines.agreement import letters
from pipelines.bylines import is_name, names_in, starts_like_byline
from pipelines.jsonld import names
from pipelines.metadata import Metadata
from pipelines.outlet_name import outlet_names
from pipelines.outlet_rules import Found
from pipelines.texts import text_in
from pipelines.visible import Visible, marks

META = (
    "author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "dc.contributor",
    "sailthru.author",
    "parsely-author", "byl", "byline", "authors", "citation_author", "og:article:author", "cxenseparse:author",
    "article.author", "bt:author",
)  # fmt: skip
#: Characters of a by-line; longer is a paragraph about the author.
MAX_LINE = 140

#: A last line that is nothing but a name, in letters that tell names from other words.
_SIGNATURE = re.compile(r"(?:[A-ZÀ-Þ][\w'’.-]+\s){1,3}[A-ZÀ-Þ][\w'’-]+")
#: Joins two names; a comma puts a title or an employer behind one as often as a second name.
_AND = re.compile(r"\s(?:et|and|&|و)\s", re.IGNORECASE)
_CALLED = re.compile("uthor|yline|by-line|uteur|ignature|riter|edacteur|ournalist")
_AUTHOR = re.compile(
    r"(?<![a-z])(?:author|byline|by-line|auteur|signature|writer|redacteur|journalist|katib)", re.IGNORECASE
)
_NOT_NAME = re.compile(
    r"bio|avatar|image|photo|thumb|desc|social|follow|job|role|title(?!.*name)|box|about|more", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Authors:
    """Names, where they were read, and the by-lines as printed (an agency may stand in one)."""

    names: tuple[str, ...]
    source: str  #: json-ld, meta, rel-author, byline, feed, outlet-rule, given, none
    raw: tuple[str, ...] = ()
    confidence: float = 0.0  #: share of the places that name anybody that name the same


def find_authors(page: Page, visible: Visible, said: Metadata, text: str, rules: Found) -> Authors:
    """The authors of the page's article; none where only a desk, an agency or the outlet signs."""
    outlet = outlet_names(page, said)
    raw: list[str] = []
    voices: list[Authors] = []
    for source, bylines in _told(page, visible, said, text, rules):
        raw += bylines
        found = dict.fromkeys(name for byline in bylines for name in names_in(byline, outlet=outlet))
        if found:
            voices.append(Authors(tuple(found), source, tuple(bylines)))
    if not voices:
        return Authors((), "none", tuple(raw))
    best = _fullest(voices)
    agreeing = sum(1 for voice in voices if _share(voice.names, best.names))
    return Authors(best.names, best.source, tuple(raw), round(agreeing / len(voices), 3))


def tidy_authors(given: Iterable[str], source_name: str, *, source: Source | None) -> Authors:
    """Names that came as data, tidied like those of a page."""
    raw = tuple(given)
    outlet = (source.name, source.name_ar or "") if source else ()
    found = tuple(dict.fromkeys(name for byline in raw for name in names_in(byline, outlet=outlet)))
    return Authors(found, source_name if found else "none", raw, float(bool(found)))


def _told(page: Page, visible: Visible, said: Metadata, text: str, rules: Found) -> Iterator[tuple[str, list[str]]]:
    yield "outlet-rule", list(rules.names())
    yield "json-ld", list(names(said.article.get("author")))
    yield "rel-author", _marked(visible)
    yield "byline", _byline(visible, text)
    yield "meta", [value for name in META for value in said.every(name) if not value.startswith("http")]
    yield "feed", list(page.link.authors) if page.link else []


def _fullest(voices: list[Authors]) -> Authors:
    """The first voice, or the by-line that readers see if it names the same people and one or two more."""
    best = voices[0]
    for voice in voices[1:]:
        more = {*map(letters, voice.names)} - {*map(letters, best.names)}
        joined = voice.source in ("rel-author", "byline") and any(map(_AND.search, voice.raw))
        if joined and 0 < len(more) == len(voice.names) - len(best.names) <= 2:
            best = voice
    return best


def _share(some: Iterable[str], others: Iterable[str]) -> bool:
    return not {*map(letters, some)}.isdisjoint(map(letters, others))


def _marked(visible: Visible) -> list[str]:
    """What the markup calls the author: beside the title first, else the first on the page."""
    near = {element for element, _ in visible.near}
    called = [element for element in _candidates(visible.tree) if _is_author(element, visible)]
    lines = [(element, text_in(element, MAX_LINE + 1)) for element in called]
    lines = [(element, text) for element, text in lines if len(text) <= MAX_LINE and names_in(text)]
    if not lines:
        return []
    first, text = min(lines, key=lambda line: line[0] not in near)
    return _linked(first) or _bare(text, [inner for element, inner in lines if first in element.iterancestors()])


def _linked(byline: HtmlElement) -> list[str]:
    """The links of a by-line where there are several and each is a name."""
    links = [line for link in byline.iter("a") if (line := text_in(link, MAX_LINE))]
    return links if len(links) > 1 and all(len(names_in(line)) == 1 for line in links) else []


def _bare(byline: str, inner: list[str]) -> list[str]:
    """The by-line, or its inner element where that holds the bare name: "Amy G. Political Correspondent"."""
    whole = names_in(byline)
    bare = [text for text in inner for name in names_in(text) if any(one.startswith(f"{name} ") for one in whole)]
    return bare[:1] if bare and len(whole) == 1 else [byline]


def _candidates(tree: HtmlElement) -> list[HtmlElement]:
    """Elements whose attributes speak of an author at all; one walk, three times as quick as the XPath of it."""
    return [
        element
        for element in tree.iter(etree.Element)
        if _CALLED.search(element.get("class", ""))
        or "uthor" in element.get("id", "")
        or "author" in element.get("rel", "")
        or "author" in element.get("itemprop", "")
    ]


def _is_author(element: HtmlElement, visible: Visible) -> bool:
    if "author" in (element.get("rel") or "").split() or "author" in (element.get("itemprop") or "").split():
        return visible.belongs(element)
    called = marks(element)
    return bool(_AUTHOR.search(called)) and not _NOT_NAME.search(called) and visible.belongs(element)


def _byline(visible: Visible, text: str) -> list[str]:
    """The first short line around the title, or at an end of the text, that begins like a by-line and holds a name."""
    paragraphs = text.split("\n")
    near = (line for element, line in visible.near if len(line) <= MAX_LINE and visible.belongs(element))
    for line in (*near, *paragraphs[:2], *paragraphs[-2:]):
        if len(line) <= MAX_LINE and starts_like_byline(line) and any(map(is_name, names_in(line))):
            return [line]
    return [paragraphs[-1]] if _SIGNATURE.fullmatch(paragraphs[-1]) else []
