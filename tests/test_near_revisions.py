"""Copies beside revisions and new judgements: an edited text is fingerprinted anew, nothing else touches the texts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bench.variants import vary
from corpus.fingerprint import text_hash
from corpus.schema import text_keys, texts
from corpus.store import Store
from corpus.types import Article
from tests.near import pairs
from tests.samples import DAY, HOUR, NOW, article

#: What is stored of each text, save its number and its leader's.
COLUMNS = [column for column in texts.c if column.name not in ("id", "leader")]
LANGUAGES = ("ar", "fr", "en")


def base(language: str, number: int) -> str:
    return [one for one in pairs.load(language) if one.kind == "base"][number].text


def group(language: str) -> list[Article]:
    """A text, an edited and an equal copy, in three papers, and another text."""
    text = base(language, 0)
    carried = (text, vary(text, language, "signed", 1), text, base(language, 1))
    moments = (NOW - DAY + n * HOUR / 60 for n in range(4))
    return [
        article(f"https://paper{n}.example/wire", one, source=f"paper{n}", agency=None, published=moment)
        for n, (one, moment) in enumerate(zip(carried, moments, strict=True))
    ]


def keep(store: Store, *articles: Article) -> list[str]:
    run = store.begin_run("ingest", {}, NOW)
    return [store.keep_loose(run, one, one.source, NOW).what for one in articles]


def stored(store: Store) -> tuple[list[Any], set[int]]:
    """The texts by hash, and the keys under which any of them stands."""
    with store.database.read() as connection:
        rows = connection.execute(select(*COLUMNS).order_by(texts.c.text_hash)).all()
        keys = set(connection.execute(select(text_keys.c.key)).scalars())
    return [tuple(row) for row in rows], keys


def links(store: Store, articles: list[Article]) -> list[Any]:
    return [store.duplicates(one.id) for one in articles]


def later(one: Article, text: str, **changes: Any) -> Article:
    return replace(one, text=text, text_hash=text_hash(text), fetched=NOW + DAY, **changes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_edited_text_is_fingerprinted_anew(store: Store, language: str) -> None:
    """Whoever was edited, the texts are what they would be had the older wording never been seen."""
    articles = group(language)
    keep(store, *articles)
    for place in (0, 1):
        articles[place] = later(articles[place], base(language, 2 + place))
        assert keep(store, articles[place]) == ["revised"]
    found = stored(store), links(store, articles)
    store.clear_groups(all_of_them=True)
    store.group(store.to_group("", 9))
    assert found == (stored(store), links(store, articles))
    assert {row[0] for row in found[0][0]} == {one.text_hash for one in articles}
    assert found[1] == [()] * 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_that_is_edited_into_a_copy_joins_the_group(store: Store, language: str) -> None:
    articles = group(language)
    keep(store, *articles)
    keep(store, later(articles[3], vary(articles[0].text, language, "signed", 2)))
    (link,) = store.duplicates(articles[3].id)
    assert (link.original_id, link.kind) == (articles[0].id, "syndicated")
    assert len(store.duplicates(articles[0].id)) == 3


@pytest.mark.parametrize("counter", ["\nعدد المشاهدات: 1234", "\n1 234 vues", "\n1,234 views"])
def test_a_counter_or_another_title_leaves_texts_and_links(store: Store, counter: str) -> None:
    articles = group("ar")
    keep(store, *articles)
    before = stored(store), links(store, articles)
    counted = later(articles[0], articles[0].text + counter)
    assert keep(store, counted) == ["unchanged"]
    assert (stored(store), links(store, articles)) == before
    assert keep(store, later(articles[0], articles[0].text, title="عنوان آخر")) == ["revised"]
    assert (stored(store), links(store, articles)) == before


def test_new_judgements_leave_texts_and_links(store: Store) -> None:
    articles = group("ar")
    keep(store, *articles)
    before = stored(store), links(store, articles)
    judged = [replace(one, relevance="offtopic", rules_version="new", tags=(), figures=()) for one in articles]
    assert store.retag(store.begin_run("retag", {}, NOW), judged, 4) == 4
    assert keep(store, *(replace(one, rules_version="newer") for one in judged)) == ["unchanged"] * 4
    assert (stored(store), links(store, articles)) == before
