"""When a crawl is due: the times of the UTC day, and which of them a crawl has served."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from corpus.errors import BadArgument

_HH_MM = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Times of the UTC day, which has no summer time: `at` after midnight, and every `every` from there.

    In local time a daily 00:30 skips a day each spring and a 02:30 comes twice in autumn.
    """

    at: timedelta
    every: timedelta = timedelta(days=1)  #: divides the day, so that every day has the same times

    @classmethod
    def parse(cls, at: str, every: str = "24", *, at_name: str = "--at") -> Schedule:
        """From `HH:MM` and a number of hours; `BadArgument`, naming the option, for anything else."""
        if (hour_minute := _HH_MM.fullmatch(at)) is None:
            raise BadArgument(at_name, at, "HH:MM in UTC, from 00:00 to 23:59")
        if every not in (divisors := ("1", "2", "3", "4", "6", "8", "12", "24")):
            raise BadArgument("--every", every, divisors)
        hour, minute = map(int, hour_minute.groups())
        return cls(at=timedelta(hours=hour, minutes=minute), every=timedelta(hours=int(every)))

    def latest(self, moment: datetime) -> datetime:
        """The last scheduled time that is not after `moment` (aware, in UTC)."""
        first = moment.replace(hour=0, minute=0, second=0, microsecond=0) + self.at
        return first + (moment - first) // self.every * self.every


def next_due(last_success: datetime | None, now: datetime, schedule: Schedule) -> datetime:
    """When the next crawl should start: `now` if one is overdue.

    `last_success` is when the last successful crawl began. It serves the scheduled time before it,
    or the one just after it (within 1/24 of the interval: an hour for the daily crawl), so that a
    crawl caught up at 03:29 is not repeated at 03:30.
    """
    if last_success is None:
        return now
    served = schedule.latest(last_success + schedule.every / 24)
    return max(now, served + schedule.every)
