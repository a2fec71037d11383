"""Worker processes that read foreign bytes, each reading under a wall-clock and a memory limit.

A hostile page can hold an HTML parser for minutes (a 1.6 MB page of `<p>a</p>` held trafilatura for
314 s) or ask for gigabytes; a process can be killed and replaced, a thread cannot.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooSlow
from multiprocessing import get_context
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from corpus.types import Article, Page, Rejected

if TYPE_CHECKING:
    from pipelines.read import Text

P = ParamSpec("P")
R = TypeVar("R")

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Readers:
    """A pool of reading processes. `submit` runs any importable function in one of them.

    `processes` 0 means one for each processor but one, which the crawl itself needs; `timeout` is in
    seconds, `memory` in MiB of address space. The processes end with their parent, however it ends.
    """

    def __init__(self, *, processes: int = 0, timeout: float = 15.0, memory: int = 1024):
        self.processes = processes or reading_processes()
        self.timeout = timeout
        # forkserver: a fork of the crawl itself would copy the reactor's threads and locks.
        context = get_context("forkserver")
        context.set_forkserver_preload(["pipelines.read", "pipelines.rules"])
        self._pool = ProcessPool(max_workers=self.processes, initializer=_prepare, initargs=(memory,), context=context)

    def submit(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Run `function` in a worker. The future raises `concurrent.futures.TimeoutError` when it was
        stopped, `pebble.ProcessExpired` when its process died, else what the function raised."""
        future: Future[R] = self._pool.schedule(function, args=list(args), kwargs=kwargs, timeout=self.timeout)
        return future

    def read(self, page: Page) -> Future[Article | Rejected]:
        """Read one page; see `outcome` for what its failures mean."""
        return self.submit(read_anything, page)

    def close(self) -> None:
        """Stop the workers; what they were reading is not finished."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it without a return type
        self._pool.join()


def reading_processes() -> int:
    """One for each processor but one: fetching, parsing feeds and storing keep the other busy."""
    return max(1, (os.cpu_count() or 1) - 1)


def outcome(future: Future[Article | Rejected]) -> Article | Rejected:
    """The result of a finished reading; a stopped or dead worker is a rejection, not an error."""
    try:
        return future.result()
    except TooSlow:
        return Rejected(reason="too-slow", detail="reading was stopped at the time limit")
    except (MemoryError, ProcessExpired) as error:
        return Rejected(reason="too-big", detail=f"reading ended by {type(error).__name__}")


def _prepare(memory: int) -> None:
    """Limit this worker, tie its life to the crawl's, and load the rules once."""
    limit = memory * 1024**2
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    # The terminal's Ctrl-C goes to the whole group; the crawl decides when its readers stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    from pipelines.rules import load_rules

    load_rules()
    # Modules and rules live as long as the worker: the collector need not walk them at each page (5 % of reading).
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def read_anything(item: Page | Text) -> Article | Rejected:
    """Read a page or a text with the built-in rules; runs in a worker."""
    from pipelines.read import Text, read_page, read_text
    from pipelines.rules import load_rules

    return read_text(item, load_rules()) if isinstance(item, Text) else read_page(item, load_rules())
