"""Feeds made to harm: nothing is opened, nothing grows, nothing crashes."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.listing import Listing
from tests.test_feeds import item, read, rss


class _Canary(BaseHTTPRequestHandler):
    hits: list[str]

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(rss(item(title="stolen")).encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    hits: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Canary,), {"hits": hits}))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    server.server_close()


def test_no_body_makes_the_reader_open_a_file_or_an_address(canary: tuple[str, list[str]], tmp_path: Path) -> None:
    url, hits = canary
    secret = tmp_path / "secret.xml"
    secret.write_text(rss(item(title="stolen")), encoding="utf-8")
    entity = '<!DOCTYPE rss [<!ENTITY s SYSTEM "{0}">]>'
    bodies = [str(secret), secret.as_uri(), f"{url}/feed", f"\n{url}/feed\n"]
    bodies += [rss(item(title="a &s; b"), head=entity.format(target)) for target in (secret.as_uri(), url)]
    bodies += [rss(item(), head=f'<!DOCTYPE rss SYSTEM "{url}/x.dtd">')]
    bodies += [f'<html><meta http-equiv="refresh" content="0;url={url}/feed"></html>']
    for body in bodies:
        assert "stolen" not in repr(read(body, url=f"{url}/feed"))
    assert hits == []


def test_a_billion_laughs_is_not_told() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    listing = read(rss(item(title="&l9;"), head=f'<!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]>'))
    assert len(repr(listing)) < 1_000


@given(st.binary(max_size=300), st.sampled_from(["", "<rss><channel><item>", "<feed>", '{"items":[', "<?xml"]))
def test_no_bytes_crash_the_reader(body: bytes, start: str) -> None:
    assert isinstance(read(start.encode() + body), Listing)
