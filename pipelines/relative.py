"""Dates told from the moment of reading: "il y a 3 heures", "منذ يومين", "yesterday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

from pipelines.clock import WORDS, time_beside

#: Units longer than a day are too vague to name one, and so are not read.
_UNITS = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1), "days": timedelta(days=1)}


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NAMED = WORDS["named_days"]
_LABEL = "|".join(WORDS["published"])
_NAMED_DAY = re.compile(rf"^\W*(?:{_LABEL})?\W*(?P<name>{_any(list(_NAMED))})(?![^\W\d_])")


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    before, after = (_any(WORDS["ago"][side]) for side in ("before", "after"))
    for unit in _UNITS:
        one, two, many = (_any(WORDS["ago"][unit][number]) for number in ("one", "two", "many"))
        amount = rf"(?P<many>\d{{1,2}})\s*(?:{many})|(?P<two>{two})|(?P<one>{one})"
        yield unit, re.compile(rf"(?<![^\W\d_])(?:{before})\s+(?:{amount})(?![^\W\d_])")
        yield unit, re.compile(rf"(?<![^\W\d_])(?:{amount})\s+(?:{after})(?![^\W\d_])")


_AGO = tuple(_patterns())


def relative_day(folded: str, now: datetime) -> tuple[datetime, Literal["minute", "day"], int, int] | None:
    """The moment that is told, how precise it is, and where in the text; `now` is in the outlet's zone."""
    for unit, pattern in _AGO:
        if match := pattern.search(folded):
            number = int(match["many"]) if match["many"] else 2 if match["two"] else 1
            moment = (now - number * _UNITS[unit]).replace(second=0, microsecond=0)
            return moment, "minute" if unit == "minutes" else "day", match.start(), match.end()
    return _named_day(folded, now)


def _named_day(folded: str, now: datetime) -> tuple[datetime, Literal["minute", "day"], int, int] | None:
    """ "Hier à 10:20" at the start of a line; anywhere else the word belongs to a sentence."""
    match = _NAMED_DAY.match(folded)
    if match is None:
        return None
    moment = now - timedelta(days=_NAMED[match["name"]])
    clock = time_beside(folded, match.start(), match.end())
    if clock is None or clock.zone is not None:
        return moment, "day", match.start("name"), match.end()
    moment = moment.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return (moment, "minute", match.start("name"), clock.end) if moment <= now else (now, "day", 0, match.end())
