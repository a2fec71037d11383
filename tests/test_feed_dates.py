"""Dates of feeds and sitemaps: the right instant or none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.dates import listed_date
from tests.test_feeds import NOW, item, only, rss


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        ("Mon, 23 Nov 2026 10:00:00 GMT", "2026-11-23T10:00:00"),
        ("Mon, 23 Nov 2026 10:00:00 +0100", "2026-11-23T09:00:00"),
        ("23 Nov 2026 10:00 CET", "2026-11-23T09:00:00"),
        ("Mon, 23 Nov 2026 10:00:00", "2026-11-23T09:00:00"),  # no zone: the outlet's
        ("Mon, 23 Nov 2026 10:00:00 -0000", "2026-11-23T10:00:00"),
        ("2026-11-23T10:00:00Z", "2026-11-23T10:00:00"),
        ("2026-11-23T10:00:00+0100", "2026-11-23T09:00:00"),
        ("2026-11-23 10:00:00", "2026-11-23T09:00:00"),
        ("2026-11-23 10:00:00 UTC", "2026-11-23T10:00:00"),
        ("2026-11-23", "2026-11-23T00:00:00"),
        ("٢٠٢٦-١١-٢٣T10:00:00Z", "2026-11-23T10:00:00"),
        ("Wed, 25 Nov 2026 11:59:00 GMT", "2026-11-25T11:59:00"),
        ("", None),
        ("الإثنين 23 نوفمبر 2026", None),
        ("lundi 23 novembre 2026 10:00", None),
        ("منذ ساعتين", None),
        ("23/11/2026 10:00", None),
        ("03/04/2026", None),
        ("10:30", None),
        ("Monday", None),
        ("12", None),
        ("2024", None),
        ("2026-11", None),
        ("2026-13-45", None),
        ("0000-00-00 00:00:00", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Wed, 25 Nov 2026 12:01:00 GMT", None),
        ("2999-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("Mon, 23 Nov 2026 10:00:00 XYZ", None),
        ("x" * 10_000, None),
    ],
)
def test_dates(raw: str, instant: str | None) -> None:
    expected = datetime.fromisoformat(instant).replace(tzinfo=UTC) if instant else None
    assert only(rss(item(pubDate=raw))).published == expected


@given(
    st.one_of(st.text(max_size=40), st.from_regex(r"[0-9]{1,4}[-/ ][0-9]{1,2}[-/ T]?[0-9:. +Z-]{0,20}", fullmatch=True))
)
def test_no_date_raises_or_lies_ahead(raw: str) -> None:
    found = listed_date(raw, now=NOW, zone="Africa/Casablanca")
    assert found is None or datetime(1995, 1, 1, tzinfo=UTC) <= found <= NOW + timedelta(days=1)


@pytest.mark.parametrize("guid", ["12", "2024", "20260314", "10:30", "68571"])
def test_no_date_is_made_from_an_identifier(guid: str) -> None:
    assert only(rss(item(guid=guid))).published is None
