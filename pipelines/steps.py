"""Scrapy's side of reading and keeping: two steps that every fetched page takes, in this order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from corpus.types import Article, Page, Rejected, Visit
from pipelines.readers import Readers, outcome

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page that came back, with the frontier's row that asked for it."""

    visit: Visit
    page: Page
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A page that was read."""

    fetched: Fetched
    outcome: Article | Rejected


class Press(Protocol):
    """What the steps need of the spider that feeds them."""

    readers: Readers

    async def keep(self, read: Read) -> None:
        """Store one outcome; returns when it is committed."""


class ReadStep:
    """Read the page in a worker process; the reactor goes on meanwhile."""

    def __init__(self, press: Callable[[], Press]):
        self._press = press

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ReadStep:
        """The spider exists only when the steps run, hence the call."""
        return cls(lambda: _press_of(crawler))

    async def process_item(self, item: Fetched) -> Read:
        """A page in, an article or a rejection out."""
        future = self._press().readers.read(item.page)
        await asyncio.wait([asyncio.wrap_future(future)])
        return Read(fetched=item, outcome=outcome(future))


class KeepStep:
    """Commit the outcome."""

    def __init__(self, press: Callable[[], Press]):
        self._press = press

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> KeepStep:
        """The spider exists only when the steps run, hence the call."""
        return cls(lambda: _press_of(crawler))

    async def process_item(self, item: Read) -> Read:
        """Returns the same item when it is committed."""
        await self._press().keep(item)
        return item


def _press_of(crawler: Crawler) -> Any:
    assert crawler.spider is not None
    return crawler.spider
