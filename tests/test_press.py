"""The press on loopback is what it says: encodings, copies, editions, validators, refusals, and a log of requests."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from protego import Protego

from corpus.taxonomy import COUNTRIES, LANGUAGES
from corpus.types import Link, Source
from corpus.urls import url_key
from crawler.discovery.listing import read_listing
from crawler.registry import load_sources
from tests.press.asking import follow, get
from tests.press.checks import expectations
from tests.press.outlets import BROKEN, BY_ID, DOWN, OUTLETS, Outlet
from tests.press.press import Press
from tests.press.site import Odd, odds

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EXPECTED = expectations()
WIRE = sorted({one.text.id for one in EXPECTED if len(one.text.carried_by) == 4})
every_outlet = pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.id)
every_odd = pytest.mark.parametrize("odd", odds(1), ids=lambda odd: f"{odd.outlet}-{odd.becomes}")


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with Press() as running:
        yield running


@pytest.fixture(scope="module")
def sources(press: Press, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Source]:
    path = tmp_path_factory.mktemp("registry") / "press.toml"
    path.write_text(press.registry_toml(), encoding="utf-8")
    return load_sources(str(path))


def links(press: Press, source: Source) -> tuple[Link, ...]:
    """Everything that the outlet's endpoint lists, the children of a sitemap index included."""
    (endpoint,) = source.endpoints
    listing = read_listing(endpoint.kind, endpoint.url, follow(press, endpoint.url).body, now=NOW, source=source)
    found = list(listing.links)
    for child in listing.children:
        found += read_listing(endpoint.kind, child, follow(press, child).body, now=NOW, source=source).links
    return tuple(found)


# --- Outlets and their listings -------------------------------------------------------------------


def test_the_outlets_cover_territories_languages_and_makes() -> None:
    assert set(COUNTRIES) <= {outlet.country for outlet in OUTLETS}
    assert {language for outlet in OUTLETS for language in outlet.languages} == set(LANGUAGES)
    assert {outlet.listing for outlet in OUTLETS} == {"rss", "atom", "json-feed", "news-sitemap", "section"}
    assert len({outlet.layout for outlet in OUTLETS}) == 5
    assert len({outlet.address for outlet in (*OUTLETS, DOWN, BROKEN)}) == len(OUTLETS) + 2


@pytest.mark.parametrize("outlet", [*OUTLETS, DOWN, BROKEN], ids=lambda outlet: outlet.id)
def test_every_outlet_is_in_the_document(outlet: Outlet) -> None:
    assert f"| `{outlet.id}` |" in (ROOT / "docs" / "demo-press.md").read_text(encoding="utf-8")


def test_the_registry_of_the_press_is_one_that_the_crawler_loads(sources: dict[str, Source]) -> None:
    assert set(sources) == {*BY_ID, DOWN.id, BROKEN.id}
    assert all(source.enabled for source in sources.values())
    assert sources["assada"].name_ar == "الصدى"
    assert sources["maghreb-wire"].agency


@every_outlet
def test_a_listing_names_every_article_with_its_title(press: Press, sources: dict[str, Source], outlet: Outlet) -> None:
    found = {urlsplit(link.url): link.title for link in links(press, sources[outlet.id])}
    listed = {place.path + (f"?{place.query}" if place.query else ""): title for place, title in found.items()}
    mine = {one.path: one.text.title for one in EXPECTED if one.outlet is outlet}
    assert len(mine) >= 3
    assert {path: listed.get(path) for path in mine} == mine


def test_an_outlet_that_is_down_refuses_the_connection(press: Press) -> None:
    with pytest.raises(ConnectionRefusedError):
        get(press, DOWN.address, "/feed/")


def test_a_feed_that_breaks_off_gives_no_link(press: Press) -> None:
    body = get(press, BROKEN.address, "/feed/").body
    assert body.startswith(b"<?xml")
    assert read_listing("feed", "http://x.example/feed/", body, now=NOW).links == ()


# --- Articles -------------------------------------------------------------------------------------


