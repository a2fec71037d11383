"""The date of a feed's or sitemap's entry: machine dates only, and none rather than a wrong one.

Requirements: nothing is completed from today's date (a GUID `12` is not the twelfth of this month), and
nothing is guessed (03/04 is April in Tunis and March in the parser). Dates in words are left to the
reading of the page, which knows the outlet's language.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

#: Nothing of this press is on line from before.
OLDEST = datetime(1995, 1, 1, tzinfo=UTC)
#: Clocks and zones differ; what lies farther ahead is an error or a scheduled draft.
AHEAD = timedelta(days=1)

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?|\d{8}(?:T\d{4,6}.*)?")
_LONG_FRACTION = re.compile(r"(\.\d{6})\d+")
_BLANK_OFFSET = re.compile(r"\s+(Z|UTC|GMT|[+-]\d{2}:?\d{2})$")
_DAY = 10  # characters of 2026-11-23
_WESTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
#: RFC 822 zones that the standard library takes for "unknown", in hours east of Greenwich.
_ZONES = {"WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "BST": 1, "AST": 3}
_ZONE = re.compile(rf"\b({'|'.join(_ZONES)})$")


def listed_date(raw: str | None, *, now: datetime, zone: str = "UTC") -> datetime | None:
    """The instant in UTC, or None where `raw` is missing, localised, impossible or absurd.

    A time without an offset is in `zone` (IANA name, the outlet's). A day without a time is its midnight
    in UTC, so that the day reads the same in every report. Before 1995 and more than a day after `now`
    is absurd.
    """
    raw = " ".join((raw or "").split())
    raw = raw if raw.isascii() else raw.translate(_WESTERN_DIGITS)
    if not raw or len(raw) > 60:
        return None
    try:
        moment = _iso(raw, _zone(zone)) if _ISO.fullmatch(raw) else _rfc822(raw, _zone(zone))
        moment = moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment if OLDEST <= moment <= now + AHEAD else None


def _iso(raw: str, zone: tzinfo) -> datetime:
    raw = _LONG_FRACTION.sub(r"\1", _BLANK_OFFSET.sub(_joined, raw))
    moment = datetime.fromisoformat(raw)
    if len(raw) <= _DAY:
        return moment.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _joined(match: re.Match[str]) -> str:
    return "Z" if match[1] in ("UTC", "GMT") else match[1]


def _rfc822(raw: str, zone: tzinfo) -> datetime:
    raw = _ZONE.sub(lambda match: f"+{_ZONES[match[1]]:02d}00", raw)
    if not re.search(r"\d{1,2}:\d{2}", raw) or not re.search(r"\d{4}", raw):
        raise ValueError("no time or no year")  # the standard library would take midnight, or 20xx
    moment = parsedate_to_datetime(raw)
    if moment.tzinfo:
        return moment
    if re.search(r"[A-Za-z]{2,}$", raw) and not raw.endswith(("AM", "PM")):
        raise ValueError("a zone that we do not know")
    return moment.replace(tzinfo=zone if not raw.endswith("-0000") else UTC)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
