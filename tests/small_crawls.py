"""Crawls of a few lines for the tests of the scheduler, and what they leave behind."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from corpus.store import Store

#: One that ends at once, one that SIGTERM ends cleanly, one that ignores it. They leave files in argv[1].
QUICK = "import pathlib, sys; pathlib.Path(sys.argv[1], 'ran').write_text('1'); sys.exit(int(sys.argv[2]))"
POLITE = """
import os, pathlib, signal, sys, time
folder = pathlib.Path(sys.argv[1])
def stop(number, frame):
    (folder / "stopped").write_text(str(number))
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
(folder / "new").write_text(str(os.getpid()))
(folder / "new").rename(folder / "pid")
time.sleep(60)
"""
STUBBORN = POLITE.replace("sys.exit(0)", "time.sleep(60)")
#: A crawl that the ledger knows: it began at argv[2] and was complete.
KEPT = """
import sys
from datetime import datetime
from corpus.store import Store
store, now = Store.open(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
store.end_run(store.begin_run("crawl", {}, now), "complete", now)
"""


def address(folder: Path) -> str:
    return f"sqlite:///{folder / 'marsad.db'}"


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def journal(folder: Path) -> list[dict[str, object]]:
    file = folder / "scheduler.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def crawled(folder: Path, began: datetime, outcome: str = "complete", **arguments: str) -> None:
    """Leave a crawl in the ledger, as `scrapy crawl press -a name=value` does."""
    with closing(Store.open(address(folder))) as store:
        store.end_run(store.begin_run("crawl", arguments, began), outcome, began)
