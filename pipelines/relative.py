"""Dates told from the moment of reading: "il y a 3 heures", "منذ يومين", "yesterday".

Where the rules come from: content systems print such a label alone, behind "publié" or a by-line, or before
a separator; in a sentence ("Hier, la cour …", "متوفى منذ يومين") and in a name ("اليوم السابع") the same words
tell an event or nothing. Some systems round down and others to the nearest unit, so that three weeks may be
seventeen to twenty-seven days: a month is told when all of them lie in it, and months and years tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from corpus.types import Precision
from pipelines.clock import WORDS, any_of, time_beside
from pipelines.months import WORD

_UNITS = {unit: timedelta(**{unit: 1}) for unit in WORDS["ago"]["units"]}
_AGO = WORDS["ago"]
_NUMBERS: dict[str, int] = _AGO["numbers"]
_NAMED: dict[str, int] = WORDS["named_days"]
#: Unit by word, and how many of it the word holds by itself.
_COUNTED = {word: (unit, 0) for unit, words in _AGO["units"].items() for word in words["many"]}
_HELD = {
    word: (unit, number)
    for unit, words in _AGO["units"].items()
    for number, held in ((1, words["one"]), (2, words["two"]))
    for word in held
}

_END = r"(?![^\W\d_])"
_START = r"(?<![^\W\d_])"
_MANY = rf"(?P<number>\d{{1,3}}|(?:{any_of(_NUMBERS)}){_END})\s?(?P<many>{any_of(_COUNTED)}){_END}"
_ONE = rf"(?P<held>{any_of(_HELD)}){_END}"
_REST = rf"(?:\s?(?:{any_of(_AGO['and'])})?\s?\d{{1,2}}\s?(?:{any_of(_COUNTED)}){_END})?"
_AMOUNT = rf"(?:(?:{any_of(_AGO['about'])})\s)?(?:{_MANY}|{_ONE}){_REST}"
_FORMS = (
    re.compile(rf"{_START}(?:{any_of(_AGO['before'])})\s{_AMOUNT}"),
    re.compile(rf"{_START}{_AMOUNT}\s(?:{any_of(_AGO['after'])}){_END}"),
)
_NOW = re.compile(rf"{_START}(?:{any_of(_AGO['now'])}){_END}")
_NAMED_DAY = re.compile(rf"{_START}(?P<name>{any_of(_NAMED)}){_END}")

_LABELS = any_of({*WORDS["published"], *WORDS["updated"]})
_BYLINE = rf"(?:{any_of(_AGO['byline'])}){_END}"
# What may stand before: nothing, a separator, a label, a by-line.
_BEFORE = re.compile(rf"(?:^|[|·•:,()\-–/]|^(?:{_BYLINE}).*|{_START}(?:{_LABELS}))\s*(?:في|le)?\s*$")
# What may stand after: nothing, a separator, a by-line, a time.
_AFTER = re.compile(rf"\s*\.?(?:$|[|·•)\-–/]|{_BYLINE}|,?\s?(?:(?:at|a|الساعه|علي الساعه)\s)?\d\d?\s?[:h]\s?\d)")
_FIRST_WORDS = frozenset(
    next(iter(WORD.findall(word))) for word in (*_AGO["before"], *_AGO["after"], *_AGO["now"], *_NAMED)
)


class Relative(NamedTuple):
    """A moment in the outlet's zone, how precise it is, and where in the text it was told."""

    at: datetime
    precision: Precision
    start: int
    end: int


def may_be_relative(words: Collection[str]) -> bool:
    """Whether one of the folded words can begin what is read here."""
    return not _FIRST_WORDS.isdisjoint(words)


def relative_date(folded: str, now: datetime) -> Relative | None:
    """The moment that is told in a folded line; `now` is in the outlet's zone."""
    now = now.replace(second=0, microsecond=0)
    for form in _FORMS:
        if (match := form.search(folded)) and _stands_alone(folded, *match.span()):
            return _ago(match, now)
    if (match := _NOW.search(folded)) and _stands_alone(folded, *match.span()):
        return Relative(now, "minute", *match.span())
    return _named_day(folded, now)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    return _BEFORE.search(folded[:start]) is not None and _AFTER.match(folded, end) is not None


def _ago(match: re.Match[str], now: datetime) -> Relative | None:
    if held := match["held"]:
        unit, number = _HELD[held]
    else:
        (unit, _), printed = _COUNTED[match["many"]], match["number"]
        number = int(printed) if printed.isdigit() else _NUMBERS[printed]
    if unit == "weeks":
        return _month_of_weeks(number, match, now)
    precision: Precision = "minute" if unit in ("seconds", "minutes") else "day"
    moment = (now - number * _UNITS[unit]).replace(second=0)
    return Relative(moment, precision, *match.span())


def _month_of_weeks(number: int, match: re.Match[str], now: datetime) -> Relative | None:
    earliest, latest = (now - weeks * _UNITS["weeks"] for weeks in (number + 1, number - 0.5))
    same = (earliest.year, earliest.month) == (latest.year, latest.month)
    return Relative(earliest.replace(day=1), "month", *match.span()) if same else None


def _named_day(folded: str, now: datetime) -> Relative | None:
    """ "Hier à 10:20"; a time that is yet to come belongs to something else."""
    match = _NAMED_DAY.search(folded)
    if match is None or not _BEFORE.search(folded[: match.start()]):
        return None
    moment = now - timedelta(days=_NAMED[match["name"]])
    clock = time_beside(folded, *match.span())
    if clock is None or clock.start < match.end() or clock.zone is not None:
        return Relative(moment, "day", *match.span()) if _AFTER.match(folded, match.end()) else None
    told = moment.replace(hour=clock.hour, minute=clock.minute)
    return Relative(told, "minute", match.start(), clock.end) if told <= now else Relative(moment, "day", *match.span())
