"""The table `text_keys`: under which keys a text stands, and whom it meets there. Each bucket has a bounded size."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, bindparam, delete, insert, select

from corpus.schema import text_keys

#: Texts under one key beyond which it says nothing: a phrase of the trade, or a form.
CROWD = 200
#: Texts of one outlet with one paragraph beyond which it is furniture: "read also", an agency's foot.
FURNITURE = 6
#: Stands for the texts under a crowded key.
CROWDED = 0
#: Parameters in one statement.
_BATCH = 500

_UNDER = select(text_keys.c.key, text_keys.c.text).where(text_keys.c.key.in_(bindparam("keys", expanding=True)))
_INSERT = insert(text_keys)


def pack(keys: Collection[int]) -> bytes:
    """Keys as they are stored with their text."""
    return struct.pack(f"<{len(keys)}q", *keys)


def unpack(stored: bytes) -> tuple[int, ...]:
    """The opposite of `pack`."""
    return struct.unpack(f"<{len(stored) // 8}q", stored)


def under(connection: Connection, keys: set[int]) -> dict[int, set[int]]:
    """The texts under each of some keys; keys without any are left out."""
    found: dict[int, set[int]] = defaultdict(set)
    wanted = sorted(keys)
    for start in range(0, len(wanted), _BATCH):
        for key, text in connection.execute(_UNDER, {"keys": wanted[start : start + _BATCH]}):
            found[key].add(text)
    return found


def crowding(there: dict[int, set[int]], limit: int) -> dict[int, set[int]]:
    """Of the keys under which texts stand, those that one more makes crowded."""
    return {key: texts for key, texts in there.items() if len(texts) >= limit}


def add(connection: Connection, text: int, keys: set[int], there: dict[int, set[int]], limit: int) -> set[int]:
    """Put a text under keys, where `there` says who stands already; returns those of keys that this makes crowded."""
    filled = crowding(there, limit)
    free = [key for key in sorted(keys - filled.keys()) if CROWDED not in there.get(key, ())]
    if free:
        connection.execute(_INSERT, [{"key": key, "text": text} for key in free])
    for key in filled:
        connection.execute(delete(text_keys).where(text_keys.c.key == key))
        connection.execute(_INSERT, [{"key": key, "text": CROWDED}])
    return set().union(*filled.values())


def remove(connection: Connection, text: int, keys: set[int]) -> None:
    """Take a text away from keys; a crowded key stays crowded."""
    wanted = sorted(keys)
    for start in range(0, len(wanted), _BATCH):
        mine = (text_keys.c.text == text) & text_keys.c.key.in_(wanted[start : start + _BATCH])
        connection.execute(delete(text_keys).where(mine))
