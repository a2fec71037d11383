"""The daily crawl with the clock advanced: on time, caught up, tried again, never twice."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue

import pytest
import time_machine

from corpus.schedule import Schedule
from scheduler import Crawl, Watch
from tests.small_crawls import KEPT, QUICK, address, crawled, journal, until


def watch(folder: Path, command: Sequence[str]) -> Watch:
    crawl = Crawl(command, SimpleQueue())
    return Watch(Schedule.parse("03:30"), crawl, url=address(folder), journal=folder / "scheduler.jsonl")


def starts(folder: Path) -> list[str]:
    return [str(entry["started"])[:16] for entry in journal(folder)]


def test_a_crawl_starts_when_the_clock_comes_to_its_time(tmp_path: Path) -> None:
    crawled(tmp_path, datetime(2026, 11, 23, 3, 30, 2, tzinfo=UTC))
    command = [sys.executable, "-c", KEPT, address(tmp_path), "2026-11-24T03:30:02+00:00"]
    with time_machine.travel(datetime(2026, 11, 24, 3, 29, 57, tzinfo=UTC)) as clock:
        timer = watch(tmp_path, command).timer()
        timer.start()
        try:
            time.sleep(1)
            assert starts(tmp_path) == []
            until(lambda: len(starts(tmp_path)) == 1)
            for later in (datetime(2026, 11, 24, 3, 30, 30, tzinfo=UTC), datetime(2026, 11, 24, 4, 30, tzinfo=UTC)):
                clock.move_to(later)
                timer.wakeup()
                time.sleep(0.5)
        finally:
            timer.shutdown()
    assert starts(tmp_path) == ["2026-11-24T03:30"]
    assert journal(tmp_path)[0]["exit_code"] == 0


@pytest.mark.parametrize(
    ("last", "now", "started"),
    [
        pytest.param("2026-11-23T03:30:02", "2026-11-24T03:00:00", [], id="not yet"),
        pytest.param("2026-11-24T03:30:02", "2026-11-24T12:00:00", [], id="fresh"),
        pytest.param("2026-11-23T03:30:02", "2026-11-24T12:00:00", ["2026-11-24T12:00"], id="missed"),
        pytest.param("2026-11-14T09:00:00", "2026-11-24T01:00:00", ["2026-11-24T01:00"], id="off for days"),
        pytest.param("2031-01-01T00:00:00", "2026-11-24T12:00:00", ["2026-11-24T12:00"], id="a clock was wrong"),
    ],
)
def test_a_start_catches_up_what_was_missed(tmp_path: Path, last: str, now: str, started: list[str]) -> None:
    crawled(tmp_path, datetime.fromisoformat(last).replace(tzinfo=UTC))
    command = [sys.executable, "-c", QUICK, str(tmp_path), "0"]
    with time_machine.travel(datetime.fromisoformat(now).replace(tzinfo=UTC)):
        watch(tmp_path, command).ask()
    assert starts(tmp_path) == started


def test_a_crawl_of_a_part_of_the_press_does_not_count(tmp_path: Path) -> None:
    crawled(tmp_path, datetime(2026, 11, 22, 3, 30, 2, tzinfo=UTC))
    crawled(tmp_path, datetime(2026, 11, 24, 11, 0, tzinfo=UTC), country="TN", language="ar")
    with time_machine.travel(datetime(2026, 11, 24, 12, 0, tzinfo=UTC)):
        watch(tmp_path, [sys.executable, "-c", QUICK, str(tmp_path), "0"]).ask()
    assert starts(tmp_path) == ["2026-11-24T12:00"]


@pytest.mark.parametrize(("outcome", "asked_again"), [("failed", 1), ("partial", 0)])
def test_a_failed_crawl_is_tried_again_and_a_partial_one_is_not(tmp_path: Path, outcome: str, asked_again: int) -> None:
    crawled(tmp_path, datetime(2026, 11, 23, 3, 30, 2, tzinfo=UTC))
    crawled(tmp_path, datetime(2026, 11, 24, 3, 30, 2, tzinfo=UTC), outcome)
    with time_machine.travel(datetime(2026, 11, 24, 4, 30, tzinfo=UTC)):
        watch(tmp_path, [sys.executable, "-c", QUICK, str(tmp_path), "1"]).ask()
    assert [entry["exit_code"] for entry in journal(tmp_path)] == [1] * asked_again


def test_a_database_that_goes_away_costs_an_hour_not_the_service(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "marsad.db").write_text("مرصد" * 1000)
    watch(tmp_path, [sys.executable, "-c", QUICK, str(tmp_path), "0"]).ask()
    assert "asking again within the hour" in caplog.text
    assert journal(tmp_path) == []
