"""The decaying schedule by which an article is looked at again: how it is written, and when a step is due."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeAlias

from corpus.errors import BadArgument

#: Times after the first fetch of an article, rising; an empty schedule is never due.
Steps: TypeAlias = tuple[timedelta, ...]

#: A step counts as reached by this share of it too early. A daily crawl does not come to a page at the same
#: minute each day, and would else be a day late at every step.
EARLY = 1 / 24
LONGEST, MOST = timedelta(days=366), 20

_STEP = re.compile(r"[1-9][0-9]{0,3}[mhd]")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_ALLOWED = f"up to {MOST} rising times of at most {LONGEST.days}d, such as 1h,6h,1d,3d,7d,30d, or nothing for never"


def parse_steps(raw: str, *, name: str = "REVISIT") -> Steps:
    """From `30m,6h,1d`; nothing is an empty schedule. `BadArgument`, naming the setting, for anything else."""
    words = [word.strip() for word in raw.split(",")] if raw.strip() else []
    if len(words) > MOST or not all(map(_STEP.fullmatch, words)):
        raise BadArgument(name, raw, _ALLOWED)
    steps = tuple(int(word[:-1]) * _UNITS[word[-1]] for word in words)
    if any(later <= earlier for earlier, later in pairwise(steps)) or any(step > LONGEST for step in steps):
        raise BadArgument(name, raw, _ALLOWED)
    return steps


def is_due(first: datetime, looked: datetime, now: datetime, steps: Steps) -> bool:
    """Whether a step of the article that was first fetched at `first` has passed since somebody looked last.

    Several steps that passed unseen are one visit.
    """
    return _reached(now - first, steps) > _reached(looked - first, steps)


def _reached(age: timedelta, steps: Steps) -> int:
    return sum(step * (1 - EARLY) <= age for step in steps)
