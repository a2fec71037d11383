"""Column types that keep what a database would lose or choke on: time zones, NUL, lone surrogates."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

_ILLEGAL = re.compile("[\x00\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The text with each NUL and lone surrogate replaced by U+FFFD.

    PostgreSQL refuses NUL, SQLite cuts at it, and no UTF-8 encoder takes a surrogate. They are replaced
    rather than dropped so that the offsets of evidence spans still point at the same characters.
    """
    return _ILLEGAL.sub("\ufffd", text)


def clean_value(value: Any) -> Any:
    """`clean_text` for every string inside lists, tuples and dicts."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_value(key): clean_value(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean_value(item) for item in value]
    return value


class CleanText(TypeDecorator[str]):
    """Text that passed `clean_text`, in stored values and in the values that queries compare with."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 SQLAlchemy's signature
        return None if value is None else clean_text(value)


class CleanJSON(TypeDecorator[Any]):
    """JSON whose strings passed `clean_text`; None is stored as NULL."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 SQLAlchemy's signature
        return clean_value(value)


class UTCDateTime(TypeDecorator[datetime]):
    """Aware datetimes in, aware UTC out. SQLite has no zones, so it gets UTC without one; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value.isoformat()}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 SQLAlchemy's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
