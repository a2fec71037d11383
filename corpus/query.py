"""Which articles: the filters of exports and searches, checked once, and their meaning in SQL.

Values of one filter are alternatives, filters are combined. Dates are UTC days of publication; an article
without a date is in no range of dates. Words must all occur in the title or the text, in any case of
letters (on PostgreSQL as far as the locale of the database knows them); spelling variants are not yet
brought together. Arabic includes the spoken ones; each of these can also be asked for by itself.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_

from corpus.errors import BadArgument
from corpus.languages import SPOKEN_ARABIC, with_spoken
from corpus.schema import articles, tags
from corpus.taxonomy import COUNTRIES, LANGUAGES, RELEVANCE, TOPICS
from corpus.types import ACCESS

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_FORMS = "YYYY-MM-DD, YYYY-MM or YYYY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Filters; an empty one lets everything through. `since` and `until` are both inclusive."""

    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    relevance: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    words: tuple[str, ...] = ()
    unique: bool = False  #: of articles with one text only one, for which `where` has no condition

    @classmethod
    def parse(
        cls,
        *,
        country: str | None = None,
        topic: str | None = None,
        language: str | None = None,
        relevance: str | None = None,
        access: str | None = None,
        source: str | None = None,
        since: str | None = None,
        until: str | None = None,
        query: str | None = None,
        unique: bool = False,
        known_languages: Collection[str] = (),
        known_sources: Collection[str] | None = None,
    ) -> Query:
        """From the options of a command, comma-separated; raises `BadArgument` with the allowed values.

        `known_languages` are allowed beside those of the taxonomy; without `known_sources` any source is.
        """
        named = (*LANGUAGES, "und", *SPOKEN_ARABIC)
        languages = (*named, *sorted(set(known_languages) - set(named)))
        first, last = since and parse_day("--since", since), until and parse_day("--until", until, last=True)
        if first and last and last < first:
            raise BadArgument("--until", str(until), f"a date from {since} on")
        return cls(
            countries=_choose("--country", country, tuple(COUNTRIES), str.upper),
            topics=_choose("--topic", topic, tuple(TOPICS), str.lower),
            languages=_choose("--language", language, languages, str.lower),
            relevance=_choose("--relevance", relevance, tuple(RELEVANCE), str.lower),
            access=_choose("--access", access, ACCESS, str.lower),
            sources=_sources(source, known_sources),
            since=first or None,
            until=last or None,
            words=tuple((query or "").split()),
            unique=unique,
        )

    def where(self) -> tuple[ColumnElement[bool], ...]:
        """The conditions on `articles`."""
        conditions = [
            _tagged("country", self.countries),
            _tagged("topic", self.topics),
            _among(articles.c.language, with_spoken(self.languages)),
            _among(articles.c.relevance, self.relevance),
            _among(articles.c.access, self.access),
            _among(articles.c.source, self.sources),
            articles.c.published >= _midnight(self.since) if self.since else None,
            articles.c.published < _midnight(self.until + timedelta(days=1)) if self.until else None,
            and_(*(_contains(word) for word in self.words)) if self.words else None,
        ]
        return tuple(condition for condition in conditions if condition is not None)


def parse_day(name: str, value: str, *, last: bool = False) -> date:
    """The first (or `last`) day of a date, month or year, in Latin or Arabic digits.

    Raises `BadArgument` under the option's `name` for anything else.
    """
    match = _DATE.fullmatch(value.strip())
    try:
        year, month, day = (int(part) if part else None for part in match.groups()) if match else (None, None, None)
        if year is None:
            raise ValueError(value)
        month = month or (12 if last else 1)
        found = date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except ValueError as error:  # calendar.IllegalMonthError is one too
        raise BadArgument(name, value, _FORMS) from error
    if found.year >= date.max.year:
        raise BadArgument(name, value, "a year before 9999")
    return found


def _choose(name: str, value: str | None, allowed: tuple[str, ...], form: Any) -> tuple[str, ...]:
    chosen = _words(value)
    for word in chosen:
        if form(word) not in allowed:
            raise BadArgument(name, word, allowed)
    return tuple(dict.fromkeys(form(word) for word in chosen))


def _sources(value: str | None, known: Collection[str] | None) -> tuple[str, ...]:
    chosen = _words(value)
    for word in chosen:
        if known is not None and word not in known:
            near = get_close_matches(word, known, n=3)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise BadArgument("--source", word, f"the {len(known)} ids of `scrapy sources list`{hint}")
    return tuple(dict.fromkeys(chosen))


def _words(value: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in re.split("[,،]", value or "") if word.strip())


def _among(column: Any, values: tuple[str, ...]) -> ColumnElement[bool] | None:
    return column.in_(values) if values else None


def _tagged(kind: str, names: tuple[str, ...]) -> ColumnElement[bool] | None:
    if not names:
        return None
    return exists().where(tags.c.article_id == articles.c.id, tags.c.kind == kind, tags.c.name.in_(names))


def _contains(word: str) -> ColumnElement[bool]:
    columns = (articles.c.title, articles.c.text)
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
