"""A date out of the characters that an outlet printed, with how precise it is; or none.

No date beats a wrong date: nothing is completed ("2024-07" stays a month), nothing lies after today, an order
of day and month that cannot be known is not guessed, a Hijri date alone is not converted (the sighted month
differs by a day or two between countries), and a date that is labelled as the last update says so.

The rules of the forms are in `date_forms`, those of "il y a 3 heures" in `relative`, those of times and zones in
`clock`, the words in `dates.toml` and `months.toml`. The rules here:
- "Publié le X | Mis à jour le Y" tells X, in any order: what stands behind a label of an update, up to the next
  label of a publication, is left out, and read only where there is nothing else;
- "Débat du 1er mars 2026. Publié le 3 mars 2026" tells the day right behind the label;
- 00:00:00 is what systems write when they know the day only;
- the day as printed is the day, also where Greenwich was in another one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from corpus.types import Precision
from pipelines.clock import WORDS, Clock, any_of, time_beside, time_within, zone_of
from pipelines.date_forms import FIRST_YEAR, SKEW, Found, Reader, days_in, months_in
from pipelines.months import WORD, fold_date, plain
from pipelines.relative import may_be_relative, relative_date

__all__ = ["FIRST_YEAR", "MAX_LENGTH", "TOLERANCE", "ParsedDate", "parse_date", "says_updated"]

#: A feed's instant may lie this far after it was fetched: clocks and zones differ.
TOLERANCE = timedelta(days=1)
#: Characters looked at: a line with a date in it, not an article.
MAX_LENGTH = 300

_START, _END = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_PUBLISHED = any_of(WORDS["published"])
_NEUTRAL = rf"(?:\W*(?:{any_of(WORDS['neutral'])}){_END})*"
_UPDATE = re.compile(
    rf"{_START}(?:{any_of(WORDS['updated'])}){_END}{_NEUTRAL}.*?(?={_START}(?:{_PUBLISHED}){_END}|$)", re.DOTALL
)
_TOLD = re.compile(rf"{_START}(?:{_PUBLISHED}){_END}\D{{0,24}}$")
_UPDATE_WORDS = frozenset(WORD.findall(label)[0] for label in WORDS["updated"])
_PUBLISHED_WORDS = frozenset(WORD.findall(label)[0] for label in WORDS["published"])
_DIGIT = re.compile(r"\d")
# "20260303T184000+0100" and its like, of a field that holds just that.
_COMPACT = re.compile(
    r"(\d{4})(-?)(\d\d)\2(\d\d)(?:(?:(?:t|(?<=\d\d\d\d\d\d\d\d) ?)(\d\d)(\d\d)(\d\d)?|t(\d\d))(?:[.,]\d+)?"
    r"\s?(z|[+-]\d\d:?(?:\d\d)?)?)?"
)
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDate:
    """A moment, day, month or year. `when` is aware and in UTC; for a day and longer it is midnight
    UTC of its first day, so that the stored date is the printed one in every zone."""

    when: datetime
    precision: Precision
    raw: str  #: the characters that were understood
    day: date  #: the calendar day as printed there, before any conversion to UTC
    modified: bool = False  #: whether this is the last update's date, and the line tells no other


def says_updated(line: str) -> bool:
    """Whether a line may tell the last change: a label of one stands in it, and a digit."""
    folded = fold_date(_one_line(line))
    return _DIGIT.search(folded) is not None and not _UPDATE_WORDS.isdisjoint(WORD.findall(folded))


def parse_date(raw: str, *, language: str | None, time_zone: str, now: datetime) -> ParsedDate | None:
    """The first date of publication in `raw`, or of the last update (`modified`) where it tells that alone.
    `time_zone` is the outlet's, for times printed without one; `now` (aware) is when the page was fetched."""
    original = _one_line(raw)
    folded = fold_date(original)
    has_digits = _DIGIT.search(folded) is not None
    words = WORD.findall(folded)
    if not has_digits and not may_be_relative(words):
        return None
    reader = Reader(language, time_zone, now)
    if folded[:4].isdigit() and len(folded) < 40 and (found := _field(original, folded, reader)):
        return found
    if _UPDATE_WORDS.isdisjoint(words) or not (published := _without_updates(folded)):
        return _read(original, folded, words, reader)
    if found := _read(original, published, words, reader):
        return found
    found = _read(original, folded, words, reader)
    return replace(found, modified=True) if found else None


