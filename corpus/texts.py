"""The table `texts`: a text enters, is printed, changes its first article, leaves. Who follows whom is `settling`.

Each function returns what has to be settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, delete, insert, select, update

from corpus import keyring
from corpus.body import Body
from corpus.minhash import VERSION, fingerprint
from corpus.schema import articles, texts
from corpus.standing import standing


@dataclass(slots=True)
class Unsettled:
    """Whose leader has to be looked for again."""

    changed: set[int] = field(default_factory=set)  #: texts with other words, other keys or another standing
    parted: set[int] = field(default_factory=set)  #: texts under a key that has become crowded


_FIRST = ("id", "url", "source", "agency", "published", "published_precision", "first_fetched", "text_hash")
_NOTHING_YET: dict[str, Any] = {"signature": None, "marks": b"", "paragraphs": b"", "furniture": [], "size": 0}


def carriers(connection: Connection, text_hash: str) -> dict[str, Row[Any]]:
    """The articles that carry a text, by their standing."""
    mine = select(*(articles.c[name] for name in _FIRST)).where(articles.c.text_hash == text_hash)
    return {_standing(row): row for row in connection.execute(mine)}


def carrier(connection: Connection, article_id: str) -> tuple[str, Row[Any]]:
    """One article with its standing."""
    columns = [articles.c[name] for name in _FIRST]
    row = connection.execute(select(*columns).where(articles.c.id == article_id)).one()
    return _standing(row), row


def by_hash(connection: Connection, text_hash: str) -> Row[Any] | None:
    """The row of a text; None when it is not known."""
    return connection.execute(select(texts).where(texts.c.text_hash == text_hash)).one_or_none()


def enter(connection: Connection, stands: str, first: Row[Any], text: str) -> Unsettled:
    """A text that nobody carried before."""
    row = {"text_hash": first.text_hash, "original": first.id, "outlet": outlet(first), "standing": stands}
    added = connection.execute(insert(texts).values(**row, **_NOTHING_YET, version=VERSION).returning(texts.c.id))
    return _take_place(connection, int(added.scalar_one()), outlet(first), Body(text))


def stand(connection: Connection, row: Row[Any], stands: str, first: Row[Any]) -> Unsettled:
    """Another article is now the first to carry a text; it may have other paragraphs, and other furniture."""
    place, body = outlet(first), Body(text_of(connection, first.id))
    values = {"original": first.id, "standing": stands, "outlet": place}
    connection.execute(update(texts).where(texts.c.id == row.id).values(**values))
    if place == row.outlet and keyring.pack(body.keys(place)) == row.paragraphs:
        return Unsettled(changed={row.id})
    keyring.remove(connection, row.id, set(keyring.unpack(row.paragraphs)))
    return _take_place(connection, row.id, place, body)


def leave(connection: Connection, row: Row[Any]) -> Unsettled:
    """A text that nobody carries any more; its followers lead themselves until they are settled."""
    followers = set(followers_of(connection, row.id))
    connection.execute(update(texts).where(texts.c.leader == row.id).values(leader=None, kind=None, similarity=None))
    keyring.remove(connection, row.id, {*keyring.unpack(row.marks), *keyring.unpack(row.paragraphs)})
    connection.execute(delete(texts).where(texts.c.id == row.id))
    return Unsettled(changed=followers)


def followers_of(connection: Connection, number: int) -> Sequence[int]:
    """The texts that follow one."""
    return connection.execute(select(texts.c.id).where(texts.c.leader == number)).scalars().all()


def text_of(connection: Connection, article_id: str) -> str:
    """The characters of an article's body."""
    return str(connection.execute(select(articles.c.text).where(articles.c.id == article_id)).scalar_one())


def outlet(first: Row[Any]) -> str:
    """Whose furniture a page may carry: the source, or the host of its address when it came without one."""
    return first.source or urlsplit(first.url).hostname or ""


def _take_place(connection: Connection, number: int, place: str, body: Body) -> Unsettled:
    """Put the paragraphs of a text beside the others of its outlet, and print every text that this changes."""
    keys = body.keys(place)
    connection.execute(update(texts).where(texts.c.id == number).values(paragraphs=keyring.pack(keys)))
    crowding = keyring.add(connection, number, set(keys), keyring.FURNITURE - 1)
    unsettled = Unsettled(changed={number}.union(*crowding.values()))
    unsettled.parted = _print(connection, number, place, body)
    for other in sorted(unsettled.changed - {number}):
        row = connection.execute(select(texts.c.original, texts.c.outlet).where(texts.c.id == other)).one()
        unsettled.parted |= _print(connection, other, row.outlet, Body(text_of(connection, row.original)))
    return unsettled


def _print(connection: Connection, number: int, place: str, body: Body) -> set[int]:
    """Write the fingerprint of a text without its furniture and put it under its keys; returns who parted for it."""
    keys = body.keys(place)
    there = keyring.under(connection, set(keys))
    furniture = [paragraph for paragraph, key in enumerate(keys) if keyring.CROWDED in there.get(key, ())]
    values: dict[str, Any] = {"signature": None, "marks": b"", "size": 0, "furniture": furniture, "version": VERSION}
    after: tuple[int, ...] = ()
    if said := body.near_words(furniture):
        found = fingerprint(said)
        after = found.keys
        values |= {"signature": found.signature, "marks": keyring.pack(after), "size": found.size}
    before = connection.execute(select(texts.c.marks).where(texts.c.id == number)).scalar_one()
    connection.execute(update(texts).where(texts.c.id == number).values(values))
    return _move(connection, number, set(keyring.unpack(before)), set(after))


def _move(connection: Connection, number: int, before: set[int], after: set[int]) -> set[int]:
    """From the keys under which a text stands to others."""
    if gone := before - after:
        keyring.remove(connection, number, gone)
    crowding = keyring.add(connection, number, after - before, keyring.CROWD)
    return set().union(*crowding.values())


def _standing(row: Row[Any]) -> str:
    return standing(
        row.id,
        source=row.source,
        agency=row.agency,
        published=row.published,
        precision=row.published_precision,
        first_fetched=row.first_fetched,
    )
