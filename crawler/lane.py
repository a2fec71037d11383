"""One outlet's place in a crawl: which of its pages are on their way, and when to stop asking."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.types import Source, Visit

#: Pages of one outlet that wait in Scrapy at a time: one is fetched, one is next. More would only
#: hold memory, because a host gets one request at a time.
AHEAD = 2
#: Failures in a row after which an outlet is left alone until the next run (Nutch stops a host
#: after five exceptions).
PATIENCE = 5
#: Pages taken from the frontier at a time.
BATCH = 20


@dataclass(slots=True, kw_only=True)
class Lane:
    """The state of one outlet in one run. `budget` counts down with every page that is asked for."""

    source: Source
    budget: int
    ready: deque[Visit] = field(default_factory=deque)
    #: URL keys that were asked for and are not finished: the frontier must not hand them out again.
    in_flight: set[str] = field(default_factory=set)
    waiting: int = 0
    #: The frontier had nothing new when it was last asked.
    caught_up: bool = False
    failures: int = 0
    #: Endpoints that were asked and have not answered: new pages may still come.
    asked: int = 0
    endpoints_ok: int = 0
    endpoints_failed: int = 0

    @property
    def stopped(self) -> bool:
        """Too many failures in a row."""
        return self.failures >= PATIENCE

    @property
    def unreachable(self) -> bool:
        """No endpoint answered: what this outlet published is not known to us."""
        return self.stopped or (self.endpoints_failed > 0 and self.endpoints_ok == 0)

    @property
    def listed(self) -> bool:
        """Every endpoint has answered or failed, so that what is new is in the frontier."""
        return self.asked <= 0

    @property
    def hungry(self) -> bool:
        """New pages may be asked for before this run ends."""
        return not self.stopped and self.budget > 0 and not (self.listed and self.caught_up and not self.ready)

    def wants(self) -> int:
        """How many visits to take from the frontier now."""
        if self.stopped or self.ready or self.waiting >= AHEAD:
            return 0
        return min(BATCH, self.budget)

    def add(self, visits: Iterable[Visit]) -> None:
        """Visits that were taken from the frontier."""
        for visit in visits:
            if visit.url_key not in self.in_flight:
                self.in_flight.add(visit.url_key)
                self.ready.append(visit)

    def departures(self, left: int | None = None) -> tuple[Visit, ...]:
        """The visits to ask for now; `left` is what the whole run may still ask for, None without a limit."""
        leaving: list[Visit] = []
        while self.ready and self.budget > 0 and self.waiting < AHEAD and not self.stopped and len(leaving) != left:
            leaving.append(self.ready.popleft())
            self.waiting += 1
            self.budget -= 1
        return tuple(leaving)

    def endpoint_answered(self) -> None:
        """A feed, sitemap or section page came back and could be read."""
        self.asked -= 1
        self.endpoints_ok += 1
        self.failures = 0

    def endpoint_failed(self) -> None:
        """One did not."""
        self.asked -= 1
        self.endpoints_failed += 1
        self.failures += 1

    def answered(self, *, ok: bool) -> None:
        """A page came back, or did not."""
        self.waiting -= 1
        self.failures = 0 if ok else self.failures + 1

    def finished(self, visit: Visit) -> None:
        """The outcome of a visit is in the database."""
        self.in_flight.discard(visit.url_key)
