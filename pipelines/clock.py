"""The time of day and the time zone that stand beside a date.

Where the rules come from: "18:40", "18h40", "18 h", "18 heures 40" are French; "14 سا 35" is Algeria's agency,
"18 و 40 دقيقة" Morocco's; ص and م, صباحا and مساء, ليلا and زوالا split the day in Arabic, AM and PM in English;
offsets are those of ISO 8601 and RFC 2822, and "GMT+1" what outlets of the region print under their articles.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WORDS: dict[str, Any] = tomllib.loads(files("pipelines").joinpath("dates.toml").read_text("utf-8"))
#: Characters between a date and its time: "13 mai 2024 à 10:20", "… | الساعة 10:20".
REACH = 24
#: Characters of a time with its half of the day and its zone.
_LONGEST = 48


def any_of(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_HALVES: dict[str, str] = {word: half for half, words in WORDS["clock"].items() for word in words}
_HALF = any_of(_HALVES)
# One letter is a half of the day only behind minutes: "6 م" are six metres.
_LONG_HALF = any_of(word for word in _HALVES if len(word) > 1)
# A bare offset is "+01", "+0100" or "+01:00": in "18:40 - 12 commentaires" there is none.
_OFFSET = r"(?:gmt|utc)\s?[+-]\s?\d{1,2}(?::?\d{2})?|[+-]\d\d(?::?\d\d)?(?!\d)"
_ZONE = rf"(?:\s*\(?(?P<zone>{_OFFSET}|(?:{any_of(WORDS['zones'])})(?![^\W\d_])))?"
# A pattern that begins with a plain class is searched many times as fast: hence the look behind its first digit.
TIME = (
    r"(?P<hour>\d(?<![\d:./]\d)\d?)"
    r"(?:\s?(?P<mark>:|\.(?=\d\d (?:gmt|bst))|h(?:eures?)?(?![^\W\d_]{2})|سا?(?![^\W\d_]))\s?(?P<minute>[0-5]\d(?!\d))?"
    r"(?:(?::|\s?mn?\s?)(?P<second>[0-5]\d))?(?:[.,]\d{1,9})?(?![\d:])"
    r"|\sو\s?(?P<spoken>[0-5]?\d)\s?(?:دقيقه|دقائق|د)(?![^\W\d_])"
    rf"|(?=\s?(?:{_LONG_HALF})(?![^\W\d_])))"
    rf"(?:\s*(?P<half>{_HALF})(?![^\W\d_]))?"
    rf"{_ZONE}"
)
_TIME = re.compile(TIME)
_NUMBERS = re.compile(r"\d+")
#: The hours that each half of the day moves by twelve: those before noon and those after it.
_LATER = {"before_noon": range(0), "after_noon": range(12), "noon": range(1, 6), "night": range(6, 12)}


class Clock(NamedTuple):
    """A time of day as printed; `zone` is None where none is printed."""

    hour: int
    minute: int
    second: int | None
    zone: tzinfo | None
    start: int
    end: int


def time_beside(folded: str, start: int, end: int) -> Clock | None:
    """The time printed right after the date at `folded[start:end]`, or else right before it."""
    after = _TIME.search(folded, end, end + REACH + _LONGEST)
    if after and after.start() - end <= REACH and not _NUMBERS.search(folded, end, after.start()):
        return _clock(after)
    if start < len("1h "):
        return None
    before = list(_TIME.finditer(folded, max(0, start - REACH), start))
    if before and not _NUMBERS.search(folded, before[-1].end(), start):
        return _clock(before[-1])
    return None


def time_within(folded: str, start: int, end: int) -> Clock | None:
    """The time printed inside a date, as in "Tue Mar 3 18:40:00 CET 2026"."""
    match = _TIME.match(folded, start, end)
    return _clock(match) if match else None


@cache
def zone_of(name: str) -> tzinfo:
    """The IANA zone of this name; UTC for a name that does not exist."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _clock(match: re.Match[str]) -> Clock | None:
    hour, minute = int(match["hour"]), match["minute"] or match["spoken"]
    if hour > 23 or (match["mark"] == ":" and minute is None):
        return None
    if half := match["half"]:
        hour = _hour_of(hour, _HALVES[half])
    second = int(match["second"]) if match["second"] else None
    return Clock(hour, int(minute or 0), second, _zone(match), match.start(), match.end())


def _hour_of(hour: int, half: str) -> int:
    """The hour of 24 for "6 مساء", "12 ليلا", "12:30 am"."""
    if hour == 12:
        return 0 if half in ("before_noon", "night") else 12
    return hour + 12 if hour in _LATER[half] else hour


def _zone(match: re.Match[str]) -> tzinfo | None:
    """The zone of `+01:00`, `GMT+1`, `-0500`, `CET`; None for none and for an impossible one."""
    printed: str | None = match["zone"]
    if not printed:
        return None
    numbers = _NUMBERS.findall(printed)
    if not numbers:
        return timezone(timedelta(minutes=WORDS["zones"][printed]))
    if printed[0] == "-" and not match["second"] and match.string[match.start() - 1 : match.start()] != "t":
        return None  # "08:30-12:30" says until when
    digits = "".join(numbers)
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    sign = -1 if "-" in printed else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes)) if hours <= 14 and minutes < 60 else None
