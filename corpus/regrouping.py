"""Who carries whose text, decided anew from the stored articles: after an upgrade, and when a rule has changed.

A text that has a row in `texts` is decided, so a run that was stopped goes on with those that have none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, distinct, func, select

from corpus import duplicates
from corpus.body import SHORTEST
from corpus.minhash import VERSION
from corpus.schema import articles, text_keys, texts
from corpus.texts import by_hash, carriers

#: An article whose text waits. Whether its normalised words are enough shows when it is read.
_WAITS = (texts.c.id.is_(None), func.length(articles.c.text) >= SHORTEST)
_WITH_TEXTS = articles.outerjoin(texts, texts.c.text_hash == articles.c.text_hash)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCounts:
    """The corpus counted both ways."""

    articles: int
    texts: int  #: after word-for-word copies are counted once; without those too short to compare
    groups: int  #: after edited copies and excerpts are counted once too
    kinds: dict[str, int]  #: texts that are another's, by kind


def clear(connection: Connection, *, all_of_them: bool) -> None:
    """Forget what was decided: everything, or else only what another version of the fingerprint decided."""
    oldest = select(texts.c.version).order_by(texts.c.id).limit(1)  # a new version begins with an empty table
    if all_of_them or connection.execute(oldest).scalar() not in (None, VERSION):
        connection.execute(delete(text_keys))
        connection.execute(delete(texts))


def count(connection: Connection) -> int:
    """How many texts wait to be decided."""
    statement = select(func.count(distinct(articles.c.text_hash))).select_from(_WITH_TEXTS).where(*_WAITS)
    return int(connection.execute(statement).scalar_one())


def batch(connection: Connection, after: str, limit: int) -> Sequence[str]:
    """The hashes of the next of those texts, beginning behind the hash `after`."""
    waiting = select(articles.c.text_hash).distinct().select_from(_WITH_TEXTS)
    waiting = waiting.where(*_WAITS, articles.c.text_hash > after)
    return connection.execute(waiting.order_by(articles.c.text_hash).limit(limit)).scalars().all()


def decide(connection: Connection, hashes: Sequence[str]) -> None:
    """Decide about some texts."""
    for text_hash in hashes:
        if by_hash(connection, text_hash) is None and carriers(connection, text_hash):  # a crawl may run beside this
            duplicates.place(connection, text_hash)


def figures(connection: Connection) -> GroupCounts:
    """How many articles, texts and groups there are now."""
    by_kind = select(texts.c.kind, func.count()).group_by(texts.c.kind).order_by(texts.c.kind)
    kinds = {kind or "": n for kind, n in connection.execute(by_kind)}
    leading = kinds.pop("", 0)
    return GroupCounts(
        articles=int(connection.execute(select(func.count()).select_from(articles)).scalar_one()),
        texts=leading + sum(kinds.values()),
        groups=leading,
        kinds=kinds,
    )
