"""Section pages: the links of an HTML page that look like articles, without rules for single sites.

A link earns points by the shape of its address (a date, a number, a long slug), by its text (headlines
are long) and by its place (in a heading, in an article block); it loses them in menus and footers.
Known exceptions: a menu entry with a long name and a long address passes for an article, and its page is
then rejected as a listing; an article behind a bare word (`/guerre`) is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree, html

from corpus.types import Link, Source
from corpus.urls import site_of, url_key
from crawler.discovery.dates import listed_date
from crawler.discovery.found import TITLE, WORDS, Listing, is_media, own_sites, plain_text, web_address
from pipelines.cleaning import clean_html
from pipelines.decoding import decode

#: Points that make an article. Set on the pages of tests/test_sections.py: 4 lets a dated or numbered
#: address with a short text pass, and asks a mere long text for a second sign.
ENOUGH = 4
#: Links of one page that are looked at.
LINKS = 5_000

_NAVIGATION = frozenset(WORDS["navigation"])
_NAVIGATION_PARAMETERS = frozenset(WORDS["navigation_parameters"])
_IDENTIFIERS = frozenset(WORDS["identifiers"])
_FURNITURE = frozenset(WORDS["furniture"])
_FURNITURE_TAGS = frozenset(("nav", "header", "footer", "form", "address"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5"))
_SPLIT = re.compile(r"[-_\s]+")
_DATED = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)|(?:19|20)\d\d-?[01]\d-?[0-3]\d")
_NUMBERED = re.compile(r"(?<!\d)\d{4,}(?!\d)")
_WORD = re.compile(r"\w{2,}")


@dataclass(frozen=True, slots=True)
class _Candidate:
    url: str
    title: str
    points: int
    published: datetime | None


def read_section(
    url: str, body: bytes, *, content_type: str = "", now: datetime, source: Source | None = None
) -> Listing:
    """The links of the section page that look like articles, in the page's order. Never raises."""
    decoded = decode(body, content_type=content_type, languages=source.languages if source else ())
    root = _tree(clean_html(decoded.text))
    if root is None:
        return Listing(problems=("the answer is empty" if not body.strip() else "answers with no web page",))
    found: dict[str, _Candidate] = {}
    for candidate in _candidates(root, url, now, source):
        key = url_key(candidate.url)
        found[key] = _better(found[key], candidate) if key in found else candidate
    links = tuple(
        Link(url=one.url, via="section", found_in=url, title=one.title or None, published=one.published)
        for one in found.values()
        if one.points >= ENOUGH
    )
    return Listing(links, problems=() if links else ("no link on the page looks like an article",))


def _tree(markup: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _candidates(root: html.HtmlElement, url: str, now: datetime, source: Source | None) -> Iterator[_Candidate]:
    base = web_address(next((str(b.get("href", "")) for b in root.iter("base")), None), url) or url
    own, sites, times = url_key(url), own_sites(url, source), _Times()
    for number, anchor in enumerate(root.iter("a")):
        if number == LINKS:
            return
        address = web_address(anchor.get("href"), base)
        if address is None or url_key(address) == own or site_of(address) not in sites or not _may_be_article(address):
            continue
        place = _place(anchor)
        title = _title(anchor)
        points = _address_points(address) + _text_points(title) + place.points
        yield _Candidate(address, title, points, listed_date(times.of(place.block), now=now, zone=_zone(source)))


def _zone(source: Source | None) -> str:
    return source.time_zone if source else "UTC"


def _may_be_article(address: str) -> bool:
    parts = urlsplit(address)
    segments = [unquote(segment).lower() for segment in parts.path.split("/") if segment]
    names = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if is_media(address) or _NAVIGATION & set(segments) or _NAVIGATION_PARAMETERS & names:
        return False
    return bool(segments or names)


def _address_points(address: str) -> int:
    """0 to 5: how much the address looks like one page's own."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    last = path.rstrip("/").rpartition("/")[2]
    words = [word for word in _SPLIT.split(last.partition(".")[0]) if _WORD.fullmatch(word)]
    slug = 2 if len(words) >= 4 else 1 if len(words) == 3 else 0
    number = 2 if _NUMBERED.search(path) or _numbered_query(parts.query) else 0
    dated = 2 if _DATED.search(path) else 0
    page = 1 if last.lower().endswith((".html", ".htm", ".php", ".aspx", ".shtml")) and (words or number) else 0
    return min(5, slug + max(number, dated) + page)


def _numbered_query(query: str) -> bool:
    pairs = parse_qsl(query, keep_blank_values=True)
    by_value = any(name.lower() in _IDENTIFIERS and re.search(r"\d", value) for name, value in pairs)
    # `spip.php?article123` names the article in the parameter's name
    return by_value or any(not value and re.fullmatch(r"article\d+", name) for name, value in pairs)


def _text_points(text: str) -> int:
    """-1 to 2: headlines are sentences; Arabic says in four words what French says in six."""
    words = len(_WORD.findall(text))
    if words >= 5 or (words >= 4 and len(text) >= 20):
        return 2
    return 1 if words >= 3 else 0 if words else -1


@dataclass(frozen=True, slots=True)
class _Place:
    points: int
    block: html.HtmlElement | None = None


def _place(anchor: html.HtmlElement) -> _Place:
    """Where the link stands: its points, and the block that it belongs to."""
    points = 2 if any(local.tag in _HEADINGS for local in anchor.iterdescendants("h1", "h2", "h3", "h4", "h5")) else 0
    block: html.HtmlElement | None = None
    in_article = False
    for parent in anchor.iterancestors():
        if parent.tag in _HEADINGS:
            points = 2
        if parent.tag in ("article", "li", "tr") and block is None:
            block = parent
        in_article = in_article or parent.tag == "article"
        if not in_article and _is_furniture(parent):
            return _Place(points - 3)
    return _Place(max(points, 1 if in_article else 0), block)


def _is_furniture(element: html.HtmlElement) -> bool:
    if element.tag in ("body", "html"):  # themes put `menu-open` and the like on the whole page
        return False
    said = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}".lower()
    return element.tag in _FURNITURE_TAGS or bool(_FURNITURE & set(_SPLIT.split(said)))


class _Times:
    """The `datetime` of each block that has exactly one. A block is looked through once: a hostile page
    may hold thousands of links in one."""

    def __init__(self) -> None:
        self._of: dict[html.HtmlElement, str] = {}

    def of(self, block: html.HtmlElement | None) -> str:
        """The time, or ""."""
        if block is None:
            return ""
        if block not in self._of:
            times = [str(time.get("datetime", "")) for time in islice(block.iter("time"), 2)]
            self._of[block] = times[0] if len(times) == 1 else ""
        return self._of[block]


def _title(anchor: html.HtmlElement) -> str:
    """The heading inside the link, else its text, else what stands for its picture."""
    heading = next(anchor.iterdescendants("h1", "h2", "h3", "h4", "h5"), None)
    texts = (
        heading.text_content() if heading is not None else "",
        anchor.text_content(),
        anchor.get("title", ""),
        *(image.get("alt", "") for image in anchor.iterdescendants("img")),
    )
    return next((line for text in texts if (line := plain_text(str(text), TITLE))), "")


def _better(one: _Candidate, other: _Candidate) -> _Candidate:
    """Two links to one page, a picture and a headline say: the better place counts, and the longer title."""
    title = max(one.title, other.title, key=len) if _text_points(one.title) < 2 else one.title
    published = one.published or other.published
    return _Candidate(one.url, title, max(one.points, other.points), published)
