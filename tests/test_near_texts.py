"""Edited copies and excerpts are linked, forms and shared furniture are not; who came first; in any order the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.variants import BOXES, vary
from corpus.fingerprint import text_hash
from corpus.query import Query
from corpus.schema import metadata
from corpus.store import Store
from corpus.types import Article
from tests.near import pairs
from tests.samples import DAY, HOUR, NOW, article

TEXTS = {language: [one for one in pairs.load(language) if one.kind == "base"] for language in ("ar", "fr", "en")}


def keep(store: Store, *articles: Article) -> None:
    run = store.begin_run("ingest", {}, NOW)
    for one in articles:
        store.keep_loose(run, one, one.source, NOW)


def groups(store: Store) -> dict[str, tuple[str | None, str | None]]:
    """Representative and kind of each article, by its address."""
    records = list(store.records(Query()))
    urls = {record.article.id: record.article.url for record in records}
    return {record.article.url: (urls.get(record.duplicate_of or ""), record.duplicate_kind) for record in records}


def paper(number: int, text: str, **changes: object) -> Article:
    """The text in one of many papers, each a minute later than the one before."""
    moment = NOW - DAY + timedelta(minutes=number)
    values = {"source": f"paper{number}", "agency": None, "published": moment, "tags": ()} | changes
    return article(f"https://paper{number}.example/wire", text, **values)


@pytest.mark.parametrize("language", TEXTS)
def test_an_edited_copy_is_syndicated_and_a_shortened_one_an_excerpt(store: Store, language: str) -> None:
    text = TEXTS[language][0].text * 1
    long = "\n".join([text, *(one.text for one in TEXTS[language][1:2])])
    keep(store, paper(1, long), paper(2, vary(long, language, "signed", 1)), paper(3, text))
    found = groups(store)
    assert found["https://paper2.example/wire"] == ("https://paper1.example/wire", "syndicated")
    assert found["https://paper3.example/wire"] == ("https://paper1.example/wire", "excerpt")
    records = {record.article.source: record for record in store.records(Query())}
    assert {(record.group_size, record.group_outlets) for record in records.values()} == {(3, 3)}
    assert 0.8 < (records["paper2"].duplicate_similarity or 0) < 1
    assert records["paper1"].duplicate_of is records["paper1"].duplicate_kind is None


def test_the_agency_represents_its_copies_whenever_it_came(store: Store) -> None:
    text = TEXTS["ar"][0].text
    credited = paper(2, vary(text, "ar", "signed", 1), agency="map")
    own = paper(3, text + "\n(ومع)", agency="map", source="map", published=NOW)
    keep(store, paper(1, text), credited)
    assert groups(store)[paper(1, text).url] == (credited.url, "syndicated")
    keep(store, own)
    assert {group for url, (group, _) in groups(store).items() if url != own.url} == {own.url}


def test_who_came_first_does_not_trust_clocks_further_than_they_go(store: Store) -> None:
    text = TEXTS["fr"][0].text
    ahead = paper(1, text, published=NOW + 90 * DAY, fetched=NOW)
    day_only = paper(2, text + " (MAP)", published=NOW - DAY, published_precision="day", fetched=NOW + HOUR)
    undated = paper(3, text + " (APS)", published=None, published_precision=None, fetched=NOW - HOUR)
    keep(store, ahead, day_only, undated)
    assert {group for url, (group, _) in groups(store).items() if url != undated.url} == {undated.url}


def test_a_date_that_becomes_known_later_can_make_an_article_the_first(store: Store) -> None:
    text = TEXTS["en"][0].text
    undated = paper(2, text, published=None, published_precision=None, published_raw=None)
    keep(store, paper(1, text), undated)
    assert groups(store)[undated.url] == (paper(1, text).url, "exact")
    keep(store, replace(undated, published=NOW - 9 * DAY, published_precision="second"))
    assert groups(store)[undated.url] == (None, None)
    assert groups(store)[paper(1, text).url] == (undated.url, "exact")


@pytest.mark.parametrize("language", TEXTS)
def test_forms_follow_ups_and_other_texts_of_one_event_stay_apart(store: Store, language: str) -> None:
    written = pairs.load(language)
    assert (
        min(sum(one.kind == "same" for one in written), sum(one.kind not in ("same", "base") for one in written)) >= 25
    )
    keep(store, *(paper(number, one.text) for number, one in enumerate(written)))
    found = groups(store)
    for number, one in enumerate(written):
        group = found[paper(number, one.text).url][0]
        assert (group is not None) == (one.kind == "same"), one.id


def test_what_an_outlet_prints_under_every_article_makes_none_alike(store: Store) -> None:
    """A long foot under short texts: nine tenths of what two of them have in common is furniture."""
    foot = "\n".join([*BOXES["ar"] * 1, *(one.text for one in TEXTS["ar"][:2])])
    texts = [one.text.split("\n")[0] + "\n" + foot for one in TEXTS["ar"][2:]]
    keep(store, *(paper(number, text, source="assada") for number, text in enumerate(texts)))
    assert {group for group, _ in groups(store).values()} == {None}
    copy = paper(99, TEXTS["ar"][2].text)
    keep(store, copy)
    assert len(texts) > 6


def test_the_weather_of_each_day_is_another_text(store: Store) -> None:
    towns = ("تونس", "صفاقس", "سوسة", "بنزرت", "قابس", "قفصة", "المنستير", "القيروان", "توزر", "مدنين", "نابل", "باجة")
    draw = random.Random(1)
    head = "حالة الطقس ليوم غد في مختلف المدن حسب المعهد الوطني للرصد الجوي والحرارة القصوى المنتظرة بعد الظهر "
    said = "مدينة {} سماء قليلة السحب والحرارة {} درجة"
    days = [head + " ".join(said.format(town, draw.randint(18, 34)) for town in towns) for _ in range(30)]
    keep(store, *(paper(number, text) for number, text in enumerate(days)))
    assert {group for group, _ in groups(store).values()} == {None}


def test_nothing_is_chained(store: Store) -> None:
    """A half is an excerpt of the whole at either end, the two halves have nothing in common."""
    first, second = TEXTS["fr"][0].text, TEXTS["fr"][1].text
    keep(store, paper(1, first), paper(2, first + "\n" + second), paper(3, second))
    found = groups(store)
    assert found[paper(2, first).url] == (paper(1, first).url, "excerpt")
    assert found[paper(3, second).url] == (None, None)


def test_a_page_that_copies_the_lead_of_another_outlet_does_not_join_it(store: Store) -> None:
    whole = "\n".join(one.text for one in TEXTS["en"][:4])
    lead = whole.split("\n")[0]
    spam = lead + "\n" + "\n".join(one.text for one in TEXTS["en"][5:8])
    keep(store, paper(1, whole), paper(2, spam, published=NOW - 900 * DAY), paper(3, lead))
    assert {group for group, _ in groups(store).values()} == {None}


def test_short_texts_are_one_only_when_they_are_equal(store: Store) -> None:
    text = (
        "أوقفت مصالح الأمن صباح اليوم ثلاثة أشخاص يشتبه في تورطهم في الاتجار بالبشر، ووضعتهم رهن الحراسة النظرية بطنجة."
    )
    keep(store, paper(1, text), paper(2, text), paper(3, text + " (ومع)"))
    assert groups(store) == {
        paper(1, text).url: (None, None),
        paper(2, text).url: (paper(1, text).url, "exact"),
        paper(3, text).url: (None, None),
    }


def test_an_edit_takes_an_article_out_of_its_group_and_the_others_stay(store: Store) -> None:
    text = TEXTS["fr"][3].text
    copies = [paper(number, vary(text, "fr", name, 1)) for number, name in enumerate(("boxed", "signed", "cut"))]
    keep(store, *copies)
    keep(
        store, replace(copies[0], text=TEXTS["fr"][4].text, text_hash=text_hash(TEXTS["fr"][4].text), fetched=NOW + DAY)
    )
    assert groups(store) == {
        copies[0].url: (None, None),
        copies[1].url: (None, None),
        copies[2].url: (copies[1].url, "excerpt"),
    }
    assert [(d.article_id, d.original_id) for d in store.duplicates(copies[1].id)] == [(copies[2].id, copies[1].id)]


def many() -> list[Article]:
    """Copies, forms, an outlet with furniture, an agency, undated ones: 60 texts in which order could matter."""
    found: list[Article] = []
    for base in TEXTS["ar"][:4]:
        found += [
            paper(len(found) + n, vary(base.text, "ar", name, n)) for n, name in enumerate(("cut", "quoted", "boxed"))
        ]
        found.append(paper(len(found), base.text, agency="map"))
        found.append(paper(len(found), base.text + "\n(ومع)", agency="map", source="map"))
        found.append(paper(len(found), base.text, published=None, published_precision=None))
    foot = TEXTS["ar"][5].text
    found += [paper(len(found) + n, f"{one.text}\n{foot}", source="assada") for n, one in enumerate(TEXTS["ar"][6:])]
    forms = [one for one in pairs.load("ar") if one.kind in ("template", "same")][:12]
    return found + [paper(len(found) + n, one.text) for n, one in enumerate(forms)]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str | None, str | None]]:
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('near') / 'near.db'}")
    keep(store, *many())
    found = groups(store)
    store.close()
    assert sum(group is not None for group, _ in found.values()) > 15
    return found


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(many()))))
def test_the_groups_do_not_depend_on_the_order_in_which_articles_come(
    store: Store, order: Sequence[int], expected: dict[str, tuple[str | None, str | None]]
) -> None:
    empty(store)
    articles = many()
    keep(store, *(articles[place] for place in order))
    assert groups(store) == expected


def test_comparing_all_of_it_again_changes_nothing_and_goes_on_after_a_stop(
    store: Store, expected: dict[str, tuple[str | None, str | None]]
) -> None:
    keep(store, *reversed(many()))
    assert groups(store) == expected
    keep(store, *many())
    assert groups(store) == expected
    store.clear_groups(all_of_them=False)
    assert groups(store) == expected
    store.clear_groups(all_of_them=True)
    assert {group for group, _ in groups(store).values()} == {None}
    store.group(store.to_group("", 20))
    waiting = store.ungrouped()
    store.clear_groups(all_of_them=False)
    assert 0 < store.ungrouped() == waiting
    keep(store, paper(500, TEXTS["en"][3].text))
    store.group(store.to_group("", 900))
    assert store.ungrouped() == 0
    assert {url: group for url, group in groups(store).items() if "paper500" not in url} == expected


def empty(store: Store) -> None:
    """Hypothesis runs many examples on one database."""
    with store.database.engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
