"""From an endpoint's answer to the links that it lists. Pure, and free of Scrapy: it runs in a worker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from corpus.types import EndpointKind, Source
from crawler.discovery.feeds import read_feed
from crawler.discovery.found import Listing
from crawler.discovery.sections import read_section
from crawler.discovery.sitemaps import read_news_sitemap, read_sitemap

__all__ = ["READERS", "Listing", "Reader", "read_listing"]


class Reader(Protocol):
    """Reads one kind of endpoint."""

    def __call__(
        self, url: str, body: bytes, *, content_type: str = "", now: datetime, source: Source | None = None
    ) -> Listing: ...


#: A new kind of endpoint is a function and a line.
READERS: Mapping[EndpointKind, Reader] = {
    "feed": read_feed,
    "news-sitemap": read_news_sitemap,
    "sitemap": read_sitemap,
    "section": read_section,
}


def read_listing(
    kind: EndpointKind,
    url: str,
    body: bytes,
    *,
    content_type: str = "",
    now: datetime,
    source: Source | None = None,
) -> Listing:
    """What the answer `body` of the endpoint at `url` (after redirects) lists.

    `content_type` is the header as sent, `now` aware; dates more than a day after it are not believed.
    `source` adds the outlet's languages (for encodings), time zone and further hosts. Broken input gives
    fewer links and a sentence in `problems`.
    """
    return READERS[kind](url, body, content_type=content_type, now=now, source=source)
