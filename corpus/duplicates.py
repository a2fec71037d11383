"""Which articles carry the same text. Both stay: which papers ran the wire is data.

All articles with one text point at the one that was fetched first. Each change touches a few rows
through the index on (text_hash, first_fetched, id), however many articles share the text.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from corpus.schema import articles, duplicates
from corpus.types import Duplicate

#: Characters under which equal texts say nothing: captions, "more follows", weather lines.
SHORTEST = 200
_EXACT = duplicates.c.kind == "exact"


class Twin(NamedTuple):
    """What decides which of two equal texts came first."""

    first_fetched: Any
    id: str


def link(connection: Connection, article_id: str, text: str, text_hash: str) -> str | None:
    """Link an article that has just got this text; returns the id of an article that had it already."""
    if len(text) < SHORTEST:
        return None
    first = _first(connection, text_hash, other_than=article_id)
    if first is None:
        return None
    mine = _twin(connection, article_id)
    if first < mine:
        _insert(connection, article_id, first.id)
        return first.id
    _move(connection, first.id, article_id)
    _insert(connection, first.id, article_id)
    return first.id


def unlink(connection: Connection, article_id: str, text_hash: str) -> None:
    """Forget the exact links of an article whose text is about to change; the others keep theirs."""
    connection.execute(delete(duplicates).where(duplicates.c.article_id == article_id, _EXACT))
    led = select(duplicates.c.article_id).where(duplicates.c.original_id == article_id, _EXACT).limit(1)
    if connection.execute(led).scalar() is None:
        return
    heir = _first(connection, text_hash, other_than=article_id)
    if heir is None:
        raise AssertionError(f"duplicates of {article_id} have another text than {text_hash}")
    connection.execute(delete(duplicates).where(duplicates.c.article_id == heir.id, _EXACT))
    _move(connection, article_id, heir.id)


def of(connection: Connection, article_id: str) -> tuple[Duplicate, ...]:
    """Every link in which the article takes part, on either side."""
    sides = (duplicates.c.article_id == article_id) | (duplicates.c.original_id == article_id)
    ordered = select(duplicates).where(sides).order_by(duplicates.c.article_id, duplicates.c.original_id)
    return tuple(Duplicate(**row._mapping) for row in connection.execute(ordered))


def _first(connection: Connection, text_hash: str, other_than: str) -> Twin | None:
    candidates = select(articles.c.first_fetched, articles.c.id).where(
        articles.c.text_hash == text_hash, articles.c.id != other_than
    )
    row = connection.execute(candidates.order_by(articles.c.first_fetched, articles.c.id).limit(1)).one_or_none()
    return None if row is None else Twin(*row)


def _twin(connection: Connection, article_id: str) -> Twin:
    columns = (articles.c.first_fetched, articles.c.id)
    return Twin(*connection.execute(select(*columns).where(articles.c.id == article_id)).one())


def _insert(connection: Connection, article_id: str, original_id: str) -> None:
    row = {"article_id": article_id, "original_id": original_id, "kind": "exact", "similarity": 1.0}
    connection.execute(insert(duplicates).values(row))


def _move(connection: Connection, former: str, original: str) -> None:
    of_former = (duplicates.c.original_id == former) & _EXACT
    connection.execute(update(duplicates).where(of_former).values(original_id=original))
