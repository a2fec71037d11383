"""What is remembered of each feed, sitemap and section page between two polls."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from corpus import ledger
from corpus.engine import insert_into
from corpus.schema import endpoints
from corpus.types import Endpoint, Failure

#: An endpoint that keeps failing is still asked once a week, because outlets come back.
LONGEST_WAIT = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointState:
    """The last poll of an endpoint. `etag` and `last_modified` are the header values as sent, to be sent back."""

    url: str
    etag: str | None
    last_modified: str | None
    body_hash: str | None
    polled: datetime  #: last attempt
    answered: datetime | None  #: last success
    failures: int  #: in a row
    reason: str | None  #: of the last failure
    moved_to: str | None
    items: int  #: links in the last body
    new_items: int  #: of these, how many were new


def state(connection: Connection, url: str) -> EndpointState | None:
    """What is remembered of the endpoint; None when it was never polled."""
    columns = [endpoints.c[field.name] for field in fields(EndpointState)]
    row = connection.execute(select(*columns).where(endpoints.c.url == url)).one_or_none()
    return None if row is None else EndpointState(**row._mapping)


def due(
    connection: Connection, candidates: tuple[Endpoint, ...], now: datetime, every: timedelta
) -> tuple[Endpoint, ...]:
    """Those of `candidates` whose last poll is at least `every` ago, longer for each failure in a row."""
    urls = [endpoint.url for endpoint in candidates]
    columns = (endpoints.c.url, endpoints.c.polled, endpoints.c.failures)
    rows = connection.execute(select(*columns).where(endpoints.c.url.in_(urls)))
    ready_at = {url: polled + wait(every, failures) for url, polled, failures in rows}
    return tuple(endpoint for endpoint in candidates if ready_at.get(endpoint.url, now) <= now)


def wait(every: timedelta, failures: int) -> timedelta:
    """How long to leave an endpoint alone after so many failures in a row."""
    return min(every * (1 + failures), max(every, LONGEST_WAIT))


def answered(
    connection: Connection,
    source_id: str,
    endpoint: Endpoint,
    *,
    now: datetime,
    etag: str | None,
    last_modified: str | None,
    body_hash: str | None,
    moved_to: str | None,
    unchanged: bool,
    items: int,
    new_items: int,
) -> None:
    """Remember a successful poll. A 304 may leave its validators out; then the former ones stay."""
    row: dict[str, Any] = {"source": source_id, "kind": endpoint.kind, "polled": now, "answered": now}
    row |= {"failures": 0, "reason": None, "moved_to": moved_to, "items": items, "new_items": new_items}
    row |= {"etag": etag, "last_modified": last_modified, "body_hash": body_hash}
    kept = ("items", "new_items") if unchanged else ()
    optional = ("etag", "last_modified", "body_hash") if unchanged else ()
    changes = {name: value for name, value in row.items() if name not in kept}
    changes = {name: value for name, value in changes.items() if name not in optional or value is not None}
    _upsert(connection, endpoint.url, row, changes)


def failed(
    connection: Connection, run: int, source_id: str, endpoint: Endpoint, failure: Failure, now: datetime
) -> None:
    """Remember and count a poll that brought nothing."""
    row = {"source": source_id, "kind": endpoint.kind, "polled": now, "reason": failure.reason}
    _upsert(
        connection,
        endpoint.url,
        {**row, "failures": 1, "items": 0, "new_items": 0},
        {**row, "failures": endpoints.c.failures + 1},
    )
    ledger.count(connection, run, source_id, "endpoint_failed", failure.reason)


def _upsert(connection: Connection, url: str, row: dict[str, Any], changes: dict[str, Any]) -> None:
    statement = insert_into(connection.dialect.name, endpoints).values(url=url, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["url"], set_=changes))
