"""Getting articles out again: one, or all that a query wants, in a stable order and in batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from sqlalchemy import CTE, Connection, Select, func, select

from corpus import groups
from corpus.archive import ResponseRecord
from corpus.query import Query
from corpus.rows import Record, read_figures, read_tags, to_article
from corpus.schema import articles, pages, responses, revisions
from corpus.types import Article, Revision

#: Articles held in memory at a time: about 2 MB of text.
BATCH = 500

_REVISIONS = (
    select(func.count()).where(revisions.c.article_id == articles.c.id).scalar_subquery().label("revision_count")
)


def records(connection: Connection, query: Query) -> Iterator[Record]:
    """Every article that the query wants: oldest first, undated last, then by id."""
    streaming = connection.execution_options(yield_per=BATCH)
    wanted = groups.once_each(query) if query.unique else query.where()
    ordered = (articles.c.published.asc().nulls_last(), articles.c.id)
    statement = _select(groups.sizes()).where(*wanted).order_by(*ordered)
    for rows in streaming.execute(statement).partitions():
        yield from _with_tags(connection, rows)


def count(connection: Connection, query: Query) -> int:
    """How many articles the query wants."""
    wanted = groups.once_each(query) if query.unique else query.where()
    return int(connection.execute(select(func.count()).select_from(articles).where(*wanted)).scalar_one())


def record(connection: Connection, article_id: str) -> Record | None:
    """One article; None when there is none of this id."""
    sizes = groups.sizes(groups.leader_of(connection, article_id))
    rows = connection.execute(_select(sizes).where(articles.c.id == article_id)).all()
    return next(_with_tags(connection, rows), None)


def one(connection: Connection, article_id: str) -> Article | None:
    """One article without what only the database knows."""
    found = record(connection, article_id)
    return None if found is None else found.article


def id_at(connection: Connection, key: str) -> str | None:
    """The id of the article that the page with this URL key gave, whatever address it has now; None without one."""
    return connection.execute(select(pages.c.article_id).where(pages.c.url_key == key)).scalar()


def older_texts(connection: Connection, article_id: str) -> tuple[Revision, ...]:
    """The revisions of an article, the first text first."""
    mine = select(revisions).where(revisions.c.article_id == article_id).order_by(revisions.c.number)
    return tuple(Revision(**row._mapping) for row in connection.execute(mine))


def responses_of(connection: Connection, article_id: str) -> tuple[ResponseRecord, ...]:
    """Where the responses of an article lie, the oldest first."""
    columns = [responses.c[field.name] for field in fields(ResponseRecord)]
    mine = select(*columns).where(responses.c.article_id == article_id)
    rows = connection.execute(mine.order_by(responses.c.fetched, responses.c.file, responses.c.offset))
    return tuple(ResponseRecord(**row._mapping) for row in rows)


def languages(connection: Connection) -> tuple[str, ...]:
    """The languages of the articles that are stored."""
    return tuple(sorted(connection.execute(select(articles.c.language).distinct()).scalars()))


def sources(connection: Connection) -> tuple[str, ...]:
    """The sources of the articles that are stored."""
    return tuple(sorted(filter(None, connection.execute(select(articles.c.source).distinct()).scalars())))


def _select(sizes: CTE) -> Select[Any]:
    return select(articles, *groups.columns(sizes), _REVISIONS).select_from(groups.reach(sizes))


def _with_tags(connection: Connection, rows: Any) -> Iterator[Record]:
    ids = [row.id for row in rows]
    found, stated = read_tags(connection, ids), read_figures(connection, ids)
    for row in rows:
        yield Record(
            article=to_article(row._mapping, found[row.id], stated[row.id]),
            first_fetched=row.first_fetched,
            gone_at=row.gone_at,
            revisions=row.revision_count,
            **{name: row._mapping[name] for name in groups.NAMES},
        )
