"""The addresses that are due, done or given up. The table is the queue: nothing is leased, a kill loses nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from corpus import ledger
from corpus.schema import articles, pages
from corpus.sqltypes import clean_text
from corpus.types import FINAL_FAILURES, Failure, Link, Visit
from corpus.urls import url_key

#: `due` waits for a fetch, `done` has an article, the others say why there is none.
STATES = ("due", "done", "rejected", "failed", "refused", "gone")
#: States that a newer date in an endpoint makes due again. A refusal is not asked twice.
REVISITED = frozenset({"done", "rejected", "failed", "gone"})
#: Bytes of the longest URL key taken: PostgreSQL indexes at most 2,704, and no article needs as much.
LONGEST_KEY = 2000
#: Failures in a row after which a page is given up (eight tries took out the faulty pages of a run
#: with 30 % injected faults and lost no healthy one).
MOST_TRIES = 8
FIRST_WAIT = timedelta(minutes=30)
LONGEST_WAIT = timedelta(hours=24)
#: Keys in one IN list; PostgreSQL takes 65,535 and SQLite 32,766 parameters.
CHUNK = 500


class Discovery(NamedTuple):
    """What became of the links of one endpoint."""

    known: int
    new: int
    revisit: int
    skipped: int


def discover(connection: Connection, run: int, source_id: str, links: Sequence[Link], now: datetime) -> Discovery:
    """Put the links that are new, or newer than what we fetched, into the queue."""
    by_key = {clean_text(url_key(link.url)): link for link in reversed(links)}
    fit = {key: link for key, link in sorted(by_key.items()) if usable(key, link.url)}
    new, revisit = 0, 0
    for keys in chunks(list(fit)):
        rows = connection.execute(select(pages).where(pages.c.url_key.in_(keys)))
        known = {row.url_key: row for row in rows}
        fresh = [_new_row(key, fit[key], source_id, run, now) for key in keys if key not in known]
        if fresh:
            connection.execute(insert(pages), fresh)
        for key, row in known.items():
            if _changed(row, fit[key], now):
                _revisit(connection, key, fit[key], run, now)
                revisit += 1
        new += len(fresh)
    skipped = len(by_key) - len(fit)
    return Discovery(len(links) - new - revisit - skipped, new, revisit, skipped)


def usable(key: str, url: str) -> bool:
    """Whether an address can be a row: the web's, and short enough for an index."""
    return url.startswith(("http://", "https://")) and len(key.encode()) <= LONGEST_KEY


def take(
    connection: Connection,
    source_id: str,
    limit: int,
    now: datetime,
    *,
    exclude: frozenset[str] = frozenset(),
    since: datetime | None = None,
    revisits: bool = True,
) -> tuple[Visit, ...]:
    """Due visits of a source: new pages first, then revisits, in each the newest first.

    `since` leaves out what the endpoint dates before it.
    """
    statement = select(pages).where(pages.c.source == source_id, _due(now))
    if exclude:
        statement = statement.where(pages.c.url_key.not_in(sorted(exclude)))
    if since is not None:
        statement = statement.where(pages.c.dated >= since)
    ordered = statement.order_by(pages.c.dated.desc(), pages.c.url_key)
    # Two statements, because the index has the order of each.
    rows = connection.execute(ordered.where(pages.c.via != "revisit").limit(limit)).all()
    if revisits and len(rows) < limit:
        rows = [*rows, *connection.execute(ordered.where(pages.c.via == "revisit").limit(limit - len(rows)))]
    return tuple(_visit(row) for row in rows)


def due_counts(connection: Connection, now: datetime) -> dict[str, int]:
    """How many visits are due, by source."""
    rows = connection.execute(select(pages.c.source, func.count()).where(_due(now)).group_by(pages.c.source))
    return {source: int(n) for source, n in rows}


def finish(connection: Connection, key: str, run: int, now: datetime, state: str, **values: Any) -> None:
    """A visit ended: set its state, and forget the failures on the way."""
    values = {"reason": None, "detail": None, **values}
    values |= {"state": state, "run": run, "fetched": now, "tries": 0, "not_before": None}
    connection.execute(update(pages).where(pages.c.url_key == key).values(values))


def record(connection: Connection, row: Mapping[str, Any]) -> None:
    """An address that was read without having been queued."""
    connection.execute(insert(pages), [dict(row)])


