"""Which of several articles with one text came first, written so that the least string is the first.

An agency's own page stands before papers that credit an agency, and those before the others. Then the date of
publication decides, then the first fetch, then the id, so that no two articles stand alike. Clocks and dates are not
trusted further than they go: what was published after it was fetched was published by then; a date without an
hour is the end of its day, as the page does not say more; without a date the first fetch stands in.
"""

from __future__ import annotations

from datetime import datetime, timedelta

#: How much later than the stored moment an article may have come out, by what its page said.
_UNSAID = {"day": timedelta(days=1), "month": timedelta(days=31), "year": timedelta(days=366)}
#: Added to seconds since 1970, so that earlier ones have as many digits.
_SHIFT = 10**11


def standing(
    article_id: str,
    *,
    source: str | None,
    agency: str | None,
    published: datetime | None,
    precision: str | None,
    first_fetched: datetime,
) -> str:
    """The standing of an article: the lesser of two came first."""
    rank = 2 if agency is None else 0 if agency == source else 1
    return f"{rank}{_seconds(came_out(published, precision, first_fetched))}{_seconds(first_fetched)}{article_id}"


def came_out(published: datetime | None, precision: str | None, first_fetched: datetime) -> datetime:
    """The latest moment at which an article can have come out."""
    if published is None or published > first_fetched:
        return first_fetched
    return min(published + _UNSAID.get(precision or "", timedelta()), first_fetched)


def _seconds(moment: datetime) -> str:
    return f"{int(moment.timestamp()) + _SHIFT:012d}"
