"""The table `texts`: a text enters, is printed, changes its first article, leaves. Who follows whom is `settling`.

Each function returns what has to be settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

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
    new: int | None = None  #: the one of `changed` that came just now, with its words and whom it meets
    words: list[str] = field(default_factory=list)
    met: set[int] = field(default_factory=set)


_FIRST = select(
    *(
        articles.c[name]
        for name in ("id", "url", "source", "agency", "published", "published_precision", "first_fetched", "text_hash")
    )
)
_BY_HASH = select(texts).where(texts.c.text_hash == bindparam("text_hash"))
_TEXT = select(articles.c.text).where(articles.c.id == bindparam("id"))
_FOLLOWERS = select(texts.c.id).where(texts.c.leader == bindparam("leader"))
_CARRIERS = _FIRST.where(articles.c.text_hash == bindparam("text_hash"))
_CARRIER = _FIRST.where(articles.c.id == bindparam("id"))


def carriers(connection: Connection, text_hash: str) -> dict[str, Row[Any]]:
    """The articles that carry a text, by their standing."""
    return {_standing(row): row for row in connection.execute(_CARRIERS, {"text_hash": text_hash})}


def carrier(connection: Connection, article_id: str) -> tuple[str, Row[Any]]:
    """One article with its standing."""
    row = connection.execute(_CARRIER, {"id": article_id}).one()
    return _standing(row), row


def by_hash(connection: Connection, text_hash: str) -> Row[Any] | None:
    """The row of a text; None when it is not known."""
    return connection.execute(_BY_HASH, {"text_hash": text_hash}).one_or_none()


def enter(connection: Connection, stands: str, first: Row[Any], body: Body) -> Unsettled:
    """A text that nobody carried before."""
    place = outlet(first)
    keys = body.keys(place)
    beside = keyring.under(connection, set(keys))
    full = keyring.crowding(beside, keyring.FURNITURE - 1)
    printed = _Print(body, [n for n, key in enumerate(keys) if key in full or keyring.CROWDED in beside.get(key, ())])
    met = keyring.under(connection, printed.keys)
    row = {"text_hash": first.text_hash, "original": first.id, "outlet": place, "standing": stands}
    row |= {"paragraphs": keyring.pack(keys), **printed.values}
    number = int(connection.execute(insert(texts).values(row).returning(texts.c.id)).scalar_one())
    unsettled = Unsettled(changed={number}, new=number, words=printed.words)
    crowded = keyring.crowding(met, keyring.CROWD)
    unsettled.met = set().union(*(there for key, there in met.items() if key not in crowded))
    unsettled.parted = keyring.add(connection, number, printed.keys, met, keyring.CROWD)
    if others := keyring.add(connection, number, set(keys), beside, keyring.FURNITURE - 1):
        _reprint(connection, others, unsettled)
        unsettled.new = None  # whom it meets may have changed with them
    return unsettled


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
    return connection.execute(_FOLLOWERS, {"leader": number}).scalars().all()


def text_of(connection: Connection, article_id: str) -> str:
    """The characters of an article's body."""
    return str(connection.execute(_TEXT, {"id": article_id}).scalar_one())


def outlet(first: Row[Any]) -> str:
    """Whose furniture a page may carry: the source, or the host of its address when it came without one."""
    return first.source or urlsplit(first.url).hostname or ""


class _Print:
    """The fingerprint of a text without its furniture, as columns."""

    def __init__(self, body: Body, furniture: list[int]) -> None:
        self.words = body.near_words(furniture)
        self.keys: set[int] = set()
        self.values: dict[str, Any] = {"furniture": furniture, "version": VERSION}
        self.values |= {"signature": None, "marks": b"", "size": 0}
        if self.words:
            found = fingerprint(self.words)
            self.keys = set(found.keys)
            self.values |= {"signature": found.signature, "marks": keyring.pack(found.keys), "size": found.size}


def _take_place(connection: Connection, number: int, place: str, body: Body) -> Unsettled:
    """Put the paragraphs of a text beside the others of its outlet, and print every text that this changes."""
    keys = body.keys(place)
    beside = keyring.under(connection, set(keys))
    connection.execute(update(texts).where(texts.c.id == number).values(paragraphs=keyring.pack(keys)))
    unsettled = Unsettled()
    others = keyring.add(connection, number, set(keys), beside, keyring.FURNITURE - 1)
    _reprint(connection, others | {number}, unsettled)
    return unsettled


def _reprint(connection: Connection, numbers: set[int], unsettled: Unsettled) -> None:
    """Write the fingerprints of texts anew whose furniture has changed, and put them under their keys."""
    columns = (texts.c.original, texts.c.outlet, texts.c.marks)
    for number in sorted(numbers):
        row = connection.execute(select(*columns).where(texts.c.id == number)).one()
        body = Body(text_of(connection, row.original))
        keys = body.keys(row.outlet)
        beside = keyring.under(connection, set(keys))
        printed = _Print(body, [n for n, key in enumerate(keys) if keyring.CROWDED in beside.get(key, ())])
        connection.execute(update(texts).where(texts.c.id == number).values(printed.values))
        before = set(keyring.unpack(row.marks))
        keyring.remove(connection, number, before - printed.keys)
        after = printed.keys - before
        met = keyring.under(connection, after)
        unsettled.parted |= keyring.add(connection, number, after, met, keyring.CROWD)
        unsettled.changed.add(number)


def _standing(row: Row[Any]) -> str:
    return standing(
        row.id,
        source=row.source,
        agency=row.agency,
        published=row.published,
        precision=row.published_precision,
        first_fetched=row.first_fetched,
    )
