"""`scrapy sources check` against a real server: what it asks, what it says, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from corpus.errors import BadArgument
from corpus.types import Endpoint, Source
from crawler.checkup import Choice, chosen
from tests.check_server import Server

ROOT = Path(__file__).resolve().parents[1]

REGISTRY = """
[[source]]
id = "annahar"
name = "An Nahar"
name_ar = "النهار"
home = "{url}"
country = "TN"
languages = ["ar"]
kind = "newspaper"
time_zone = "Africa/Tunis"
enabled = true
feeds = [
  {{ url = "{url}/feed", language = "ar" }},
  {{ url = "{url}/old", language = "ar" }},
  "{url}/private/feed",
  "{url}/blocked",
  "{url}/html",
  "{url}/moved",
  "{url}/away",
  "{url}/slow",
]
sitemaps = ["{url}/sitemap.xml"]
sections = ["{url}/section"]

[[source]]
id = "assada"
name = "Assada"
home = "{other}"
country = "MR"
languages = ["ar"]
kind = "pure player"
time_zone = "Africa/Nouakchott"
enabled = true
feeds = [{{ url = "{other}/feed", language = "ar" }}]

[source.guesses]
feeds = ["{other}/rss"]
sections = ["{other}/section"]

[[source]]
id = "almadi"
name = "Al Madi"
home = "{other}/x"
country = "MR"
languages = ["fr"]
kind = "newspaper"
time_zone = "Africa/Nouakchott"
disabled = "no-known-feed"
note = "nobody has seen its feed"

[source.guesses]
feeds = ["{other}/feed/"]
"""


#: Three outlets with reading rules: one lists articles, one lists one that is gone, one lists none.
RULED = """
[[source]]
id = "annahar"
name = "An Nahar"
home = "{url}"
country = "TN"
languages = ["ar"]
kind = "newspaper"
time_zone = "Africa/Tunis"
enabled = true
feeds = ["{url}/feed", "{url}/away"]

[source.reading]
title = ["h1.titre"]
text = ["div.corps", "div.texte"]
author = ["span.signature"]
date = ["{date}"]
remove = ["div.pub"]
evidence = "الصفحة نفسها، 2026"

[[source]]
id = "assada"
name = "Assada"
home = "{url}/a"
country = "MR"
languages = ["ar"]
kind = "pure player"
time_zone = "Africa/Nouakchott"
enabled = true
sections = ["{url}/section"]

[source.reading]
text = ["div.texte"]
evidence = "one page, 2026"

[[source]]
id = "assafha"
name = "Assafha"
home = "{url}/b"
country = "MR"
languages = ["ar"]
kind = "pure player"
time_zone = "Africa/Nouakchott"
enabled = true
sitemaps = ["{url}/sitemap.xml"]

