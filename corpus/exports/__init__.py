"""The corpus as files: one module a format; adding one is a function and a line here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Protocol

from corpus.exports.csv import write_csv
from corpus.exports.jsonl import write_jsonl
from corpus.exports.parquet import write_parquet
from corpus.rows import Record


class Writer(Protocol):
    """What a format is: a function that writes records and says how many."""

    def __call__(self, records: Iterable[Record], stream: BinaryIO, *, authors: bool = False) -> int: ...


FORMATS: dict[str, Writer] = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}
#: Formats that a terminal cannot show.
BINARY = frozenset({"parquet"})
