"""Groups of articles with one text, in SQL: who represents an article, how many there are, and one of each group."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, FromClause, Text, case, cast, func, or_, select

from corpus.duplicates import REACH, lead, own
from corpus.query import Query
from corpus.schema import articles, texts

#: Fields of `corpus.rows.Record` that say which group an article is in.
NAMES = ("duplicate_of", "duplicate_kind", "duplicate_similarity", "group_size", "group_outlets")


def sizes(leader: int | None = None) -> CTE:
    """How many articles and outlets each group has; of one group only when its leader is given."""
    led_by = func.coalesce(texts.c.leader, texts.c.id)
    counted = select(
        led_by.label("leader"),
        func.count().label("articles"),
        func.count(articles.c.source.distinct()).label("outlets"),
    ).select_from(texts.join(articles, articles.c.text_hash == texts.c.text_hash))
    if leader is not None:
        counted = counted.where(or_(texts.c.id == leader, texts.c.leader == leader))
    return counted.group_by(led_by).cte("sizes")


def leader_of(connection: Connection, article_id: str) -> int | None:
    """The number of the text that leads an article's; None for an article that is in no group."""
    return connection.execute(select(lead.c.id).select_from(REACH).where(articles.c.id == article_id)).scalar()


def reach(counted: CTE) -> FromClause:
    """From articles to the text that leads theirs and the figures of the group."""
    return REACH.outerjoin(counted, counted.c.leader == lead.c.id)


def columns(counted: CTE) -> tuple[ColumnElement[Any], ...]:
    """The columns of `NAMES`, on the tables of `reach`. An article without any text row stands alone."""
    follows = lead.c.original != articles.c.id  # unknown without a text row, hence no case applies
    return (
        case((follows, lead.c.original)).label("duplicate_of"),
        case((follows, func.coalesce(own.c.kind, "exact"))).label("duplicate_kind"),
        case((follows, func.coalesce(own.c.similarity, 1.0))).label("duplicate_similarity"),
        func.coalesce(counted.c.articles, 1).label("group_size"),
        func.coalesce(counted.c.outlets, case((articles.c.source.is_(None), 0), else_=1)).label("group_outlets"),
    )


def once_each(query: Query) -> tuple[ColumnElement[bool], ...]:
    """One article of each group among those that a query wants: the representative, or who stands nearest to it."""
    group = func.coalesce(cast(lead.c.id, Text), articles.c.id)
    order = (own.c.standing, articles.c.id != own.c.original, articles.c.first_fetched, articles.c.id)
    place = func.row_number().over(partition_by=group, order_by=order)
    numbered = select(articles.c.id, place.label("place")).select_from(REACH).where(*query.where()).subquery()
    return (articles.c.id.in_(select(numbered.c.id).where(numbered.c.place == 1)),)
