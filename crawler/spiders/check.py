"""Asks each endpoint of the chosen outlets once, as politely as a crawl, and judges what comes back.

Of an outlet with reading rules one article is asked for as well, the newest of the first listing that has any.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from corpus.types import Endpoint, Failure, Page, Source, utc_now
from crawler.checking import Answer, Finding, judge_endpoint
from crawler.checking_rules import article_for_rules, judge_rules
from crawler.discovery.found import of_outlet
from crawler.discovery.listing import Listing, read_listing
from crawler.failures import by_exception, by_status
from crawler.limits import read_limits
from pipelines.outlet_rules import Tried, try_rules
from pipelines.readers import Readers

PERMANENT = (301, 308)


class CheckSpider(Spider):
    """Run by `scrapy sources check`. It keeps nothing; `heard` is called with each finding."""

    name = "check"

    def __init__(
        self,
        *,
        sources: Sequence[Source],
        heard: Callable[[Finding], None],
        readers: Readers,
        timeout: float,
    ):
        super().__init__()
        self.sources = sources
        self.heard = heard
        self.readers = readers
        self.timeout = timeout
        #: Outlets whose rules no article was asked for yet, by id.
        self.untried = {source.id: source for source in sources if source.reading}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ARG003  # Scrapy's interface
        """Start the processes that read foreign bytes."""
        limits = read_limits(crawler.settings)
        readers = Readers(processes=limits.readers, timeout=limits.read_timeout, memory=limits.read_memory)
        spider = cls(readers=readers, timeout=limits.download_timeout, **kwargs)
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.finish, signals.spider_closed)
        return spider

    def finish(self) -> None:
        """Say whose rules could not be tried, and let the readers go."""
        for source in self.untried.values():
            self.heard(judge_rules(source.id, source.home, None))
        self.readers.close()

    async def start(self) -> AsyncIterator[Any]:
        """The endpoints by turns, so that the hosts are asked side by side."""
        for source in self.sources:
            for endpoint in source.endpoints:
                yield self.ask(source, endpoint, guess=False)
            for endpoint in source.guesses:
                yield self.ask(source, endpoint, guess=True)

    def ask(self, source: Source, endpoint: Endpoint, *, guess: bool) -> Request:
        """One unconditional request."""
        is_sitemap = endpoint.kind in ("sitemap", "news-sitemap")
        return Request(
            endpoint.url,
            callback=self.answered,
            errback=self.failed,
            dont_filter=True,  # one address may be listed by two editions
            cb_kwargs={"source": source, "endpoint": endpoint, "guess": guess},
            meta={"download_maxsize": 50 * 1024**2} if is_sitemap else {},
        )

    async def answered(
        self, response: Response, source: Source, endpoint: Endpoint, guess: bool
    ) -> AsyncIterator[Request]:
        """A response of any status; then one article, where the outlet's rules wait for it."""
        listing, failure = None, None if response.status == 200 else by_status(response.status)
        if failure is None:
            try:
                listing = await self.read(response, source, endpoint)
            except Exception as error:  # whatever ended the worker is a finding about this endpoint
                failure = Failure(reason="other", detail=f"reading its answer ended by {type(error).__name__}")
        answer = Answer(url=response.url, moved=moved(response), listing=listing, failure=failure)
        self.report(source, endpoint, answer, guess)
        if source.id in self.untried and listing and (url := article_for_rules(source, listing.links)):
            del self.untried[source.id]
            yield Request(
                url,
                callback=self.article_answered,
                errback=self.article_failed,
                dont_filter=True,
                cb_kwargs={"source": source, "url": url},
            )

    async def article_answered(self, response: Response, source: Source, url: str) -> None:
        """An article on which the rules are tried, or an answer that is none."""
        tried: Tried | Failure
        if response.status != 200:
            tried = by_status(response.status)
        elif not of_outlet(response.url, url, source):
            tried = Failure(reason="redirect", detail=f"led off the outlet's site, to {response.url}")
        else:
            tried = await self.try_rules(response, source)
        self.heard(judge_rules(source.id, url, tried, timeout=self.timeout))

    async def try_rules(self, response: Response, source: Source) -> Tried | Failure:
        """The outlet's rules on an article, in a worker under its limits."""
        assert source.reading is not None
        page = Page(
            url=response.url,
            final_url=response.url,
            body=response.body,
            fetched=utc_now(),
            content_type=content_type(response),
            source=source,
        )
        try:
            return await asyncio.wrap_future(self.readers.submit(try_rules, page, source.reading))
        except Exception as error:  # whatever ended the worker is a finding about this article
            return Failure(reason="other", detail=f"reading it ended by {type(error).__name__}")

    async def article_failed(self, failure: TwistedFailure) -> None:
        """No article."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        assert failure.value is not None  # a Twisted failure wraps an exception
        source, url = request.cb_kwargs["source"], request.cb_kwargs["url"]
        self.heard(judge_rules(source.id, url, by_exception(failure.value), timeout=self.timeout))

    async def read(self, response: Response, source: Source, endpoint: Endpoint) -> Listing:
        """The listing, read in a worker under its limits."""
        future = self.readers.submit(
            read_listing,
            endpoint.kind,
            response.url,
            response.body,
            content_type=content_type(response),
            now=utc_now(),
            source=source,
        )
        return await asyncio.wrap_future(future)

    async def failed(self, failure: TwistedFailure) -> None:
        """No response."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        assert failure.value is not None  # a Twisted failure wraps an exception
        answer = Answer(url=request.url, failure=by_exception(failure.value))
        self.report(answer=answer, **request.cb_kwargs)

    def report(self, source: Source, endpoint: Endpoint, answer: Answer, guess: bool) -> None:
        """Judge and tell."""
        self.heard(judge_endpoint(source.id, endpoint, answer, now=utc_now(), guess=guess, timeout=self.timeout))


def content_type(response: Response) -> str:
    """The header, as sent."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def moved(response: Response) -> str | None:
    """Where the permanent redirects at the start of the chain led; a temporary one ends it."""
    request = response.request
    reasons = request.meta.get("redirect_reasons", []) if request else []
    chain = [*(request.meta.get("redirect_urls", []) if request else []), response.url]
    steps = 0
    while steps < len(reasons) and reasons[steps] in PERMANENT:
        steps += 1
    return str(chain[steps]) if steps else None
