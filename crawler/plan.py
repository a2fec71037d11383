"""What one crawl is asked to do: the outlets and the dates, checked before anything is fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from corpus.errors import BadArgument
from corpus.query import parse_day
from corpus.types import Source
from crawler.registry import load_sources, select

#: The `-a` arguments of `scrapy crawl press`.
ARGUMENTS = ("country", "language", "source", "since")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The outlets of one crawl, and the oldest article that it wants."""

    sources: tuple[Source, ...]
    since: datetime | None = None
    arguments: dict[str, str] = field(default_factory=dict)


def make_plan(registry: str, arguments: Mapping[str, str]) -> Plan:
    """Check the `-a` arguments against the registry at path `registry` ("" is the built-in one).

    Raises `BadArgument` with the allowed values for an unknown name or value.
    """
    for name in arguments:
        if name not in ARGUMENTS:
            raise BadArgument("-a", name, ARGUMENTS)
    sources = select(
        load_sources(registry),
        countries=_words(arguments.get("country")),
        languages=_words(arguments.get("language")),
        ids=_words(arguments.get("source")),
    )
    since = arguments.get("since")
    return Plan(sources=sources, since=_day(since) if since else None, arguments=dict(arguments))


def _words(value: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in (value or "").split(",") if word.strip())


def _day(value: str) -> datetime:
    return datetime.combine(parse_day("since", value), datetime.min.time(), UTC)
