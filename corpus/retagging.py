"""New judgements in the place of old ones: which articles wait for one, and how a batch is written.

The version of the rules on each article is the bookmark: what was written is no longer found, so that a run
that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, select, true, update

from corpus import ledger
from corpus.rows import read_figures, read_tags, replace_tags, to_article
from corpus.schema import articles
from corpus.types import Article

_JUDGEMENT = ("relevance", "primary_country", "rules_version")


def count(connection: Connection, version: str | None) -> int:
    """How many articles were judged by other rules than those of `version`; all of them for None."""
    statement = select(func.count()).select_from(articles).where(_other_than(version))
    return int(connection.execute(statement).scalar_one())


def batch(connection: Connection, version: str | None, after: str, limit: int) -> tuple[Article, ...]:
    """The next of those articles by id, beginning behind the id `after`."""
    statement = select(articles).where(_other_than(version), articles.c.id > after).order_by(articles.c.id).limit(limit)
    rows = connection.execute(statement).mappings().all()
    ids = [row["id"] for row in rows]
    found, stated = read_tags(connection, ids), read_figures(connection, ids)
    return tuple(to_article(dict(row), found[row["id"]], stated[row["id"]]) for row in rows)


def write(connection: Connection, run: int, judged: Sequence[Article], changed: int) -> int:
    """Write the judgements of a batch and count them; `changed` of them say something else than before.

    Returns how many were written: an article whose text was revised in the meantime is left to the reading
    that revised it.
    """
    written = sum(_write(connection, article) for article in judged)
    ledger.count_all(connection, run, "", [("retagged", "changed", changed), ("retagged", "same", written - changed)])
    return written


def _write(connection: Connection, article: Article) -> int:
    values = {name: getattr(article, name) for name in _JUDGEMENT}
    same_text = (articles.c.text_hash == article.text_hash, articles.c.title == article.title)
    result = connection.execute(update(articles).where(articles.c.id == article.id, *same_text).values(**values))
    if result.rowcount:
        replace_tags(connection, article)
    return result.rowcount


def _other_than(version: str | None) -> ColumnElement[bool]:
    return true() if version is None else articles.c.rules_version != version
