"""The time of day and the time zone that stand beside a date."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone, tzinfo
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WORDS: dict[str, Any] = tomllib.loads(files("pipelines").joinpath("dates.toml").read_text("utf-8"))
#: Characters between a date and its time: "13 mai 2024 à 10:20", "… | الساعة 10:20".
REACH = 24

_AM, _PM = ("|".join(WORDS["clock"][half]) for half in ("before_noon", "after_noon"))
_ZONE_NAMES = "|".join(re.escape(name) for name in sorted(WORDS["zones"], key=len, reverse=True))
_OFFSET = r"(?:gmt|utc)?\s?[+-]\s?\d{1,2}(?::?\d{2})?"
_TIME = re.compile(
    r"(?<![\d:./])(?P<hour>[01]?\d|2[0-3])\s?(?P<mark>[:h])\s?(?P<minute>[0-5]\d)?(?:(?::|\s?mn?\s?)(?P<second>[0-5]\d))?"
    r"(?:[.,]\d{1,9})?(?![\d:])"
    rf"\s*(?:(?P<am>{_AM})|(?P<pm>{_PM}))?(?![^\W\d_]{{2}})"
    rf"\s*\(?(?P<zone>{_OFFSET}|(?:{_ZONE_NAMES})(?![^\W\d_]))?"
)
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as printed; `zone` is None where none is printed."""

    hour: int
    minute: int
    second: int | None
    zone: tzinfo | None
    start: int
    end: int


def time_beside(folded: str, start: int, end: int) -> Clock | None:
    """The time printed right after the date at `folded[start:end]`, or else right before it."""
    after = _TIME.search(folded, end, end + REACH + 24)
    if after and after.start() - end <= REACH and not _NUMBERS.search(folded[end : after.start()]):
        return _clock(after)
    before = list(_TIME.finditer(folded, max(0, start - REACH), start))
    if before and not _NUMBERS.search(folded[before[-1].end() : start]):
        return _clock(before[-1])
    return None


def zone_of(name: str) -> tzinfo:
    """The IANA zone of this name; UTC for a name that does not exist."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _clock(match: re.Match[str]) -> Clock | None:
    if match["mark"] == ":" and match["minute"] is None:
        return None
    hour = int(match["hour"])
    if match["pm"] and hour < 12:
        hour += 12
    if match["am"] and hour == 12:
        hour = 0
    second = int(match["second"]) if match["second"] else None
    return Clock(hour, int(match["minute"] or 0), second, _zone(match["zone"]), match.start(), match.end())


def _zone(printed: str | None) -> tzinfo | None:
    """The zone of `+01:00`, `GMT+1`, `-0500`, `CET`; None for none and for an impossible one."""
    if not printed:
        return None
    numbers = _NUMBERS.findall(printed)
    if not numbers:
        return timezone(timedelta(minutes=WORDS["zones"][printed]))
    digits = "".join(numbers)
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    sign = -1 if "-" in printed else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes)) if hours <= 14 and minutes < 60 else None
