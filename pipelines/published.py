"""When an article was published: by the page's data, its feed, its markup, then its visible text.

The day of the last change, of an event in the text, of "today" in a widget and of a related article
are not it. Each answer names its source; where nothing tells, there is no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from zoneinfo import ZoneInfo

from corpus.types import Page, Precision
from pipelines.dated import IsVisit, at_the_foot, bare, called, dateline, times, uncalled
from pipelines.dates import FIRST_YEAR, TOLERANCE, ParsedDate, parse_date, says_updated
from pipelines.jsonld import text_of
from pipelines.metadata import Metadata
from pipelines.outlet_rules import Found
from pipelines.visible import Visible

#: Meta names of the publication, the most explicit first. Names of the last change are not here, nor plain `date`,
#: which is the template's as often as the article's.
META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "publish-date",
    "publish_date", "publishdate", "publication_date", "publication-date", "pubdate", "pub_date", "dcterms.created",
    "dc.date.created", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "date.created", "bt:pubdate",
    "datecreated", "originalpublicationdate", "article_date_original", "citation_date", "rnews:datepublished",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "article.updated",
    "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "bt:moddate", "revised",
)  # fmt: skip
_CALLED_PUBLISHED = re.compile(r"publi(?:sh|c).*(?:date|time)|(?:date|time).*publi(?:sh|c)")
_IN_PATH = re.compile(
    r"[/_-]((?:19|20)\d{2})([/-]?)(0[1-9]|1[0-2]|(?<=/)[1-9])\2(0[1-9]|[12]\d|3[01]|(?<=/)[1-9])(?![0-9])"
)
_MONTH_IN_PATH = re.compile(r"/((?:19|20)\d{2})/(0[1-9]|1[0-2])/")
_EXACT = ("second", "minute", "day")
#: Characters beside the date in a line that is called a date or by-line, in one that nothing calls so, and
#: in one that stands anywhere.
CALLED, UNCALLED, BARE = 110, 45, 4
#: How near to the fetching a time of day is the clock's.
CLOCK = timedelta(hours=1)
_A_DAY = timedelta(days=1)

Parse = Callable[[str], ParsedDate | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A date of publication as an `Article` stores it."""

    when: datetime | None
    precision: Precision | None
    source: str  #: json-ld, meta, feed, time, text, url, outlet-rule, given, none
    raw: str | None
    confidence: float = 0.0  #: share of the places that tell a day that tell the same
    modified: datetime | None = None  #: the last change, if the page tells it

    @classmethod
    def of(
        cls, date: ParsedDate, source: str, *, confidence: float = 1.0, modified: datetime | None = None
    ) -> Published:
        return cls(
            when=date.when,
            precision=date.precision,
            source=source,
            raw=date.raw,
            confidence=confidence,
            modified=modified,
        )


NO_DATE = Published(when=None, precision=None, source="none", raw=None)


@dataclass(frozen=True, slots=True)
class _Voice:
    """What one place of the page tells."""

    source: str
    date: ParsedDate

    def agrees(self, other: _Voice) -> bool:
        """The same day, give or take the zone in which each was written."""
        return abs(self.date.day - other.date.day) <= _A_DAY


def find_published(
    page: Page, visible: Visible, said: Metadata, text: str, bylines: Sequence[str], found: Found
) -> Published:
    """The date of publication of the page's article, and of its last change where the page tells it."""
    parse = partial(parse_date, language=_language(page, said), time_zone=_zone(page), now=page.fetched)
    voices = list(_voices(page, visible, said, text, bylines, found, parse))
    exact = [voice for voice in voices if voice.date.precision in _EXACT]
    if not exact:
        partly = next(iter(voices), None)
        modified = _modified(said, visible, parse, since=None)
        return Published.of(partly.date, partly.source, modified=modified) if partly else _only(modified)
    best = _believed(exact)
    agreeing = sum(1 for voice in exact if voice.agrees(best))
    modified = _modified(said, visible, parse, since=best.date)
    return Published.of(best.date, best.source, confidence=round(agreeing / len(exact), 3), modified=modified)


def _only(modified: datetime | None) -> Published:
    return Published(when=None, precision=None, source="none", raw=None, modified=modified)


def _believed(voices: list[_Voice]) -> _Voice:
    """The first voice, unless it stands alone against two later ones that agree with each other."""
    first, *others = voices
    if not any(other.agrees(first) for other in others):
        for voice in others:
            if sum(1 for other in others if other.agrees(voice)) > 1:
                return voice
    return first


def _voices(
    page: Page, visible: Visible, said: Metadata, text: str, bylines: Sequence[str], found: Found, parse: Parse
) -> Iterator[_Voice]:
    """The first date of each place: of all that tell it as data; else of what readers see; and of the address."""
    is_visit = partial(_is_visit, parse=parse, now=page.fetched.astimezone(ZoneInfo(_zone(page))))
    data = [*_told(page, said, found, parse), *_first("time", times(visible, is_visit), parse)]
    data = [voice for voice in data if not _is_placeholder(voice, data)]
    dated_path = [*_first("url", [_of_path(page)], parse)]
    own = partial(_own, parse=parse, path=dated_path[0].date if dated_path else None)
    yield from data or _read(visible, text, bylines, own, is_visit)
    yield from dated_path


