"""`scrapy ingest`: the same reading and keeping for what is already on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.store import Store
from corpus.types import Article
from tests.crawling import ROOT, Desk

SHARED = ROOT.parent / "shared"
TITLE = "تفكيك شبكة للاتجار بالبشر بالناظور وتوقيف ستة أشخاص"
TEXT = (
    "فككت مصالح الأمن بمدينة الناظور شبكة إجرامية متخصصة في الاتجار بالبشر وتنظيم الهجرة غير المشروعة، وأوقفت ستة "
    "أشخاص يشتبه في استغلالهم نساء من جنسيات إفريقية بعد وعود كاذبة بالعمل في إسبانيا. "
    "وأحيل الموقوفون على النيابة العامة."
)
#: What `../shared/seed/README.md` asks of the article that the project started from.
SEED_TOPICS = {
    "tip_report",
    "prosecution",
    "legislation_policy",
    "victim_protection",
    "prevention_awareness",
    "migrant_smuggling",
    "drivers",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.at(tmp_path, "")


def stored(desk: Desk) -> tuple[Article, ...]:
    store = Store.open(desk.database)
    try:
        return tuple(store.articles())
    finally:
        store.close()


def test_json_lines_are_read_tagged_and_kept(desk: Desk) -> None:
    path = desk.folder / "texts.jsonl"
    rows = [
        {"url": "https://example.org/1", "title": TITLE, "text": TEXT, "published": "2026-11-02"},
        {"url": "https://example.org/1?utm_source=x", "title": TITLE, "text": TEXT},
        {"url": "https://example.org/2", "title": TITLE, "text": TEXT},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    done = desk.scrapy("ingest", str(path))
    assert done.returncode == 0, done.stderr
    first, second = stored(desk)
    assert (first.language, first.relevance, first.primary_country) == ("ar", "core", "MA")
    assert first.published is not None
    assert first.published.date().isoformat() == "2026-11-02"
    assert second.text_hash == first.text_hash
    assert (first.text_source, first.access) == ("given", "full")
    assert "by access     full 2" in done.stdout
    assert "stored        2, of them 1 (exact 1) with the text of another" in done.stdout
    for tag in first.tags:
        assert tag.evidence
        for span in tag.evidence:
            assert getattr(first, span.field)[span.start : span.end] == span.text
    again = desk.scrapy("ingest", str(path))
    assert again.returncode == 0
    assert "stored        0," in again.stdout


@pytest.mark.parametrize("as_jsonl", [False, True], ids=["txt", "jsonl"])
def test_the_article_that_the_project_started_from(desk: Desk, as_jsonl: bool) -> None:
    seed = SHARED / "seed" / "article-fr-2024-07.txt"
    if not seed.exists():
        pytest.skip("../shared/seed is not beside the project")
    path = seed
    if as_jsonl:
        path = desk.folder / "seed.jsonl"
        path.write_text(json.dumps({"text": seed.read_text(encoding="utf-8")}), encoding="utf-8")
    done = desk.scrapy("ingest", str(path))
    assert done.returncode == 0, done.stderr
    (article,) = stored(desk)
    assert (article.language, article.relevance, article.primary_country) == ("fr", "core", "MA")
    topics = {tag.name: tag for tag in article.tagged("topic")}
    assert set(topics) >= SEED_TOPICS
    assert all(tag.evidence for tag in article.tags)


def test_one_bad_file_never_stops_the_rest(desk: Desk) -> None:
    folder = desk.folder / "mixed"
    folder.mkdir()
    (folder / "bad.jsonl").write_text('{"title": "no text"}\nnot json\n', encoding="utf-8")
    (folder / "good.jsonl").write_text(json.dumps({"text": TEXT, "title": TITLE}), encoding="utf-8")
    done = desk.scrapy("ingest", str(folder))
    assert done.returncode == 1
    assert len(stored(desk)) == 1
    lines = [line for line in done.stderr.splitlines() if line.startswith("scrapy ingest:")]
    assert [line.rsplit("bad.jsonl, ", 1)[1] for line in lines] == [
        "line 1: needs a text, as a string",
        "line 2: is not JSON: Expecting value: line 1 column 1 (char 0)",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "scrapy ingest: PATH: '' is not known; allowed: one or more files or folders"),
        (("nowhere",), 1, "scrapy ingest: nowhere: there is no such file or folder"),
        (("--source", "nobody", "x"), 2, "scrapy ingest: --source: 'nobody' is not known"),
        (("-s", "DATABASE_URL=mysql://x/y", "README.md"), 2, "scrapy ingest: DATABASE_URL: 'mysql' is not known"),
        (("-s", "DATABASE_URL=sqlite:////proc/none/x.db", "README.md"), 1, "scrapy ingest: "),
    ],
)
def test_a_mistake_is_one_line(desk: Desk, arguments: tuple[str, ...], code: int, message: str) -> None:
    (desk.folder / "press.toml").write_text(
        '[[source]]\nid = "a"\nname = "A"\nhome = "https://a.example/"\ncountry = "MA"\nlanguages = ["ar"]\n'
        'kind = "newspaper"\ntime_zone = "Africa/Casablanca"\nenabled = true\nfeeds = ["https://a.example/feed"]\n',
        encoding="utf-8",
    )
    done = desk.scrapy("ingest", *arguments)
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith(message), done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
