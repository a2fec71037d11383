"""The queue: what is due, in which order, after which failures, and what a kill cannot lose."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from corpus.store import Store
from corpus.types import Endpoint, Failure, Link
from tests.samples import DAY, FEED, FRENCH, HOUR, NOW, article, link, visit

ROOT = Path(__file__).resolve().parent.parent
URLS = tuple(f"https://assada.example/{number}" for number in range(5))


def begin(store: Store) -> int:
    return store.begin_run("crawl", {}, NOW)


def listed(store: Store, run: int, *links: Link, now: datetime = NOW) -> int:
    return store.polled(
        run, "assada", FEED, now=now, etag=None, last_modified=None, body_hash=None, links=links, unchanged=False
    )


def due(store: Store, now: datetime = NOW, limit: int = 99) -> list[str]:
    return [visit.url for visit in store.take("assada", limit, now)]


def test_what_a_feed_says_of_a_page_travels_with_the_visit(store: Store) -> None:
    full = link(URLS[0], summary="ملخص", authors=("س. ب.",), updated=NOW - HOUR, language="ar")
    assert listed(store, begin(store), full) == 1
    (found,) = store.take("assada", 9, NOW)
    assert found.link == full
    assert (found.url, found.source, found.tries) == (URLS[0], "assada", 0)


def test_the_newest_come_first_and_undated_ones_as_of_their_discovery(store: Store) -> None:
    dates = {URLS[0]: NOW - 2 * DAY, URLS[1]: NOW - HOUR, URLS[2]: None, URLS[3]: NOW + 900 * DAY}
    listed(store, begin(store), *(link(url, published=date) for url, date in dates.items()))
    assert due(store) == [URLS[2], URLS[3], URLS[1], URLS[0]]
    assert due(store, limit=2) == [URLS[2], URLS[3]]
    assert [v.url for v in store.take("assada", 9, NOW, since=NOW - DAY)] == [URLS[2], URLS[3], URLS[1]]


def test_what_is_in_flight_or_of_another_source_is_not_handed_out(store: Store) -> None:
    listed(store, begin(store), *(link(url) for url in URLS))
    flying = frozenset(visit(url).url_key for url in URLS[:3])
    assert [v.url for v in store.take("assada", 9, NOW, exclude=flying)] == list(URLS[3:])
    assert store.take("hespress", 9, NOW) == ()
    assert store.due_counts(NOW) == {"assada": 5}


def test_one_page_under_several_spellings_is_one_row(store: Store) -> None:
    run = begin(store)
    spellings = (link("https://www.assada.example/1/"), link("http://assada.example/1#top"), link(URLS[1]))
    assert listed(store, run, *spellings) == 1
    assert listed(store, run, *spellings) == 0
    summary = store.summary(run)
    assert [summary.total(event) for event in ("found", "new", "known")] == [6, 1, 5]


def test_more_links_than_one_statement_takes(store: Store) -> None:
    run = begin(store)
    many = tuple(link(f"https://assada.example/a/{number}") for number in range(1203))
    assert listed(store, run, *many) == 1203
    assert listed(store, run, *many) == 0


def test_a_page_that_its_feed_updates_is_visited_again(store: Store) -> None:
    run, kept = begin(store), article(URLS[1])
    listed(store, run, link(URLS[1]))
    store.keep(run, visit(URLS[1]), kept, NOW, etag='"1"', last_modified="Fri, 20 Nov 2026 09:00:00 GMT")
    assert listed(store, run, link(URLS[1], updated=NOW - HOUR), now=NOW + HOUR) == 0
    assert listed(store, run, link(URLS[1], updated=NOW + HOUR), now=NOW + 2 * HOUR) == 1
    (again,) = store.take("assada", 9, NOW + 2 * HOUR)
    assert (again.link.via, again.etag, again.last_modified) == ("revisit", '"1"', "Fri, 20 Nov 2026 09:00:00 GMT")
    store.keep(run, again, article(URLS[1], FRENCH, fetched=NOW + 2 * HOUR), NOW + 2 * HOUR)
    assert len(store.revisions(kept.id)) == 1


def test_a_feed_that_always_says_now_is_believed_less_and_less(store: Store) -> None:
    run, kept = begin(store), article(URLS[1])
    listed(store, run, link(URLS[1]))
    store.keep(run, visit(URLS[1]), kept, NOW)
    visits = []
    for hour in range(1, 24 * 10):
        now = NOW + timedelta(hours=hour)
        if listed(store, run, link(URLS[1], updated=now), now=now):
            (again,) = store.take("assada", 9, now)
            store.keep(run, again, kept, now)
            visits.append(hour)
    assert visits == [1, 25, 73, 169]


def test_a_304_ends_a_revisit(store: Store) -> None:
    run, kept = begin(store), article(URLS[1])
    listed(store, run, link(URLS[1]))
    store.keep(run, visit(URLS[1]), kept, NOW)
    listed(store, run, link(URLS[1], updated=NOW + HOUR), now=NOW + HOUR)
    (again,) = store.take("assada", 9, NOW + HOUR)
    store.unmodified(run, again, NOW + HOUR)
    assert due(store, NOW + DAY) == []
    assert store.article(kept.id) == kept


def test_a_failure_is_tried_again_after_a_growing_wait_and_given_up(store: Store) -> None:
    run, now, waits = begin(store), NOW, []
    listed(store, run, link(URLS[0]))
    while found := store.take("assada", 1, now):
        store.fail(run, found[0], Failure(reason="server-error", status=503), now)
        failed = now
        while not store.take("assada", 1, now) and now < failed + 2 * DAY:
            now += timedelta(minutes=30)
        waits.append((now - failed) / HOUR)
    assert waits == [0.5, 1, 2, 4, 8, 16, 24, 48]  # the last one never came
    assert store.summary(run).reasons("failed") == {"server-error": 8}
    assert store.due_counts(now) == {}


@pytest.mark.parametrize("reason", ["robots", "refused", "not-found", "gone", "client-error", "too-big"])
def test_what_no_later_try_will_mend_is_not_tried(store: Store, reason: str) -> None:
    run = begin(store)
    listed(store, run, link(URLS[0]))
    store.fail(run, visit(URLS[0]), Failure(reason=reason), NOW)  # type: ignore[arg-type]  # parametrised text
    assert due(store, NOW + 365 * DAY) == []
    assert store.summary(run).reasons("failed") == {reason: 1}


def test_a_refusal_is_not_asked_again_and_a_lost_page_may_come_back(store: Store) -> None:
    run = begin(store)
    listed(store, run, link(URLS[0]), link(URLS[1]))
    store.keep(run, visit(URLS[1]), article(URLS[1]), NOW)
    store.fail(run, visit(URLS[0]), Failure(reason="refused", status=403), NOW)
    store.fail(run, visit(URLS[1]), Failure(reason="not-found", status=404), NOW)
    listed(store, run, *(link(url, updated=NOW + HOUR) for url in URLS[:2]), now=NOW + HOUR)
    assert due(store, NOW + HOUR) == [URLS[1]]


def test_endpoint_validators_come_back_byte_for_byte(store: Store) -> None:
    run, etag, date = begin(store), 'W/"a,b  \u00e9"', "Fri, 20 Nov 2026  09:00:00 +0000"
    poll = {"now": NOW, "etag": etag, "last_modified": date, "body_hash": "ab12"}
    store.polled(run, "assada", FEED, links=(link(URLS[0]),), unchanged=False, **poll)  # type: ignore[arg-type]  # mixed
    state = store.endpoint(FEED.url)
    assert state is not None
    assert (state.etag, state.last_modified, state.body_hash) == (etag, date, "ab12")
    assert (state.polled, state.items, state.new_items) == (NOW, 1, 1)
    store.polled(
        run, "assada", FEED, now=NOW + HOUR, etag=None, last_modified=None, body_hash=None, links=(), unchanged=True
    )
    later = store.endpoint(FEED.url)
    assert later is not None
    assert (later.etag, later.last_modified, later.body_hash, later.items) == (etag, date, "ab12", 1)
    assert (later.polled, later.answered) == (NOW + HOUR, NOW + HOUR)
    assert store.endpoint("https://never.example/") is None


def test_endpoints_are_due_by_their_last_poll_and_failures(store: Store) -> None:
    run = begin(store)
    other = Endpoint(url="https://assada.example/sitemap.xml", kind="news-sitemap")
    both = (FEED, other)
    assert store.due_endpoints(both, NOW, every=HOUR) == both
    listed(store, run)
    for _ in range(3):
        store.endpoint_failed(run, "assada", other, Failure(reason="dns"), NOW)
    assert store.due_endpoints(both, NOW + HOUR, every=HOUR) == (FEED,)
    assert store.due_endpoints(both, NOW + 4 * HOUR, every=HOUR) == both
    for _ in range(200):
        store.endpoint_failed(run, "assada", other, Failure(reason="dns"), NOW)
    assert store.due_endpoints(both, NOW + 7 * DAY, every=DAY) == both
    assert store.summary(run).reasons("endpoint_failed") == {"dns": 203}
    assert store.due_endpoints((), NOW, every=HOUR) == ()


KEEPER = """
import sys
from corpus.store import Store
from tests.samples import NOW, article, link, FEED
store = Store.open(sys.argv[1])
run = store.begin_run("crawl", {}, NOW)
print("ready", flush=True)
while visits := store.take("assada", 20, NOW):
    for visit in visits:
        store.keep(run, visit, article(visit.url, f"النص رقم {visit.url} " * 12), NOW)
