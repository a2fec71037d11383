"""What a reader made of a page, in one form for ours and the others. Imports nothing of ours: peers run alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The answers of one reader. None: it does not tell such a thing; "": it looked and found none."""

    text: str = ""
    standfirst: str = ""  #: where it is told apart from the text
    title: str = ""
    date: str = ""  #: the outlet's local day, or what is known of it: 2026-11-12, 2026-11, 2026
    time: str | None = None  #: HH:MM, local
    authors: tuple[str, ...] = ()
    language: str | None = None
    title_language: str | None = None
    access: str | None = None
    agency: str | None = None
    title_from: str = ""  #: the place on the page, where the reader tells it
    date_from: str = ""
    authors_from: str = ""
    rejected: str = ""  #: why there is no article


def local(moment: datetime, zone: str | None) -> datetime:
    """The moment on the outlet's clock; as it is where either zone is unknown."""
    target: tzinfo | None = ZoneInfo(zone) if zone else None
    return moment.astimezone(target) if target and moment.tzinfo else moment


def clock(moment: datetime) -> str:
    """HH:MM; midnight is what systems write when they know the day only."""
    return "" if (moment.hour, moment.minute) == (0, 0) else f"{moment:%H:%M}"
