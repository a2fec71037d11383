"""Which articles carry the same text, word for word or nearly. All stay: which papers ran the wire is data.

Articles with equal words (`articles.text_hash`) share a row of `texts`; a text that is another one shortened or
edited follows that one. The first article of a leading text represents them all, and every link points at it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, or_, select

from corpus import texts
from corpus.body import SHORTEST, Body
from corpus.schema import articles
from corpus.schema import texts as table
from corpus.settling import settle
from corpus.types import Duplicate, DuplicateKind

own, lead = table.alias("own"), table.alias("lead")
#: How an article reaches the text that leads its own; for statements on `articles`.
REACH = articles.outerjoin(own, own.c.text_hash == articles.c.text_hash).outerjoin(
    lead, lead.c.id == func.coalesce(own.c.leader, own.c.id)
)


def link(connection: Connection, article_id: str, text_hash: str) -> Duplicate | None:
    """Place an article that has just got its text among the texts; returns a link to another one that has it too."""
    known = texts.by_hash(connection, text_hash)
    if known is None:
        place(connection, text_hash)
        return _any_link(connection, article_id, None)
    stands, row = texts.carrier(connection, article_id)
    if stands < known.standing:
        settle(connection, texts.stand(connection, known, stands, row))
    twin = None if known.original == article_id else known.original
    return _any_link(connection, article_id, twin)


def place(connection: Connection, text_hash: str) -> None:
    """Place a text that has no place yet, whoever carries it, unless it is too short."""
    carriers = texts.carriers(connection, text_hash)
    first = min(carriers)
    body = Body(texts.text_of(connection, carriers[first].id))
    if body.length >= SHORTEST:
        settle(connection, texts.enter(connection, first, carriers[first], body))


def unlink(connection: Connection, article_id: str, text_hash: str) -> None:
    """Take an article out whose text is about to change."""
    known = texts.by_hash(connection, text_hash)
    if known is None:
        return
    carriers = texts.carriers(connection, text_hash)
    others = {stands: row for stands, row in carriers.items() if row.id != article_id}
    if not others:
        settle(connection, texts.leave(connection, known))
    elif known.original == article_id:
        first = min(others)
        settle(connection, texts.stand(connection, known, first, others[first]))


def restand(connection: Connection, article_id: str) -> None:
    """The date of an article became known, which may make another one the first."""
    _, row = texts.carrier(connection, article_id)
    known = texts.by_hash(connection, row.text_hash)
    if known is None:
        return
    carriers = texts.carriers(connection, row.text_hash)
    first = min(carriers)
    if first != known.standing:
        settle(connection, texts.stand(connection, known, first, carriers[first]))


def of(connection: Connection, article_id: str) -> tuple[Duplicate, ...]:
    """Every link in which the article takes part: to its representative, or from all that it represents."""
    mine = _position(connection, article_id)
    if mine is None or mine.lead_id is None:
        return ()
    if mine.original != article_id:
        return (_duplicate(article_id, mine),)
    columns = (articles.c.id, own.c.leader, own.c.kind, own.c.similarity, lead.c.original)
    group = select(*columns).select_from(REACH).where(_led_by(mine.lead_id), articles.c.id != article_id)
    return tuple(_duplicate(row.id, row) for row in connection.execute(group.order_by(articles.c.id)))


def _any_link(connection: Connection, article_id: str, twin: str | None) -> Duplicate | None:
    """The link of an article, from the other side when the article itself represents the others."""
    mine = _position(connection, article_id)
    if mine is None or mine.lead_id is None:
        return None
    if mine.original != article_id:
        return _duplicate(article_id, mine)
    if twin is not None:
        return Duplicate(article_id=twin, original_id=article_id, kind="exact", similarity=1.0)
    columns = (own.c.leader, own.c.kind, own.c.similarity, lead.c.original, own.c.original.label("copy"))
    followers = select(*columns).join(lead, lead.c.id == own.c.leader).where(own.c.leader == mine.lead_id)
    row = connection.execute(followers.order_by(own.c.standing).limit(1)).one_or_none()
    return None if row is None else _duplicate(row.copy, row)


def _position(connection: Connection, article_id: str) -> Any:
    """The leader's number and first article and how the article's text follows it; None for no article."""
    columns = (lead.c.id.label("lead_id"), lead.c.original, own.c.leader, own.c.kind, own.c.similarity)
    mine = select(*columns).select_from(REACH).where(articles.c.id == article_id)
    return connection.execute(mine).one_or_none()


def _led_by(number: int) -> Any:
    return or_(own.c.id == number, own.c.leader == number)


def _duplicate(article_id: str, row: Any) -> Duplicate:
    kind: DuplicateKind = "exact" if row.leader is None else row.kind
    similarity = 1.0 if row.leader is None else row.similarity
    return Duplicate(article_id=article_id, original_id=row.original, kind=kind, similarity=similarity)
