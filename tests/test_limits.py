"""A number that is not one is a line, not a traceback."""

from __future__ import annotations

from datetime import timedelta

import pytest
from scrapy.settings import Settings

import settings as defaults
from corpus.errors import BadArgument
from crawler.limits import read_limits


def given(**values: str) -> Settings:
    settings = Settings()
    settings.setmodule(defaults)
    settings.setdict(values)
    return settings


def test_the_defaults_are_polite() -> None:
    limits = read_limits(given())
    assert limits.download_delay >= 5
    assert limits.download_timeout == 30
    assert limits.every == timedelta(minutes=10)
    assert limits.lookback == timedelta(days=30)
    assert len(limits.revisit) == 6
    assert read_limits(given(REVISIT="")).revisit == ()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("READERS", "many", "READERS: 'many' is not known; allowed: a whole number"),
        ("READERS", "2.5", "READERS: '2.5' is not known; allowed: a whole number"),
        ("KEEP_PAGES", "-1", "KEEP_PAGES: '-1' is not known; allowed: zero or more"),
        ("READ_TIMEOUT", "", "READ_TIMEOUT: '' is not known; allowed: a number"),
        ("DOWNLOAD_DELAY", "five", "DOWNLOAD_DELAY: 'five' is not known; allowed: a number"),
        (
            "REVISIT",
            "1d,6h",
            "REVISIT: '1d,6h' is not known; allowed: up to 20 rising times of at most 366d, "
            "such as 1h,6h,1d,3d,7d,30d, or nothing for never",
        ),
    ],
)
def test_a_wrong_number(name: str, value: str, message: str) -> None:
    with pytest.raises(BadArgument) as caught:
        read_limits(given(**{name: value}))
    assert str(caught.value) == message
