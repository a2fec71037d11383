"""What each run did, counted in the same transaction as the fact, so that it is exact after a kill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Insert, Row, func, insert, select, update

from corpus.engine import insert_into
from corpus.errors import BadArgument
from corpus.schema import articles, run_counts, runs, tags
from corpus.types import Run

if TYPE_CHECKING:
    from corpus.store import Store

#: Every event, in the order in which a summary shows them.
EVENTS: tuple[str, ...] = (
    "endpoint_ok",
    "endpoint_unchanged",
    "endpoint_failed",
    "found",  # listed links: known + new + revisit + skipped
    "known",
    "new",
    "revisit",  # known, but the endpoint says that it changed
    "scheduled",  # stored articles on topic that are to be looked at again
    "skipped",  # not taken into the frontier, with the reason
    "fetched",  # a page came back: stored + revised + unchanged + alias + rejected
    "stored",
    "revised",
    "unchanged",
    "alias",  # another address of an article that is stored
    "duplicate",  # of the stored: the text of an article of another address, exact, syndicated or an excerpt
    "not_full",  # of the stored: paywalled or a stub, which is the reason
    "rule_missed",  # of the stored and revised: a rule of the outlet's own, the reason, matched nothing
    "rejected",
    "failed",  # a page did not come back
    "removed",  # of the failed: the page of a stored article, 404 or 410 where it was not before
    "returned",  # of the fetched: a page that had been removed
    "retagged",  # a stored article was judged anew; the reason says whether something else came out
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often `event` happened to `source` ("" when none is known) in a run."""

    source: str
    event: str
    reason: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """One run in figures. The breakdowns count the articles that the run stored, not those it revised."""

    run: Run
    counts: tuple[Count, ...]
    relevance: Mapping[str, int]
    languages: Mapping[str, int]
    countries: Mapping[str, int]
    topics: Mapping[str, int]

    def total(self, event: str, source: str | None = None) -> int:
        """How often `event` happened, to all sources or to one."""
        return sum(c.n for c in self.counts if c.event == event and source in (None, c.source))

    def reasons(self, event: str, source: str | None = None) -> dict[str, int]:
        """`event` by reason, the most frequent first; of all sources or of one."""
        by_reason: dict[str, int] = {}
        for count in self.counts:
            if count.event == event and source in (None, count.source):
                by_reason[count.reason] = by_reason.get(count.reason, 0) + count.n
        return dict(sorted(by_reason.items(), key=lambda item: (-item[1], item[0])))

    @property
    def access(self) -> dict[str, int]:
        """The stored articles by how much of each its page gave when it was stored."""
        partly = self.reasons("not_full")
        full = self.total("stored") - sum(partly.values())
        return ({"full": full} if full else {}) | partly

    @property
    def missed_rules(self) -> dict[str, dict[str, int]]:
        """How often each outlet's own reading rules matched nothing, by source and rule."""
        missed = {count.source for count in self.counts if count.event == "rule_missed"}
        return {source: self.reasons("rule_missed", source) for source in sorted(missed)}


def begin_run(connection: Connection, kind: str, arguments: Mapping[str, str], now: datetime) -> int:
    """Open a run and return its id.

    Runs of the same kind that never ended are marked interrupted: the caller holds the lock of that kind,
    so none of them is alive. When they died is not known, and `ended` stays empty.
    """
    orphans = (runs.c.kind == kind) & runs.c.outcome.is_(None)
    connection.execute(update(runs).where(orphans).values(outcome="interrupted"))
    row = {"kind": kind, "arguments": dict(arguments), "started": now}
    return int(connection.execute(insert(runs).values(row).returning(runs.c.id)).scalar_one())


def end_run(connection: Connection, run: int, outcome: str, now: datetime) -> None:
    """Close a run."""
    connection.execute(update(runs).where(runs.c.id == run).values(outcome=outcome, ended=now))