print("done", flush=True)
"""


def keeper(url: str) -> subprocess.Popen[str]:
    """A process that keeps what is due, one visit at a time."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", KEEPER, url]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_five_kills_lose_nothing_and_duplicate_nothing(database_url: str) -> None:
    store = Store.open(database_url)
    run = begin(store)
    listed(store, run, *(link(f"https://assada.example/k/{number}") for number in range(400)))
    for number in range(5):
        with keeper(database_url) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.02 + 0.05 * number)
            process.send_signal(signal.SIGKILL)
    with keeper(database_url) as process:
        output, _ = process.communicate(timeout=60)
    assert output.split() == ["ready", "done"]
    assert len({found.url for found in store.articles()}) == 400
    assert sum(store.summary(found.id).total("stored") for found in store.runs(99)) == 400
    assert store.due_counts(NOW) == {}
    store.close()


def test_two_processes_on_the_same_pages_leave_one_row_each(database_url: str) -> None:
    store = Store.open(database_url)
    listed(store, begin(store), *(link(f"https://assada.example/k/{number}") for number in range(150)))
    processes = [keeper(database_url) for _ in range(2)]
    assert [process.communicate(timeout=60)[0].split()[-1] for process in processes] == ["done", "done"]
    assert [process.returncode for process in processes] == [0, 0]
    assert len(list(store.articles())) == 150
    totals = [store.summary(found.id) for found in store.runs(99)]
    assert sum(summary.total("stored") for summary in totals) == 150
    store.close()
