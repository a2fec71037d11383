"""What is already on disk, as pages and texts: HTML with or without a manifest, WARC, JSON Lines, plain text."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from corpus.errors import MarsadError
from corpus.types import Link, Page, Source
from pipelines.plain_text import text_of
from pipelines.read import Text

MANIFEST = "manifest.jsonl"
#: Bytes of one file that are read; the crawl's own limit for a page, and room for a day of JSON Lines.
PAGE_LIMIT = 5 * 1024**2
#: What reading a broken file raises.
_BROKEN = (OSError, EOFError, ValueError, zlib.error, ArchiveLoadFailed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """Something on disk that cannot be read as a page or a text, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """How to take what is found: the address and outlet that the caller names, and the present moment."""

    now: datetime
    url: str | None = None
    source: Source | None = None


Item = Page | Text | Unusable


def take_in(path: Path, intake: Intake) -> Iterator[Item]:
    """The pages and texts at `path`, a file or a folder, in a stable order."""
    if not path.exists():
        raise MarsadError(f"{path}: there is no such file or folder")
    if path.is_dir():
        yield from _folder(path, intake)
    elif path.name == MANIFEST:
        yield from _manifest(path, intake)
    else:
        yield from _file(path, intake)


def _folder(folder: Path, intake: Intake) -> Iterator[Item]:
    if (folder / MANIFEST).is_file():
        yield from _manifest(folder / MANIFEST, intake)
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _reader(path):
            yield from _file(path, intake)


def _file(path: Path, intake: Intake) -> Iterator[Item]:
    reader = _reader(path)
    if reader is None:
        yield Unusable(where=str(path), why=f"not a kind of file that can be read; known: {', '.join(READERS)}")
        return
    try:
        yield from reader(path, intake)
    except _BROKEN as error:
        yield Unusable(where=str(path), why=f"cannot be read: {error}")


def _reader(path: Path) -> Callable[[Path, Intake], Iterator[Item]] | None:
    name = path.name.lower()
    return next((reader for ending, reader in READERS.items() if name.endswith(ending)), None)


def _html(path: Path, intake: Intake) -> Iterator[Item]:
    yield _page(path, intake.url or "", intake.now, intake)


def _page(path: Path, url: str, fetched: datetime, intake: Intake) -> Item:
    if not url:
        return Unusable(where=str(path), why="has no address; give --url, or a manifest.jsonl with file and url")
    body = _bytes(path)
    if len(body) > PAGE_LIMIT:
        return Unusable(where=str(path), why=f"is larger than {PAGE_LIMIT // 1024**2} MiB")
    link = Link(url=url, via="ingest", found_in=path.name)
    return Page(
        url=url, final_url=url, body=body, fetched=fetched, content_type="text/html", source=intake.source, link=link
    )


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() != ".gz":
        with path.open("rb") as file:
            return file.read(PAGE_LIMIT + 1)
    with gzip.open(path) as packed:
        return packed.read(PAGE_LIMIT + 1)


def _manifest(path: Path, intake: Intake) -> Iterator[Item]:
    """Lines of `file, url, fetched`; `file` is relative to the manifest, `fetched` may be missing."""
    for where, row in _rows(path):
        if isinstance(row, Unusable):
            yield row
            continue
        name, url = row.get("file"), row.get("url")
        if not isinstance(name, str) or not isinstance(url, str):
            yield Unusable(where=where, why="needs a file and a url, as strings")
            continue
        page = path.parent / name
        if not page.resolve().is_relative_to(path.parent.resolve()):
            yield Unusable(where=where, why=f"{name} lies outside the folder of the manifest")
            continue
        fetched = _moment(str(row.get("fetched") or "")) or intake.now
        try:
            yield _page(page, url, fetched, intake)
        except _BROKEN as error:
            yield Unusable(where=where, why=f"{name} cannot be read: {error}")


def _jsonl(path: Path, intake: Intake) -> Iterator[Item]:
    """Lines of `url, title, text, published`, of which only `text` is needed."""
    for where, row in _rows(path):
        yield row if isinstance(row, Unusable) else _text(where, row, intake)


def _text(where: str, row: dict[str, Any], intake: Intake) -> Item:
    text = row.get("text")
    if not isinstance(text, str):
        return Unusable(where=where, why="needs a text, as a string")
    for name in ("url", "title", "published", "language"):
        if not isinstance(row.get(name), str | None):
            return Unusable(where=where, why=f"{name} is not a string")
    return Text(
        url=row.get("url") or intake.url or "",
        title=row.get("title") or "",
        text=text,
        published=row.get("published"),
        language=row.get("language"),
        fetched=intake.now,
        source=intake.source,
    )


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any] | Unusable]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            where = f"{path}, line {number}"
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                yield where, Unusable(where=where, why=f"is not JSON: {error}")
                continue
            yield where, row if isinstance(row, dict) else Unusable(where=where, why="is not a JSON object")


def _plain(path: Path, intake: Intake) -> Iterator[Item]:
    yield text_of(_bytes(path).decode("utf-8-sig"), url=intake.url or "", now=intake.now, source=intake.source)


def _warc(path: Path, intake: Intake) -> Iterator[Item]:
    """The HTML responses of a web archive, with their own addresses and times."""
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            status = record.http_headers.get_statuscode() if record.http_headers else ""
            if record.rec_type == "response" and status == "200":
                yield _archived(path, record, intake)


def _archived(path: Path, record: Any, intake: Intake) -> Item:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    body = record.content_stream().read(PAGE_LIMIT + 1)
    if len(body) > PAGE_LIMIT:
        return Unusable(where=f"{path}, {url}", why=f"is larger than {PAGE_LIMIT // 1024**2} MiB")
    fetched = _moment(record.rec_headers.get_header("WARC-Date") or "") or intake.now
    return Page(
        url=url,
        final_url=url,
        body=body,
        fetched=fetched,
        content_type=record.http_headers.get_header("Content-Type") or "",
        source=intake.source,
        link=Link(url=url, via="ingest", found_in=path.name),
    )


def _moment(value: str) -> datetime | None:
    """An ISO 8601 time with its zone, as manifests and archives write it; None for anything else."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None


READERS: dict[str, Callable[[Path, Intake], Iterator[Item]]] = {
    ".html": _html,
    ".htm": _html,
    ".html.gz": _html,
    ".warc": _warc,
    ".warc.gz": _warc,
    ".jsonl": _jsonl,
    ".jsonl.gz": _jsonl,
    ".txt": _plain,
}
