"""Polling one endpoint: ask conditionally, notice that nothing changed, commit what is new."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from scrapy.http import Response

from corpus.types import Endpoint, Failure, Link, Source
from crawler.desk import Desk
from crawler.discovery.listing import Listing, read_listing
from pipelines.readers import Readers

#: Sitemaps of one index that are followed in one run, newest first, and how deep an index may nest.
CHILDREN, DEPTH = 5, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """An endpoint's answer."""

    endpoint: Endpoint
    response: Response
    source: Source
    now: datetime


class Poller:
    """Reads what endpoints list and commits it. Links older than `since` are left out, unless undated."""

    def __init__(self, desk: Desk, readers: Readers, *, since: datetime):
        self.desk = desk
        self.readers = readers
        self.since = since

    async def conditions(self, endpoint: Endpoint) -> dict[str, str]:
        """The headers that let the outlet answer 304."""
        state = await self.desk.do(self.desk.store.endpoint, endpoint.url)
        return conditions(state.etag, state.last_modified) if state else {}

    async def poll(self, poll: Poll, *, depth: int) -> tuple[Endpoint, ...] | Failure:
        """Commit the links that this answer lists; return the sitemaps that it points to, or why it cannot be read."""
        digest = sha256(poll.response.body).hexdigest()
        state = await self.desk.do(self.desk.store.endpoint, poll.endpoint.url)
        if poll.response.status == 304:
            await self._commit(poll, (), state.body_hash if state else None, unchanged=True)
            return ()
        listing = await self._read(poll)
        if isinstance(listing, Failure):
            return listing
        # Some outlets send the same body with a new validator: it is the body that says "nothing new".
        known = state is not None and state.body_hash == digest
        await self._commit(poll, () if known else self._wanted(listing), digest, unchanged=known)
        return self._children(poll.endpoint, listing) if depth < DEPTH else ()

    async def _read(self, poll: Poll) -> Listing | Failure:
        """Foreign bytes are parsed in a worker, under its limits."""
        future = self.readers.submit(
            read_listing,
            poll.endpoint.kind,
            poll.response.url,
            poll.response.body,
            content_type=header(poll.response, "Content-Type") or "",
            now=poll.now,
            source=poll.source,
        )
        try:
            listing = await asyncio.wrap_future(future)
        except Exception as error:  # a killed worker or a bug costs this endpoint, not the crawl
            return Failure(reason="unreadable", detail=f"{type(error).__name__}: {error}"[:300])
        if listing.problems and not listing.links and not listing.children:
            return Failure(reason="unreadable", detail="; ".join(listing.problems)[:300])
        return listing

    def _wanted(self, listing: Listing) -> tuple[Link, ...]:
        return tuple(link for link in listing.links if (_newest(link) or self.since) >= self.since)

    def _children(self, endpoint: Endpoint, listing: Listing) -> tuple[Endpoint, ...]:
        return tuple(
            Endpoint(url=url, kind=endpoint.kind, language=endpoint.language) for url in listing.children[:CHILDREN]
        )

    async def _commit(self, poll: Poll, links: tuple[Link, ...], digest: str | None, *, unchanged: bool) -> None:
        await self.desk.do(
            self.desk.store.polled,
            self.desk.run,
            poll.source.id,
            poll.endpoint,
            now=poll.now,
            etag=header(poll.response, "ETag"),
            last_modified=header(poll.response, "Last-Modified"),
            body_hash=digest,
            links=links,
            unchanged=unchanged,
        )


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The headers of a conditional request, byte for byte as the outlet gave them."""
    pairs = (("If-None-Match", etag), ("If-Modified-Since", last_modified))
    return {name: value for name, value in pairs if value}


def header(response: Response, name: str) -> str | None:
    """A response header as text, or None."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _newest(link: Link) -> datetime | None:
    return link.updated or link.published
