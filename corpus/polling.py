"""What a poll of an endpoint leaves behind, in one transaction: links, validators, counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from corpus import endpoints, frontier, ledger
from corpus.types import Endpoint, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """An endpoint that answered. The header values and the hash are kept as they are."""

    run: int
    source_id: str
    endpoint: Endpoint
    now: datetime
    etag: str | None
    last_modified: str | None
    body_hash: str | None
    moved_to: str | None
    unchanged: bool


def polled(connection: Connection, poll: Poll, links: tuple[Link, ...]) -> int:
    """Keep the poll and its links; returns how many visits became due."""
    found = frontier.discover(connection, poll.run, poll.source_id, links, poll.now)
    endpoints.answered(
        connection,
        poll.source_id,
        poll.endpoint,
        now=poll.now,
        etag=poll.etag,
        last_modified=poll.last_modified,
        body_hash=poll.body_hash,
        moved_to=poll.moved_to,
        unchanged=poll.unchanged,
        items=len(links),
        new_items=found.new,
    )
    counts = [
        ("endpoint_unchanged" if poll.unchanged else "endpoint_ok", "", 1),
        ("found", "", len(links)),
        ("known", "", found.known),
        ("new", "", found.new),
        ("revisit", "", found.revisit),
        ("skipped", "unusable-address", found.skipped),
    ]
    ledger.count_all(connection, poll.run, poll.source_id, counts)
    return found.new + found.revisit
