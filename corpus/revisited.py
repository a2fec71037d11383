"""What it means when a page that gave an article gives something again: edited, moved, cut short, back, or a wall."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from corpus import frontier
from corpus.edits import is_cut_from, same_text, same_title
from corpus.schema import articles
from corpus.sqltypes import clean_text
from corpus.types import Article, Rejected, Visit


def edited(row: Row[Any], article: Article) -> bool:
    """Other words, not merely other spelling, another count of views, or less of the text than everybody got before."""
    if not same_title(row.title, clean_text(article.title)):
        return True
    if row.text_hash == article.text_hash or same_text(row.text, article.text):
        return False
    cut = row.access == "full" and article.access != "full"
    return not (cut and is_cut_from(article.text, row.text))


def has_article(connection: Connection, visit: Visit) -> bool:
    """Whether the page of a visit has given an article before."""
    known = frontier.page(connection, visit.url_key)
    return known is not None and known.article_id is not None


def as_known(connection: Connection, visit: Visit, outcome: Article | Rejected) -> Article | Rejected:
    """The article of a page that has got another address keeps the one under which it is stored.

    It is the same one when the page gives the same title or text, and nothing is stored at the new address.
    """
    if isinstance(outcome, Rejected) or outcome.url_key == visit.url_key:
        return outcome
    known = frontier.page(connection, visit.url_key)
    if known is None or known.article_id in (None, outcome.id) or _article(connection, outcome.id) is not None:
        return outcome
    row = _article(connection, known.article_id)
    if row is None or not (same_title(row.title, clean_text(outcome.title)) or row.text_hash == outcome.text_hash):
        return outcome
    return replace(outcome, id=row.id, url=row.url, url_key=row.url_key)


def gone_still(row: Row[Any], article: Article) -> datetime | None:
    """The `gone_at` of an article that was read: empty when it was fetched after that, and not out of an archive."""
    return row.gone_at if row.gone_at is not None and article.fetched < row.gone_at else None


def has_returned(row: Row[Any], article: Article) -> bool:
    """Whether the article had been removed and is there again."""
    return row.gone_at is not None and gone_still(row, article) is None


def back(connection: Connection, page: str) -> bool:
    """The page still has what we have: clear the mark of a removal; whether there was one."""
    here = (articles.c.page == page) & articles.c.gone_at.is_not(None)
    return bool(connection.execute(update(articles).where(here).values(gone_at=None)).rowcount)


def _article(connection: Connection, article_id: str) -> Row[Any] | None:
    return connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
