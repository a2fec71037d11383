"""Filters: what they allow, and which articles they let through."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from corpus.errors import BadArgument
from corpus.query import Query, parse_day
from corpus.store import Store
from tests.samples import FRENCH, NOW, article, tag

CORPUS = (
    article("https://a.example/1", published=datetime(2026, 11, 3, 23, 59, 59, tzinfo=UTC)),
    article(
        "https://a.example/2",
        FRENCH,
        title="Traite : l’enquête à ÉLOUED – 100 % des cas",
        language="fr",
        relevance="related",
        access="paywalled",
        source="tap",
        published=datetime(2026, 10, 31, tzinfo=UTC),
        tags=(tag("country", "TN"), tag("country", "DZ"), tag("topic", "prosecution"), tag("other_country", "IT")),
    ),
    article(
        "https://a.example/3",
        "A shelter opened in Tripoli. snake_case",
        title="Shelter",
        language="en",
        relevance="offtopic",
        access="stub",
        source=None,
        published=None,
        published_precision=None,
        tags=(tag("country", "LY"), tag("topic", "victim_protection")),
    ),
)


@pytest.fixture
def filled(store: Store) -> Store:
    run = store.begin_run("ingest", {}, NOW)
    for one in CORPUS:
        store.keep_loose(run, one, one.source, NOW)
    return store


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "213"),
        ({"country": "MA"}, "1"),
        ({"country": "ma, tn"}, "21"),
        ({"country": "TN،LY"}, "23"),
        ({"country": "TN", "topic": "networks_arrests"}, ""),
        ({"country": "TN,MA", "topic": "networks_arrests,prosecution", "language": "fr"}, "2"),
        ({"topic": "victim_protection"}, "3"),
        ({"language": "ar,en"}, "13"),
        ({"language": "und"}, ""),
        ({"relevance": "core,related"}, "21"),
        ({"access": "full"}, "1"),
        ({"access": "Paywalled، stub"}, "23"),
        ({"access": "paywalled", "language": "ar"}, ""),
        ({"source": "assada"}, "1"),
        ({"since": "2026-11"}, "1"),
        ({"until": "2026-11-03"}, "21"),
        ({"until": "2026-11-02"}, "2"),
        ({"until": "2026-10"}, "2"),
        ({"since": "2026", "until": "2026"}, "21"),
        ({"since": "٢٠٢٦-١١-٠١"}, "1"),
        ({"query": "شبكة طنجة"}, "1"),
        ({"query": "éloued ENQUÊTE"}, "2"),
        ({"query": "éloued شبكة"}, ""),
        ({"query": "100 %"}, "2"),
        ({"query": "snake_case"}, "3"),
        ({"query": "snakeXcase"}, ""),
        ({"query": "%"}, "2"),
        ({"query": "' OR 1=1 --"}, ""),
        ({"query": "\x00"}, ""),
    ],
)
def test_filters_let_through(filled: Store, filters: dict[str, Any], expected: str) -> None:
    query = Query.parse(**filters)
    assert "".join(found.url[-1] for found in filled.articles(query)) == expected
    assert filled.how_many(query) == len(expected)


@pytest.mark.parametrize(
    ("filters", "named"),
    [
        ({"country": "FR"}, "MA, DZ, TN, LY, MR, EH"),
        ({"country": "MA,XX"}, "'XX'"),
        ({"topic": "drugs"}, "organ_trafficking"),
        ({"language": "arabic"}, "ar, fr, en, und"),
        ({"relevance": "high"}, "core, related, offtopic"),
        ({"access": "free"}, "full, paywalled, stub"),
        ({"source": "hespres", "known_sources": {"hespress", "tap"}}, "did you mean hespress"),
        ({"since": "yesterday"}, "YYYY-MM-DD"),
        ({"since": "2026-13"}, "YYYY-MM-DD"),
        ({"since": "0000"}, "YYYY-MM-DD"),
        ({"until": "2026-02-30"}, "YYYY-MM-DD"),
        ({"until": "9999"}, "9999"),
        ({"since": "2026-11-02", "until": "2026-11-01"}, "from 2026-11-02 on"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(filters: dict[str, Any], named: str) -> None:
    with pytest.raises(BadArgument, match=named) as caught:
        Query.parse(**filters)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "1456"), ("ary", "4"), ("arq", "5"), ("aeb,fr", "26"), ("ar,ary", "1456"), ("AR،en", "13456"), ("en", "3")],
)
def test_spoken_arabic_is_arabic_and_a_choice_of_its_own(filled: Store, language: str, expected: str) -> None:
    run = filled.begin_run("ingest", {}, NOW)
    for number, spoken in enumerate(("ary", "arq", "aeb"), start=4):
        filled.keep_loose(run, article(f"https://a.example/{number}", f"كلام {spoken}", language=spoken), "assada", NOW)
    query = Query.parse(language=language)
    assert sorted(found.url[-1] for found in filled.articles(query)) == list(expected)
    assert filled.how_many(query) == len(expected)


def test_stored_languages_are_allowed_beside_those_of_the_taxonomy() -> None:
    assert Query.parse(language="ES,ar", known_languages=("es",)).languages == ("es", "ar")
    with pytest.raises(BadArgument, match=r"allowed: ar, fr, en, und, ary, arq, aeb, es$"):
        Query.parse(language="it", known_languages=("es", "ary"))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-2-9", date(2024, 2, 9), date(2024, 2, 9)),
        ("٢٠٢٤-٠٢", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_date_a_month_or_a_year(text: str, first: date, last: date) -> None:
    assert (parse_day("since", text), parse_day("until", text, last=True)) == (first, last)


def test_what_is_stored_is_known(filled: Store) -> None:
    assert filled.known() == (("ar", "en", "fr"), ("assada", "tap"))


def test_reading_sees_one_moment_while_others_write(filled: Store) -> None:
    reading = filled.articles()
    first = next(reading)
    run = filled.begin_run("ingest", {}, NOW)
    filled.keep_loose(run, article("https://a.example/9", published=None), "a", NOW)
    assert [first.url, *(found.url for found in reading)] == [f"https://a.example/{n}" for n in (2, 1, 3)]
    assert len(list(filled.articles())) == 4
