"""Dates as the press of the region prints them; and no date where none is told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.types import Article
from pipelines import load_rules, read_page
from pipelines.dates import ParsedDate, parse_date
from tests.reading_pages import ARABIC_BODY, ARABIC_TITLE, FETCHED, MOROCCO, page

NOW = datetime(2024, 7, 20, 12, 0, tzinfo=UTC)


def parse(raw: str, language: str | None = "ar", zone: str = "Africa/Casablanca") -> ParsedDate | None:
    return parse_date(raw, language=language, time_zone=zone, now=NOW)


@pytest.mark.parametrize(
    ("raw", "language", "when", "precision"),
    [
        ("الاثنين 13 ماي 2024 - 10:20", "ar", "2024-05-13T09:20Z", "minute"),
        ("10:20 - 13 ماي 2024", "ar", "2024-05-13T09:20Z", "minute"),
        ("23 شتنبر 2023 الساعة 05:12 مساء", "ar", "2023-09-23T16:12Z", "minute"),
        ("١٣/٠٥/٢٠٢٤ ١٠:٢٠ ص", "ar", "2024-05-13T09:20Z", "minute"),
        ("28 كانون الأول 2023، 03:15 م", "ar", "2023-12-28T14:15Z", "minute"),
        ("الاثنين ٥ ذو القعدة ١٤٤٥ الموافق ١٣ ماي ٢٠٢٤", "ar", "2024-05-13T00:00Z", "day"),
        ("13 ماي 2024 الموافق 5 ذو القعدة 1445 هـ", "ar", "2024-05-13T00:00Z", "day"),
        ("04 آب/اغسطس 2013", "ar", "2013-08-04T00:00Z", "day"),
        ("آخر تحديث: 14 ماي 2024 الساعة 9:00 - نشر في 13 ماي 2024", "ar", "2024-05-13T00:00Z", "day"),
        ("الثلاثاء 12 مارس 2024 11:00", "ar", "2024-03-12T11:00Z", "minute"),  # Ramadan: Morocco keeps GMT
        ("الثلاثاء 12 فبراير 2024 11:00", "ar", "2024-02-12T10:00Z", "minute"),
        ("منذ يومين", "ar", "2024-07-18T00:00Z", "day"),
        ("منذ 5 دقائق", "ar", "2024-07-20T11:55Z", "minute"),
        ("قبل 3 أيام", "ar", "2024-07-17T00:00Z", "day"),
        ("أمس 10:20", "ar", "2024-07-19T09:20Z", "minute"),
        ("Publié le 13 mai 2024 à 10h20 | Mis à jour le 14 mai 2024 à 9:00", "fr", "2024-05-13T09:20Z", "minute"),
        ("Mis à jour le 14 mai 2024 à 9:00, publié le 13/05/2024", "fr", "2024-05-13T00:00Z", "day"),
        ("lun. 13 mai 2024 10:20", "fr", "2024-05-13T09:20Z", "minute"),
        ("1er janvier 2024", "fr", "2024-01-01T00:00Z", "day"),
        ("13.05.24", "fr", "2024-05-13T00:00Z", "day"),
        ("il y a 3 heures", "fr", "2024-07-20T00:00Z", "day"),
        ("hier à 10h20", "fr", "2024-07-19T09:20Z", "minute"),
        ("May 13, 2024 at 10:20 pm", "en", "2024-05-13T21:20Z", "minute"),
        ("2 days ago", "en", "2024-07-18T00:00Z", "day"),
        ("05/13/2024", "en", "2024-05-13T00:00Z", "day"),
        ("2024-05-13T10:20:30+02:00", None, "2024-05-13T08:20:30Z", "second"),
        ("2024-05-13T10:20:30.123Z", None, "2024-05-13T10:20:30Z", "second"),
        ("2024-05-13T10:20:30-0500", None, "2024-05-13T15:20:30Z", "second"),
        ("2024-05-13 10:20:30", None, "2024-05-13T09:20:30Z", "second"),
        ("Mon, 13 May 2024 10:20:30 +0100", None, "2024-05-13T09:20:30Z", "second"),
        ("Mon, 13 May 2024 10:20:30 GMT", None, "2024-05-13T10:20:30Z", "second"),
        ("2024-05-13T00:00:00+02:00", None, "2024-05-13T00:00Z", "day"),  # the day only, not 22:00 of the day before
        ("20240513", None, "2024-05-13T00:00Z", "day"),
        ("20240513T102030Z", None, "2024-05-13T10:20:30Z", "second"),
        ("2024-07", None, "2024-07-01T00:00Z", "month"),
        ("date 2024-07 Antony", "fr", "2024-07-01T00:00Z", "month"),
        ("07/2024", None, "2024-07-01T00:00Z", "month"),
        ("2023", None, "2023-01-01T00:00Z", "year"),
    ],
)  # fmt: skip
def test_strings_of_the_press(raw: str, language: str | None, when: str, precision: str) -> None:
    found = parse(raw, language)
    assert found is not None
    assert (found.when, found.precision) == (datetime.fromisoformat(when), precision)
    assert found.raw in raw


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "13 ماي",
        "13 mai 10:20",
        "1445/11/05 هـ",
        "5 ذو القعدة 1445",
        "31/12/2025",  # the future
        "22 جويلية 2024",  # after tomorrow
        "2999-01-01",
        "1970-01-01T00:00:00Z",
        "30 février 2024",
        "99/99/2024",
        "مايو",
        "il y a 3 semaines",  # names no day
        "saison 2011-12",
        "رقم الهاتف 0612345678",
        "GMT+99:99",
    ],
)
def test_no_date_rather_than_a_wrong_one(raw: str) -> None:
    assert parse(raw, "fr") is None


@pytest.mark.parametrize("raw", ["آخر تحديث 14 ماي 2024", "Mis à jour le 14 mai 2024", "Last updated: May 14, 2024"])
def test_the_last_change_is_not_the_publication(raw: str) -> None:
    found = parse(raw, "fr")
    assert found is not None
    assert (found.day, found.modified) == (date(2024, 5, 14), True)


def test_day_and_month_by_language_and_place() -> None:
    def day(language: str, zone: str) -> date | None:
        found = parse("03/04/2024", language, zone)
        return found.day if found else None

    assert day("ar", "Africa/Tripoli") == day("fr", "Africa/Tunis") == date(2024, 4, 3)
    assert day("en", "Africa/Casablanca") == date(2024, 4, 3)
    assert day("en", "America/New_York") == date(2024, 3, 4)
    assert day("en", "UTC") is None


def test_an_unknown_zone_is_utc() -> None:
    found = parse("13 ماي 2024 10:20", zone="Mars/Olympus")
    assert found is not None
    assert found.when == datetime(2024, 5, 13, 10, 20, tzinfo=UTC)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789٠١٢٣ :/-.,hTZ+منذأمس ماي mai août May GMT قبل يوم", max_size=40))
def test_any_string_gives_a_past_date_or_none(raw: str) -> None:
    found = parse(raw)
    assert found is None or (found.when.tzinfo is UTC and found.when.year >= 1990 and found.day <= date(2024, 7, 21))


SHAPES = [
    ('<meta property="article:published_time" content="2026-11-12T21:40:00+01:00">', "", "meta", 12),
    ('<meta name="dcterms.created" content="2026-11-12">', "", "meta", 12),
    ('<script type="application/ld+json">{"@type":"Article","datePublished":"2026-11-12"}</script>', "", "json-ld", 12),
    ("", '<time datetime="2026-11-12T21:40:00+01:00">الخميس</time>', "time", 12),
    ("", '<span itemprop="datePublished" content="2026-11-12">الخميس</span>', "time", 12),
    ("", '<div class="post-date">الخميس 12 نونبر 2026 - 21:40</div>', "text", 12),
    ("", "<div>نشر في: 12 نونبر 2026</div>", "text", 12),
    ("", '<p>Publié le 12/11/2026 à 21h40 | Mis à jour le 14/11/2026</p>', "text", 12),
    ("", '<span class="meta">منذ يومين</span>', "text", 18),
]  # fmt: skip
DECOYS = (
    '<div class="today-date">الجمعة 20 نونبر 2026</div>'
    '<div class="widget"><time datetime="2026-11-19">19 نونبر</time></div>'
)


MODIFIED = '<meta property="article:modified_time" content="2026-11-15T08:00:00Z">'


def shape(head: str, line: str) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in ARABIC_BODY)
    return (
        f'<html lang="ar"><head>{head}{MODIFIED}</head><body>'
        f"{DECOYS}<article><h1>{ARABIC_TITLE}</h1>{line}{body}</article>"
        '<aside><span class="date">1 نونبر 2026</span></aside><footer>© 2026</footer></body></html>'
    )


def published(markup: str, url: str = "https://sabah-tanja.example/hukm") -> tuple[datetime | None, str]:
    article = read_page(page(markup, url=url, source=MOROCCO), load_rules())
    assert isinstance(article, Article)
    return article.published, article.published_source


@pytest.mark.parametrize(("head", "line", "source", "day"), SHAPES)
def test_the_date_of_a_page_and_where_it_stood(head: str, line: str, source: str, day: int) -> None:
    when, told = published(shape(head, line))
    assert when is not None
    assert (when.date(), told) == (date(2026, 11, day), source)


def test_a_page_without_a_date_gets_none() -> None:
    assert published(shape("", "")) == (None, "none")


def test_the_day_in_the_address_and_a_comment_that_denies_it() -> None:
    line = '<div class="comment-time">15 نونبر 2026</div><span class="date">16 نونبر 2026 على 10:20</span>'
    assert published(shape("", line), "https://sabah-tanja.example/2026/11/9/hukm") == (
        datetime(2026, 11, 9, tzinfo=UTC),
        "url",
    )


def test_nothing_after_tomorrow() -> None:
    late = '<meta property="article:published_time" content="2026-11-22T13:00:00Z">'
    assert published(shape(late, '<div class="post-date">12 نونبر 2026</div>')) == (
        datetime(2026, 11, 12, tzinfo=UTC),
        "text",
    )
    assert FETCHED.day == 20
