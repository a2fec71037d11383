"""Sitemaps: news sitemaps, plain ones and indexes, entry by entry.

The text is cut where an entry begins and each piece is parsed for itself: whatever is broken in one
(or between two: a stray `</urlset>` ends a document even for a forgiving parser) loses no other, and
no tree of 50 MiB is ever held.
Limits of the protocol (sitemaps.org): 50,000 addresses and 50 MiB, uncompressed, a file. One bad
address loses itself and no other; addresses of other sites and schemes are passed over.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, pairwise

from lxml import etree

from corpus.types import Link, Source, Via
from corpus.urls import site_of
from crawler.discovery.dates import listed_date
from crawler.discovery.found import TITLE, Listing, Passed, is_media, own_sites, plain_text, unique, web_address
from crawler.discovery.xml import child_text, fields, local_name, parse_xml, text_of, xml_text

#: Addresses of one sitemap that are read.
ADDRESSES = 50_000
#: Bytes of one sitemap, uncompressed.
SIZE = 50 * 1024**2

#: Characters of one entry that are parsed; real ones have some hundreds.
ENTRY = 100_000

_ENTRY = re.compile(r"<(?:[\w-]{1,20}:)?(?:url|sitemap)(?=[\s/>])", re.IGNORECASE)
_OLD = datetime.min.replace(tzinfo=UTC)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_INSTEAD = {
    "html": "answers with a web page in place of a sitemap",
    "rss": "answers with a feed in place of a sitemap",
    "feed": "answers with a feed in place of a sitemap",
    "rdf": "answers with a feed in place of a sitemap",
}


def read_news_sitemap(
    url: str, body: bytes, *, content_type: str = "", now: datetime, source: Source | None = None
) -> Listing:
    """The articles of a news sitemap, newest first, or the sitemaps of an index. Never raises."""
    return _read("news-sitemap", url, body, content_type, now, source)


def read_sitemap(
    url: str, body: bytes, *, content_type: str = "", now: datetime, source: Source | None = None
) -> Listing:
    """The addresses of a sitemap, newest first, or the sitemaps of an index. Never raises."""
    return _read("sitemap", url, body, content_type, now, source)


@dataclass(frozen=True, slots=True)
class _Map:
    """What the entries of one sitemap are read with."""

    via: Via
    url: str
    now: datetime
    zone: str
    sites: frozenset[str | None]

    def date(self, raw: str) -> datetime | None:
        return listed_date(raw, now=self.now, zone=self.zone)


def _read(via: Via, url: str, body: bytes, content_type: str, now: datetime, source: Source | None) -> Listing:
    body, problems = _inflated(body)
    document = xml_text(body, content_type=content_type, languages=source.languages if source else ())
    if not document:
        return Listing(problems=(*problems, "the answer is empty" if not body.strip() else "answers with no sitemap"))
    sitemap = _Map(via, url, now, source.time_zone if source else "UTC", own_sites(url, source))
    passed = Passed()
    links: list[Link] = []
    maps: list[Link] = []
    for entry in _entries(document, passed):
        # an entry of an index is read as a link too: an address with a date
        if link := _link(sitemap, entry, passed):
            (maps if local_name(entry) == "sitemap" else links).append(link)
    if not links and not maps:
        problems = (*problems, _instead(document))
    return Listing(
        unique(sorted(links, key=_newest, reverse=True)),
        tuple(child.url for child in unique(sorted(maps, key=_newest, reverse=True))),
        (*problems, *passed.problems()),
    )


def _inflated(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The body out of its gzip, however often it was packed, and never more than `SIZE` bytes of it."""
    problems: tuple[str, ...] = ()
    while body.startswith(b"\x1f\x8b"):
        unzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            body = unzip.decompress(body, SIZE)
        except zlib.error:
            return b"", ("the gzip of the sitemap is damaged",)
        if not unzip.eof:
            problems = ("the sitemap is larger than 50 MiB or cut off: what could be unpacked was read",)
    return body[:SIZE], problems


def _entries(document: str, passed: Passed) -> Iterator[etree._Element]:
    """The `<url>` and `<sitemap>` elements, one at a time."""
    document = _without_comments(document)
    starts = [match.start() for match in islice(_ENTRY.finditer(document), ADDRESSES + 1)]
    if len(starts) > ADDRESSES:
        passed.note(f"more than {ADDRESSES:,} addresses: the rest was not read")
    for start, end in pairwise([*starts, len(document)][: ADDRESSES + 1]):
        element = parse_xml(document[start : min(end, start + ENTRY)], "")
        if element is not None:
            yield element


def _without_comments(document: str) -> str:
    first, *rest = document.split("<!--")
    return first + "".join(piece.partition("-->")[2] for piece in rest)


def _link(sitemap: _Map, entry: etree._Element, passed: Passed) -> Link | None:
    own = fields(entry)
    raw = text_of(own.get("loc"))
    address = web_address(raw, sitemap.url) if raw.lower().startswith(("http", "/")) else None
    reason = _reason_against(address, entry, sitemap.sites)
    if address is None or reason:
        passed.over(reason)
        return None
    news = fields(own["news"]) if "news" in own else {}
    return Link(
        url=address,
        via=sitemap.via,
        found_in=sitemap.url,
        title=plain_text(text_of(news.get("title")), TITLE),
        published=sitemap.date(text_of(news.get("publication_date"))),
        updated=sitemap.date(text_of(own.get("lastmod"))),
        language=_language(news.get("publication")),
    )


def _reason_against(address: str | None, entry: etree._Element, sites: frozenset[str | None]) -> str:
    if address is None:
        return "without an address"
    if site_of(address) not in sites:
        return "of other sites"
    return "with a file in place of a page" if local_name(entry) == "url" and is_media(address) else ""


def _language(publication: etree._Element | None) -> str | None:
    match = _LANGUAGE.match(child_text(publication, "language").lower()) if publication is not None else None
    return match[0] if match else None


def _newest(link: Link) -> datetime:
    return link.published or link.updated or _OLD


def _instead(document: str) -> str:
    match = re.match(r"<\s*(?:\w+:)?(\w+)", document)
    name = match[1].lower() if match else ""
    if name in ("urlset", "sitemapindex"):
        return "the sitemap lists no address that we may use"
    return _INSTEAD.get(name, "answers with something that is not a sitemap")
