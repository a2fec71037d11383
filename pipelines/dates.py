"""A date out of the characters that an outlet printed, with how precise it is; or none.

No date beats a wrong date: nothing is completed ("2024-07" stays a month), nothing lies in the future,
an order of day and month that cannot be known is not guessed, and a date that is labelled as the last
update is not the date of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from corpus.types import Precision
from pipelines.clock import WORDS, Clock, time_beside, zone_of
from pipelines.months import MONTH, fold_date, month_number, plain
from pipelines.relative import relative_day

#: No newspaper of the region had a site before.
FIRST_YEAR = 1990
#: A page's date may lie this far after it was fetched: clocks and zones differ.
TOLERANCE = timedelta(days=1)
#: Characters looked at: a line with a date in it, not an article.
MAX_LENGTH = 300

_GAP = r"[\s,./\-]*"
_DAY = r"(?<![\d:./])(?P<day>\d{1,2})(?:\s?(?:er|st|nd|rd|th|eme)(?![^\W\d_]))?"
_YEAR = r"(?P<year>\d{4}|'?\d{2}(?![\d:h]|\s?[h:]))(?!\d)"
# A month behind a day that does not exist, or is yet to come, is no month to fall back on.
_NO_DAY = r"(?<!\d)(?<!\d[ ./,-])(?<!\der )(?<!\d(?:st|nd|rd|th) )"
_FORMS: tuple[tuple[Precision, re.Pattern[str]], ...] = (
    ("day", re.compile(r"(?<!\d)(?P<year>\d{4})\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<day>\d{1,2})(?=t|\D|$)")),
    ("day", re.compile(rf"{_DAY}{_GAP}(?:of |de |من )?(?P<name>{MONTH}){_GAP}(?:de |of |سنه |عام )?{_YEAR}")),
    ("day", re.compile(rf"(?P<name>{MONTH})\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*[,\s]\s*(?P<year>\d{{4}})(?!\d)")),
    ("day", re.compile(rf"(?<!\d)(?P<year>\d{{4}}){_GAP}(?P<name>{MONTH}){_GAP}(?P<day>\d{{1,2}})(?![\d:h])")),
    ("day", re.compile(rf"{_DAY}\s?(?P<mark>[/.\-])\s?(?P<month>\d{{1,2}})\s?(?P=mark)\s?{_YEAR}(?![/.\-]\d)")),
    ("month", re.compile(rf"{_NO_DAY}(?P<name>{MONTH})\s*,?\s*(?P<year>\d{{4}})(?!\d)")),
    ("month", re.compile(r"^\s*(?P<year>\d{4})[-/](?P<month>\d{1,2})\s*$")),
    # Elsewhere in a line only behind its label: "2011-12" is a season as well.
    ("month", re.compile(r"(?<![^\W\d_])date\s?:?\s+(?P<year>\d{4})[-/](?P<month>0[1-9]|1[0-2])(?![\d/-])")),
    ("month", re.compile(r"^\s*(?P<month>\d{1,2})[-/](?P<year>\d{4})\s*$")),
    ("day", re.compile(r"^\s*(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=[t ]?\d{6}|\s*$)")),
    ("year", re.compile(r"^\s*(?P<year>\d{4})\s*$")),
)
_UPDATED, _PUBLISHED = ("|".join(WORDS[kind]) for kind in ("updated", "published"))
_NEXT_PUBLISHED = rf"(?=(?<![^\W\d_])(?:{_PUBLISHED})(?![^\W\d_])|$)"
_UPDATE = re.compile(rf"(?<![^\W\d_])(?:{_UPDATED})(?![^\W\d_]).*?{_NEXT_PUBLISHED}", re.DOTALL)
# A slip of WordPress templates: "2024-05-13T10:20:30+00:00" with the T or the seconds elsewhere.
_ISO_T = re.compile(r"(?<=\d)t(?=\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDate:
    """A moment, day, month or year. `when` is aware and in UTC; for a day and longer it is midnight
    UTC of its first day, so that the stored date is the printed one in every zone."""

    when: datetime
    precision: Precision
    raw: str  #: the characters that were understood
    day: date  #: the calendar day as printed there, before any conversion to UTC


def parse_date(raw: str, *, language: str | None, time_zone: str, now: datetime) -> ParsedDate | None:
    """The first date of publication in `raw`. `time_zone` is the outlet's, for times printed without one;
    `now` (aware) is when the page was fetched."""
    original = plain(raw[:MAX_LENGTH])
    folded = _ISO_T.sub(" ", _blanked_updates(fold_date(original)))
    for start, end, precision, day in _found(folded, language, time_zone, now):
        if parsed := _complete(original, folded, start, end, precision, day, time_zone, now):
            return parsed
    relative = relative_day(folded, now.astimezone(zone_of(time_zone)))
    if relative is None:
        return None
    at, precision, start, end = relative
    when = at.astimezone(UTC) if precision == "minute" else _midnight(at.date())
    return ParsedDate(when=when, precision=precision, raw=original[start:end].strip(), day=at.date())


def _blanked_updates(folded: str) -> str:
    """Spaces in place of what is said about updates; lengths stay."""
    return _UPDATE.sub(lambda match: " " * len(match.group()), folded)


def _found(folded: str, language: str | None, zone: str, now: datetime) -> Iterator[tuple[int, int, Precision, date]]:
    """Possible dates, the earlier in the text first, and of those at one place the more precise."""
    matches = [(match, precision) for precision, form in _FORMS for match in form.finditer(folded)]
    rank = ("day", "month", "year").index
    for match, precision in sorted(matches, key=lambda found: (rank(found[1]), found[0].start(), -found[0].end())):
        if day := _day(match, language, zone, now):
            yield match.start(), match.end(), precision, day


def _day(match: re.Match[str], language: str | None, zone: str, now: datetime) -> date | None:
    parts = match.groupdict()
    year = _full_year(parts["year"].strip("'"), now)
    month = month_number(parts["name"]) if parts.get("name") else int(parts.get("month") or 1)
    day = int(parts.get("day") or 1)
    if month is None:
        return None
    if parts.get("mark"):
        return _numeric(year, day, month, language, zone, now)
    return _real(year, month, day, now)


def _full_year(year: str, now: datetime) -> int:
    if len(year) == 4:
        return int(year)
    century = now.year - now.year % 100
    return century + int(year) if century + int(year) <= now.year else century - 100 + int(year)


def _numeric(year: int, first: int, second: int, language: str | None, zone: str, now: datetime) -> date | None:
    """Day first, as everywhere in this press; month first only in America, none where English leaves it open."""
    day_first, month_first = _real(year, second, first, now), _real(year, first, second, now)
    if not (day_first and month_first) or first == second:
        return day_first or (month_first if language == "en" or zone.startswith("America/") else None)
    if language != "en":
        return day_first
    if zone.startswith("America/"):
        return month_first
    return None if zone == "UTC" else day_first


def _real(year: int, month: int, day: int, now: datetime) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if year >= FIRST_YEAR and found <= (now + TOLERANCE).date() else None


def _complete(
    original: str, folded: str, start: int, end: int, precision: Precision, day: date, zone: str, now: datetime
) -> ParsedDate | None:
    """The date with the time beside it, in UTC; None when that moment is yet to come."""
    clock = time_beside(folded, start, end) if precision == "day" else None
    if clock is None or _is_midnight(clock):
        return ParsedDate(when=_midnight(day), precision=precision, raw=original[start:end].strip(), day=day)
    moment = datetime.combine(day, time(clock.hour, clock.minute, clock.second or 0), clock.zone or zone_of(zone))
    try:
        when = moment.astimezone(UTC)
    except OverflowError:
        return None
    if when > now + TOLERANCE:
        return None
    raw = original[min(start, clock.start) : max(end, clock.end)].strip()
    return ParsedDate(when=when, precision="minute" if clock.second is None else "second", raw=raw, day=day)


def _is_midnight(clock: Clock) -> bool:
    """00:00:00 is what systems write when they know the day only; in UTC it could name the day before."""
    return clock.hour == clock.minute == (clock.second or 0) == 0


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
