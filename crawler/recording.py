"""What a crawl writes down: every page and endpoint ends in one committed line, whatever became of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from scrapy.http import Response

from corpus.types import Endpoint, Failure, Page, Visit, utc_now
from crawler.desk import Desk
from crawler.lane import Lane
from crawler.polling import header
from pipelines.steps import Fetched, Read

logger = logging.getLogger(__name__)


class Recorder:
    """Commits outcomes for one run and tells the lanes."""

    def __init__(self, desk: Desk, lanes: Mapping[str, Lane]):
        self._desk = desk
        self._lanes = lanes

    async def keep(self, read: Read) -> None:
        """Archive the response, then commit article, tags and the end of the visit at once."""
        await self._desk.do(self._keep, read)
        visit = read.fetched.visit
        self._lanes[visit.source].finished(visit)

    def _keep(self, read: Read) -> None:
        fetched, page = read.fetched, read.fetched.page
        validators = {name.lower(): value for name, value in fetched.headers if name in ("Etag", "Last-Modified")}
        record = None
        if self._desk.archive:
            headers = fetched.headers
            record = self._desk.archive.append(page.final_url, page.status, headers, page.body, page.fetched)
        self._desk.store.keep(
            self._desk.run,
            fetched.visit,
            read.outcome,
            page.fetched,
            response=record,
            etag=validators.get("etag"),
            last_modified=validators.get("last-modified"),
        )

    async def unmodified(self, visit: Visit) -> None:
        """The outlet says that a page it changed the date of is the one we have."""
        await self._desk.do(self._desk.store.unmodified, self._desk.run, visit, utc_now())
        self._lanes[visit.source].finished(visit)

    async def page_failed(self, visit: Visit, failure: Failure) -> None:
        """The frontier decides whether the page is tried again."""
        await self._desk.do(self._desk.store.fail, self._desk.run, visit, failure, utc_now())
        self._lanes[visit.source].finished(visit)

    async def endpoint_failed(self, lane: Lane, endpoint: Endpoint, failure: Failure) -> None:
        """A poll that brought nothing."""
        lane.endpoint_failed()
        logger.warning("%s: %s %s: %s", lane.source.id, endpoint.kind, endpoint.url, failure.detail)
        store = self._desk.store
        await self._desk.do(store.endpoint_failed, self._desk.run, lane.source.id, endpoint, failure, utc_now())


def fetched(response: Response, lane: Lane, visit: Visit) -> Fetched:
    """The page of a response, as the readers take it."""
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
    page = Page(
        url=visit.url,
        final_url=response.url,
        body=response.body,
        fetched=utc_now(),
        status=response.status,
        content_type=header(response, "Content-Type") or "",
        source=lane.source,
        link=visit.link,
    )
    return Fetched(visit=visit, page=page, headers=headers)
