"""A page that takes too long or too much is rejected, its process is replaced, and the others are read."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from corpus.types import Article, Rejected
from pipelines.readers import Readers, outcome


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    pool = Readers(processes=2, timeout=1.5, memory=1024)
    yield pool
    pool.close()


def sleep_long() -> Rejected:
    time.sleep(60)
    return Rejected(reason="empty")


def swallow_memory() -> Rejected:
    bytearray(4 * 1024**3)
    return Rejected(reason="empty")


def die() -> Rejected:
    os.kill(os.getpid(), signal.SIGKILL)
    return Rejected(reason="empty")


def raise_bug() -> Rejected:
    raise ZeroDivisionError("a bug")


def quick(number: int) -> Rejected:
    return Rejected(reason="no-text", detail=str(number))


def settled(future: Future[Rejected]) -> Article | Rejected:
    return outcome(future)  # type: ignore[arg-type]  # a future of one of the two is a future of either


def test_a_killer_page_is_stopped_and_the_others_are_read(readers: Readers) -> None:
    before = time.monotonic()
    killer = readers.submit(sleep_long)
    others = [readers.submit(quick, number) for number in range(40)]
    assert [settled(future) for future in others] == [Rejected(reason="no-text", detail=str(n)) for n in range(40)]
    assert settled(killer) == Rejected(reason="too-slow", detail="reading was stopped at the time limit")
    assert time.monotonic() - before < 20


def test_a_page_that_wants_gigabytes_is_too_big(readers: Readers) -> None:
    assert settled(readers.submit(swallow_memory)) == Rejected(reason="too-big", detail="reading ended by MemoryError")
    assert settled(readers.submit(quick, 1)) == Rejected(reason="no-text", detail="1")


def test_a_worker_that_dies_costs_its_page_only(readers: Readers) -> None:
    assert settled(readers.submit(die)) == Rejected(reason="too-big", detail="reading ended by ProcessExpired")
    assert settled(readers.submit(quick, 2)) == Rejected(reason="no-text", detail="2")


def test_a_bug_is_not_hidden(readers: Readers) -> None:
    with pytest.raises(ZeroDivisionError):
        settled(readers.submit(raise_bug))
