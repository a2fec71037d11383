"""The forms of an absolute date: which characters may be a day, a month, a year, and in which order.

Where the rules come from:
- "13 ماي 2024", "le 1er mai 2024", "3rd of March 2026", "آب/أغسطس": how the press writes a day, in that order;
- "March 3, 2026": English, and Arabic and French sites with American templates;
- "2026 March 3", "2026 ,مارس 3": such templates turned around for right-to-left pages;
- "13/05/2024": day first in all countries of the region, month first in America. In English of a place unknown
  the order is open, and an open order is no date; numbers above twelve close it;
- "2026-03-03", "20260303T1840Z", "2026-W10-2": ISO 8601 (not its ordinal day: 2016-061 is a law);
- "03 Mar 2026", "03-Mar-26", "Tue Mar 3 18:40:00 CET 2026": RFC 2822, RFC 850, `ctime` and what scripts print;
- "1772563200": seconds or milliseconds since 1970, where a field holds just that;
- "12-14 mars", "du 12 au 14 mars": when an event takes place, never a publication; "n° 12, août": an issue;
- "13 mai 20 personnes", "v3.11.24", "05.22.12.20.24": a year of two digits needs an end, and a dotted one no more dots.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from corpus.types import Precision
from pipelines.clock import zone_of
from pipelines.months import MONTH, may_name_month, month_number

#: No newspaper of the region had a site before.
FIRST_YEAR = 1990
#: Clocks differ, and the next day's paper is on the site in the evening.
SKEW = timedelta(hours=3)

# Patterns that begin with a plain class are searched many times as fast: hence the looks behind a first digit.
_ALONE = r"(?<!\d[:./]\d)(?<!\d\d)"
_DAY = rf"(?P<day>\d{_ALONE}\d?)(?:\s?(?:er|re|st|nd|rd|th|eme|e)(?![^\W\d_]))?"
_GAP = r"[ ,./\-]{0,4}"
# Two digits are a year at the end, before a separator or a time: "13 mai 20 personnes" has none.
_SHORT = r"'?\d\d(?=\s?(?:$|[|)\]•·;]|[,\-](?!\s?\d{4}|\d)|\.(?!\d)|(?:a |at |الساعه )?\d\d?\s?[:h]\s?\d))"
_YEAR = rf"(?P<year>\d\d\d\d(?!\d)|{_SHORT})"
_FULL_YEAR = r"(?P<year>\d\d\d\d)(?!\d)"
_OF_YEAR = r"(?:(?:de l'annee|من سنه|من عام|لسنه|سنه|عام|de|of) )?"
_TIME_BETWEEN = r"(?P<clock>\d\d?:\d\d(?::\d\d)?\s(?:[a-z]{1,5}\s|[+-]\d{4}\s)?)?"

_SIGN = re.compile(r"\d\s?[-/.\\]\s?\d")
_YEAR_FIRST = re.compile(
    r"(?P<year>\d(?<!\d\d)\d\d\d)\s?(?P<sign>[-/.\\])\s?(?P<month>\d\d?)\s?(?P=sign)\s?(?P<day>\d\d?)(?!\d)"
)
_DAY_FIRST = re.compile(
    rf"(?P<day>\d{_ALONE}(?<!\d-\d)\d?)\s?(?P<mark>[-/.\\])\s?(?P<month>\d\d?)\s?(?P=mark)\s?"
    r"(?P<year>\d\d\d\d|'?\d\d(?!\d|\s?[:h]))(?![/.\-]?\d)"
)
_DAY_NAME = re.compile(rf"{_DAY}{_GAP}(?:(?:of|de|من شهر|شهر|من) )?(?P<name>{MONTH}){_GAP}{_OF_YEAR}{_YEAR}")
_NAME_DAY = re.compile(rf"(?P<name>{MONTH})\s?(?P<day>\d\d?)(?:st|nd|rd|th)?(?:\s?,\s?|\s){_TIME_BETWEEN}{_FULL_YEAR}")
_YEAR_NAME = re.compile(rf"(?P<year>\d(?<!\d\d)\d\d\d){_GAP}(?P<name>{MONTH}){_GAP}(?P<day>\d\d?)(?![\d:h])")
_NAME_YEAR = re.compile(rf"(?P<name>{MONTH})\s?,?\s?{_OF_YEAR}{_FULL_YEAR}")
# A month behind a day that does not exist, or is yet to come, is no month to fall back on.
_BEHIND_DAY = re.compile(r"\d\s?(?:er|re|st|nd|rd|th|eme|e)?[ ,./\-]{0,4}(?:(?:of|de|من شهر|شهر|من) )?$")
# Elsewhere in a line only behind its label: "2011-12" is a season as well.
_LABELLED = re.compile(r"(?<![^\W\d_])date ?:? (?P<year>\d{4})[-/](?P<month>0[1-9]|1[0-2])(?![\d/-])")
_WHOLE: tuple[tuple[Precision, re.Pattern[str]], ...] = (
    ("month", re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})")),
    ("month", re.compile(r"(?P<month>\d{1,2})[-/](?P<year>\d{4})")),
    ("year", re.compile(r"(?P<year>\d{4})")),
)
_WEEK = re.compile(r"(?P<year>\d{4})-?w(?P<week>\d\d)-?(?P<weekday>[1-7])")
_LONGEST_WHOLE = len("2026-W10-2")
_SHORTEST = len("May 3, 2026")
_NO_DAY = re.compile(r"(?<![:\dh])\d\d?\s?(?:-|/|au|et|to|and|الي|و)\s?$|(?:n°|no|العدد|عدد)\s?$")
_VERSION = re.compile(r"(?:[^\W\d_]|(?:version|release|ver|الاصدار|اصدار)\s)$")


class Reader(NamedTuple):
    """Where and when a line is read: the language and zone decide the order of day and month."""

    language: str | None
    zone: str
    now: datetime


class Found(NamedTuple):
    """A date at `folded[start:end]`; `clock` is where a time stands inside it."""

    start: int
    end: int
    precision: Precision
    day: date
    clock: int | None = None


def days_in(folded: str, words: Collection[str], reader: Reader) -> list[Found]:
    """The days that a folded line tells, in its order; `words` are its words."""
    numeric = (_YEAR_FIRST, _DAY_FIRST) if _SIGN.search(folded) else ()
    if not may_name_month(words):
        return _days_of(numeric, folded, reader) if numeric else []
    found = _days_of((*numeric, _DAY_NAME), folded, reader)
    end = found[0].start if found else len(folded)
    if end < _SHORTEST:
        return found
    # Month first is rarer and slower to look for: only where there is room for it.
    return _days_of((_NAME_DAY,), folded, reader, end) + found or _days_of((_YEAR_NAME,), folded, reader)


def _days_of(forms: tuple[re.Pattern[str], ...], folded: str, reader: Reader, end: int = sys.maxsize) -> list[Found]:
    matches = [match for form in forms for match in form.finditer(folded, 0, end)]
    if len(matches) > 1:
        matches.sort(key=re.Match.start)
    return [found for match in matches if (found := _found(match, reader))]


def _found(match: re.Match[str], reader: Reader) -> Found | None:
    day = _day(match, reader)
    if day is None:
        return None
    clock = match.start("clock") if match.re is _NAME_DAY else -1
    return Found(*match.span(), "day", day, clock if clock >= 0 else None)


def months_in(folded: str, words: Collection[str], reader: Reader) -> Iterator[Found]:
    """The months, and a year that stands alone, of a line that tells no day."""
    if may_name_month(words):
        for match in _NAME_YEAR.finditer(folded):
            month = month_number(match["name"])
            if month and not _BEHIND_DAY.search(folded[max(0, match.start() - 16) : match.start()]):
                yield from _first_of(match, "month", int(match["year"]), month, reader)
    if "date" in words and (labelled := _LABELLED.search(folded)):
        yield from _first_of(labelled, "month", int(labelled["year"]), int(labelled["month"]), reader)
    if len(folded) <= _LONGEST_WHOLE:
        yield from _whole(folded, reader)


def _whole(folded: str, reader: Reader) -> Iterator[Found]:
    """What is a month, a year or a day of a week where a line holds nothing else."""
    for precision, form in _WHOLE:
        if match := form.fullmatch(folded):
            yield from _first_of(match, precision, int(match["year"]), int(match.groupdict().get("month", 1)), reader)
    if match := _WEEK.fullmatch(folded):
        yield from _of_week(match, reader)


def _first_of(match: re.Match[str], precision: Precision, year: int, month: int, reader: Reader) -> Iterator[Found]:
    if day := _real(year, month, 1, reader):
        yield Found(match.start(), match.end(), precision, day)


def _of_week(match: re.Match[str], reader: Reader) -> Iterator[Found]:
    try:
        day = date.fromisocalendar(int(match["year"]), int(match["week"]), int(match["weekday"]))
    except ValueError:
        return
    if _real(day.year, day.month, day.day, reader):
        yield Found(match.start(), match.end(), "day", day)


def _day(match: re.Match[str], reader: Reader) -> date | None:
    year, day = _full_year(match["year"], reader.now), int(match["day"])
    if match.re is _DAY_FIRST:
        return None if _is_version(match) else _numeric(year, day, int(match["month"]), reader, len(match["year"]) == 4)
    if match.re is _YEAR_FIRST:
        return _real(year, int(match["month"]), day, reader)
    month = month_number(match["name"])
    return _real(year, month, day, reader) if month and not _is_no_day(match) else None


def _is_version(match: re.Match[str]) -> bool:
    """Whether "3.11.24" follows a letter or the word "version"."""
    start = match.start()
    return match["mark"] == "." and bool(_VERSION.search(match.string[max(0, start - 12) : start]))


def _is_no_day(match: re.Match[str]) -> bool:
    """Whether the number ends a range of days or follows \"n°\"."""
    start = match.start()
    return bool(_NO_DAY.search(match.string[max(0, start - 8) : start]))


def _full_year(year: str, now: datetime) -> int:
    if len(year) == 4 and year[0] != "'":
        return int(year)
    century = now.year - now.year % 100
    number = century + int(year.strip("'"))
    return number if number <= now.year else number - 100


def _numeric(year: int, first: int, second: int, reader: Reader, full: bool) -> date | None:
    """Day first, as everywhere in this press; month first in America, or where the numbers leave nothing else."""
    day_first, month_first = _real(year, second, first, reader), _real(year, first, second, reader)
    american = reader.zone.startswith("America/")
    if not (day_first and month_first) or first == second:
        certain = reader.language == "en" or american or (full and second > 12)
        return day_first or (month_first if certain else None)
    if reader.language != "en":
        return day_first
    if american:
        return month_first
    return None if reader.zone == "UTC" else day_first


def _real(year: int, month: int, day: int, reader: Reader) -> date | None:
    """The day, if the calendar has it and it is over or today at the outlet."""
    if year < FIRST_YEAR:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    if found <= reader.now.date():  # as most are: the outlet's zone costs more to find out
        return found
    return found if found <= (reader.now + SKEW).astimezone(zone_of(reader.zone)).date() else None
