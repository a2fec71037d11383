"""The crawl: poll what outlets list, fetch what is new, keep what was read.

The frontier is the database: every address is committed before it is fetched, and leaves the frontier
in the transaction that stores its article. A crawl that dies at any moment loses nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from corpus.archive import Archive
from corpus.errors import DatabaseError
from corpus.store import Store
from corpus.types import Endpoint, Failure, Visit, utc_now
from crawler.desk import Desk
from crawler.discovery.found import of_outlet
from crawler.failures import by_exception, by_status
from crawler.lane import Lane
from crawler.limits import Limits, read_limits
from crawler.outcome import Outcome, judge_crawl
from crawler.plan import Plan, make_plan
from crawler.polling import Poll, Poller, conditions
from crawler.recording import Recorder, fetched
from pipelines.readers import Readers
from pipelines.steps import Read

logger = logging.getLogger(__name__)

#: Endpoints come before the pages of the same host, so that a short budget goes to the newest.
ENDPOINT_PRIORITY = 10


class PressSpider(Spider):
    """`scrapy crawl press [-a country=MA,TN] [-a language=ar] [-a source=hespress] [-a since=2026-11-01]`"""

    name = "press"

    def __init__(self, *, plan: Plan, limits: Limits, desk: Desk, readers: Readers, poller: Poller):
        super().__init__()
        self.plan = plan
        self.desk = desk
        self.readers = readers
        self.poller = poller
        self.every = limits.every
        self.steps = limits.revisit
        self.left = limits.run_budget or None
        #: A budget of the whole run goes to what is new, wherever it is; what is left of it, to revisits.
        self.only_new = self.left is not None
        self.lanes = {source.id: Lane(source=source, budget=limits.source_budget) for source in plan.sources}
        self.recorder = Recorder(desk, self.lanes)
        desk.alarm = self.give_up
        self.outcome: Outcome = "failed"
        self.trouble = ""  #: what went wrong with the crawl itself, in words

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: str) -> Self:  # noqa: ARG003  # Scrapy's interface
        """Open the database, begin the run, start the readers."""
        settings = crawler.settings
        plan, limits = make_plan(settings["SOURCES"], kwargs), read_limits(settings)
        store = Store.open(settings["DATABASE_URL"])
        run = store.begin_run("crawl", plan.arguments, utc_now())
        archive = Archive(Path(settings["VAR"]) / "warc", run) if limits.keep_pages else None
        desk = Desk(store, archive, run)
        readers = Readers(processes=limits.readers, timeout=limits.read_timeout, memory=limits.read_memory)
        poller = Poller(desk, readers, since=plan.since or utc_now() - limits.lookback)
        spider = cls(plan=plan, limits=limits, desk=desk, readers=readers, poller=poller)
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.finish, signals.spider_closed)
        crawler.signals.connect(spider.note_bug, signals.spider_error)
        crawler.signals.connect(spider.note_bug, signals.item_error)
        return spider

    # --- what to ask for ---------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """What is due: endpoints first, then the pages that earlier runs left, then articles to look at again."""
        plan = self.desk.store.plan_revisits
        await self.desk.do(plan, self.desk.run, self.lanes.keys(), self.steps, utc_now())
        for lane in self.lanes.values():
            due = await self.desk.do(self.desk.store.due_endpoints, lane.source.endpoints, utc_now(), every=self.every)
            lane.asked += len(due)
            for endpoint in due:
                yield await self.ask_endpoint(lane, endpoint, depth=0)
            async for request in self.pages(lane):
                yield request

    async def ask_endpoint(self, lane: Lane, endpoint: Endpoint, *, depth: int) -> Request:
        """A conditional request for a feed, sitemap or section page."""
        headers = await self.poller.conditions(endpoint)
        is_sitemap = endpoint.kind in ("sitemap", "news-sitemap")
        return Request(
            endpoint.url,
            headers=headers,
            callback=self.parse_endpoint,
            errback=self.endpoint_failed,
            priority=ENDPOINT_PRIORITY,
            dont_filter=True,  # the database decides what is asked for, and the same endpoint may be a child of two
            cb_kwargs={"lane": lane, "endpoint": endpoint, "depth": depth},
            meta={"download_maxsize": 50 * 1024**2} if is_sitemap else {},
        )

    async def pages(self, lane: Lane) -> AsyncIterator[Request]:
        """The next pages of this outlet, and of all when nobody has anything new and the run's budget is not used."""
        async for request in self.departures(lane):
            yield request
        if self.only_new and not any(one.hungry for one in self.lanes.values()):
            self.only_new = False
            for one in self.lanes.values():
                async for request in self.departures(one):
                    yield request

    async def departures(self, lane: Lane) -> AsyncIterator[Request]:
        """The next pages of this outlet, taken from the frontier when its lane has room."""
        wanted = lane.wants()
        if wanted and self.left != 0:
            visits = await self.desk.do(
                self.desk.store.take,
                lane.source.id,
                wanted,
                utc_now(),
                exclude=frozenset(lane.in_flight),
                since=self.plan.since,
                revisits=lane.listed and not self.only_new,
            )
            lane.add(visits)
            lane.caught_up = not visits
        for visit in lane.departures(self.left):
            if self.left is not None:
                self.left -= 1
            yield Request(
                visit.url,
                headers=conditions(visit.etag, visit.last_modified),
                callback=self.parse_page,
                errback=self.page_failed,
                dont_filter=True,  # the frontier's key is finer than Scrapy's fingerprint
                cb_kwargs={"lane": lane, "visit": visit},
            )

    # --- what came back ----------------------------------------------------------------------------

    async def parse_endpoint(
        self, response: Response, lane: Lane, endpoint: Endpoint, depth: int
    ) -> AsyncIterator[Any]:
        """Commit what the endpoint lists, then ask for it."""
        failed = by_status(response.status) if response.status not in (200, 304) else None
        if failed is None:
            poll = Poll(endpoint=endpoint, response=response, source=lane.source, now=utc_now())
            found = await self.poller.poll(poll, depth=depth)
            if isinstance(found, Failure):
                failed = found
            else:
                lane.asked += len(found)
                lane.endpoint_answered()
                for child in found:
                    yield await self.ask_endpoint(lane, child, depth=depth + 1)
        if failed:
            await self.recorder.endpoint_failed(lane, endpoint, failed)
        async for request in self.pages(lane):
            yield request

    async def parse_page(self, response: Response, lane: Lane, visit: Visit) -> AsyncIterator[Any]:
        """Send the page to be read, or note why there is none; then ask for the next one."""
        failure = self.refusal(response, lane, visit)
        lane.answered(ok=failure is None or failure.reason in ("not-found", "gone"))
        if failure:
            await self.recorder.page_failed(visit, failure)
        elif response.status == 304:
            await self.recorder.unmodified(visit)
        else:
            yield fetched(response, lane, visit)
        async for request in self.pages(lane):
            yield request

    def refusal(self, response: Response, lane: Lane, visit: Visit) -> Failure | None:
        """Why this answer is not a page of this outlet."""
        if response.status != 200 and not (response.status == 304 and (visit.etag or visit.last_modified)):
            return by_status(response.status)
        if not of_outlet(response.url, visit.url, lane.source):
            return Failure(reason="redirect", detail=f"led off the outlet's site, to {response.url}")
        return None

    async def endpoint_failed(self, failure: TwistedFailure) -> AsyncIterator[Any]:
        """An endpoint that did not answer."""
        kwargs = failure.request.cb_kwargs  # type: ignore[attr-defined]  # Scrapy adds it
        await self.recorder.endpoint_failed(kwargs["lane"], kwargs["endpoint"], by_exception(cause(failure)))
        async for request in self.pages(kwargs["lane"]):
            yield request

    async def page_failed(self, failure: TwistedFailure) -> AsyncIterator[Any]:
        """A page that did not come."""
        kwargs = failure.request.cb_kwargs  # type: ignore[attr-defined]  # Scrapy adds it
        lane, reason = kwargs["lane"], by_exception(cause(failure))
        lane.answered(ok=reason.reason == "robots")
        await self.recorder.page_failed(kwargs["visit"], reason)
        async for request in self.pages(lane):
            yield request

    # --- what is written, and how it ends ------------------------------------------------------------

    async def keep(self, read: Read) -> None:
        """Called by the last step of `pipelines/steps.py`."""
        await self.recorder.keep(read)

    def give_up(self, trouble: str) -> None:
        """Close the crawl early, once, and remember why. What is not committed stays due."""
        if not self.trouble:
            self.trouble = trouble
            logger.error("the crawl stops: %s", trouble)
            assert self.crawler.engine is not None
            # Not awaited: closing waits for the very item whose keeping has just failed.
            self.closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="trouble"))

    def note_bug(self) -> None:
        """An error of ours cost a page or a listing; it stays due, and the crawl must not pass for complete."""
        self.trouble = self.trouble or "an internal error, see the log"

    async def finish(self, spider: Spider, reason: str) -> None:  # noqa: ARG002  # Scrapy names the arguments
        """Close the ledger and what was opened."""
        self.readers.close()
        self.outcome = judge_crawl(self.lanes.values(), reason, self.trouble)
        try:
            await self.desk.do(self.desk.store.end_run, self.desk.run, self.outcome, utc_now())
        except DatabaseError as error:
            logger.error("the ledger could not be closed: %s", error)
        self.desk.close()


def cause(failure: TwistedFailure) -> BaseException:
    """The exception inside; Twisted leaves it open whether there is one."""
    return failure.value or RuntimeError("a failure without an exception")
