"""When an article was published: by the page's data, its feed, its markup, then its visible text.

The day of the last change, of an event in the text, of "today" in a widget and of a related article
are not it. Each answer names its source; where nothing tells, there is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from corpus.types import Page, Precision
from pipelines.dates import FIRST_YEAR, TOLERANCE, ParsedDate, parse_date
from pipelines.jsonld import text_of
from pipelines.metadata import Metadata
from pipelines.visible import Visible

#: Meta names of the publication, the most explicit first. Names of the last change are not here.
META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "publish-date",
    "publish_date", "publishdate", "publication_date", "publication-date", "pubdate", "pub_date", "dcterms.created",
    "dc.date.created", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "date.created", "bt:pubdate",
    "datecreated", "originalpublicationdate", "article_date_original", "citation_date", "rnews:datepublished", "date",
)  # fmt: skip
_CALLED_PUBLISHED = re.compile(r"publi(?:sh|c).*(?:date|time)|(?:date|time).*publi(?:sh|c)")
_IN_PATH = re.compile(r"/((?:19|20)\d{2})/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=/|-|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A date of publication as an `Article` stores it."""

    when: datetime | None
    precision: Precision | None
    source: str
    raw: str | None

    @classmethod
    def of(cls, date: ParsedDate, source: str) -> Published:
        return cls(when=date.when, precision=date.precision, source=source, raw=date.raw)


NO_DATE = Published(when=None, precision=None, source="none", raw=None)


def find_published(page: Page, visible: Visible, said: Metadata) -> Published:
    """The date of publication of the page's article, from the first place that tells one."""
    zone = page.source.time_zone if page.source else "UTC"
    language = said.language or (page.source.languages[0] if page.source and page.source.languages else None)
    partial, dated_path = NO_DATE, _of_path(page)
    for source, raw in _told(page, visible, said):
        date = parse_date(raw, language=language, time_zone=zone, now=page.fetched)
        if date and date.precision in ("second", "minute", "day") and not _contradicts(source, date, dated_path):
            return Published.of(date, source)
        if date and partial is NO_DATE and source != "text":
            partial = Published.of(date, source)
    return partial


def _told(page: Page, visible: Visible, said: Metadata) -> Iterator[tuple[str, str]]:
    yield "json-ld", text_of(said.article.get("datePublished") or said.article.get("dateCreated"))
    for name in META:
        yield "meta", said.first(name)
    for name in said.meta:
        if _CALLED_PUBLISHED.search(name):
            yield "meta", said.first(name)
    yield "feed", _of_feed(page)
    for raw in visible.times():
        yield "time", raw
    for raw in visible.dated_lines():
        yield "text", raw
    for raw in visible.called_dates():
        yield "text", raw
    yield "url", _of_path(page)


def _of_feed(page: Page) -> str:
    """The feed's own date, if it can be: feeds hold 1970 and 2999 as well."""
    date = page.link.published if page.link else None
    if date is None or date.year < FIRST_YEAR or date > page.fetched + TOLERANCE:
        return ""
    return date.astimezone(UTC).isoformat(timespec="seconds")


def _of_path(page: Page) -> str:
    """The day in an address like `/2026/11/12/title`, as ISO 8601; empty where there is none."""
    match = _IN_PATH.search(page.final_url)
    return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}" if match else ""


def _contradicts(source: str, date: ParsedDate, dated_path: str) -> bool:
    """A day read off the page that the address denies is a comment's, an event's, a widget's."""
    if source != "text" or not dated_path:
        return False
    return str(date.day - timedelta(days=1)) > dated_path or str(date.day + timedelta(days=1)) < dated_path
