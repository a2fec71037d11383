"""Parquet: columns with types, for notebooks and databases; tags and figures nested with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.exports.columns import Column, columns, nested
from corpus.rows import Record

#: Articles in a row group, which is what is held in memory: about 4 MB of text.
GROUP = 1000

_KINDS = {
    "text": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "time": pa.timestamp("us", tz="UTC"),
    "list": pa.list_(pa.string()),
}
_SPAN = pa.struct(
    [("field", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("text", pa.string()), ("rule", pa.string())]
)
_TAG = pa.struct(
    [
        ("kind", pa.string()),
        ("name", pa.string()),
        ("score", pa.float64()),
        ("role", pa.string()),
        ("evidence", pa.list_(_SPAN)),
    ]
)
_FIGURE = pa.struct(
    [
        ("kind", pa.string()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("qualifier", pa.string()),
        ("unit", pa.string()),
        ("evidence", pa.list_(_SPAN)),
    ]
)


def write_parquet(records: Iterable[Record], stream: BinaryIO, *, authors: bool = False) -> int:
    """Write row groups as the articles come; returns how many articles."""
    chosen = columns(authors=authors)
    schema = pa.schema([*map(_arrow, chosen), ("tags", pa.list_(_TAG))])
    count = 0
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for group in _groups(iter(records)):
            rows = [_row(chosen, record) for record in group]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            count += len(rows)
    return count


def _arrow(column: Column) -> Any:
    if column.name == "figures":
        return pa.field(column.name, pa.list_(_FIGURE), nullable=False)
    return pa.field(column.name, _KINDS[column.kind], nullable=column.nullable)


def _row(chosen: tuple[Column, ...], record: Record) -> dict[str, Any]:
    return {column.name: column.value(record) for column in chosen} | nested(record.article)


def _groups(records: Iterator[Record]) -> Iterator[list[Record]]:
    while group := list(islice(records, GROUP)):
        yield group
