"""How far a long work is: a bar on a terminal, plain lines in a log; on stderr in both cases."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")

#: Lines in a log for a work of known length; without one, a line for every so many items.
LINES, EVERY = 10, 1000


def progress(iterable: Iterable[T], total: int | None, label: str) -> Iterator[T]:
    """The same items, while stderr says how many have passed. `total` is None when it is not known."""
    if sys.stderr.isatty():
        return _bar(iterable, total, label)
    return _lines(iterable, total, label)


def _bar(iterable: Iterable[T], total: int | None, label: str) -> Iterator[T]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        for item in iterable:
            yield item
            bar.advance(task)


def _lines(iterable: Iterable[T], total: int | None, label: str) -> Iterator[T]:
    step = max(1, -(-total // LINES)) if total else EVERY
    # A work that fits in a few steps is over before a line helps anybody.
    quiet = total is not None and total < EVERY
    for done, item in enumerate(iterable, start=1):
        yield item
        if not quiet and done % step == 0:
            of = f" of {total:,}" if total else ""
            sys.stderr.write(f"{label}: {done:,}{of}\n")
