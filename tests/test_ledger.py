"""The ledger: what a run did, in figures that add up, and in words."""

from __future__ import annotations

import pytest

from corpus.errors import BadArgument
from corpus.ledger import last_success
from corpus.store import Store
from corpus.summary import render, render_reasons, render_runs
from corpus.types import Failure, Rejected
from tests.samples import DAY, FEED, FRENCH, HOUR, NOW, article, link, tag, visit

URLS = tuple(f"https://assada.example/{number}" for number in range(4))


def a_run(store: Store) -> int:
    """Four pages found: one stored, one the same text, one rejected, one failed."""
    run = store.begin_run("crawl", {"country": "MA"}, NOW)
    links = tuple(link(url) for url in URLS)
    store.polled(
        run, "assada", FEED, now=NOW, etag=None, last_modified=None, body_hash=None, links=links, unchanged=False
    )
    store.keep(run, visit(URLS[0]), article(URLS[0]), NOW)
    store.keep(run, visit(URLS[1]), article(URLS[1], language="fr", tags=(tag("country", "EH"),)), NOW)
    store.keep(run, visit(URLS[2]), Rejected(reason="too-short"), NOW)
    store.fail(run, visit(URLS[3]), Failure(reason="timeout"), NOW)
    store.end_run(run, "complete", NOW + 2 * HOUR)
    return run


def test_the_figures_of_a_run_add_up(store: Store) -> None:
    summary = store.summary(a_run(store))
    total = summary.total
    assert total("found") == total("new") + total("known") + total("revisit") + total("skipped") == 4
    assert total("fetched") == total("stored") + total("rejected") == 3
    assert (total("duplicate"), total("failed"), total("stored", "assada"), total("stored", "other")) == (1, 1, 2, 0)
    assert (summary.relevance, summary.languages) == ({"core": 2}, {"ar": 1, "fr": 1})
    assert (summary.countries, summary.topics) == ({"EH": 1, "MA": 1}, {"networks_arrests": 1})
    assert (summary.run.outcome, summary.run.arguments) == ("complete", {"country": "MA"})


def test_a_revision_is_not_counted_as_stored(store: Store) -> None:
    run = a_run(store)
    later = store.begin_run("crawl", {}, NOW + DAY)
    store.keep(later, visit(URLS[0]), article(URLS[0], FRENCH, fetched=NOW + DAY), NOW + DAY)
    summary = store.summary(later)
    assert (summary.total("revised"), summary.total("stored"), summary.relevance) == (1, 0, {})
    assert store.summary(run).relevance == {"core": 2}


def test_a_run_that_died_is_interrupted_when_the_next_of_its_kind_begins(store: Store) -> None:
    dead = store.begin_run("crawl", {}, NOW)
    store.begin_run("ingest", {}, NOW + HOUR)
    assert store.summary(dead).run.outcome is None
    store.begin_run("crawl", {}, NOW + HOUR)
    assert (store.summary(dead).run.outcome, store.summary(dead).run.ended) == ("interrupted", None)


def test_the_last_success_is_when_a_good_crawl_began(store: Store) -> None:
    assert last_success(store, NOW) is None
    endings = {"complete": 0, "partial": 1, "failed": 2, "interrupted": 3}
    for outcome, hours in endings.items():
        begun = NOW + hours * HOUR
        store.end_run(store.begin_run("crawl", {}, begun), outcome, begun + HOUR)
    store.end_run(store.begin_run("ingest", {}, NOW + 5 * HOUR), "complete", NOW + 6 * HOUR)
    store.end_run(store.begin_run("crawl", {}, NOW + 99 * DAY), "complete", NOW + 99 * DAY)
    assert last_success(store, NOW + DAY) == NOW + HOUR


def test_an_event_that_the_ledger_does_not_know_is_a_bug(store: Store) -> None:
    run = store.begin_run("crawl", {}, NOW)
    with pytest.raises(ValueError, match="fetchd"):
        store.count(run, "assada", "fetchd")
    store.count(run, "assada", "failed", "dns", 3)
    store.count(run, "assada", "failed", "dns", 0)
    store.count(run, "", "failed", "dns")
    assert store.summary(run).reasons("failed") == {"dns": 4}


def test_a_run_that_never_was(store: Store) -> None:
    with pytest.raises(BadArgument, match="run a crawl first"):
        store.summary(1)
    store.begin_run("crawl", {}, NOW)
    with pytest.raises(BadArgument, match="1 to 1"):
        store.summary(7)


def test_the_summary_names_outlets_countries_and_reasons(store: Store) -> None:
    run = a_run(store)
    text = render(store.summary(run))
    for expected in ("Run 1 (crawl country=MA): complete, 120 min 0 s", "Western Sahara 1", "Arabic 1", "too-short 1"):
        assert expected in text
    assert text.splitlines()[-1].split() == ["assada", "4", "4", "3", "2", "0", "1", "1", "1"]
    assert ["assada", "failed", "timeout", "1"] in [
        line.split() for line in render_reasons(store.summary(run)).split("\n")
    ]
    listed = render_runs([store.summary(run)]).splitlines()[1].split()
    assert listed[:3] == ["1", "crawl", "2026-11-20"]
    assert listed[-5:] == ["3", "2", "1", "1", "country=MA"]
