"""The numbers that a user may set, read once and checked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from corpus.errors import BadArgument
from corpus.steps import Steps, parse_steps

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
    revisit: Steps

    @property
    def every(self) -> timedelta:
        """The time after which an endpoint is polled again."""
        return timedelta(minutes=self.poll_minutes)

    @property
    def lookback(self) -> timedelta:
        """How far back a first crawl of an outlet reaches."""
        return timedelta(days=self.lookback_days)


def read_limits(settings: BaseSettings) -> Limits:
    """Raises `BadArgument` for a value that is not a number of its kind, or negative, and for a wrong schedule."""
    values: dict[str, Any] = {}
    for field in fields(Limits):
        name, kind = field.name.upper(), str(field.type)
        raw = str(settings.get(name))
        values[field.name] = (
            _number(name, raw, int if kind == "int" else float) if kind != "Steps" else parse_steps(raw)
        )
    return Limits(**values)


def _number(name: str, raw: str, kind: type[int] | type[float]) -> float:
    try:
        value = kind(raw)
    except ValueError:
        raise BadArgument(name, raw, "a whole number" if kind is int else "a number") from None
    if value < 0:
        raise BadArgument(name, raw, "zero or more")
    return value