def _one_line(raw: str) -> str:
    """The start of a text as printed, with one space between words; a word that is cut is left out."""
    if len(raw) > 8 * MAX_LENGTH:
        raw = raw[: 8 * MAX_LENGTH]
    line = " ".join(plain(raw).split())
    return line if len(line) <= MAX_LENGTH else line[:MAX_LENGTH].rpartition(" ")[0]


def _without_updates(folded: str) -> str | None:
    """Spaces in place of what is said about updates, lengths stay; None where nothing is."""
    blanked, count = _UPDATE.subn(lambda match: " " * len(match.group()), folded)
    return blanked if count else None


def _field(original: str, folded: str, reader: Reader) -> ParsedDate | None:
    """What only a field holds: an epoch, or ISO 8601 without its signs."""
    if match := _EPOCH.fullmatch(folded):
        return _of_epoch(original, int(match[1]), reader)
    match = _COMPACT.fullmatch(folded)
    if match is None or (match[2] and not (match[5] or match[8])):
        return None
    year, _, month, day, hour, minute, second, lone_hour, zone = match.groups("")
    clock = f"{hour or lone_hour}:{minute or '00'}" + (f":{second}" if second else "")
    spelt = f"{year}-{month}-{day}" + (f"t{clock}{zone}" if hour or lone_hour else "")
    found = _read(spelt, spelt, (), reader)
    return replace(found, raw=original) if found else None


def _of_epoch(original: str, seconds: int, reader: Reader) -> ParsedDate | None:
    """An epoch has no printed day: the outlet's is taken."""
    when = datetime.fromtimestamp(seconds, UTC)
    there = when.astimezone(zone_of(reader.zone))
    if when > reader.now + SKEW:
        return None
    if midnight := next((at for at in (when, there) if at.time() == time()), None):
        return ParsedDate(when=_midnight(midnight.date()), precision="day", raw=original, day=midnight.date())
    return ParsedDate(when=when, precision="second", raw=original, day=there.date())


def _read(original: str, folded: str, words: Collection[str], reader: Reader) -> ParsedDate | None:
    """The first day of a line, one behind a label of publication before others; else what is less precise."""
    days = days_in(folded, words, reader)
    if len(days) > 1 and not _PUBLISHED_WORDS.isdisjoint(words):
        days.sort(key=lambda found: _TOLD.search(folded[max(0, found.start - 48) : found.start]) is None)
    for found in days:
        if parsed := _complete(original, folded, found, reader):
            return parsed
    if may_be_relative(words) and (parsed := _relative(original, folded, reader)):
        return parsed
    return next((_dated(original, found) for found in months_in(folded, words, reader)), None)


def _complete(original: str, folded: str, found: Found, reader: Reader) -> ParsedDate | None:
    """The day with the time beside it, in UTC; None when that moment is yet to come."""
    start, end = found.start, found.end
    clock = time_beside(folded, start, end) if found.clock is None else time_within(folded, found.clock, end)
    if clock is None or _is_midnight(clock):
        return _dated(original, found)
    local = time(clock.hour, clock.minute, clock.second or 0)
    when = datetime.combine(found.day, local, clock.zone or zone_of(reader.zone)).astimezone(UTC)
    if when > reader.now + TOLERANCE:
        return None
    raw = original[min(start, clock.start) : max(end, clock.end)].strip()
    return ParsedDate(when=when, precision="minute" if clock.second is None else "second", raw=raw, day=found.day)


def _relative(original: str, folded: str, reader: Reader) -> ParsedDate | None:
    told = relative_date(folded, reader.now.astimezone(zone_of(reader.zone)))
    if told is None:
        return None
    when = told.at.astimezone(UTC) if told.precision == "minute" else _midnight(told.at.date())
    raw = original[told.start : told.end].strip()
    return ParsedDate(when=when, precision=told.precision, raw=raw, day=told.at.date())


def _dated(original: str, found: Found) -> ParsedDate:
    raw = original[found.start : found.end].strip()
    return ParsedDate(when=_midnight(found.day), precision=found.precision, raw=raw, day=found.day)


def _is_midnight(clock: Clock) -> bool:
    """00:00:00 is what systems write when they know the day only; in UTC it could name the day before."""
    return clock.hour == clock.minute == (clock.second or 0) == 0


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
