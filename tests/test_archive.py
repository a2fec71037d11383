"""The archive of raw responses: what was read can be read again, by us and by the field's own tools."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from corpus.archive import Archive, purge, read
from corpus.errors import DatabaseError
from tests.samples import ARABIC, DAY, NOW

HEADERS = (
    ("Content-Type", "text/html; charset=windows-1256"),
    ("Content-Encoding", "gzip"),
    ("Content-Length", "7"),
    ("X-Odd", "one\r\nSet-Cookie: two"),
)
BODY = f"<html><p>{ARABIC}</p></html>".encode("cp1256", "replace")
URL = "https://assada.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"


def test_bodies_come_back_by_their_place(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "warc", 7)
    bodies = [BODY, b"", b"\x00\xff" * 70000]
    records = [archive.append(URL, 200, HEADERS, body, NOW) for body in bodies]
    assert [read(tmp_path / "warc", record) for record in records] == bodies  # before closing: it was flushed
    archive.close()
    archive.close()
    assert {record.file for record in records} == {f"run-000007-{os.getpid()}.warc.gz"}


def test_the_file_is_a_warc_that_others_can_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path, 1)
    archive.append(URL, 404, HEADERS, BODY, NOW)
    archive.close()
    with archive.path.open("rb") as file:
        kinds = []
        for record in ArchiveIterator(file, check_digests=True):
            kinds.append(record.rec_type)
            if record.rec_type == "response":
                assert record.rec_headers.get_header("WARC-Target-URI") == URL
                assert record.rec_headers.get_header("WARC-Date") == "2026-11-20T09:30:00.000000Z"
                assert record.http_headers.get_statuscode() == "404"
                assert record.http_headers.get_header("Content-Length") == str(len(BODY))
                assert record.http_headers.get_header("Content-Encoding") is None
                assert record.http_headers.get_header("Set-Cookie") is None
                assert record.content_stream().read() == BODY
                assert record.digest_checker.passed is not False
    assert kinds == ["warcinfo", "response"]


def test_nothing_fetched_leaves_no_file(tmp_path: Path) -> None:
    Archive(tmp_path / "warc", 1).close()
    assert not (tmp_path / "warc").exists()


def test_old_files_go_and_say_so_when_they_are_asked_for(tmp_path: Path) -> None:
    kept = Archive(tmp_path, 1)
    record = kept.append(URL, 200, (), BODY, NOW)
    kept.close()
    written = NOW.timestamp()
    os.utime(kept.path, (written, written))
    assert purge(tmp_path, 90, NOW + 90 * DAY) == 0
    assert purge(tmp_path, 90, NOW + 90 * DAY + timedelta(seconds=1)) == 1
    with pytest.raises(DatabaseError, match="no longer kept"):
        read(tmp_path, record)
    assert purge(tmp_path / "nowhere", 1, NOW) == 0


def test_a_spoiled_record_is_noticed(tmp_path: Path) -> None:
    archive = Archive(tmp_path, 1)
    first, second = (archive.append(URL, 200, (), body, NOW) for body in (BODY, BODY[:-1]))
    archive.close()
    with pytest.raises(DatabaseError, match="not what was fetched"):
        read(tmp_path, replace(first, digest=second.digest))
    os.truncate(archive.path, second.offset + 20)
    with pytest.raises(DatabaseError, match=r"holds no record|not what was fetched"):
        read(tmp_path, second)
    assert read(tmp_path, first) == BODY


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "warc").write_text("a file")
    with pytest.raises(DatabaseError, match="cannot write") as caught:
        Archive(tmp_path / "warc", 1).append(URL, 200, (), BODY, NOW)
    assert "\n" not in str(caught.value)
