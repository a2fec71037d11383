"""The press looked at again: an edit is one revision, an unchanged press none, a removed page is marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from os import environ
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from corpus.schema import articles, pages
from corpus.store import Store
from corpus.types import Source
from corpus.worddiff import word_diff
from crawler.registry import load_sources
from tests.clocked import crawl, list_articles
from tests.crawling import Desk
from tests.press.checks import Expected, expectations
from tests.press.outlets import BY_ID
from tests.press.press import Press
from tests.press.server import Answer
from tests.press.site import odds, routes
from tests.samples import DAY, HOUR

#: Whole crawls in processes of their own; the same rules are tested on the store and with a passed-in clock.
SLOW = pytest.mark.skipif("MARSAD_SLOW" not in environ, reason="too slow for CI; make test-slow runs it")
#: When everything that the press prints is published.
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
TUNIS = BY_ID["sahel-tounes"]
(EDITED,) = (one for one in expectations() if one.text.edition2)
ON_TOPIC = [one for one in expectations() if one.text.expect.relevance != "offtopic"]
#: What the edit of the story took out and put in.
THE_EDIT = [
    ("gone", "خمسة"),
    ("new", "في حصيلة محينة سبعة"),
    ("gone", "الخمسة"),
    ("new", "السبعة"),
    ("gone", "وتتواصل الأبحاث للكشف عن بقية الأطراف وعن ممول"),
    ("new", "وأوقف صباح الاثنين شخصان آخران بقصور الساف، أحدهما صاحب ورشة يشتبه في أنه مول"),
]


@pytest.fixture
def press() -> Iterator[Press]:
    with Press() as running:
        yield running


@pytest.fixture
def sources(press: Press, tmp_path: Path) -> dict[str, Source]:
    (tmp_path / "press.toml").write_text(press.registry_toml(), encoding="utf-8")
    return dict(load_sources(str(tmp_path / "press.toml")))


def first_crawl(store: Store, press: Press, sources: dict[str, Source], source: str = "") -> None:
    list_articles(store, press, store.begin_run("crawl", {}, NOW), NOW, source)
    crawl(store, press, sources, NOW)


def place(one: Expected) -> tuple[str, str]:
    return one.outlet.address, one.path


def serve(press: Press, one: Expected, answer: Answer) -> None:
    press.routes = {**press.routes, place(one): answer}


def edit_story(press: Press) -> None:
    """The page changes and its feed says nothing of it."""
    edited: datetime = NOW
    serve(press, EDITED, routes(press.port, edited)[place(EDITED)])


def edits_of(store: Store) -> dict[str, list[tuple[str, str]]]:
    """What each edit changed, by the id of its article."""
    found: dict[str, list[tuple[str, str]]] = {}
    for article in store.articles():
        texts = [*(old.text for old in store.revisions(article.id)), article.text]
        for older, newer in pairwise(texts):
            changes = word_diff(older, newer)
            found[article.id] = [(change.kind, change.text.strip()) for change in changes if change.kind != "same"]
    return found


def test_an_unchanged_press_gives_no_revision(store: Store, press: Press, sources: dict[str, Source]) -> None:
    first_crawl(store, press, sources)
    before = list(store.articles())
    for age in (HOUR, DAY, 30 * DAY):
        assert len(crawl(store, press, sources, NOW + age)) == sum(a.relevance != "offtopic" for a in before) > 50
    assert edits_of(store) == {}
    assert list(store.articles()) == before
    assert [run.total("revised") for run in map(store.summary, range(1, 6))] == [0] * 5


def test_the_edited_story_gives_one_revision(store: Store, press: Press, sources: dict[str, Source]) -> None:
    first_crawl(store, press, sources, TUNIS.id)
    edit_story(press)
    for age in (HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY):
        crawl(store, press, sources, NOW + age)
    ((edited, changes),) = edits_of(store).items()
    assert changes == THE_EDIT
    (old,) = store.revisions(edited)
    assert (old.number, old.fetched, old.replaced) == (1, NOW, NOW + HOUR)


def test_validators_of_a_page_are_sent_back(store: Store, press: Press, sources: dict[str, Source]) -> None:
    serve(press, EDITED, replace(press.routes[place(EDITED)], validators=True))
    first_crawl(store, press, sources, TUNIS.id)
    crawl(store, press, sources, NOW + HOUR)
    serve(press, EDITED, replace(routes(press.port, NOW)[place(EDITED)], validators=True))
    crawl(store, press, sources, NOW + DAY)
    asked = press.asked(EDITED.path)
    assert [one.status for one in asked] == [200, 304, 200]
    assert "if-none-match" in asked[2].headers
    assert [len(changes) for changes in edits_of(store).values()] == [len(THE_EDIT)]


def test_removed_pages_are_marked_kept_and_may_come_back(
    store: Store, press: Press, sources: dict[str, Source]
) -> None:
    first_crawl(store, press, sources, TUNIS.id)
    lost, gone = [one for one in ON_TOPIC if one.outlet is TUNIS][:2]
    there = press.routes[place(lost)]
    serve(press, lost, Answer(status=404))
    serve(press, gone, Answer(status=410))
    crawl(store, press, sources, NOW + HOUR)
    marked = {article.title: store.record(article.id) for article in store.articles()}
    assert {title for title, record in marked.items() if record and record.gone_at == NOW + HOUR} == {
        lost.text.title,
        gone.text.title,
    }
    assert store.summary(3).reasons("removed") == {"gone": 1, "not-found": 1}
    serve(press, lost, there)
    crawl(store, press, sources, NOW + DAY)
    assert gone_titles(store) == [gone.text.title]
    assert store.summary(4).total("returned") == 1
    assert edits_of(store) == {}


def test_a_wall_in_the_place_of_an_article_is_no_revision(
    store: Store, press: Press, sources: dict[str, Source]
) -> None:
    walls = [odd.answer for odd in odds(press.port) if odd.becomes in ("soft-404", "consent")]
    first_crawl(store, press, sources, TUNIS.id)
    mine = [one for one in ON_TOPIC if one.outlet is TUNIS][:2]
    for one, wall in zip(mine, walls, strict=True):
        serve(press, one, replace(wall, validators=True))
    crawl(store, press, sources, NOW + HOUR)
    crawl(store, press, sources, NOW + DAY)
    assert store.summary(3).reasons("rejected") == {"consent": 1, "soft-404": 1}
    assert store.summary(4).reasons("rejected") == {"consent": 1, "soft-404": 1}  # no 304 for a wall
    assert edits_of(store) == {}
    assert gone_titles(store) == []


def gone_titles(store: Store) -> list[str]:
    records = [store.record(article.id) for article in store.articles()]
    return [record.article.title for record in records if record and record.gone_at]


# --- The real crawl ---------------------------------------------------------------------------------


def name(one: Expected) -> str:
    return f"{one.outlet.id}/{one.text.id}"


def let_pass(desk: Desk, span: timedelta) -> None:
    """Time passes: what is stored becomes older."""
    store = Store.open(desk.database)
    store.database.write(_older, span)
    store.close()


def _older(connection: Connection, span: timedelta) -> None:
    for row in connection.execute(select(articles.c.id, articles.c.first_fetched, articles.c.fetched)).all():
        values = {"first_fetched": row.first_fetched - span, "fetched": row.fetched - span}
        connection.execute(update(articles).where(articles.c.id == row.id).values(values))
    fetched = select(pages.c.url_key, pages.c.fetched).where(pages.c.fetched.is_not(None))
    for key, moment in connection.execute(fetched).all():
        connection.execute(update(pages).where(pages.c.url_key == key).values(fetched=moment - span))


def asked(press: Press, desk: Desk, *arguments: str, **settings: str) -> list[str]:
    """The article pages that one `scrapy crawl press` asks for."""
    before = len(press.log)
    done = desk.scrapy("crawl", "press", *arguments, **settings)
    assert done.returncode == 0, done.stderr[-3000:]
    paths = {place(one): name(one) for one in expectations()}
    return [paths[one.host, one.path] for one in press.log[before:] if (one.host, one.path) in paths]


@SLOW
def test_the_crawl_looks_again_after_an_hour(press: Press, tmp_path: Path) -> None:
    desk = Desk.at(tmp_path, press.registry_toml())
    only = ("-a", "source=sahel-tounes")
    mine = [one for one in ON_TOPIC if one.outlet is TUNIS]
    asked(press, desk, *only)
    let_pass(desk, HOUR)
    assert asked(press, desk, *only, REVISIT="") == []
    edit_story(press)
    removed = next(one for one in mine if one is not EDITED)
    serve(press, removed, Answer(status=404))
    assert sorted(asked(press, desk, *only)) == sorted(map(name, mine))
    store = Store.open(desk.database)
    try:
        ((edited, changes),) = edits_of(store).items()
        assert changes == THE_EDIT
        assert gone_titles(store) == [removed.text.title]
    finally:
        store.close()
    done = desk.scrapy("revisions", edited)
    assert (done.returncode, done.stderr) == (0, "")
    assert "[-\u2068الخمسة\u2069-]{+\u2068السبعة\u2069+}" in done.stdout


@SLOW
def test_new_pages_come_first_within_every_budget(press: Press, tmp_path: Path) -> None:
    desk = Desk.at(tmp_path, press.registry_toml())
    two = ("-a", "source=sahel-tounes,el-wahat")
    first = asked(press, desk, "-a", "source=sahel-tounes")
    let_pass(desk, DAY)
    new = sorted(name(one) for one in expectations() if one.outlet.id == "el-wahat")
    # The budget of the run is one more than there is new at the other outlet.
    found = asked(press, desk, *two, RUN_BUDGET=str(len(new) + 1))
    assert sorted(found[:-1]) == new
    assert found[-1] in first
    let_pass(desk, DAY)
    due = {*first, *new} & set(map(name, ON_TOPIC)) - {found[-1]}  # which was looked at after its first day
    assert sorted(asked(press, desk, *two)) == sorted(due)