[source.reading]
text = ["div.texte"]
evidence = "one page, 2026"
"""


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[Server, Server]]:
    pair = (Server("127.0.0.3"), Server("127.0.0.4"))
    for server in pair:
        Thread(target=server.serve_forever, daemon=True).start()
    yield pair
    for server in pair:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def registry(servers: tuple[Server, Server], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("registry") / "test.toml"
    path.write_text(REGISTRY.format(url=servers[0].url, other=servers[1].url), encoding="utf-8")
    return path


def run(registry: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    names = {"SOURCES": str(registry), "DOWNLOAD_DELAY": "0", "DOWNLOAD_TIMEOUT": "2", "READERS": "1"} | settings
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MARSAD_")}
    environment |= {f"MARSAD_{name}": value for name, value in names.items()}
    command = [sys.executable, "-m", "scrapy", "sources", "check", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=90, check=False
    )


def test_each_behaviour_has_its_words(registry: Path, servers: tuple[Server, Server]) -> None:
    done = run(registry, "--source", "annahar")
    url = servers[0].url
    assert done.stdout.splitlines() == [
        "annahar  An Nahar  النهار",
        f"  ok  feed {url}/feed",
        "      answers: 5 articles, the newest 3 hours old, in Arabic",
        f"  !!  feed {url}/old",
        "      answers, but the newest of 5 articles is 16 months old: stale, in Arabic",
        f"  !!  feed {url}/private/feed",
        "      is forbidden by robots.txt; disable it or ask the outlet",
        f"  !!  feed {url}/blocked",
        "      says 403: refuses crawlers; disable it as blocked",
        f"  !!  feed {url}/html",
        "      answers with a web page in place of a feed",
        f"  !!  feed {url}/moved",
        "      answers: 5 articles, the newest 3 hours old, in Arabic; "
        f"moved for good to {url}/feed, so update the address",
        f"  ok  feed {url}/away",
        "      answers: 5 articles, the newest 3 hours old, in Arabic",
        f"  !!  feed {url}/slow",
        "      did not answer in 2 s: try again later",
        f"  ok  sitemap {url}/sitemap.xml",
        "      answers: an index of 1 sitemap",
        f"  ok  section {url}/section",
        "      answers: 1 article, none with a date, in Arabic",
        "4 of 10 endpoints answer well",
    ]
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    paths = [path for path, _ in servers[0].asked]
    assert "/private/feed" not in paths
    assert paths.count("/robots.txt") == 1


def test_all_well_is_exit_0_and_json_is_data(registry: Path, servers: tuple[Server, Server]) -> None:
    before = registry.read_bytes()
    done = run(registry, "--country", "MR", "--json", CONTACT="nour@example.org")
    (finding,) = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0, done.stderr
    assert (finding["source"], finding["verdict"], finding["well"]) == ("assada", "good", True)
    assert (finding["articles"], finding["language"], finding["guess"]) == (5, "ar", False)
    assert {agent for _, agent in servers[1].asked} == {"marsad/0.1 (+nour@example.org)"}
    assert registry.read_bytes() == before


def test_guesses_are_tried_when_asked_and_may_fail(registry: Path, servers: tuple[Server, Server]) -> None:
    done = run(registry, "--country", "MR", "--guesses")
    url = servers[1].url
    assert done.stdout.splitlines() == [
        "almadi  Al Madi",
        f"  --  feed {url}/feed/",
        "      is not there (404): look for a new address",
        "assada  Assada",
        f"  ok  feed {url}/feed",
        "      answers: 5 articles, the newest 3 hours old, in Arabic",
        f"  --  feed {url}/rss",
        "      is not there (404): look for a new address",
        f"  ok  section {url}/section",
        "      answers: 1 article, none with a date, in Arabic; worth adding to the registry",
        "1 of 1 endpoints answer well",
    ]
    assert done.returncode == 0


def ruled(server: Server, folder: Path, date: str) -> Path:
    server.asked.clear()
    path = folder / "ruled.toml"
    path.write_text(RULED.format(url=server.url, date=date), encoding="utf-8")
    return path


def test_reading_rules_are_tried_on_one_article(servers: tuple[Server, Server], tmp_path: Path) -> None:
    server = servers[0]
    done = run(ruled(server, tmp_path, "time.publie"), "--source", "annahar")
    assert done.stdout.splitlines()[-4:] == [
        f"  ok  rules {server.url}/خبر/0",
        "      find title, text (35 letters) and date; nothing for author, which not every article has; "
        "1 element taken out",
        "2 of 2 endpoints answer well",
        "1 of 1 outlets' reading rules match",
    ]
    assert done.returncode == 0, done.stderr
    assert [path for path, _ in server.asked if path.startswith("/%D8")] == ["/%D8%AE%D8%A8%D8%B1/0"]


def test_rules_that_stopped_matching_are_named(servers: tuple[Server, Server], tmp_path: Path) -> None:
    done = run(ruled(servers[0], tmp_path, "span.date"))
    url = servers[0].url
    assert done.stdout.splitlines() == [
        "annahar  An Nahar",
        f"  ok  feed {url}/feed",
        "      answers: 5 articles, the newest 3 hours old, in Arabic",
        f"  ok  feed {url}/away",
        "      answers: 5 articles, the newest 3 hours old, in Arabic",
        f"  !!  rules {url}/خبر/0",
        "      find title and text (35 letters); nothing for date: look at the page's markup again; "
        "nothing for author, which not every article has; 1 element taken out",
        "assada  Assada",
        f"  ok  section {url}/section",
        "      answers: 1 article, none with a date, in Arabic",
        f"  !!  rules {url}/archives/68571",
        "      were not tried: the article is not there (404): look for a new address",
        "assafha  Assafha",
        f"  ok  sitemap {url}/sitemap.xml",
        "      answers: an index of 1 sitemap",
        f"  --  rules {url}/b",
        "      were not tried: no endpoint listed an article of this outlet",
        "4 of 4 endpoints answer well",
        "0 of 2 outlets' reading rules match",
    ]
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_rules_are_data_too(servers: tuple[Server, Server], tmp_path: Path) -> None:
    done = run(ruled(servers[0], tmp_path, "span.date"), "--source", "annahar", "--json")
    finding = json.loads(done.stdout.splitlines()[-1])
    assert (finding["kind"], finding["verdict"], finding["missed"]) == ("rules", "outdated", ["author", "date"])


@pytest.mark.parametrize(
    ("arguments", "settings", "code", "words"),
    [
        (("--country", "XX"), {}, 2, "country: 'XX' is not known; allowed: MR, TN"),
        (("--source", "annahr"), {}, 2, "source: 'annahr' is not known"),
        (("--source", "almadi"), {}, 2, "--guesses tries the conventional addresses"),
        (("--sauce", "x"), {}, 2, "--sauce"),
        (("--source", "annahar"), {"CONTACT": "me"}, 2, "a URL or an e-mail address"),
        (("--source", "annahar"), {"DOWNLOAD_TIMEOUT": "soon"}, 2, "DOWNLOAD_TIMEOUT"),
        ((), {"SOURCES": "/nowhere"}, 1, "there is no such registry"),
    ],
)
def test_mistakes_are_one_line(
    registry: Path, arguments: tuple[str, ...], settings: dict[str, str], code: int, words: str
) -> None:
    done = run(registry, *arguments, **settings)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (code, "")
    assert words in line


def test_the_public_press_needs_a_contact(tmp_path: Path) -> None:
    path = tmp_path / "public.toml"
    path.write_text(REGISTRY.format(url="https://annahar.example", other="https://assada.example"), encoding="utf-8")
    done = run(path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("scrapy sources: no contact: https://annahar.example is a public host")
    assert len(done.stderr.splitlines()) == 1


ONE = Source(
    id="un",
    name="واحد",
    home="https://un.example",
    country="TN",
    languages=("ar",),
    kind="newspaper",
    endpoints=(Endpoint(url="https://un.example/feed", kind="feed"),),
    guesses=(Endpoint(url="https://un.example/rss", kind="feed"),),
    enabled=True,
)
REGISTERED = {
    "un": ONE,
    "deux": replace(ONE, id="deux", country="LY", enabled=False, disabled="dead"),
    "trois": replace(ONE, id="trois", enabled=False, disabled="legal"),
}


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        (Choice(), ["un"]),
        (Choice(ids=("deux",)), ["deux"]),
        (Choice(guesses=True), ["un", "deux"]),
        (Choice(guesses=True, countries=("LY",)), ["deux"]),
        (Choice(ids=("trois",), guesses=True), []),
        (Choice(languages=("ar",)), ["un"]),
    ],
)
def test_who_is_checked(choice: Choice, ids: list[str]) -> None:
    found = chosen(REGISTERED, choice)
    assert [source.id for source in found] == ids
    assert all(bool(source.guesses) is choice.guesses for source in found)


def test_a_choice_is_checked_against_the_registry() -> None:
    with pytest.raises(BadArgument, match="country: 'FR'"):
        chosen(REGISTERED, Choice(countries=("FR",)))
