"""The table `text_keys`: under which keys a text stands, and whom it meets there. Each bucket has a bounded size."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select

from corpus.schema import text_keys

#: Texts under one key beyond which it says nothing: a phrase of the trade, or a form.
CROWD = 200
#: Texts of one outlet with one paragraph beyond which it is furniture: "read also", an agency's foot.
FURNITURE = 6
#: Stands for the texts under a crowded key.
CROWDED = 0
#: Parameters in one statement.
_BATCH = 500


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
        batch = select(text_keys.c.key, text_keys.c.text).where(text_keys.c.key.in_(wanted[start : start + _BATCH]))
        for key, text in connection.execute(batch):
            found[key].add(text)
    return found


def add(connection: Connection, text: int, keys: set[int], limit: int) -> dict[int, set[int]]:
    """Put a text under keys. Returns the texts that stood under the keys that this makes crowded, the new one too."""
    standing = under(connection, keys)
    crowding = {key: there | {text} for key, there in standing.items() if len(there) >= limit and text not in there}
    free = [key for key in sorted(keys - crowding.keys()) if standing.get(key, set()).isdisjoint((CROWDED, text))]
    if free:
        connection.execute(insert(text_keys), [{"key": key, "text": text} for key in free])
    for key in crowding:
        _crowd(connection, key)
    return crowding


def remove(connection: Connection, text: int, keys: set[int]) -> None:
    """Take a text away from keys; a crowded key stays crowded."""
    wanted = sorted(keys)
    for start in range(0, len(wanted), _BATCH):
        mine = (text_keys.c.text == text) & text_keys.c.key.in_(wanted[start : start + _BATCH])
        connection.execute(delete(text_keys).where(mine))


def _crowd(connection: Connection, key: int) -> None:
    connection.execute(delete(text_keys).where(text_keys.c.key == key))
    connection.execute(insert(text_keys).values(key=key, text=CROWDED))
