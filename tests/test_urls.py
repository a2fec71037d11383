"""The URL key: one page under one key, two pages under two."""

from __future__ import annotations

import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.urls import article_id, same_site, url_key

_TABLE = tomllib.loads(Path(__file__).with_name("url_pairs.toml").read_text(encoding="utf-8"))
TWO_PAGES: dict[str, str] = _TABLE["two_pages"]
PAIRS = [(url, page["key"]) for page in _TABLE["one_page"] for url in page["spellings"]] + list(TWO_PAGES.items())

UNCHANGED = (
    "urn:sha256:00ff",
    "mailto:a@b.tn",
    "file:///etc/hostname",
    "data:text/html,x",
    "javascript:void(0)",
    "ftp://ami.mr/x",
    "//ami.mr/x",
    "/archives/68571",
    "مرصد",
    "",
    "http://",
    "http:///x",
    "http://[::1/x",
    "http://ami.mr:port/x",
    "http://a b/c",
    "https://ami.mr:99999/x",
)


def encoded(readable: str) -> str:
    """The key with its Arabic percent-encoded, by another hand than the code under test."""
    return quote(readable, safe="".join(map(chr, range(33, 127))))


def test_the_table_is_long_enough() -> None:
    assert len(set(PAIRS)) >= 200
    assert sum(encoded(url) != url for url, _ in PAIRS) >= 60


@pytest.mark.parametrize(("url", "key"), PAIRS)
def test_key(url: str, key: str) -> None:
    assert url_key(url) == encoded(key)


def test_two_pages_have_two_keys() -> None:
    keys = [url_key(url) for url in TWO_PAGES]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("url", UNCHANGED)
def test_what_is_no_web_address_comes_back(url: str) -> None:
    assert url_key(url) == url


@pytest.mark.parametrize(("url", "key"), PAIRS)
def test_a_key_is_its_own_key(url: str, key: str) -> None:  # noqa: ARG001  # the table's second column
    assert url_key(f"http://{url_key(url)}") == url_key(url)
    assert url_key(f"https://{url_key(url)}") == url_key(url)


@given(st.text())
@example("http://\ud800/\ud800?\ud800")
@example("http://1.2.3.4.5:0/")
@example("http://xn--a/")
@example("http://a%00b/")
def test_any_string_has_a_key(url: str) -> None:
    assert url_key(url_key(url)) == url_key(url)


_PART = st.text(alphabet="abP19خبر%/.;=&?+-_~#!:@[]\\ '\"é\ud800ampprintwutmsid\u200c", max_size=30)


@given(st.sampled_from(["ami.mr", "www.m.ami.mr", "المغرب.ma", "127.0.0.2:81", "[::1]"]), _PART, _PART)
def test_the_key_of_a_key(host: str, path: str, query: str) -> None:
    key = url_key(f"https://{host}/{path}?{query}")
    assert url_key(f"https://{key}") == key or key.startswith("https://")


@given(st.text(max_size=12))
def test_encoding_makes_no_difference(slug: str) -> None:
    slug = "".join(char for char in slug if char.isalnum() or char in "-_ ")
    assert url_key(f"https://ami.mr/a-{slug}-z") == url_key(f"https://ami.mr/a-{quote(slug)}-z")
    assert url_key(f"https://ami.mr/?q=a{slug}z") == url_key(f"https://ami.mr/?q=a{quote(slug)}z")


def test_article_id_is_the_same_everywhere() -> None:
    assert article_id("ami.mr/a") == "8f4abaf59c8e6a8f"
    assert article_id(url_key("https://www.ami.mr/a/")) == article_id(url_key("http://ami.mr/a"))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("https://ar.le360.ma/خبر", "https://fr.le360.ma/", True),
        ("https://www.hespress.com", "http://m.hespress.com/x", True),
        ("https://المغرب.net/a", "https://www.xn--mgbc0a9azcg.net", True),
        ("https://www.tap.info.tn", "https://autre.info.tn", False),
        ("https://albayane.press.ma", "https://alittihad.press.ma", False),
        ("https://hespress.com", "https://hespress.com.evil.example", False),
        ("https://evil.example/https://hespress.com", "https://hespress.com", False),
        ("https://hespress.com@evil.example/", "https://hespress.com", False),
        ("https://un.blogspot.com", "https://deux.blogspot.com", False),
        ("http://127.0.0.2:8001/", "http://127.0.0.2:8002/", True),
        ("http://127.0.0.2/", "http://127.0.0.3/", False),
        ("http://localhost/", "http://localhost/", True),
        ("mailto:a@hespress.com", "mailto:a@hespress.com", False),
        ("", "", False),
    ],
)
def test_same_site(a: str, b: str, *, same: bool) -> None:
    assert same_site(a, b) is same
    assert same_site(b, a) is same


def test_same_site_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert same_site("https://fr.tap.info.tn", "https://www.tap.info.tn")


def test_importing_urls_loads_no_twisted() -> None:
    code = "import sys, corpus.urls; sys.exit(any(m.startswith(('scrapy', 'twisted')) for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
