"""The days that an article names, as dates: a weekday is the last one before the article, `4 juin` is in its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from corpus.normalise import fold_accents, normalise
from pipelines.months import MONTH, fold_date, month_number, plain

_WEEKDAYS = (
    ("الاثنين", "lundi", "monday"),
    ("الثلاثاء", "mardi", "tuesday"),
    ("الاربعاء", "mercredi", "wednesday"),
    ("الخميس", "jeudi", "thursday"),
    ("الجمعه", "vendredi", "friday"),
    ("السبت", "samedi", "saturday"),
    ("الاحد", "dimanche", "sunday"),
)
_NUMBER = {fold_accents(normalise(word)): number for number, words in enumerate(_WEEKDAYS) for word in words}
_BACK = {"اليوم": 0, "aujourd'hui": 0, "today": 0, "امس": 1, "hier": 1, "yesterday": 1}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})(?:er)?\s+({MONTH})")
_MONTH_DAY = re.compile(rf"({MONTH})\s+(\d{{1,2}})(?!\d)")
#: Days. A date so far from the article is of something else.
_FARTHEST = 21


def named_days(text: str, published: date) -> Iterator[date]:
    """The days of the last three weeks that a text names."""
    for word in _WORD.findall(fold_accents(normalise(text))):
        key = word.removeprefix("و") if word.startswith("وا") else word
        if key in _NUMBER:
            yield published - timedelta(days=(published.weekday() - _NUMBER[key]) % 7)
        elif key in _BACK:
            yield published - timedelta(days=_BACK[key])
    folded = fold_date(plain(text))
    pairs = [(match[1], match[2]) for match in _DAY_MONTH.finditer(folded)]
    pairs += [(match[2], match[1]) for match in _MONTH_DAY.finditer(folded)]
    for day, month in pairs:
        if found := _nearest(int(day), month_number(month), published):
            yield found


def _nearest(day: int, month: int | None, published: date) -> date | None:
    for year in (published.year, published.year - 1):
        try:
            found = date(year, month or 0, day)
        except ValueError:
            continue
        if abs((found - published).days) <= _FARTHEST:
            return found
    return None
