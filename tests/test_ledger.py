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


def test_spoken_arabic_is_counted_as_arabic(store: Store) -> None:
    run = store.begin_run("crawl", {}, NOW)
    for number, language in enumerate(("fr", "ary", "fr", "aeb", "ar", "es")):
        one = article(f"https://assada.example/{number}", f"نص {number}", language=language)
        store.keep_loose(run, one, "assada", NOW)
    summary = store.summary(run)
    assert summary.languages == {"fr": 2, "aeb": 1, "ar": 1, "ary": 1, "es": 1}
    assert "  by language   Arabic 3, French 2, es 1" in render(summary).splitlines()


def test_a_revision_is_not_counted_as_stored(store: Store) -> None:
    run = a_run(store)
    later = store.begin_run("crawl", {}, NOW + DAY)
    store.keep(later, visit(URLS[0]), article(URLS[0], FRENCH, fetched=NOW + DAY), NOW + DAY)
    summary = store.summary(later)
    assert (summary.total("revised"), summary.total("stored"), summary.relevance) == (1, 0, {})
    assert store.summary(run).relevance == {"core": 2}


def test_what_was_read_only_in_part_is_counted_with_the_article(store: Store) -> None:
    run = store.begin_run("crawl", {}, NOW)
    missed = ("standfirst", "authors")
    store.keep(run, visit(URLS[0]), article(URLS[0], access="paywalled", missed_rules=missed), NOW)
    store.keep(run, visit(URLS[1]), article(URLS[1], FRENCH, access="stub", missed_rules=missed[:1]), NOW)
    store.keep(run, visit(URLS[2]), article(URLS[2], FRENCH * 2), NOW)
    store.keep_loose(run, article("https://autre.example/1", missed_rules=("date",)), None, NOW)
    store.keep(run, visit(URLS[3]), Rejected(reason="too-short"), NOW)
    summary = store.summary(run)
    assert summary.access == {"full": 2, "paywalled": 1, "stub": 1}
    assert summary.missed_rules == {"": {"date": 1}, "assada": {"standfirst": 2, "authors": 1}}
    text = render(summary)
    assert "by access     full 2, paywalled 1, stub 1" in text
    assert "  rules missed  (none): date 1 of 1\n                assada: standfirst 2 of 3, authors 1 of 3\n" in text
    assert ["assada", "not_full", "stub", "1"] in [line.split() for line in render_reasons(summary).split("\n")]


def test_a_later_reading_counts_its_rules_but_not_the_article_again(store: Store) -> None:
    first, later = store.begin_run("crawl", {}, NOW), store.begin_run("crawl", {}, NOW + DAY)
    kept = article(URLS[0], access="stub", missed_rules=("standfirst",))
    store.keep(first, visit(URLS[0]), kept, NOW)
    store.keep(later, visit(URLS[0]), kept, NOW + DAY)
    assert (store.summary(later).access, store.summary(later).missed_rules) == ({}, {})
    edited = article(URLS[0], FRENCH, access="paywalled", missed_rules=("date",), fetched=NOW + DAY)
    store.keep(later, visit(URLS[0]), edited, NOW + DAY)
    assert (store.summary(later).access, store.summary(later).missed_rules) == ({}, {"assada": {"date": 1}})
    assert store.summary(first).access == {"stub": 1}
    assert "by access" not in render(store.summary(later))


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
