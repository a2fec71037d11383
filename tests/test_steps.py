"""The schedule of revisits: how it is written, and when a step is due."""

from __future__ import annotations

from datetime import timedelta

import pytest

import settings
from corpus.errors import BadArgument
from corpus.steps import is_due, parse_steps
from tests.samples import DAY, HOUR, NOW

STEPS = parse_steps("1h,6h,1d,3d,7d,30d")


def test_the_default_is_an_hour_to_a_month() -> None:
    assert parse_steps(settings.REVISIT) == (HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY)


def test_spaces_do_no_harm_and_nothing_means_never() -> None:
    assert parse_steps(" 30m, 2h ") == (HOUR / 2, 2 * HOUR)
    assert parse_steps("") == parse_steps("  ") == ()
    assert not is_due(NOW, NOW, NOW + 900 * DAY, ())


@pytest.mark.parametrize(
    "raw", ["1", "1w", "h", "1h,,6h", "6h,1h", "1h,1h", "0h", "-1h", "1.5h", "367d", "1h;6h", "never", "١h", "1H," * 21]
)
def test_a_wrong_schedule_is_one_clear_line(raw: str) -> None:
    with pytest.raises(BadArgument) as caught:
        parse_steps(raw)
    assert str(caught.value).startswith(f"REVISIT: {raw!r} is not known; allowed: up to 20 rising times")
    assert "\n" not in str(caught.value)


def test_a_step_is_due_once() -> None:
    assert not is_due(NOW, NOW, NOW + timedelta(minutes=57), STEPS)
    assert is_due(NOW, NOW, NOW + HOUR, STEPS)
    assert not is_due(NOW, NOW + HOUR, NOW + 2 * HOUR, STEPS)
    assert is_due(NOW, NOW + HOUR, NOW + 6 * HOUR, STEPS)


def test_steps_that_were_missed_are_one_visit() -> None:
    assert is_due(NOW, NOW, NOW + 5 * DAY, STEPS)
    assert not is_due(NOW, NOW + 5 * DAY, NOW + 6 * DAY, STEPS)


def test_a_daily_crawl_that_comes_a_little_earlier_than_yesterday_is_not_a_day_late() -> None:
    assert is_due(NOW, NOW, NOW + DAY - timedelta(minutes=55), STEPS[2:])
    assert not is_due(NOW, NOW + DAY - timedelta(minutes=55), NOW + DAY, STEPS[2:])


def test_a_clock_that_went_back_makes_nothing_due() -> None:
    assert not is_due(NOW, NOW + DAY, NOW - DAY, STEPS)
