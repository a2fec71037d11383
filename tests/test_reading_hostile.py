"""Any bytes, any markup, any attack: a result in bounded time, never an exception."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.types import REJECTED_REASONS, Article
from pipelines import load_rules, read_page
from tests.reading_pages import ARABIC_BODY, page

RULES = load_rules()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=600))
def test_any_bytes_give_a_result(body: bytes) -> None:
    result = read_page(page(b"<html>" + body), RULES)
    assert isinstance(result, Article) or (result.reason in REJECTED_REASONS and result.reason != "unreadable")


TAGS = ["p", "div", "h1", "time", "span", "article", "meta", "script", "table", "a", "title", "br", "ul", "li", "svg"]
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [
            '<meta property="og:title" content="',
            '<script type="application/ld+json">{"@type":"NewsArticle","author":[[{"name":[',
            '<time datetime="2026-99-99">',
            '<meta property="article:published_time" content="99999999999">',
            '<h1 class="author date chapo">',
            "منذ 99 يوما",
            "13 نونبر 2026 الساعة 99:99",
            "بقلم",
            "&#55296;",
            "&#99999999;",
        ]
    ),
    st.text(max_size=30),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40))
def test_any_markup_gives_a_result(pieces: list[str]) -> None:
    markup = "<html><body>" + "".join(pieces) + "".join(f"<p>{line}</p>" for line in ARABIC_BODY)
    result = read_page(page(markup.encode("utf-8", "surrogatepass")), RULES)
    assert isinstance(result, Article) or (result.reason in REJECTED_REASONS and result.reason != "unreadable")


HOSTILE = {
    "a long title": f'<meta property="og:title" content="{"a" * 1_000_000}"><h1>{"b " * 200_000}</h1>',
    "spaces in broken JSON": '<script type="application/ld+json">{"headline": -->' + " " * 300_000 + "x</script>",
    "a long by-line": f'<meta name="author" content="{"par " * 100_000}">',
    "blank lines": "<pre>" + "\n \t" * 100_000 + "</pre>",
    "deep nesting": "<div>" * 50_000,
    "deep JSON": '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_do_not_hold_the_reader(name: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in ARABIC_BODY)
    result = read_page(page(f"<html><body>{body}{HOSTILE[name]}</body></html>"), RULES)
    assert isinstance(result, Article) or result.reason != "unreadable", result
