"""JSON Lines: an object for each article, with every tag and figure and the spans that caused it. Nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, BinaryIO

from corpus.exports.columns import Value, columns, nested
from corpus.exports.csv import iso
from corpus.rows import Record


def write_jsonl(records: Iterable[Record], stream: BinaryIO, *, authors: bool = False) -> int:
    """Write a line for each article, in UTF-8; returns how many."""
    chosen = columns(authors=authors)
    count = 0
    for count, record in enumerate(records, start=1):  # noqa: B007 count is the result
        line: dict[str, Any] = {column.name: _value(column.value(record)) for column in chosen}
        line |= nested(record.article)
        stream.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return count


def _value(value: Value) -> Any:
    return iso(value) if isinstance(value, datetime) else value