def count(connection: Connection, run: int, source: str | None, event: str, reason: str = "", n: int = 1) -> None:
    """Add `n` to a counter of the run; nothing for 0."""
    count_all(connection, run, source, ((event, reason, n),))


def count_all(connection: Connection, run: int, source: str | None, events: Iterable[tuple[str, str, int]]) -> None:
    """Add to several counters of one source, each as event, reason and how many."""
    rows = []
    for event, reason, n in events:
        if event not in EVENTS:
            raise ValueError(f"no such event in the ledger: {event}")
        if n:
            rows.append({"run": run, "source": source or "", "event": event, "reason": reason, "n": n})
    if rows:
        connection.execute(_adding(connection.dialect.name), rows)


@cache
def _adding(dialect: str) -> Insert:
    """Kept, because making an upsert takes SQLAlchemy longer than the database takes to do it."""
    statement = insert_into(dialect, run_counts)
    return statement.on_conflict_do_update(
        index_elements=["run", "source", "event", "reason"], set_={"n": run_counts.c.n + statement.excluded.n}
    )


def recent_runs(connection: Connection, limit: int = 20) -> tuple[Run, ...]:
    """The last runs, newest first."""
    rows = connection.execute(select(runs).order_by(runs.c.id.desc()).limit(limit))
    return tuple(_run(row) for row in rows)


def last_success(store: Store, now: datetime, kind: str = "crawl") -> datetime | None:
    """When the last whole run that ended complete or partial began.

    A run with arguments saw a part of the press only, and one dated after `now` is a wrong clock's.
    """
    return store.database.fetch(_last_success, now, kind)


def summary(connection: Connection, run: int) -> RunSummary:
    """The figures of one run; `BadArgument` for an id that was never given."""
    row = connection.execute(select(runs).where(runs.c.id == run)).one_or_none()
    if row is None:
        last = connection.execute(select(func.max(runs.c.id))).scalar()
        raise BadArgument("run", str(run), f"1 to {last}" if last else "none yet; run a crawl first")
    return RunSummary(
        run=_run(row),
        counts=_counts(connection, run),
        relevance=_stored_by(connection, run, articles.c.relevance),
        languages=_stored_by(connection, run, articles.c.language),
        countries=_tagged(connection, run, "country"),
        topics=_tagged(connection, run, "topic"),
    )


def _run(row: Row[Any]) -> Run:
    return Run(**row._mapping)


def _last_success(connection: Connection, now: datetime, kind: str) -> datetime | None:
    good = (runs.c.kind == kind) & runs.c.outcome.in_(("complete", "partial")) & (runs.c.started <= now)
    newest_first = select(runs.c.started, runs.c.arguments).where(good).order_by(runs.c.started.desc())
    return next((row.started for row in connection.execute(newest_first) if not row.arguments), None)


def _counts(connection: Connection, run: int) -> tuple[Count, ...]:
    columns = (run_counts.c.source, run_counts.c.event, run_counts.c.reason, run_counts.c.n)
    rows = connection.execute(select(*columns).where(run_counts.c.run == run))
    found = (Count(**row._mapping) for row in rows)
    # Sorted here, because the databases sort text each in their own way.
    return tuple(sorted(found, key=lambda c: (c.source, EVENTS.index(c.event), -c.n, c.reason)))


def _stored_by(connection: Connection, run: int, column: Any) -> dict[str, int]:
    rows = connection.execute(select(column, func.count()).where(articles.c.run == run).group_by(column))
    return _most_first(rows)


def _tagged(connection: Connection, run: int, kind: str) -> dict[str, int]:
    joined = tags.join(articles, articles.c.id == tags.c.article_id)
    rows = connection.execute(
        select(tags.c.name, func.count())
        .select_from(joined)
        .where(articles.c.run == run, tags.c.kind == kind)
        .group_by(tags.c.name)
    )
    return _most_first(rows)


def _most_first(rows: Any) -> dict[str, int]:
    found = {str(name): int(n) for name, n in rows}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