@every_outlet
def test_pages_are_in_the_encoding_that_is_noted_and_say_what_they_say(press: Press, outlet: Outlet) -> None:
    for one in (one for one in EXPECTED if one.outlet is outlet):
        got = get(press, outlet.address, one.path)
        html = got.body.decode(outlet.encoding)
        assert one.text.title in unescape(html)
        assert ("charset=" in got.headers["content-type"]) == bool(outlet.header)
        assert (f'<meta charset="{outlet.declared}">' in html) == bool(outlet.declared)
        assert ('dir="rtl"' in html) == (one.text.expect.language == "ar")


@pytest.mark.parametrize("id_", ["el-wahat", "sada-tarabulus", "courrier-des-hauts-plateaux"])
def test_older_encodings_are_not_utf_8_whatever_is_said(press: Press, id_: str) -> None:
    one = next(one for one in EXPECTED if one.outlet.id == id_)
    with pytest.raises(UnicodeDecodeError):
        get(press, one.outlet.address, one.path).body.decode("utf-8")


def test_one_server_lies_and_one_is_silent_about_windows_1256() -> None:
    lying, silent = BY_ID["el-wahat"], BY_ID["sada-tarabulus"]
    assert (lying.encoding, lying.declared, lying.header) == ("windows-1256", "windows-1256", "utf-8")
    assert (silent.encoding, silent.declared, silent.header) == ("windows-1256", None, None)


@every_outlet
def test_what_must_not_come_out_is_on_the_page(press: Press, outlet: Outlet) -> None:
    for one in (one for one in EXPECTED if one.outlet is outlet):
        html = unescape(get(press, outlet.address, one.path).body.decode(outlet.encoding))
        for strange in (*one.text.comments, *one.text.related, one.text.caption):
            assert strange in html


def test_french_pages_have_spaces_that_do_not_break(press: Press) -> None:
    one = next(one for one in EXPECTED if one.outlet.id == "la-feuille-de-carthage" and "« " in one.text.body)
    assert "«&nbsp;" in get(press, one.outlet.address, one.path).body.decode()


@pytest.mark.parametrize("id_", WIRE)
def test_four_copies_of_a_wire_story_are_one_text(press: Press, id_: str) -> None:
    copies = [one for one in EXPECTED if one.text.id == id_]
    assert len({one.outlet.id for one in copies}) == len(copies) == 4
    pages = [(one, get(press, one.outlet.address, one.path).body.decode(one.outlet.encoding)) for one in copies]
    assert len({page for _, page in pages}) == 4
    for one, page in pages:
        found = unescape(page).replace("\xa0", " ")
        assert all(f"<p>{part}</p>" in found for part in one.text.paragraphs())


def test_there_is_a_wire_story_in_arabic_and_one_in_french() -> None:
    assert {one.text.expect.language for one in EXPECTED if one.text.id in WIRE} == {"ar", "fr"}


def test_the_second_edition_changes_one_story_and_its_date_in_the_feed() -> None:
    with Press() as press:
        (one,) = [one for one in EXPECTED if one.text.edition2]
        host, feed = one.outlet.address, "/atom.xml"
        routes, first, listing = press.routes, get(press, host, one.path).body, get(press, host, feed)
        press.publish(edition=2)
        assert get(press, host, one.path).body != first
        assert get(press, host, feed, If_None_Match=listing.headers["etag"]).status == 200
        changed = {place for place, answer in press.routes.items() if answer.body != routes[place].body}
        assert changed == {(host, one.path), (host, feed)}


# --- Validators, refusals, twins ------------------------------------------------------------------


def test_conditional_requests_are_honoured_by_either_validator(press: Press) -> None:
    host = BY_ID["assada"].address
    headers = get(press, host, "/feed/").headers
    unchanged = get(press, host, "/feed/", If_None_Match=headers["etag"])
    assert (unchanged.status, unchanged.body) == (304, b"")
    assert get(press, host, "/feed/", If_Modified_Since=headers["last-modified"]).status == 304
    assert get(press, host, "/feed/", If_None_Match='"another"').status == 200


def test_one_server_says_304_to_anything_and_one_has_no_validators(press: Press) -> None:
    assert get(press, BY_ID["saguia-info"].address, "/feed/", If_None_Match='"another"').status == 304
    assert "etag" not in get(press, BY_ID["el-wahat"].address, "/").headers


