"""What lies on disk is taken in whatever its kind, and what cannot be read is named."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.errors import MarsadError
from corpus.types import Page
from pipelines.intake import PAGE_LIMIT, Intake, Item, Unusable, take_in
from pipelines.plain_text import text_of
from pipelines.read import Text

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
INTAKE = Intake(now=NOW)
HTML = "<html dir=rtl><title>خبر</title><p>فككت الشرطة شبكة للاتجار بالبشر</p></html>".encode()


def taken(path: Path, intake: Intake = INTAKE) -> list[Item]:
    return list(take_in(path, intake))


def pages(items: Iterable[Item]) -> list[Page]:
    return [item for item in items if isinstance(item, Page)]


def reasons(items: Iterable[Item]) -> list[str]:
    return [item.why for item in items if isinstance(item, Unusable)]


def test_an_html_file_needs_an_address(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    assert reasons(taken(tmp_path / "a.html")) == [
        "has no address; give --url, or a manifest.jsonl with file and url",
    ]
    (page,) = pages(taken(tmp_path / "a.html", Intake(now=NOW, url="https://example.org/خبر")))
    assert (page.url, page.body, page.fetched) == ("https://example.org/خبر", HTML, NOW)


def test_a_manifest_names_addresses_and_times(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a.html.gz").write_bytes(gzip.compress(HTML))
    (tmp_path / "b.html").write_bytes(HTML)
    rows = [
        {"file": "html/a.html.gz", "url": "https://example.org/a", "fetched": "2026-11-01T10:00:00+01:00"},
        {"file": "b.html", "url": "https://example.org/b"},
        {"file": "missing.html", "url": "https://example.org/c"},
        {"file": "../outside.html", "url": "https://example.org/d"},
        {"file": "b.html"},
    ]
    lines = "\n".join([*map(json.dumps, rows), "", "{broken", "[]"])
    (tmp_path / "manifest.jsonl").write_text(lines, encoding="utf-8")
    items = taken(tmp_path)
    assert [(page.url, page.body, page.fetched.isoformat()) for page in pages(items)] == [
        ("https://example.org/a", HTML, "2026-11-01T09:00:00+00:00"),
        ("https://example.org/b", HTML, "2026-11-24T12:00:00+00:00"),
    ]
    why = reasons(items)
    assert why[0].startswith("missing.html cannot be read: ")
    assert why[1] == "../outside.html lies outside the folder of the manifest"
    assert why[2] == "needs a file and a url, as strings"
    assert why[3].startswith("is not JSON: ")
    assert why[4] == "is not a JSON object"
    assert [item.where for item in items if isinstance(item, Unusable)][3].endswith("manifest.jsonl, line 7")


def test_json_lines_of_texts(tmp_path: Path) -> None:
    rows = [
        {"url": "https://example.org/1", "title": "عنوان", "text": "نص", "published": "2026-11-02", "language": "ar"},
        {"text": "Un texte seul."},
        {"title": "no text"},
        {"text": "x", "published": 2026},
    ]
    path = tmp_path / "texts.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    items = taken(path)
    texts = [item for item in items if isinstance(item, Text)]
    assert [(text.url, text.title, text.text, text.published, text.language) for text in texts] == [
        ("https://example.org/1", "عنوان", "نص", "2026-11-02", "ar"),
        ("", "", "Un texte seul.", None, None),
    ]
    assert reasons(items) == ["needs a text, as a string", "published is not a string"]


def warc(path: Path) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, status, body in (
            ("https://example.org/w", "200 OK", HTML),
            ("https://example.org/404", "404 Not Found", b"nothing"),
            ("https://example.org/big", "200 OK", b"x" * (PAGE_LIMIT + 1)),
        ):
            headers = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                length=len(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2026-11-03T04:05:06Z"},
            )
            writer.write_record(record)


def test_a_web_archive_gives_its_html_responses(tmp_path: Path) -> None:
    warc(tmp_path / "a.warc.gz")
    items = taken(tmp_path)
    (page,) = pages(items)
    assert (page.url, page.body, page.content_type) == ("https://example.org/w", HTML, "text/html; charset=utf-8")
    assert page.fetched == datetime(2026, 11, 3, 4, 5, 6, tzinfo=UTC)
    assert reasons(items) == ["is larger than 5 MiB"]


def test_a_broken_archive_is_named_and_the_next_file_is_read(tmp_path: Path) -> None:
    warc(tmp_path / "a.warc.gz")
    whole = (tmp_path / "a.warc.gz").read_bytes()
    (tmp_path / "a.warc.gz").write_bytes(b"\x1f\x8b" + bytes(50))
    (tmp_path / "b.warc.gz").write_bytes(whole)
    items = taken(tmp_path)
    assert len(pages(items)) == 1
    assert reasons(items)[0].startswith("cannot be read: ")


def test_a_page_over_the_limit_is_not_read_into_memory(tmp_path: Path) -> None:
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(bytes(PAGE_LIMIT * 20)))
    assert reasons(taken(tmp_path / "bomb.html.gz", Intake(now=NOW, url="https://example.org/b"))) == [
        "is larger than 5 MiB"
    ]


def test_other_files(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    assert reasons(taken(tmp_path / "photo.jpg"))[0].startswith("not a kind of file that can be read; known: .html")
    assert taken(tmp_path) == []
    with pytest.raises(MarsadError, match="there is no such file or folder"):
        taken(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("content", "title", "text", "published"),
    [
        (
            " date 2024-07 Somebody (Photo Agency)\n\nUn paragraphe.\n\nUn autre.",
            "",
            "Un paragraphe.\n\nUn autre.",
            "2024-07",
        ),
        ("عنوان الخبر\n\nالفقرة الأولى.", "عنوان الخبر", "الفقرة الأولى.", None),
        ("Une phrase qui finit par un point.\n\nSuite.", "", "Une phrase qui finit par un point.\n\nSuite.", None),
        ("Title\r\n\r\nText", "Title", "Text", None),
        ("line\nnext line", "", "line\nnext line", None),
        ("", "", "", None),
    ],
)
def test_plain_text(content: str, title: str, text: str, published: str | None) -> None:
    read = text_of(content, url="", now=NOW, source=None)
    assert (read.title, read.text, read.published) == (title, text, published)
