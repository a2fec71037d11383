"""`scrapy ingest`: the same reading and keeping for what is already on disk. No network."""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from itertools import chain
from pathlib import Path

from corpus.errors import BadArgument
from corpus.lock import hold
from corpus.store import Store
from corpus.summary import render
from corpus.types import Article, Rejected, utc_now
from crawler.command import DONE, FAILED, MarsadCommand
from crawler.limits import Limits, read_limits
from crawler.progress import progress
from pipelines.intake import Intake, Item, Unusable, take_in
from pipelines.readers import Readers, outcome, read_anything

#: Items that wait for a reader, for each reader: enough to keep it busy, few enough to hold in memory.
AHEAD = 8


class Command(MarsadCommand):
    """`scrapy ingest PATH… [--url URL] [--source ID]`"""

    def syntax(self) -> str:
        """For `--help`."""
        return "[options] PATH…"

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Read, tag and store HTML, WARC, JSON Lines or text files; no network"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Beside Scrapy's own options."""
        super().add_options(parser)
        parser.add_argument("--url", metavar="URL", help="the address of a single page")
        parser.add_argument("--source", metavar="ID", help="the outlet that published it, an id of the registry")

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Exit 0 when everything on disk could be taken in; rejections are results, not failures."""
        if not args:
            raise BadArgument("PATH", "", "one or more files or folders")
        assert self.settings is not None
        limits = read_limits(self.settings)
        intake = Intake(now=utc_now(), url=opts.url, source=self.outlet(opts.source))
        items = chain.from_iterable(take_in(Path(arg), intake) for arg in args)
        database = self.setting("DATABASE_URL")
        store = Store.open(database)
        try:
            with hold(database, "crawl"):
                return ingest(store, items, limits, " ".join(Path(arg).name for arg in args))
        finally:
            store.close()


def ingest(store: Store, items: Iterable[Item], limits: Limits, what: str) -> int:
    """Read and keep `items`, print what became of them, and return the exit code."""
    run = store.begin_run("ingest", {"paths": what}, utc_now())
    readers = Readers(processes=limits.readers, timeout=limits.read_timeout, memory=limits.read_memory)
    complete = True
    try:
        for item, result in progress(read_all(readers, items), None, "ingest"):
            if isinstance(item, Unusable):
                complete = False
                print(f"scrapy ingest: {item.where}: {item.why}", file=sys.stderr)
                store.count(run, "", "failed", "other")
            elif result is not None:
                store.keep_loose(run, result, item.source.id if item.source else "", item.fetched)
    finally:
        readers.close()
    store.end_run(run, "complete" if complete else "partial", utc_now())
    print(render(store.summary(run)))
    return DONE if complete else FAILED


def read_all(readers: Readers, items: Iterable[Item]) -> Iterator[tuple[Item, Article | Rejected | None]]:
    """Each item with what was read, in order; None for what cannot be read. A few items are held at a time."""
    waiting: deque[tuple[Item, Future[Article | Rejected] | None]] = deque()
    for item in items:
        waiting.append((item, None if isinstance(item, Unusable) else readers.submit(read_anything, item)))
        if len(waiting) > AHEAD * readers.processes:
            yield settle(*waiting.popleft())
    while waiting:
        yield settle(*waiting.popleft())


def settle(item: Item, future: Future[Article | Rejected] | None) -> tuple[Item, Article | Rejected | None]:
    """Wait for one reading."""
    return item, None if future is None else outcome(future)
