"""Who follows whom among the texts: the same answer in whatever order they came.

Taken from the first to the last by their standing, each text follows the first leader before it with which it is
one text, compared with that leader itself; a text that finds none leads. So nothing is chained: two followers may
differ as they like, but each is one text with its leader.

When texts come or change, only what may come out otherwise is decided again, from the first on: the new text; when
it leads, the later texts that are one with it and follow nobody before it; when it no longer leads, its followers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, select, update

from corpus import keyring
from corpus.body import Body
from corpus.likeness import Content, Likeness, compare, possible
from corpus.minhash import VERSION, agreement, read_signature
from corpus.schema import texts
from corpus.texts import Unsettled, followers_of, text_of

#: Leaders with which one text is compared word by word: those whose signatures agree most.
MOST_COMPARED = 20
#: Later texts with which a new leader is compared, likewise; the followers of those it wins come by themselves.
MOST_CLAIMED = 100
#: Numbers in one statement.
_BATCH = 500
_COLUMNS = ("id", "original", "standing", "signature", "marks", "furniture", "size", "leader", "kind", "similarity")
_READ = select(*(texts.c[name] for name in _COLUMNS)).where(
    texts.c.id.in_(bindparam("ids", expanding=True)), texts.c.version == VERSION
)


@dataclass(slots=True)
class _Text:
    """A text while it is settled."""

    id: int
    original: str
    standing: str
    signature: NDArray[np.uint32] | None
    marks: bytes
    furniture: list[int]
    size: int
    leader: int | None
    kind: str | None
    similarity: float | None


def settle(connection: Connection, unsettled: Unsettled) -> None:
    """Decide again what may come out otherwise."""
    _Settlement(connection, unsettled).run(unsettled.changed, unsettled.parted)


class _Settlement:
    """One settling: what was read is kept until it ends, as nobody else writes meanwhile."""

    def __init__(self, connection: Connection, unsettled: Unsettled) -> None:
        self._connection, self._new = connection, unsettled
        self._texts: dict[int, _Text] = {}
        self._contents: dict[int, Content] = {}
        self._verdicts: dict[tuple[int, int], Likeness | None] = {}

    def run(self, changed: set[int], parted: set[int]) -> None:
        """From the first of these texts on. Who has parted from others can lose a leader and gain none."""
        parted = {text.id for text in self._read(parted) if text.leader is not None}
        led = changed - {self._new.new}
        followers = {follower for number in led for follower in followers_of(self._connection, number)}
        queue: list[tuple[str, int]] = []
        queued: set[int] = set()

        def push(numbers: Iterable[int]) -> None:
            for text in self._read(set(numbers) - queued):
                queued.add(text.id)
                heappush(queue, (text.standing, text.id))

        push(changed | followers | parted)
        while queue:
            _, number = heappop(queue)
            queued.discard(number)
            push(self._decide(self._texts[number], again=number in changed))

    def _decide(self, text: _Text, *, again: bool) -> set[int]:
        """Find the leader of a text; returns the later texts that have to be decided for it."""
        led = text.leader is None
        neighbours = self._neighbours(text)
        before = [other for other in neighbours if other.standing < text.standing and other.leader is None]
        self._follow(text, *self._first_leader(text, before))
        leads = text.leader is None
        after: set[int] = set()
        if led and not leads:
            after |= set(followers_of(self._connection, text.id))
        if leads and (again or not led):
            after |= {other.id for other in self._nearest(text, neighbours, MOST_CLAIMED) if self._claims(text, other)}
        return after

    def _neighbours(self, text: _Text) -> list[_Text]:
        """The texts that share a key with one and may be one text with it by their signatures."""
        met = self._new.met if text.id == self._new.new else self._met(text)
        others = self._read(met - {text.id, keyring.CROWDED})
        return [other for other in others if self._possible(text, other)]

    def _met(self, text: _Text) -> set[int]:
        return set().union(*keyring.under(self._connection, set(keyring.unpack(text.marks))).values())

    def _possible(self, one: _Text, other: _Text) -> bool:
        if one.signature is None or other.signature is None:
            return False
        return possible(agreement(one.signature, other.signature), one.size, other.size)

    def _first_leader(self, text: _Text, before: list[_Text]) -> tuple[_Text | None, Likeness | None]:
        nearest = self._nearest(text, before, MOST_COMPARED)
        for other in sorted(nearest, key=lambda other: other.standing):
            if found := self._compare(text, other):
                return other, found
        return None, None

    def _nearest(self, text: _Text, others: list[_Text], most: int) -> list[_Text]:
        if len(others) <= most:
            return others
        return sorted(others, key=lambda other: (-self._agreement(text, other), other.standing))[:most]

    def _claims(self, text: _Text, other: _Text) -> bool:
        """Whether a later text follows this new leader rather than whom it follows now."""
        if other.standing < text.standing or other.leader == text.id:
            return False
        if other.leader is not None and self._standing(other.leader) < text.standing:
            return False
        return self._compare(text, other) is not None

    def _follow(self, text: _Text, leader: _Text | None, found: Likeness | None) -> None:
        number = leader.id if leader else None
        kind, similarity = (found.kind, found.similarity) if found else (None, None)
        if (number, kind, similarity) == (text.leader, text.kind, text.similarity):
            return
        text.leader, text.kind, text.similarity = number, kind, similarity
        values = {"leader": number, "kind": kind, "similarity": similarity}
        self._connection.execute(update(texts).where(texts.c.id == text.id).values(values))

    def _compare(self, one: _Text, other: _Text) -> Likeness | None:
        pair = (min(one.id, other.id), max(one.id, other.id))
        if pair not in self._verdicts:
            self._verdicts[pair] = compare(self._content(one), self._content(other))
        return self._verdicts[pair]

    def _content(self, text: _Text) -> Content:
        if text.id not in self._contents:
            self._contents[text.id] = Content(self._words(text))
        return self._contents[text.id]

    def _words(self, text: _Text) -> list[str]:
        if text.id == self._new.new:
            return self._new.words
        return Body(text_of(self._connection, text.original)).near_words(text.furniture)

    def _agreement(self, one: _Text, other: _Text) -> float:
        assert one.signature is not None  # _possible let both through
        assert other.signature is not None
        return agreement(one.signature, other.signature)

    def _standing(self, number: int) -> str:
        return next(iter(self._read({number}))).standing

    def _read(self, numbers: set[int]) -> Iterator[_Text]:
        """Texts by their numbers, read once; those printed by another version are left out."""
        missing = sorted(numbers - self._texts.keys())
        for start in range(0, len(missing), _BATCH):
            for row in self._connection.execute(_READ, {"ids": missing[start : start + _BATCH]}):
                self._texts[row.id] = _text(row._mapping)
        return (self._texts[number] for number in sorted(numbers) if number in self._texts)


def _text(row: Any) -> _Text:
    stored = row["signature"]
    return _Text(**{**row, "signature": None if stored is None else read_signature(stored)})
