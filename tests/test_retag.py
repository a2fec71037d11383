"""New rules on stored articles: what changes, shown before it is written, in batches that can be stopped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.store import Store
from corpus.types import Article, utc_now
from crawler.commands import retag
from pipelines.rejudge import rejudge
from pipelines.rules import load_rules
from tests.samples import ARABIC, FRENCH, NOW, article, tag
from tests.shell import Run

#: Not what today's rules say of it, and said by others.
STALE = article(
    "https://assada.example/old",
    relevance="related",
    rules_version="000000000000",
    tags=(tag("relevance", "related"), tag("country", "TN")),
)


def stored(url: str, *articles: Article) -> None:
    store = Store.open(url)
    run = store.begin_run("ingest", {}, NOW)
    for one in articles:
        store.keep_loose(run, one, "assada", NOW)
    store.end_run(run, "complete", NOW)
    store.close()


def read(url: str, article_id: str) -> Article:
    store = Store.open(url)
    found = store.article(article_id)
    store.close()
    assert found is not None
    return found


def test_a_change_is_told_in_words() -> None:
    change = rejudge(STALE, load_rules())
    assert change.new.text == STALE.text
    assert change.differences[0] == "related → core"
    assert {"+country MA", "-country TN", "+topic networks_arrests"} <= set(change.differences)
    assert rejudge(change.new, load_rules()).differences == ()


def test_a_dry_run_shows_the_changes_and_writes_nothing(scrapy: Run, database_url: str) -> None:
    stored(database_url, STALE)
    done = scrapy(database_url, "retag", "--dry-run")
    assert done.returncode == 0
    id_, differences, title = done.stdout.rstrip("\n").split("\t")
    assert (id_, title) == (STALE.id, STALE.title)
    assert differences.startswith("related → core")
    assert "1 articles judged, 1 change; nothing written" in done.stderr
    assert read(database_url, STALE.id) == STALE


def test_what_is_judged_anew_carries_the_version_and_is_not_judged_again(scrapy: Run, database_url: str) -> None:
    stored(database_url, STALE)
    assert scrapy(database_url, "retag").stdout.startswith(STALE.id)
    now = read(database_url, STALE.id)
    assert (now.relevance, now.primary_country, now.rules_version) == ("core", "MA", load_rules().version)
    assert all(tag.evidence for tag in now.tags)
    again = scrapy(database_url, "retag")
    assert (again.stdout, "0 articles judged" in again.stderr) == ("", True)
    everything = scrapy(database_url, "retag", "--all")
    assert (everything.stdout, "1 articles judged, 0 change" in everything.stderr) == ("", True)


def test_a_run_that_is_stopped_goes_on_where_it_was(
    scrapy: Run, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retag, "BATCH", 2)
    stored(
        database_url,
        *(replace(STALE, id=f"{n:016x}", url_key=f"k{n}", url=f"https://assada.example/{n}") for n in range(5)),
    )
    store = Store.open(database_url)
    first = retag.changes(store, load_rules(), load_rules().version, write=True)
    next(first)
    first.close()  # the first batch is written, the process dies
    assert store.waiting(load_rules().version) == 3
    assert "3 articles judged, 3 change; written" in scrapy(database_url, "retag").stderr
    assert store.waiting(load_rules().version) == 0
    kinds = [(run.kind, run.outcome) for run in store.runs()]
    assert kinds[:2] == [("retag", "complete"), ("retag", "interrupted")]
    store.close()


def test_a_text_that_was_revised_in_the_meantime_keeps_its_own_judgement(database_url: str) -> None:
    stored(database_url, STALE)
    store = Store.open(database_url)
    judged = rejudge(STALE, load_rules()).new
    revised = article(STALE.url, text=FRENCH + ARABIC, fetched=utc_now(), rules_version="revised")
    run = store.begin_run("ingest", {}, NOW)
    store.keep_loose(run, revised, "assada", NOW)
    assert store.retag(run, [judged], 1) == 0
    found = store.article(STALE.id)
    assert found is not None
    assert (found.rules_version, found.text) == ("revised", revised.text)
    store.close()


def test_the_run_is_in_the_ledger(scrapy: Run, database_url: str) -> None:
    stored(database_url, STALE)
    scrapy(database_url, "retag")
    assert "judged anew   1; of 1 something else is said than before" in scrapy(database_url, "runs", "2").stdout


def test_without_a_database_nothing_is_made(scrapy: Run, tmp_path: Path) -> None:
    done = scrapy(f"sqlite:///{tmp_path / 'none.db'}", "retag")
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no database" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_an_argument_is_refused(scrapy: Run, database_url: str) -> None:
    assert scrapy(database_url, "retag", "everything").returncode == 2
