"""Sitemaps: news sitemaps, plain ones and indexes, read as a stream that forgives.

Limits of the protocol (sitemaps.org): 50,000 addresses and 50 MiB, uncompressed, a file. One bad
address loses itself and no other; addresses of other sites and schemes are passed over.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO

from lxml import etree

from corpus.types import Link, Source, Via
from crawler.discovery.dates import listed_date
from crawler.discovery.found import TITLE, Listing, Passed, is_media, of_outlet, plain_text, unique, web_address
from crawler.discovery.xml import child_text, children, local_name, parser_options, xml_bytes

#: Addresses of one sitemap that are read.
ADDRESSES = 50_000
#: Bytes of one sitemap, uncompressed.
SIZE = 50 * 1024**2

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


def _read(via: Via, url: str, body: bytes, content_type: str, now: datetime, source: Source | None) -> Listing:
    body, problems = _inflated(body)
    document = xml_bytes(body, content_type=content_type, languages=source.languages if source else ())
    if not document:
        return Listing(problems=(*problems, "the answer is empty" if not body.strip() else "answers with no sitemap"))
    passed = Passed()
    links: list[Link] = []
    maps: list[Link] = []
    for entry in _entries(document, passed):
        # an entry of an index is read as a link too: an address with a date
        link = _link(via, url, entry, now, source, passed)
        if link:
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


def _entries(document: bytes, passed: Passed) -> Iterator[etree._Element]:
    """The `<url>` and `<sitemap>` elements, one at a time: a whole tree of 50 MiB would hold a gigabyte."""
    count = 0
    try:
        for _, element in etree.iterparse(BytesIO(document), events=("end",), **parser_options()):
            if local_name(element) not in ("url", "sitemap"):
                continue
            count += 1
            if count > ADDRESSES:
                passed.note(f"more than {ADDRESSES:,} addresses: the rest was not read")
                return
            yield element
            element.clear()
            while element.getprevious() is not None:  # siblings that were read are freed
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        # what libxml2 cannot even recover from ends the document; what came before stands
        passed.note("the XML is broken beyond repair in one place: what follows it was not read")


def _link(
    via: Via, url: str, entry: etree._Element, now: datetime, source: Source | None, passed: Passed
) -> Link | None:
    address = web_address(child_text(entry, "loc"), url)
    reason = _reason_against(address, entry, url, source)
    if address is None or reason:
        passed.over(reason)
        return None
    zone = source.time_zone if source else "UTC"
    news = next(children(entry, "news"), None)
    field: Callable[[str], str] = lambda name: child_text(news, name) if news is not None else ""  # noqa: E731  # one line, used thrice
    return Link(
        url=address,
        via=via,
        found_in=url,
        title=plain_text(field("title"), TITLE),
        published=listed_date(field("publication_date"), now=now, zone=zone),
        updated=listed_date(child_text(entry, "lastmod"), now=now, zone=zone),
        language=_language(news),
    )


def _reason_against(address: str | None, entry: etree._Element, url: str, source: Source | None) -> str:
    if address is None:
        return "without an address"
    if not of_outlet(address, url, source):
        return "of other sites"
    return "with a file in place of a page" if local_name(entry) == "url" and is_media(address) else ""


def _language(news: etree._Element | None) -> str | None:
    publication = next(children(news, "publication"), None) if news is not None else None
    match = _LANGUAGE.match(child_text(publication, "language").lower()) if publication is not None else None
    return match[0] if match else None


def _newest(link: Link) -> datetime:
    return link.published or link.updated or _OLD


def _instead(document: bytes) -> str:
    match = re.match(rb"<\s*(?:\w+:)?(\w+)", document)
    name = match[1].decode().lower() if match else ""
    if name in ("urlset", "sitemapindex"):
        return "the sitemap lists no address that we may use"
    return _INSTEAD.get(name, "answers with something that is not a sitemap")
