"""The comparison of a crawl with the press: silent on what is right, and it names what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast, get_args

import pytest

from corpus.types import Article, Relevance, Tag, TagKind
from corpus.urls import article_id, url_key
from tests.press.articles import load
from tests.press.checks import Expected, check, expectations

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EXPECTED = expectations()


def perfect(expected: Expected) -> Article:
    """The article as the notes beside it want it."""
    text, expect = expected.text, expected.text.expect
    url = f"http://{expected.outlet.address}:8808{expected.path}"
    names: tuple[tuple[TagKind, tuple[str, ...]], ...] = (
        ("country", expect.countries), ("other_country", expect.other_countries), ("topic", expect.topics),
    )  # fmt: skip
    return Article(
        id=article_id(url_key(url)), url=url, url_key=url_key(url), source=expected.outlet.id,
        source_country=expected.outlet.country, title=text.title, title_source="h1",
        text="\n".join(part for part in (text.lead, *text.paragraphs()) if part), authors=text.authors,
        authors_source="byline", agency=text.agency or None, published=text.published.astimezone(UTC),
        published_source="feed", published_precision="minute", published_raw=None, language=expect.language,
        language_confidence=1.0, language_method="langdetect", relevance=_relevance(expect.relevance),
        primary_country=expect.primary_country or None, rules_version="0", text_hash="0", via="feed", found_in=None,
        fetched=NOW, encoding="utf-8",
        tags=tuple(Tag(kind=kind, name=name, score=1.0) for kind, some in names for name in some),
    )  # fmt: skip


def _relevance(name: str) -> Relevance:
    (found,) = [known for known in get_args(Relevance) if known == name]
    return cast("Relevance", found)


def test_the_comparison_is_silent_on_what_is_right() -> None:
    assert check(perfect(expected) for expected in EXPECTED) == ()


def misses_of(article: Article, expected: Expected) -> list[str]:
    name = f"{expected.outlet.id}/{expected.text.id}: "
    return [miss.removeprefix(name) for miss in check([article]) if miss.startswith(name)]


def test_the_comparison_names_what_is_wrong() -> None:
    expected = next(one for one in EXPECTED if one.text.expect.topics and one.text.lead and not one.text.agency)
    article = perfect(expected)
    (topic, *_) = [tag for tag in article.tags if tag.kind == "topic"]
    wrong = {
        "title": replace(article, title="غير ذلك"),
        "language": replace(article, language="it"),
        "authors": replace(article, authors=("Nobody",)),
        "agency": replace(article, agency="nobody"),
        "published": replace(article, published=NOW),
        "relevance": replace(article, relevance="offtopic"),
        "primary_country": replace(article, primary_country="XX"),
        "countries: has XX": replace(article, tags=(*article.tags, Tag(kind="country", name="XX", score=1.0))),
        f"topics: lacks {topic.name}": replace(article, tags=tuple(tag for tag in article.tags if tag != topic)),
        "text: lacks": replace(article, text=article.text.split("\n", 1)[1]),
        "text: contains": replace(article, text=f"{article.text} {expected.text.comments[0]}"),
        "lines: has": replace(article, text=f"{expected.text.date_printed}\n{article.text}"),
    }
    for start, changed in wrong.items():
        (miss,) = misses_of(changed, expected)
        assert miss.startswith(start)


def test_a_day_is_compared_with_the_day_that_the_outlet_printed() -> None:
    expected = EXPECTED[0]
    midnight = expected.text.published.replace(hour=0, minute=0, tzinfo=UTC)
    assert misses_of(replace(perfect(expected), published=midnight, published_precision="day"), expected) == []


def test_the_comparison_sees_articles_that_are_missing_or_too_many() -> None:
    stray = replace(perfect(EXPECTED[0]), url="http://127.0.0.11:8808/stray/", source="assada")
    misses = check([stray])
    assert "assada: /stray/ was stored and should not have been" in misses
    assert sum("was not stored" in miss for miss in misses) == len(EXPECTED)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('id = "x"\n', "bad.toml: x: 'expect'"),
        ('id = "x"\ncolour = "red"\n[article.expect]\nlanguage = "ar"\n', "bad.toml: x: .*unexpected|missing"),
    ],
)
def test_a_wrong_article_is_named_with_its_file(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "bad.toml").write_text(f"[[article]]\n{row}", encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        load(tmp_path)
