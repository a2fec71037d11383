"""The door to the database for the floors above: each method is one transaction, or one snapshot.

The work is done in the modules that are named after it (`frontier`, `keeping`, `ledger`, …) by functions
that take a connection; here they meet a database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from corpus import (
    duplicates,
    endpoints,
    frontier,
    keeping,
    ledger,
    migrate,
    polling,
    reading,
    regrouping,
    retagging,
    revisits,
)
from corpus.endpoints import EndpointState
from corpus.engine import Database, prepare_folder
from corpus.keeping import Kept
from corpus.ledger import RunSummary
from corpus.query import Query
from corpus.rows import Record
from corpus.steps import Steps
from corpus.types import Article, Duplicate, Endpoint, Failure, Link, Rejected, Revision, Run, Visit

if TYPE_CHECKING:
    from corpus.archive import ResponseRecord


class Store:
    """A database at the schema of this version. Safe to use from several threads; not across a fork."""

    def __init__(self, database: Database):
        self.database = database

    @classmethod
    def open(cls, url: str, *, create: bool = True) -> Store:
        """Open the database at a SQLAlchemy address, creating folder, file and schema where there is nothing.

        With `create=False` a missing SQLite file is an error. Raises `DatabaseError` when it cannot be
        opened and `SchemaError` when its schema is older, newer or not ours; both say what to do.
        """
        database = Database(url)
        try:
            prepare_folder(database.url, create=create)
            migrate.prepare(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Give the connections back."""
        self.database.close()

    # --- runs -------------------------------------------------------------------------------------

    def begin_run(self, kind: str, arguments: dict[str, str], now: datetime) -> int:
        """Open a run (`crawl`, `ingest` or `retag`); earlier ones of that kind without an end become interrupted."""
        return self.database.write(ledger.begin_run, kind, arguments, now)

    def end_run(self, run: int, outcome: str, now: datetime) -> None:
        """Close a run as complete, partial, failed or interrupted."""
        self.database.write(ledger.end_run, run, outcome, now)

    def count(self, run: int, source: str, event: str, reason: str = "", n: int = 1) -> None:
        """Count an event of `ledger.EVENTS` that no other method counts."""
        self.database.write(ledger.count, run, source, event, reason, n)

    def summary(self, run: int) -> RunSummary:
        """The figures of a run; `BadArgument` when there is none of this id."""
        return self.database.fetch(ledger.summary, run)

    def runs(self, limit: int = 20) -> tuple[Run, ...]:
        """The last runs, newest first."""
        return self.database.fetch(ledger.recent_runs, limit)

    # --- endpoints --------------------------------------------------------------------------------

    def endpoint(self, url: str) -> EndpointState | None:
        """What is remembered of an endpoint; None when it was never polled."""
        return self.database.fetch(endpoints.state, url)

    def due_endpoints(
        self, candidates: tuple[Endpoint, ...], now: datetime, *, every: timedelta
    ) -> tuple[Endpoint, ...]:
        """Those not polled within `every`; each failure in a row adds another `every`, up to a week."""
        return self.database.fetch(endpoints.due, candidates, now, every)

    def polled(
        self,
        run: int,
        source_id: str,
        endpoint: Endpoint,
        *,
        now: datetime,
        etag: str | None,
        last_modified: str | None,
        body_hash: str | None,
        links: tuple[Link, ...],
        unchanged: bool,
        moved_to: str | None = None,
    ) -> int:
        """Keep what an endpoint listed: its links in the frontier, its validators, the counts.

        Returns how many visits became due.
        """
        poll = polling.Poll(
            run=run,
            source_id=source_id,
            endpoint=endpoint,
            now=now,
            etag=etag,
            last_modified=last_modified,
            body_hash=body_hash,
            moved_to=moved_to,
            unchanged=unchanged,
        )
        return self.database.write(polling.polled, poll, links)

    def endpoint_failed(self, run: int, source_id: str, endpoint: Endpoint, failure: Failure, now: datetime) -> None:
        """Remember and count a poll that brought nothing."""
        self.database.write(endpoints.failed, run, source_id, endpoint, failure, now)

    # --- the frontier -----------------------------------------------------------------------------

    def take(
        self,
        source_id: str,
        limit: int,
        now: datetime,
        *,
        exclude: frozenset[str] = frozenset(),
        since: datetime | None = None,
        revisits: bool = True,
    ) -> tuple[Visit, ...]:
        """Due visits without the URL keys in `exclude`: new pages, newest first, then revisits if they are wanted.

        Nothing is leased: a kill loses nothing.
        """
        return self.database.fetch(
            frontier.take, source_id, limit, now, exclude=exclude, since=since, revisits=revisits
        )

    def plan_revisits(self, run: int, sources: Collection[str], steps: Steps, now: datetime) -> int:
        """Make the stored articles of these sources due that are to be looked at again; returns how many."""
        return self.database.write(revisits.plan, run, sources, steps, now)

    def due_counts(self, now: datetime) -> dict[str, int]:
        """How many visits are due, by source."""
        return self.database.fetch(frontier.due_counts, now)

    def keep(
        self,
        run: int,
        visit: Visit,
        outcome: Article | Rejected,
        now: datetime,
        *,
        response: ResponseRecord | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> Kept:
        """Keep what a visit brought and end the visit."""
        return self.database.write(
            keeping.keep, run, visit, outcome, now, response=response, etag=etag, last_modified=last_modified
        )

    def keep_loose(self, run: int, outcome: Article | Rejected, source: str | None, now: datetime) -> Kept:
        """Keep what was read from disk, by the same rules."""
        return self.database.write(keeping.keep_loose, run, outcome, source, now)

    def unmodified(self, run: int, visit: Visit, now: datetime) -> None:
        """End a revisit that the outlet answered with 304."""
        self.database.write(keeping.unmodified, run, visit, now)

    def fail(self, run: int, visit: Visit, failure: Failure, now: datetime) -> None:
        """End a visit that brought no page, for good or until a later try."""
        self.database.write(frontier.fail, run, visit, failure, now)

    # --- judging anew -----------------------------------------------------------------------------

    def waiting(self, version: str | None) -> int:
        """How many articles were judged by other rules than those of `version`; all of them for None."""
        return self.database.fetch(retagging.count, version)

    def to_retag(self, version: str | None, after: str, limit: int) -> tuple[Article, ...]:
        """The next of those articles by id, beginning behind the id `after`."""
        return self.database.fetch(retagging.batch, version, after, limit)

    def retag(self, run: int, judged: Sequence[Article], changed: int) -> int:
        """Write the judgements of a batch; `changed` of them say something else than before. Returns how many."""
        return self.database.write(retagging.write, run, judged, changed)

    # --- grouping anew ----------------------------------------------------------------------------

    def clear_groups(self, *, all_of_them: bool) -> None:
        """Forget which texts are one, all of it or only what an earlier version of the program decided."""
        self.database.write(regrouping.clear, all_of_them=all_of_them)

    def ungrouped(self) -> int:
        """How many texts wait to be compared with the others."""
        return self.database.fetch(regrouping.count)

    def to_group(self, after: str, limit: int) -> Sequence[str]:
        """The hashes of the next of those texts, beginning behind the hash `after`."""
        return self.database.fetch(regrouping.batch, after, limit)

    def group(self, hashes: Sequence[str]) -> None:
        """Compare some texts with the others."""
        self.database.write(regrouping.decide, hashes)

    def group_figures(self) -> regrouping.GroupCounts:
        """How many articles, texts and groups there are."""
        return self.database.fetch(regrouping.figures)

    # --- giving -----------------------------------------------------------------------------------

    def articles(self, query: Query | None = None) -> Iterator[Article]:
        """The articles that a query wants (all without one), as `records` gives them."""
        for record in self.records(query or Query()):
            yield record.article

    def records(self, query: Query) -> Iterator[Record]:
        """The same with what only the database knows: oldest first, undated last, of one moment."""
        with self.database.read() as connection:
            yield from reading.records(connection, query)

    def how_many(self, query: Query) -> int:
        """How many articles a query wants."""
        return self.database.fetch(reading.count, query)

    def article(self, article_id: str) -> Article | None:
        """One article; None when there is none of this id."""
        return self.database.fetch(reading.one, article_id)

    def article_at(self, key: str) -> Article | None:
        """The article that the page with this URL key gave; None when there is none."""
        article_id = self.database.fetch(reading.id_at, key)
        return None if article_id is None else self.article(article_id)

    def record(self, article_id: str) -> Record | None:
        """One article with what only the database knows; None when there is none of this id."""
        return self.database.fetch(reading.record, article_id)

    def responses(self, article_id: str) -> tuple[ResponseRecord, ...]:
        """Where the responses of an article lie in the archive, the oldest first."""
        return self.database.fetch(reading.responses_of, article_id)

    def revisions(self, article_id: str) -> tuple[Revision, ...]:
        """The older texts of an article, the first one first."""
        return self.database.fetch(reading.older_texts, article_id)

    def duplicates(self, article_id: str) -> tuple[Duplicate, ...]:
        """Every link in which an article takes part, on either side."""
        return self.database.fetch(duplicates.of, article_id)

    def known(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The languages and the sources of what is stored, for the checking of filters."""
        return self.database.fetch(reading.languages), self.database.fetch(reading.sources)
