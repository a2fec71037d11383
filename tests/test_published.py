"""When an article was published: shapes of pages in a table, and how their places are weighed."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from corpus.types import Article, Link, ReadingRules, Source
from pipelines import load_rules, read_page
from tests.reading_pages import (
    ARABIC_BODY,
    ARABIC_TITLE,
    ENGLISH_BODY,
    ENGLISH_TITLE,
    FETCHED,
    FRENCH_BODY,
    FRENCH_TITLE,
    MOROCCO,
    TUNISIA,
    page,
    paragraphs,
)

RULES = load_rules()
SHAPES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("dates").joinpath("pages.toml").read_text("utf-8")
)["shape"]
ARTICLES = {
    "ar": (ARABIC_TITLE, ARABIC_BODY, MOROCCO),
    "fr": (FRENCH_TITLE, FRENCH_BODY, TUNISIA),
    "en": (ENGLISH_TITLE, ENGLISH_BODY, None),
}
#: What stands between most texts and what follows them.
SHARE = (
    "<ul class=share>"
    + "".join(f"<li><a href='#{name}'>{name}</a></li>" for name in ("f", "x", "w", "t", "m"))
    + "</ul>"
)
PLACES = frozenset({"head", "before", "above", "after", "amid", "amid_last", "end", "below", "body", "path"})
#: A true date, as a template prints it under the title, where a page has nothing better.
PRINTED = {"ar": "12 نونبر 2026", "fr": "12 novembre 2026", "en": "12 November 2026"}


def read(shape: dict[str, Any], *, feed: datetime | None = None, source: Source | None = None) -> Article:
    """The article of a shape of the table."""
    title, lines, outlet = ARTICLES[shape["lang"]]
    url = "https://sabah-tanja.example" + shape.get("path", "/hukm")
    link = Link(url=url, via="feed", found_in="https://sabah-tanja.example/feed", published=feed) if feed else None
    found = read_page(page(_markup(shape, title, lines), url=url, source=source or outlet, link=link), RULES)
    assert isinstance(found, Article), found
    assert found.title == title
    return found


def _markup(shape: dict[str, Any], title: str, lines: tuple[str, ...]) -> str:
    put = {name: shape.get(name, "") for name in PLACES}
    text = f"{paragraphs(lines[:2])}{put['amid']}{paragraphs(lines[2:])}{put['amid_last']}"
    body = put["body"].replace("</h1>", f"</h1>{put['after']}") or (
        f"{put['before']}<main><article>{put['above']}<h1>{{title}}</h1>{put['after']}<div class=text>{{text}}</div>"
        f"{SHARE}{put['end']}</article>{put['below']}</main>"
    )
    body = body.replace("{title}", title).replace("{text}", text)
    return f'<html lang="{shape["lang"]}"><head><title>{title}</title>{put["head"]}</head><body>{body}</body></html>'


@pytest.mark.parametrize("shape", SHAPES, ids=itemgetter("name"))
def test_the_day_of_a_page_or_none(shape: dict[str, Any]) -> None:
    article = read(shape)
    when = article.published.date().isoformat() if article.published else ""
    expected = (f"{shape['month']}-01" if "month" in shape else shape["day"], shape.get("source", "none"))
    assert (when, article.published_source) == expected
    assert (article.published_precision == "month") is ("month" in shape)


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape.get("day") == ""], ids=itemgetter("name"))
def test_what_gives_no_date_hides_none(shape: dict[str, Any]) -> None:
    """The same page with a date under its title gives that one."""
    dated = shape | {"after": f'<p class="post-date">{PRINTED[shape["lang"]]}</p>{shape.get("after", "")}'}
    article = read(dated)
    assert article.published is not None
    assert (article.published.date().isoformat(), article.published_source) == ("2026-11-12", "text")


def test_which_of_two_dates_would_be_a_guess() -> None:
    body = "<div>12 نونبر 2026</div><div>9 نونبر 2026</div><div class=text>{text}</div>"
    assert read({"lang": "ar", "name": "two dates, no title", "body": body}).published is None


def test_the_table_is_large_and_well_formed() -> None:
    known = PLACES | {"name", "lang", "day", "month", "source"}
    assert [shape["name"] for shape in SHAPES if not set(shape) <= known] == []
    assert len({shape["name"] for shape in SHAPES}) == len(SHAPES) >= 60
    assert sum(1 for shape in SHAPES if shape.get("day") == "") >= 30
    by_language = [sum(1 for shape in SHAPES if shape["lang"] == lang) for lang in ("ar", "fr", "en")]
    assert by_language == sorted(by_language, reverse=True)


# ---- How the places are weighed ------------------------------------------------------------------------------------

RULE = replace(MOROCCO, reading=ReadingRules(date=("p.when",)))


def json_ld(day: int, *, modified: str = "") -> str:
    more = f',"dateModified":"{modified}"' if modified else ""
    node = f'{{"@type":"NewsArticle","datePublished":"2026-11-{day:02}"{more}}}'
    return f'<script type="application/ld+json">{node}</script>'


def meta(day: int) -> str:
    return f'<meta property="article:published_time" content="2026-11-{day:02}T10:00:00Z">'


def marked(day: int) -> str:
    return f'<time class="published" datetime="2026-11-{day:02}">…</time>'


def printed(day: int) -> str:
    return f'<p class="post-date">{day} نونبر 2026</p>'


def at(day: int) -> str:
    return f"/2026/11/{day:02}/hukm"


def fed(day: int) -> datetime:
    return datetime(2026, 11, day, 10, 0, tzinfo=UTC)


def told(
    *, head: str = "", after: str = "", path: str = "/hukm", feed: datetime | None = None, source: Source = MOROCCO
) -> tuple[int, str, float]:
    """Day of November 2026, source and confidence of an Arabic page; day 0 where there is no date."""
    article = read({"lang": "ar", "head": head, "after": after, "path": path}, feed=feed, source=source)
    day = article.published.day if article.published else 0
    return day, article.published_source, article.published_confidence


def test_each_place_by_itself() -> None:
    assert told(after='<p class="when">12 نونبر 2026</p>', source=RULE) == (12, "outlet-rule", 1.0)
    assert told(head=json_ld(12)) == (12, "json-ld", 1.0)
    assert told(head=meta(12)) == (12, "meta", 1.0)
    assert told(feed=fed(12)) == (12, "feed", 1.0)
    assert told(after=marked(12)) == (12, "time", 1.0)
    assert told(after=printed(12)) == (12, "text", 1.0)
    assert told(path=at(12)) == (12, "url", 1.0)
    assert told() == (0, "none", 0.0)


def test_the_places_in_their_order() -> None:
    """Each of the places joins those that say the same; the first of them names the source."""
    head, after = meta(12), marked(12)
    assert told(head=head, after=after, path=at(12)) == (12, "meta", 1.0)
    assert told(head=json_ld(12) + head, after=after, feed=fed(12)) == (12, "json-ld", 1.0)
    assert told(after=after, feed=fed(12)) == (12, "feed", 1.0)
    assert told(after=after + printed(12), path=at(12)) == (12, "time", 1.0)
    assert told(after=printed(12), path=at(12)) == (12, "text", 1.0)
    by_rule = f'<p class="when">12 نونبر 2026</p>{marked(12)}'
    assert told(head=json_ld(12), after=by_rule, source=RULE) == (12, "outlet-rule", 1.0)


def test_of_two_places_the_first_is_believed_with_half_the_confidence() -> None:
    assert told(head=json_ld(12) + meta(9)) == (12, "json-ld", 0.5)
    assert told(head=meta(12), path=at(9)) == (12, "meta", 0.5)
    assert told(feed=fed(12), after=marked(9)) == (12, "feed", 0.5)


def test_one_place_alone_against_two_that_agree() -> None:
    assert told(head=json_ld(3) + meta(12), feed=fed(12)) == (12, "meta", 0.667)
    assert told(head=json_ld(3), after=marked(12), path=at(12)) == (12, "time", 0.667)
    assert told(head=json_ld(3) + meta(12), after=marked(12), path=at(12)) == (12, "meta", 0.75)
    # Three that say three things: the first.
    assert told(head=json_ld(3) + meta(12), feed=fed(8)) == (3, "json-ld", 0.333)
    # With another behind it the first does not stand alone.
    assert told(head=json_ld(3) + meta(12), feed=fed(12), after=marked(3)) == (3, "json-ld", 0.5)


def test_the_same_night_in_two_zones_is_no_disagreement() -> None:
    late = '<meta property="article:published_time" content="2026-11-12T23:59:00Z">'
    assert told(head=json_ld(13) + late) == (13, "json-ld", 1.0)
    assert told(head=late, path=at(13)) == (12, "meta", 1.0)


def test_what_is_printed_is_not_asked_where_data_speak() -> None:
    assert told(head=meta(12), after=printed(9)) == (12, "meta", 1.0)
    assert told(head=meta(12), after="<p>نشر في 9 نونبر 2026</p>") == (12, "meta", 1.0)


def test_an_address_that_denies_what_is_printed() -> None:
    assert told(after=printed(16), path=at(9)) == (9, "url", 1.0)
    assert told(after=printed(16) + printed(9), path=at(9)) == (9, "text", 1.0)
    assert told(after=printed(16), path="/2026/11/hukm") == (16, "text", 1.0)  # a month denies nothing


@pytest.mark.parametrize(
    ("after", "path", "expected"),
    [
        ("", "/2026/11/hukm", ("2026-11-01", "month", "url", 1.0)),
        ("", "/news/2026/03/hukm.html", ("2026-03-01", "month", "url", 1.0)),
        ('<time class="published" datetime="2026-10">…</time>', "/hukm", ("2026-10-01", "month", "time", 1.0)),
        (marked(12), "/2026/11/hukm", ("2026-11-12", "day", "time", 1.0)),
        ("", "/2026/13/hukm", ("", None, "none", 0.0)),
        ("", "/2026/hukm", ("", None, "none", 0.0)),
    ],
)
def test_a_month_where_no_day_is_told(after: str, path: str, expected: tuple[str, str | None, str, float]) -> None:
    article = read({"lang": "ar", "after": after, "path": path})
    day = article.published.date().isoformat() if article.published else ""
    found = (day, article.published_precision, article.published_source, article.published_confidence)
    assert found == expected


def test_feeds_hold_impossible_dates() -> None:
    assert told(feed=datetime(1970, 1, 1, tzinfo=UTC)) == (0, "none", 0.0)
    assert told(feed=datetime(2999, 1, 1, tzinfo=UTC), after=marked(12)) == (12, "time", 1.0)
    assert FETCHED.year == 2026


@pytest.mark.parametrize(
    ("head", "after", "published", "modified"),
    [
        (json_ld(12, modified="2026-11-14T08:00:00Z"), "", 12, datetime(2026, 11, 14, 8, tzinfo=UTC)),
        (
            '<meta property="article:modified_time" content="2026-11-14T08:00:00Z">' + meta(12),
            "",
            12,
            datetime(2026, 11, 14, 8, tzinfo=UTC),
        ),
        (
            '<meta property="og:updated_time" content="2026-11-14T08:00:00Z">',
            "",
            0,
            datetime(2026, 11, 14, 8, tzinfo=UTC),
        ),
        (meta(12), '<p class="post-date">آخر تحديث: 14 نونبر 2026</p>', 12, datetime(2026, 11, 14, tzinfo=UTC)),
        ("", printed(12) + '<p class="post-date">Mis à jour le 14/11/2026</p>', 12, datetime(2026, 11, 14, tzinfo=UTC)),
        (meta(12), '<time class="updated" datetime="2026-11-14">…</time>', 12, None),
        (meta(12), "", 12, None),
    ],
)
def test_the_last_change_stands_apart(head: str, after: str, published: int, modified: datetime | None) -> None:
    article = read({"lang": "ar", "head": head, "after": after})
    assert (article.published.day if article.published else 0) == published
    assert article.modified == modified


def test_the_raw_characters_and_the_zone_of_the_outlet() -> None:
    article = read({"lang": "ar", "after": '<p class="post-date">نشر يوم الخميس 12 نونبر 2026 - 21:40</p>'})
    assert article.published == datetime(2026, 11, 12, 20, 40, tzinfo=UTC)
    assert article.published_precision == "minute"
    assert article.published_raw == "12 نونبر 2026 - 21:40"


def test_a_day_that_may_be_a_month_is_no_date_where_nobody_knows_the_order() -> None:
    ambiguous = "<p class=date>03/11/2026</p>"
    assert read({"lang": "en", "after": ambiguous}).published is None
    assert read({"lang": "en", "after": ambiguous}, source=MOROCCO).published == datetime(2026, 11, 3, tzinfo=UTC)
    assert read({"lang": "fr", "after": ambiguous}).published == datetime(2026, 11, 3, tzinfo=UTC)
