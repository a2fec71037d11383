"""`scrapy extract` as a user runs it: JSON on stdout, one line for a mistake, an exit code that tells."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from corpus.types import Article
from tests.reading_pages import ARABIC_TITLE, WORDPRESS_AR

ROOT = Path(__file__).resolve().parents[1]
URL = "https://www.sabah-tanja.example/2026/hukm.html"


def extract(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "scrapy", "extract", *args]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, check=False)


def test_a_gzipped_page_as_json(tmp_path: Path) -> None:
    file = tmp_path / "page.html.gz"
    file.write_bytes(gzip.compress(WORDPRESS_AR.encode()))
    done = extract(str(file), "--url", URL)
    article = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert article["title"] == ARABIC_TITLE
    assert article["published"] == "2026-11-12T20:40:00Z"
    assert {field.name for field in fields(Article)} == set(article)
    assert (article["text_source"], article["access"], article["missed_rules"]) == ("trafilatura", "full", [])
    assert ARABIC_TITLE in done.stdout.decode()  # Arabic as Arabic, not as escapes
    for tag in article["tags"]:
        assert all(article[span["field"]][span["start"] : span["end"]] == span["text"] for span in tag["evidence"])


def test_a_rejected_page_says_why() -> None:
    done = extract("-", "--url", URL, stdin=b"<html><body></body></html>")
    assert done.returncode == 1
    assert json.loads(done.stdout)["rejected"] == "no-text"


def test_mistakes_are_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "page.html.gz"
    broken.write_bytes(b"no gzip")
    for args, code in (
        (("-",), 2),
        (("-", "--url", "ftp://a.example/"), 2),
        ((), 2),
        ((str(tmp_path / "none.html"), "--url", URL), 1),
        ((str(broken), "--url", URL), 1),
    ):
        done = extract(*args)
        assert (done.returncode, done.stdout) == (code, b"")
        assert done.stderr.decode().startswith("scrapy extract: ")
        assert done.stderr.count(b"\n") == 1
