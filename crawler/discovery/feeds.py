"""Feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom and JSON Feed, from bytes to links.

One tolerant tree serves all XML dialects, because the press mixes them (Atom links in RSS, Dublin Core
everywhere). fastfeedparser was measured and left: it completes dates from today's (GUID `12` became the
twelfth of this month), reads 03/04 as March, cuts titles at HTML entities, hides which date the feed
spelled, `feedburner:origLink` and `isPermaLink`, and one item that is no object loses a JSON feed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from corpus.types import Link, Source
from crawler.discovery.dates import listed_date
from crawler.discovery.found import (
    SUMMARY,
    TITLE,
    Listing,
    Passed,
    is_media,
    plain_text,
    unique,
    web_address,
)
from crawler.discovery.xml import child_text, children, local_name, parse_xml, text_of, xml_text
from pipelines.decoding import decode

#: Roots of what comes back in place of a feed, in words.
INSTEAD = {
    "html": "answers with a web page in place of a feed",
    "body": "answers with a web page in place of a feed",
    "urlset": "answers with a sitemap in place of a feed",
    "sitemapindex": "answers with a sitemap in place of a feed",
    "opml": "answers with a list of feeds (OPML) in place of a feed",
}
_ROOTS = ("rss", "rdf", "feed", "channel")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s+\((.+)\)")


@dataclass(frozen=True, slots=True)
class _Feed:
    """What the entries of one feed are read with."""

    url: str
    now: datetime
    zone: str

    def date(self, raw: str | None) -> datetime | None:
        return listed_date(raw, now=self.now, zone=self.zone)


def read_feed(url: str, body: bytes, *, content_type: str = "", now: datetime, source: Source | None = None) -> Listing:
    """The articles of the feed `body` that was fetched from `url`, in the feed's order. Never raises."""
    feed = _Feed(url, now, source.time_zone if source else "UTC")
    languages = source.languages if source else ()
    if not body.strip():
        return Listing(problems=("the answer is empty",))
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _read_json(feed, decode(body, content_type=content_type, languages=languages).text)
    root = parse_xml(xml_text(body, content_type=content_type, languages=languages), url)
    if root is None:
        return Listing(problems=("answers with something that is not a feed",))
    return _read_xml(feed, root)


def _read_xml(feed: _Feed, root: etree._Element) -> Listing:
    name = local_name(root)
    entries = [element for element in root.iter("{*}*") if local_name(element) in ("item", "entry")]
    if name not in _ROOTS and not (entries and name not in INSTEAD):
        return Listing(problems=(INSTEAD.get(name, f"answers with <{name[:30]}> in place of a feed"),))
    passed = Passed()
    links = unique(link for entry in entries if (link := _xml_link(feed, entry, passed)))
    return Listing(links, problems=(*passed.problems(), *(() if entries else ("the feed has no entries",))))


def _xml_link(feed: _Feed, entry: etree._Element, passed: Passed) -> Link | None:
    url = _address(entry, entry.base or feed.url)
    if url is None or is_media(url):
        passed.over("without an address" if url is None else "with a file in place of a page")
        return None
    return Link(
        url=url,
        via="feed",
        found_in=feed.url,
        title=plain_text(child_text(entry, "title"), TITLE),
        summary=plain_text(child_text(entry, "description", "summary", "encoded", "content"), SUMMARY),
        authors=_authors(entry),
        published=feed.date(child_text(entry, "pubdate", "published", "issued", "created", "date")),
        updated=feed.date(child_text(entry, "updated", "modified")),
        language=_language(entry),
    )


def _address(entry: etree._Element, base: str) -> str | None:
    """The article's address: the original behind a redirector, the link, or a permanent identifier."""
    candidates = (
        *(text_of(element) for element in children(entry, "origlink")),
        *(text_of(element) for element in children(entry, "link") if not element.get("href")),
        *(element.get("href", "") for element in sorted(children(entry, "link"), key=_rank) if _rank(element) < 2),
        *(text_of(guid) for guid in children(entry, "guid") if guid.get("isPermaLink", "true").lower() != "false"),
        entry.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", ""),
    )
    found = (web_address(candidate, base) for candidate in candidates if candidate)
    # identifiers are addresses only when they say so themselves: `tag:…` and `12` are not relative links
    identifiers = (text_of(element) for element in children(entry, "guid", "id"))
    whole = (web_address(text, base) for text in identifiers if text.startswith(("http://", "https://")))
    return next((url for url in (*found, *whole) if url), None)


def _rank(link: etree._Element) -> int:
    """0 for the article itself, 1 for another rendering of it, 2 for what is not the article."""
    if (link.get("rel") or "alternate").lower() != "alternate":
        return 2
    return 0 if (link.get("type") or "text/html").lower() in ("text/html", "application/xhtml+xml") else 1


def _authors(entry: etree._Element) -> tuple[str, ...]:
    raw = (child_text(element, "name") or text_of(element) for element in children(entry, "creator", "author"))
    return _names(raw)


def _names(raw: Iterator[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in raw:
        mail = _MAIL_AND_NAME.fullmatch(text.strip())
        name = plain_text(mail[1] if mail else text, 200)
        if name and "@" not in name:  # an address of a person is not ours to keep
            found[name] = None
    return tuple(found)


def _language(entry: etree._Element) -> str | None:
    """What the entry says of itself. A whole feed's word is not taken: WordPress says en-US by default."""
    raw = child_text(entry, "language") or entry.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    match = _LANGUAGE.match(raw.lower())
    return match[0] if match else None


def _read_json(feed: _Feed, text: str) -> Listing:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return Listing(problems=("answers with damaged JSON in place of a feed",))
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        return Listing(problems=("answers with JSON that is not a feed",))
    passed = Passed()
    links = unique(link for item in items if (link := _json_link(feed, item, passed)))
    return Listing(links, problems=(*passed.problems(), *(() if items else ("the feed has no entries",))))


def _json_link(feed: _Feed, item: Any, passed: Passed) -> Link | None:
    fields = {name: value for name, value in item.items() if value} if isinstance(item, dict) else {}
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    identifier = texts.get("id", "")
    url = web_address(texts.get("url") or (identifier if identifier.startswith("http") else None), feed.url)
    if url is None or is_media(url):
        passed.over("without an address" if url is None else "with a file in place of a page")
        return None
    summary = texts.get("summary") or texts.get("content_text") or texts.get("content_html")
    return Link(
        url=url,
        via="feed",
        found_in=feed.url,
        title=plain_text(texts.get("title"), TITLE),
        summary=plain_text(summary, SUMMARY),
        authors=_names(_json_authors(fields)),
        published=feed.date(texts.get("date_published")),
        updated=feed.date(texts.get("date_modified")),
        language=texts["language"][:2].lower() if _LANGUAGE.match(texts.get("language", "").lower()) else None,
    )


def _json_authors(fields: dict[str, Any]) -> Iterator[str]:
    listed = fields.get("authors")
    for author in [*(listed if isinstance(listed, list) else ()), fields.get("author")]:
        if isinstance(author, dict) and isinstance(author.get("name"), str):
            yield author["name"]
