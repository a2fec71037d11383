"""CSV that opens right in Excel, Arabic included, that no spreadsheet executes, and that can be read back exactly.

UTF-8 with a byte order mark, RFC 4180, CRLF. Lists are joined by `|`. A cell that a spreadsheet would take
for a formula gets an apostrophe in front, and so does one that already has apostrophes before such a
character, so that `read_csv` can take exactly one away.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import Any, BinaryIO

from corpus.errors import MarsadError
from corpus.exports.columns import Column, Kind, Value, columns
from corpus.rows import Record

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"''*[=+\-@\t\r＝＋－＠]")
_PIECE = re.compile(r"((?:[^\\|]|\\.)*)(\||$)", re.DOTALL)


def write_csv(records: Iterable[Record], stream: BinaryIO, *, authors: bool = False) -> int:
    """Write a header and a line for each article; returns how many articles."""
    chosen = columns(authors=authors)
    count = 0
    with _as_text(stream) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(column.name for column in chosen)
        for count, record in enumerate(records, start=1):  # noqa: B007 count is the result
            writer.writerow(_cell(column.value(record)) for column in chosen)
    return count


def read_csv(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """The rows of a file that `write_csv` wrote, each value as it was in the database.

    Lists are tuples, times aware and in UTC, what was not known is None. Raises `MarsadError` for a
    column that no export has.
    """
    known = {column.name: column for column in columns(authors=True)}
    csv.field_size_limit(sys.maxsize)
    with _as_text(stream) as text:
        rows = csv.reader(text, strict=True)
        header = next(rows, [])
        if foreign := [name for name in header if name not in known]:
            raise MarsadError(f"not an export of Marsad: unknown column {foreign[0]!r}")
        for row in rows:
            yield {name: _value(known[name], cell) for name, cell in zip(header, row, strict=True)}


def defuse(text: str) -> str:
    """The text, with an apostrophe in front when a spreadsheet would execute it."""
    return f"'{text}" if _FORMULA.match(text) else text


def restore(cell: str) -> str:
    """The opposite of `defuse`."""
    return cell[1:] if _GUARDED.match(cell) else cell


@contextmanager
def _as_text(stream: BinaryIO) -> Iterator[TextIOWrapper]:
    """The stream as text; it stays open, as it is the caller's."""
    text = TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        yield text
    finally:
        text.detach()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return defuse("|".join(_escape(item) for item in value))
    if isinstance(value, datetime):
        return iso(value)
    return defuse(value) if isinstance(value, str) else repr(value)


def _value(column: Column, cell: str) -> Value:
    if cell == "" and column.nullable:
        return None
    return _READ[column.kind](cell)


def iso(moment: datetime) -> str:
    """A time in UTC as ISO 8601, with fractions only where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _escape(item: str) -> str:
    return re.sub(r"[\\|]", r"\\\g<0>", item)


def _list(cell: str) -> tuple[str, ...]:
    text = restore(cell)
    if not text:
        return ()
    found, position = [], 0
    while match := _PIECE.match(text, position):
        found.append(re.sub(r"\\(.)", r"\1", match[1], flags=re.DOTALL))
        position = match.end()
        if not match[2]:
            break
    return tuple(found)


_READ: dict[Kind, Callable[[str], Value]] = {
    "text": restore,
    "number": float,
    "integer": int,
    "time": datetime.fromisoformat,
    "list": _list,
}
