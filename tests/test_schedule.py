"""Which times a crawl serves, and that every UTC day gets exactly one."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from corpus.errors import BadArgument
from corpus.schedule import Schedule, next_due
from scheduler import hourly

DAILY = Schedule.parse("03:30")
SIX = Schedule.parse("03:30", "6")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "every", "moment", "latest"),
    [
        ("03:30", "24", "2026-11-24 03:29:59", "2026-11-23 03:30"),
        ("03:30", "24", "2026-11-24 03:30", "2026-11-24 03:30"),
        ("00:00", "24", "2026-01-01 00:00", "2026-01-01 00:00"),
        ("23:59", "24", "2026-03-01 12:00", "2026-02-28 23:59"),
        ("03:30", "6", "2026-11-24 03:29", "2026-11-23 21:30"),
        ("03:30", "6", "2026-11-24 22:00", "2026-11-24 21:30"),
        ("23:10", "1", "2026-11-24 00:05", "2026-11-23 23:10"),
    ],
)
def test_the_latest_scheduled_time(at: str, every: str, moment: str, latest: str) -> None:
    assert Schedule.parse(at, every).latest(utc(moment)) == utc(latest)


@pytest.mark.parametrize(
    ("schedule", "last", "now", "due"),
    [
        pytest.param(DAILY, None, "2026-11-24 12:00", "2026-11-24 12:00", id="never crawled: now"),
        pytest.param(DAILY, "2026-11-24 03:30:02", "2026-11-24 04:00", "2026-11-25 03:30", id="fresh: tomorrow"),
        pytest.param(DAILY, "2026-11-23 03:30:02", "2026-11-24 03:00", "2026-11-24 03:30", id="yesterday's: today"),
        pytest.param(DAILY, "2026-11-23 03:30:02", "2026-11-24 03:30", "2026-11-24 03:30", id="it is time"),
        pytest.param(DAILY, "2026-11-23 03:30:02", "2026-11-24 09:00", "2026-11-24 09:00", id="today's was missed"),
        pytest.param(DAILY, "2026-11-20 20:00", "2026-11-24 01:00", "2026-11-24 01:00", id="days behind: at once"),
        pytest.param(DAILY, "2026-11-24 02:00", "2026-11-24 02:10", "2026-11-24 03:30", id="well before its time"),
        pytest.param(DAILY, "2026-11-24 02:40", "2026-11-24 03:30", "2026-11-25 03:30", id="just before counts"),
        pytest.param(DAILY, "2026-11-24 20:00", "2026-11-24 21:00", "2026-11-25 03:30", id="by hand in the evening"),
        pytest.param(SIX, "2026-11-24 03:30:02", "2026-11-24 09:29", "2026-11-24 09:30", id="every 6 hours"),
        pytest.param(SIX, "2026-11-24 09:16", "2026-11-24 09:30", "2026-11-24 15:30", id="a quarter before counts"),
        pytest.param(SIX, "2026-11-24 09:14", "2026-11-24 09:30", "2026-11-24 09:30", id="more does not"),
    ],
)
def test_next_due(schedule: Schedule, last: str | None, now: str, due: str) -> None:
    assert next_due(utc(last) if last else None, utc(now), schedule) == utc(due)


def test_a_success_older_than_a_day_is_always_overdue() -> None:
    now = utc("2026-11-24 00:00")
    for minute in range(24 * 60):
        moment = now + timedelta(minutes=minute)
        # One hour more than a day: a crawl caught up just before its time counts for that time.
        assert next_due(moment - timedelta(hours=25), moment, DAILY) == moment


@pytest.mark.parametrize("at", ["3:30", "24:00", "03:60", "03:30:00", "03h30", "٠٣:٣٠", "noon", "", "03:30\n"])
def test_a_wrong_time_is_refused_with_the_form(at: str) -> None:
    with pytest.raises(BadArgument, match="HH:MM in UTC") as caught:
        Schedule.parse(at)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("every", ["0", "5", "25", "-6", "6.5", "٦", "day", ""])
def test_a_wrong_interval_is_refused_with_those_that_divide_the_day(every: str) -> None:
    with pytest.raises(BadArgument, match="1, 2, 3, 4, 6, 8, 12, 24"):
        Schedule.parse("03:30", every)


#: Zones with summer time, and Casablanca, whose clock changes around Ramadan.
ZONES = ["Europe/Paris", "Africa/Casablanca", "Africa/Cairo", "America/New_York"]


@pytest.mark.parametrize("at", ["00:30", "02:30", "23:59"])
@pytest.mark.parametrize("zone", ZONES)
def test_every_utc_day_of_a_year_has_one_crawl(zone: str, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        crawls = crawls_of(Schedule.parse(at), utc("2025-12-31 23:59:30"), utc("2027-01-01 00:00"))
    finally:
        monkeypatch.undo()
        time.tzset()
    days = Counter(crawl.date() for crawl in crawls)
    assert days == {date(2026, 1, 1) + timedelta(days=n): 1 for n in range(365)}
    assert {f"{crawl:%H:%M}" for crawl in crawls} == {at}


def crawls_of(schedule: Schedule, start: datetime, end: datetime) -> list[datetime]:
    """When the service would crawl between two moments, each crawl beginning two seconds after it is asked for."""
    trigger, now, last = hourly(schedule), start, schedule.latest(start)
    crawls = []
    while (now := trigger.get_next_fire_time(None, now + timedelta(microseconds=1))) < end:
        if next_due(last, now, schedule) <= now:
            crawls.append(now)
            last = now + timedelta(seconds=2)
    return crawls
