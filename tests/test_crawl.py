"""The main job, end to end: the real `scrapy crawl press` against the press on loopback."""

from __future__ import annotations

import csv
import json
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow import parquet

from corpus.exports.csv import read_csv
from corpus.store import Store
from corpus.types import Article
from tests.crawling import Desk
from tests.press.checks import check, expectations
from tests.press.outlets import BY_ID
from tests.press.press import Press
from tests.press.site import odds


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with Press() as running:
        yield running


@pytest.fixture(scope="module")
def crawled(press: Press, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A database after one crawl of the whole press."""
    desk = Desk.at(tmp_path_factory.mktemp("crawl"), press.registry_toml())
    done = desk.scrapy("crawl", "press")
    assert done.returncode == 3, done.stderr[-3000:]  # one outlet is down and one feed is broken
    return desk


def stored(desk: Desk) -> tuple[Article, ...]:
    store = Store.open(desk.database)
    try:
        return tuple(store.articles())
    finally:
        store.close()


def test_every_article_of_the_press_is_stored_once(crawled: Desk) -> None:
    misses = check(stored(crawled))
    assert [miss for miss in misses if "stored" in miss] == []
    assert len(stored(crawled)) == len(expectations()) >= 55


def test_texts_come_out_whole_and_nothing_else_does(crawled: Desk) -> None:
    misses = Counter(miss.split(": ")[1] for miss in check(stored(crawled)))
    assert misses["text"] == 0
    assert misses["title"] == 0
    assert misses["language"] == 0
    assert misses["published"] == 0


def test_a_wire_story_is_kept_with_every_outlet_that_ran_it(crawled: Desk) -> None:
    store = Store.open(crawled.database)
    try:
        copies = [article for article in store.articles() if article.title.startswith("المغرب: تفكيك شبكة لتنظيم")]
        assert {article.source for article in copies} == {"assada", "saguia-info", "el-wahat", "sahel-tounes"}
        assert len({article.text_hash for article in copies}) == 1
        links = {link for article in copies for link in store.duplicates(article.id)}
        assert {(link.kind, link.similarity) for link in links} == {("exact", 1.0)}
        assert len({link.article_id for link in links}) == 3
        assert len({link.original_id for link in links}) == 1
    finally:
        store.close()


def test_what_is_no_article_is_counted_by_its_reason(crawled: Desk, press: Press) -> None:
    store = Store.open(crawled.database)
    try:
        counts = {(one.source, one.event, one.reason): one.n for one in store.summary(1).counts}
    finally:
        store.close()
    for odd in odds(press.port):
        event = {"soft-404": "rejected", "consent": "rejected"}.get(odd.becomes, "failed")
        if odd.becomes not in ("alias", "known"):
            assert counts[odd.outlet, event, odd.becomes] == 1, odd
    assert counts["closed-door", "endpoint_failed", "connection"] == 1
    assert counts["broken-feed", "endpoint_failed", "unreadable"] == 1


def test_robots_txt_is_read_first_and_obeyed(crawled: Desk, press: Press) -> None:  # noqa: ARG001  # crawls first
    assert press.asked("/prive/") == []
    first: dict[str, str] = {}
    for asked in press.log:
        first.setdefault(asked.host, asked.path)
    assert set(first.values()) == {"/robots.txt"}
    assert {asked.headers["user-agent"] for asked in press.log} != {""}


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_the_crawled_press_is_exported_filtered_and_equal_each_time(crawled: Desk, form: str) -> None:
    filters = ("--country", "MA,TN", "--topic", "migrant_smuggling", "--language", "ar", "--since", "2026-11-05")
    files = [crawled.folder / f"{number}.{form}" for number in range(2)]
    for file in files:
        done = crawled.scrapy("export", "--format", form, "-o", str(file), *filters)
        assert done.returncode == 0, done.stderr
    assert files[0].read_bytes() == files[1].read_bytes()
    wanted = [
        article.id
        for article in stored(crawled)
        if {tag.name for tag in article.tagged("country")} & {"MA", "TN"}
        and "migrant_smuggling" in {tag.name for tag in article.tagged("topic")}
        and article.language == "ar"
        and article.published
        and article.published.date().isoformat() >= "2026-11-05"
    ]
    assert wanted
    assert exported_ids(files[0], form) == wanted


def exported_ids(file: Path, form: str) -> list[str]:
    if form == "csv":
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return [row["id"] for row in csv.DictReader(lines)]
    if form == "jsonl":
        return [json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines()]
    return [str(id_) for id_ in parquet.read_table(file).column("id").to_pylist()]


def test_the_csv_of_the_press_read_back_equals_the_database(crawled: Desk) -> None:
    file = crawled.folder / "all.csv"
    assert crawled.scrapy("export", "--format", "csv", "-o", str(file), "--authors").returncode == 0
    with file.open("rb") as stream:
        rows = {row["id"]: row for row in read_csv(stream)}
    articles = stored(crawled)
    assert len(rows) == len(articles)
    for article in articles:
        row = rows[article.id]
        for name in ("url", "source", "title", "text", "published", "language", "relevance", "authors", "text_hash"):
            assert row[name] == getattr(article, name), name
        assert row["countries"] == tuple(tag.name for tag in article.tagged("country"))
        assert row["topics"] == tuple(tag.name for tag in article.tagged("topic"))


def test_a_second_crawl_asks_for_no_article(crawled: Desk, press: Press) -> None:
    before = len(press.log)
    done = crawled.scrapy("crawl", "press")
    asked = press.log[before:]
    articles = {(one.outlet.address, one.path) for one in expectations()}
    assert [one for one in asked if (one.host, one.path) in articles] == []
    assert "stored        0," in done.stdout
    conditional = [one for one in asked if one.path in ("/feed/", "/atom.xml", "/news-sitemap.xml", "/feed.json")]
    assert {one.status for one in conditional if one.host != BY_ID["sada-tarabulus"].address and one.status != 200} == {
        304
    }


def test_an_edited_story_becomes_a_revision(crawled: Desk, press: Press) -> None:
    press.publish(edition=2)
    try:
        done = crawled.scrapy("crawl", "press", "-a", "source=sahel-tounes")
    finally:
        press.publish(edition=1)
    assert done.returncode == 0, done.stderr[-3000:]
    store = Store.open(crawled.database)
    try:
        (edited,) = [article for article in store.articles() if store.revisions(article.id)]
        (old,) = store.revisions(edited.id)
        assert edited.source == "sahel-tounes"
        assert (old.number, old.text_hash != edited.text_hash) == (1, True)
        assert not any(": text: " in miss for miss in check(store.articles(), edition=2))
        assert any(": text: " in miss for miss in check(store.articles(), edition=1))
    finally:
        store.close()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-a", "country=XX"), "scrapy crawl: country: 'XX' is not known; allowed: DZ, EH, FR, INTL, LY, MA, MR, TN"),
        (("-a", "language=es"), "scrapy crawl: language: 'es' is not known; allowed: ar, en, fr"),
        (("-a", "source=nobody"), "scrapy crawl: source: 'nobody' is not known; allowed: an id of"),
        (("-a", "since=yesterday"), "scrapy crawl: since: 'yesterday' is not known; allowed: "),
        (("-a", "contry=MA"), "scrapy crawl: -a: 'contry' is not known; allowed: country, language, source, since"),
        (("-s", "READERS=many"), "scrapy crawl: READERS: 'many' is not known; allowed: a whole number"),
        (("--wrong",), "scrapy crawl: option: '--wrong' is not known; allowed: see --help"),
    ],
)
def test_a_wrong_argument_is_one_line_and_exit_2(
    tmp_path: Path, press: Press, arguments: tuple[str, ...], message: str
) -> None:
    done = Desk.at(tmp_path, press.registry_toml()).scrapy("crawl", "press", *arguments)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(message)
    assert done.stdout == ""


def test_the_public_press_is_not_crawled_without_a_contact(tmp_path: Path) -> None:
    registry = """[[source]]
id = "far"
name = "Far"
home = "https://far.example/"
country = "MA"
languages = ["ar"]
kind = "newspaper"
time_zone = "Africa/Casablanca"
enabled = true
feeds = ["https://far.example/feed"]
"""
    done = Desk.at(tmp_path, registry).scrapy("crawl", "press")
    assert done.returncode == 1
    assert "CONTACT" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_narrowed_crawl_asks_only_those_outlets(tmp_path: Path, press: Press) -> None:
    before = len(press.log)
    desk = Desk.at(tmp_path, press.registry_toml())
    done = desk.scrapy("crawl", "press", "-a", "country=MR", "-a", "language=ar")
    assert done.returncode == 0, done.stderr[-2000:]
    assert {asked.host for asked in press.log[before:]} == {BY_ID["al-mourabit"].address}
    assert {article.source for article in stored(desk)} == {"al-mourabit"}


def test_since_leaves_older_articles_out(tmp_path: Path, press: Press) -> None:
    desk = Desk.at(tmp_path, press.registry_toml())
    assert desk.scrapy("crawl", "press", "-a", "source=assada", "-a", "since=2026-11-15").returncode == 0
    dates = [article.published for article in stored(desk) if article.published]
    assert dates
    assert min(dates).date().isoformat() >= "2026-11-15"


def test_a_budget_leaves_the_rest_for_the_next_run(tmp_path: Path, press: Press) -> None:
    desk = Desk.at(tmp_path, press.registry_toml())
    first = desk.scrapy("crawl", "press", "-a", "source=el-wahat", SOURCE_BUDGET="2")
    assert first.returncode == 0, first.stderr[-2000:]
    assert len(stored(desk)) == 2
    assert desk.scrapy("crawl", "press", "-a", "source=el-wahat").returncode == 0
    assert len(stored(desk)) == 6


def test_a_second_crawl_at_the_same_time_refuses(tmp_path: Path, press: Press) -> None:
    desk = Desk.at(tmp_path, press.registry_toml())
    running = desk.start("crawl", "press", DOWNLOAD_DELAY="1")
    try:
        wait_for_articles(desk, 1)
        done = desk.scrapy("crawl", "press")
        assert done.returncode == 4
        assert str(running.pid) in done.stderr
    finally:
        running.send_signal(signal.SIGTERM)
        output, log = running.communicate(timeout=60)
    assert running.returncode == 130, log[-2000:]
    assert "interrupted" in output


def wait_for_articles(desk: Desk, count: int) -> None:
    """Until so many are stored; at most half a minute."""
    for _ in range(150):
        if Path(desk.folder / "marsad.db").exists() and len(stored(desk)) >= count:
            return
        time.sleep(0.2)
    raise AssertionError("the crawl did not store anything in 30 s")
