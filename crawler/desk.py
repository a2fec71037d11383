"""The one thread that writes: a slow or locked database must not hold up the reactor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from corpus.archive import Archive
from corpus.errors import DatabaseError
from corpus.store import Store

P = ParamSpec("P")
R = TypeVar("R")


class Desk:
    """The store and the archive of one run, reached through a single thread, in order.

    `alarm` is called with the message of the first `DatabaseError`, which is also raised to the caller:
    whoever runs the crawl must stop it, because nothing more can be kept.
    """

    def __init__(self, store: Store, archive: Archive | None, run: int):
        self.store = store
        self.archive = archive
        self.run = run
        self.alarm: Callable[[str], None] = lambda message: None  # noqa: ARG005  # until the crawl sets it
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    async def do(self, method: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run one call in the writing thread and wait for it without blocking the reactor."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, lambda: method(*args, **kwargs))
        except DatabaseError as error:
            self.alarm(str(error))
            raise

    def close(self) -> None:
        """Finish what is queued, then close the files and the database."""
        self._thread.shutdown(wait=True)
        if self.archive:
            self.archive.close()
        self.store.close()