def page(connection: Connection, key: str) -> Row[Any] | None:
    """The row of one address."""
    return connection.execute(select(pages).where(pages.c.url_key == key)).one_or_none()


def fail(connection: Connection, run: int, visit: Visit, failure: Failure, now: datetime) -> None:
    """A page did not come back: give it up, or try again after a growing wait."""
    tries = visit.tries + 1
    final = failure.reason in FINAL_FAILURES or tries >= MOST_TRIES
    values: dict[str, Any] = {
        "state": _final_state(failure.reason) if final else "due",
        "not_before": now if final else now + min(FIRST_WAIT * 2**visit.tries, LONGEST_WAIT),
        "tries": tries,
        "reason": failure.reason,
        "detail": failure.detail or None,
        "status": failure.status,
        "run": run,
    }
    connection.execute(update(pages).where(pages.c.url_key == visit.url_key).values(values))
    if values["state"] == "gone":
        here = (articles.c.page == visit.url_key) & articles.c.gone_at.is_(None)
        removed = connection.execute(update(articles).where(here).values(gone_at=now)).rowcount
        ledger.count(connection, run, visit.source, "removed", failure.reason, removed)
    ledger.count(connection, run, visit.source, "failed", failure.reason)


def _final_state(reason: str) -> str:
    if reason in ("not-found", "gone"):
        return "gone"
    return "refused" if reason in ("robots", "refused") else "failed"


def _due(now: datetime) -> Any:
    return (pages.c.state == "due") & or_(pages.c.not_before.is_(None), pages.c.not_before <= now)


def _changed(row: Row[Any], link: Link, now: datetime) -> bool:
    """The endpoint says that the page changed after our last fetch.

    Endpoints that stamp every entry with the present would have us fetch everything at every poll, so
    after revisits that found nothing new the next waits 1, 2, 4 … at most 32 days.
    """
    if row.state not in REVISITED or link.updated is None or row.fetched is None:
        return False
    patience = timedelta(days=2 ** min(row.idle - 1, 5)) if row.idle else timedelta(0)
    return bool(link.updated > row.fetched and now - row.fetched >= patience)


def _revisit(connection: Connection, key: str, link: Link, run: int, now: datetime) -> None:
    values: dict[str, Any] = {"state": "due", "via": "revisit", "found_in": link.found_in, "hints": _hints(link)}
    values |= {"dated": _dated(link, now), "tries": 0, "not_before": None, "run": run}
    connection.execute(update(pages).where(pages.c.url_key == key).values(values))


def _new_row(key: str, link: Link, source_id: str, run: int, now: datetime) -> dict[str, Any]:
    row: dict[str, Any] = {"url_key": key, "url": link.url, "source": source_id, "state": "due", "via": link.via}
    row |= {"found_in": link.found_in, "hints": _hints(link), "dated": _dated(link, now), "discovered": now}
    return row | {"tries": 0, "idle": 0, "run": run}


def _dated(link: Link, now: datetime) -> datetime:
    """The latest date of the endpoint, never in the future: a wrong 2999 must not lead the queue for years."""
    dates = [date for date in (link.published, link.updated) if date]
    return min(max(dates), now) if dates else now


def _hints(link: Link) -> dict[str, Any]:
    hints: dict[str, Any] = {"title": link.title, "summary": link.summary, "language": link.language}
    hints |= {"authors": list(link.authors), "published": _iso(link.published), "updated": _iso(link.updated)}
    return {name: value for name, value in hints.items() if value}


def _visit(row: Row[Any]) -> Visit:
    hints: dict[str, Any] = dict(row.hints)
    for name in ("published", "updated"):
        hints[name] = datetime.fromisoformat(hints[name]) if name in hints else None
    hints["authors"] = tuple(hints.get("authors", ()))
    link = Link(url=row.url, via=row.via, found_in=row.found_in or "", **hints)
    return Visit(
        url=row.url,
        url_key=row.url_key,
        source=row.source,
        link=link,
        tries=row.tries,
        etag=row.etag,
        last_modified=row.last_modified,
    )


def _iso(value: datetime | None) -> str | None:
    return value.astimezone(UTC).isoformat() if value else None


def chunks(keys: list[str]) -> Iterator[list[str]]:
    """The keys in lists that an IN takes."""
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