@every_odd
def test_what_is_no_article_answers_as_it_should(press: Press, sources: dict[str, Source], odd: Odd) -> None:
    got = get(press, BY_ID[odd.outlet].address, odd.path)
    assert got.status == {"not-found": 404, "refused": 403, "gone": 410}.get(odd.becomes, odd.answer.status)
    # A second spelling of an address may be left out of a listing already; everything else is listed.
    listed = {urlsplit(link.url).path for link in links(press, sources[odd.outlet])}
    assert urlsplit(odd.path).path in listed or odd.becomes == "known"


@pytest.mark.parametrize("odd", [odd for odd in odds(1) if odd.becomes == "known"], ids=lambda odd: odd.outlet)
def test_amp_print_and_tracked_twins_have_the_key_of_an_article(odd: Odd) -> None:
    host = BY_ID[odd.outlet].address
    mine = {url_key(f"http://{host}{one.path}") for one in EXPECTED if one.outlet.id == odd.outlet}
    assert url_key(f"http://{host}{odd.path}") in mine


def test_an_old_address_and_an_old_feed_redirect(press: Press) -> None:
    host = BY_ID["libya-ledger"].address
    assert get(press, host, "/feed").headers["location"] == f"http://{host}:{press.port}/feed/"
    target = urlsplit(get(press, host, "/2025/old-address/").headers["location"])
    assert get(press, host, target.path).status == 200


def test_robots_txt_forbids_what_is_listed_all_the_same(press: Press) -> None:
    host = BY_ID["la-feuille-de-carthage"].address
    robots = Protego.parse(get(press, host, "/robots.txt").body.decode())
    (odd,) = [odd for odd in odds(press.port) if odd.becomes == "robots"]
    assert not robots.can_fetch(f"http://{host}:{press.port}{odd.path}", "marsad")
    assert robots.can_fetch(f"http://{host}:{press.port}/feed/", "marsad")


# --- The server -----------------------------------------------------------------------------------


def test_the_log_has_every_request_in_its_order(press: Press) -> None:
    before, host = len(press.log), BY_ID["assada"].address
    get(press, host, "/robots.txt", User_Agent="one/1.0")
    get(press, host, "/no/such/page")
    first, second = press.log[before:]
    assert (first.host, first.path, first.status, first.headers["user-agent"]) == (host, "/robots.txt", 200, "one/1.0")
    assert (second.path, second.status) == ("/no/such/page", 404)
    assert first.at <= second.at


def test_head_has_the_length_and_no_body(press: Press) -> None:
    host = BY_ID["assada"].address
    whole, head = get(press, host, "/feed/"), get(press, host, "/feed/", "HEAD")
    assert (head.body, head.headers["content-length"]) == (b"", str(len(whole.body)))


@pytest.mark.parametrize("request_", [b"\r\n\r\n", b"POST / HTTP/1.1\r\n\r\n", b"GET nonsense\r\n\r\n"])
def test_what_is_no_request_gets_a_400(press: Press, request_: bytes) -> None:
    with socket.create_connection((BY_ID["assada"].address, press.port), timeout=10) as connection:
        connection.sendall(request_)
        assert connection.recv(100).startswith(b"HTTP/1.1 400 ")


def test_wordpress_hands_out_a_cookie(press: Press) -> None:
    one = next(one for one in EXPECTED if one.outlet.layout == "wordpress")
    assert "visitor=1" in get(press, one.outlet.address, one.path).headers["set-cookie"]


def test_from_the_shell_it_writes_its_registry_and_ends_on_sigterm(tmp_path: Path) -> None:
    registry = tmp_path / "press.toml"
    command = [sys.executable, "-m", "tests.press", "--port", "0", "--registry", str(registry)]
    running = subprocess.Popen(command, cwd=ROOT)
    try:
        for _ in range(200):
            if registry.exists() and registry.stat().st_size:
                break
            time.sleep(0.05)
        assert len(load_sources(str(registry))) == len(OUTLETS) + 2
    finally:
        running.send_signal(signal.SIGTERM)
        code = running.wait(20)
    assert code == 0


def test_a_port_that_is_taken_is_one_line(press: Press) -> None:
    command = [sys.executable, "-m", "tests.press", "--port", str(press.port)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"the press cannot listen on port {press.port}: ")
    assert line.endswith("choose another with --port")
