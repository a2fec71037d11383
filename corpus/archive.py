"""The raw responses, as WARC 1.1: what was read can be read again, and shown to be what came.

One file for each run and process, one gzip member for each record, so that a kill can spoil only the
last record, and each one can be read by its offset alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.errors import DatabaseError

#: The body is stored as it was read, decoded; these headers speak of the wire and would now be wrong.
_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRecord:
    """Where a response is kept. `digest` is `sha256:` and the hex digest of the body."""

    file: str  #: name inside the archive's folder
    offset: int
    length: int
    digest: str
    status: int
    fetched: datetime


class Archive:
    """The file that one process writes in one run; made when the first response comes."""

    def __init__(self, folder: Path, run: int):
        self.folder = folder
        self.path = folder / f"run-{run:06d}-{os.getpid()}.warc.gz"
        self._writer: WARCWriter | None = None

    def append(
        self, url: str, status: int, headers: Iterable[tuple[str, str]], body: bytes, fetched: datetime
    ) -> ResponseRecord:
        """Write one response and flush it; raises `DatabaseError` when the folder cannot be written."""
        digest = f"sha256:{sha256(body).hexdigest()}"
        try:
            writer = self._writer = self._writer or _start(self.path)
            start = writer.out.tell()
            writer.write_record(_record(writer, url, status, headers, body, fetched, digest))
            writer.out.flush()
            end = writer.out.tell()
        except OSError as error:
            raise DatabaseError(f"cannot write {self.path}: {error.strerror}; free space or set VAR") from error
        return ResponseRecord(
            file=self.path.name, offset=start, length=end - start, digest=digest, status=status, fetched=fetched
        )

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._writer is not None:
            self._writer.out.close()
            self._writer = None


def read(folder: Path, record: ResponseRecord) -> bytes:
    """The body of a kept response; raises `DatabaseError` when it was purged or does not match its digest."""
    try:
        with (folder / record.file).open("rb") as file:
            file.seek(record.offset)
            found = next(iter(ArchiveIterator(BytesIO(file.read(record.length)))))
            body: bytes = found.content_stream().read()
    except FileNotFoundError as error:
        raise DatabaseError(f"{record.file} is no longer kept; see KEEP_PAGES") from error
    except (ArchiveLoadFailed, StopIteration) as error:
        raise DatabaseError(f"{record.file} holds no record at {record.offset}") from error
    if f"sha256:{sha256(body).hexdigest()}" != record.digest:
        raise DatabaseError(f"{record.file} at {record.offset} is not what was fetched")
    return body


def purge(folder: Path, keep_days: int, now: datetime) -> int:
    """Delete the files that were last written more than `keep_days` days ago; returns how many."""
    oldest = now - timedelta(days=keep_days)
    old = [path for path in folder.glob("run-*.warc.gz") if _written(path) < oldest]
    for path in old:
        path.unlink()
    return len(old)


def _start(path: Path) -> WARCWriter:
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = WARCWriter(path.open("ab"), gzip=True, warc_version="1.1")
    if writer.out.tell() == 0:
        about = {"software": "Marsad", "format": "WARC File Format 1.1"}
        writer.write_record(writer.create_warcinfo_record(path.name, about))
    return writer


def _record(
    writer: WARCWriter,
    url: str,
    status: int,
    headers: Iterable[tuple[str, str]],
    body: bytes,
    fetched: datetime,
    digest: str,
) -> object:
    kept = [(_one_line(name), _one_line(value)) for name, value in headers if name.lower() not in _OF_THE_WIRE]
    http = StatusAndHeaders(str(status), [*kept, ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
    date = fetched.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    fields = {"WARC-Date": date, "WARC-Payload-Digest": digest}
    return writer.create_warc_record(
        _one_line(url), "response", payload=BytesIO(body), length=len(body), http_headers=http, warc_headers_dict=fields
    )


def _one_line(value: str) -> str:
    """No line breaks, with which a header could forge another one."""
    return " ".join(value.split())


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
