"""The numbers that a user may set, read once and checked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING

from corpus.errors import BadArgument

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Each field is the setting of that name in capitals; `settings.py` says what it means."""

    keep_pages: int
    readers: int
    read_timeout: float
    read_memory: int
    source_budget: int
    run_budget: int
    poll_minutes: int
    lookback_days: int
    download_delay: float
    download_timeout: float

    @property
    def every(self) -> timedelta:
        """The time after which an endpoint is polled again."""
        return timedelta(minutes=self.poll_minutes)

    @property
    def lookback(self) -> timedelta:
        """How far back a first crawl of an outlet reaches."""
        return timedelta(days=self.lookback_days)


def read_limits(settings: BaseSettings) -> Limits:
    """Raises `BadArgument` for a value that is not a number of its kind, or negative."""
    values = {}
    for field in fields(Limits):
        name, kind = field.name.upper(), {"int": int, "float": float}[str(field.type)]
        raw = settings.get(name)
        try:
            values[field.name] = kind(str(raw))
        except ValueError:
            raise BadArgument(name, str(raw), "a whole number" if kind is int else "a number") from None
        if values[field.name] < 0:
            raise BadArgument(name, str(raw), "zero or more")
    return Limits(**values)
