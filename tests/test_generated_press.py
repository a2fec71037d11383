"""The generated press: one seed, one set of bytes; pages of real size, all different, served and listed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from corpus.taxonomy import LANGUAGES
from corpus.types import Article, Page
from crawler.discovery.listing import read_listing
from crawler.registry import load_sources
from pipelines import load_rules, read_page
from tests.press.asking import get
from tests.press.generate import GeneratedPress

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_a_generated_press_is_the_same_for_the_same_seed_and_port() -> None:
    one, same, other = (list(GeneratedPress(3, 4, seed, port=8810).pages()) for seed in (1, 1, 2))
    assert one == same
    assert {url: body for url, body in one if (url, body) in other} == {}


def test_generated_pages_are_of_real_size_and_all_different() -> None:
    pages = list(GeneratedPress(6, 20, port=8810).pages())
    assert len(pages) == len(dict(pages)) == 120
    assert all(30_000 <= len(body) <= 45_000 for _, body in pages)
    rules, hashes, lengths, languages = load_rules(), set(), [], set()
    for url, body in pages[::8]:
        page = Page(url=url, final_url=url, body=body, fetched=NOW, content_type="text/html; charset=utf-8")
        article = read_page(page, rules)
        assert isinstance(article, Article), article
        hashes.add(article.text_hash)
        lengths.append(len(article.text))
        languages.add(article.language)
    assert len(hashes) == len(pages[::8])
    assert languages == set(LANGUAGES)
    assert all(2_000 <= length <= 5_500 for length in lengths), lengths


def test_a_generated_press_serves_those_pages_and_lists_them(tmp_path: Path) -> None:
    with GeneratedPress(2, 3) as press:
        (tmp_path / "press.toml").write_text(press.registry_toml(), encoding="utf-8")
        found = load_sources(str(tmp_path / "press.toml"))
        pages = dict(press.pages())
        for url, body in pages.items():
            parts = urlsplit(url)
            assert get(press, parts.hostname or "", parts.path).body == body
        listed = set()
        for source in found.values():
            (endpoint,) = source.endpoints
            body = get(press, urlsplit(endpoint.url).hostname or "", "/feed/").body
            listed |= {link.url for link in read_listing("feed", endpoint.url, body, now=NOW, source=source).links}
    assert listed == set(pages)
    assert len(listed) == 6