def _told(page: Page, said: Metadata, found: Found, parse: Parse) -> Iterator[_Voice]:
    """What the outlet's rule, the page's data and the feed tell."""
    yield from _first("outlet-rule", found.dates(), parse)
    yield from _first("json-ld", (text_of(said.article.get(name)) for name in ("datePublished", "dateCreated")), parse)
    yield from _first("meta", _of_meta(said), parse)
    yield from _first("feed", [_of_feed(page)], parse)


def _read(
    visible: Visible, text: str, bylines: Sequence[str], own: Callable[..., ParsedDate | None], is_visit: IsVisit
) -> list[_Voice]:
    """What the lines around the title, in the by-line, at the ends of the text tell: the first that tells any."""
    for lines, beside in (
        (called(visible, is_visit), CALLED),
        (uncalled(visible, is_visit), UNCALLED),
        (bylines, CALLED),
        (dateline(text), UNCALLED),
        (at_the_foot(visible, text), UNCALLED),
    ):
        if voices := list(_first("text", lines, partial(own, beside=beside))):
            return voices
    return _only_one("text", bare(visible), partial(own, beside=BARE))


def _first(source: str, raws: Iterable[str], parse: Parse) -> Iterator[_Voice]:
    """The first day that a place tells, else its first month or year."""
    partly = None
    for raw in raws:
        date = parse(raw) if raw else None
        if date is None or date.modified:
            continue
        if date.precision in _EXACT:
            yield _Voice(source, date)
            return
        partly = partly or date
    if partly and source != "text":
        yield _Voice(source, partly)


def _is_visit(line: str, *, parse: Parse, now: datetime) -> bool:
    """Whether a line tells the day of `now`, at most with the clock's own time."""
    date = parse(line) if any(map(str.isdigit, line)) else None
    if date is None or date.day != now.date():
        return False
    return date.precision == "day" or abs(date.when - now) < CLOCK


def _is_placeholder(voice: _Voice, told: list[_Voice]) -> bool:
    """Whether data say 1 January, without a time, and nothing else does: a year that a system made into a day."""
    date = voice.date
    first = date.precision == "day" and (date.day.month, date.day.day) == (1, 1)
    return first and not any(other.agrees(voice) for other in told if other is not voice)


def _only_one(source: str, raws: Iterable[str], parse: Parse) -> list[_Voice]:
    """The day of lines that tell one day between them; which of several would be a guess."""
    dates = [date for raw in raws if (date := parse(raw)) and not date.modified and date.precision in _EXACT]
    return [_Voice(source, dates[0])] if len({date.day for date in dates}) == 1 else []


def _own(raw: str, *, parse: Parse, path: ParsedDate | None, beside: int) -> ParsedDate | None:
    """The date of a line that says little else, unless the address denies it: then it is an event's or a comment's."""
    date = parse(raw)
    if date is None or _words_beside(raw, date.raw) > beside:
        return None
    return date if path is None or path.precision not in _EXACT or path.day == date.day else None


def _words_beside(line: str, date: str) -> int:
    """Characters beside a date in its part of a line: bars part it from the count of readers and the like."""
    part = next((part for part in line.split("|") if date in part), line)
    return len(part) - len(date)


def _of_meta(said: Metadata) -> Iterator[str]:
    yield from (said.first(name) for name in META)
    yield from (said.first(name) for name in said.meta if _CALLED_PUBLISHED.search(name))


def _modified(said: Metadata, visible: Visible, parse: Parse, *, since: ParsedDate | None) -> datetime | None:
    """When the article was last changed, by data or by a line that says so; never before it was published."""
    data = (text_of(said.article.get("dateModified")), *(said.first(name) for name in MODIFIED))
    told = (date for raw in data if raw and (date := parse(raw)))
    lines = (date for line in called(visible) if says_updated(line) and (date := parse(line)) and date.modified)
    later = (
        date for date in chain(told, lines) if since is None or (date.day >= since.day and date.when >= since.when)
    )
    return next((date.when for date in later if date.precision in _EXACT), None)


def _of_feed(page: Page) -> str:
    """The feed's own date, if it can be: feeds hold 1970 and 2999 as well."""
    date = page.link.published if page.link else None
    if date is None or date.year < FIRST_YEAR or date > page.fetched + TOLERANCE:
        return ""
    return date.astimezone(UTC).isoformat(timespec="seconds")


def _of_path(page: Page) -> str:
    """The day or month in an address like `/2026/11/12/title`, as ISO 8601; empty where there is none."""
    if match := _IN_PATH.search(page.final_url):
        return f"{match[1]}-{match[3]:0>2}-{match[4]:0>2}"
    match = _MONTH_IN_PATH.search(page.final_url)
    return f"{match[1]}-{match[2]}" if match else ""


def _zone(page: Page) -> str:
    return page.source.time_zone if page.source else "UTC"


def _language(page: Page, said: Metadata) -> str | None:
    """The page's own, with its region: British pages write the day first. `en-US` is what templates say unasked."""
    if said.locale and said.locale != "en-US":
        return said.locale
    return said.language or (page.source.languages[0] if page.source and page.source.languages else None)
