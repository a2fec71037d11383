"""Whether what came out of a crawl is what the press expects, in plain words where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC

from corpus.types import Article
from tests.press.articles import Text
from tests.press.outlets import OUTLETS, Outlet
from tests.press.phrases import PHRASES
from tests.press.site import carried, path_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One page of the press that must be stored, and the article that it prints."""

    outlet: Outlet
    path: str
    text: Text


def expectations() -> tuple[Expected, ...]:
    """Every page that must become an article of its own."""
    return tuple(
        Expected(outlet=outlet, path=path_of(outlet, text), text=text) for outlet in OUTLETS for text in carried(outlet)
    )


def check(articles: Iterable[Article], edition: int = 1) -> tuple[str, ...]:
    """What is missing, wrong or too much: one line each, "outlet/article: field: expected …, got …"."""
    stored = {_place(article): article for article in articles}
    misses: list[str] = []
    for expected in expectations():
        article = stored.pop((expected.outlet.id, expected.path), None)
        name = f"{expected.outlet.id}/{expected.text.id}"
        found = ["was not stored"] if article is None else _misses(article, expected, edition)
        misses += [f"{name}: {miss}" for miss in found]
    return (*misses, *(f"{source}: {path} was stored and should not have been" for source, path in stored))


def _place(article: Article) -> tuple[str, str]:
    return article.source or "", "/" + article.url.split("/", 3)[3]


def _misses(article: Article, expected: Expected, edition: int) -> Iterator[str]:
    text = expected.text
    yield from _fields(article, text)
    yield from _tags(article, text)
    yield from _text(article.text.replace("\xa0", " "), text, edition)


def _text(got: str, text: Text, edition: int) -> Iterator[str]:
    """The standfirst and every paragraph are in it; nothing of what stands around them is."""
    parts = [part for part in (text.lead, *text.paragraphs(edition)) if part]
    for part in parts:
        if part not in got:
            yield f"text: lacks {part[:60]!r}"
    for line in got.split("\n"):
        if not any(part in line or line in part for part in parts):
            yield f"lines: has {line[:60]!r}, which is not the article's"
    words = PHRASES[text.expect.language]
    furniture = (words.cookies, words.rights, words.newsletter, words.written_by, words.reply, words.print_it)
    for strange in (*text.comments, *text.related, text.caption, *furniture):
        if strange and strange in got:
            yield f"text: contains {strange[:60]!r}, which is not the article's"


def _fields(article: Article, text: Text) -> Iterator[str]:
    pairs = (
        ("title", text.title, article.title),
        ("language", text.expect.language, article.language),
        ("authors", _names(text.authors), _names(article.authors)),
        ("agency", text.agency or None, article.agency),
        ("published", *_dates(article, text)),
        ("relevance", text.expect.relevance, article.relevance),
        ("primary_country", text.expect.primary_country or None, article.primary_country),
    )
    for field, expected, got in pairs:
        if expected != got:
            yield f"{field}: expected {expected!r}, got {got!r}"


def _dates(article: Article, text: Text) -> tuple[str, str]:
    """Expected and got, to the minute; where only a day was found, the day that the outlet printed."""
    got = article.published
    if got is None:
        return text.published.isoformat(), "none"
    if article.published_precision in ("second", "minute"):
        return f"{text.published.astimezone(UTC):%Y-%m-%d %H:%M}", f"{got:%Y-%m-%d %H:%M}"
    return f"{text.published:%Y-%m-%d}", f"{got:%Y-%m-%d}"


def _names(authors: tuple[str, ...]) -> tuple[str, ...]:
    """The invented by-lines are initials; whether the last dot belongs to the name is not the question."""
    return tuple(name.rstrip(".") for name in authors)


def _tags(article: Article, text: Text) -> Iterator[str]:
    expect = text.expect
    groups = (
        ("countries", "country", expect.countries, expect.countries_allowed),
        ("other_countries", "other_country", expect.other_countries, expect.other_allowed),
        ("topics", "topic", expect.topics, expect.topics_allowed),
    )
    for field, kind, needed, allowed in groups:
        got = {tag.name for tag in article.tags if tag.kind == kind}
        if missing := sorted(set(needed) - got):
            yield f"{field}: lacks {', '.join(missing)}"
        if extra := sorted(got - set(needed) - set(allowed)):
            yield f"{field}: has {', '.join(extra)}"
