"""Articles on topic are looked at again on a decaying schedule, once a step, whatever happens in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from corpus.steps import Steps, parse_steps
from corpus.store import Store
from corpus.summary import render
from corpus.types import Article, Failure, Rejected, Visit
from tests.samples import ARABIC, DAY, FEED, FRENCH, HOUR, NOW, article, link, tag, visit

STEPS = parse_steps("1h,6h,1d,3d,7d,30d")
URL = "https://assada.example/1"
Answer = Callable[[Visit, datetime], Article | Rejected | Failure | None]


def begin(store: Store) -> int:
    return store.begin_run("crawl", {}, NOW)


def listed(store: Store, run: int, *urls: str, now: datetime = NOW, updated: datetime | None = None) -> int:
    links = tuple(link(url, updated=updated) for url in urls)
    validators = {"etag": None, "last_modified": None, "body_hash": None}
    return store.polled(run, "assada", FEED, now=now, links=links, unchanged=False, **validators)


def stored(store: Store, run: int, url: str = URL, **changes: Any) -> Article:
    """An article that a feed listed and a visit brought."""
    kept = article(url, **changes)
    listed(store, run, url, now=kept.fetched)
    store.keep(run, visit(url), kept, kept.fetched, etag='"1"')
    return kept


def same(found: Visit, now: datetime) -> Article:
    return article(found.url, fetched=now)


def crawl(store: Store, run: int, now: datetime, answer: Answer = same, steps: Steps = STEPS) -> list[str]:
    """What a crawl that begins `now` asks for, each address answered by `answer`; None is a 304."""
    store.plan_revisits(run, {"assada"}, steps, now)
    asked = store.take("assada", 99, now)
    for found in asked:
        outcome = answer(found, now)
        if outcome is None:
            store.unmodified(run, found, now)
        elif isinstance(outcome, Failure):
            store.fail(run, found, outcome, now)
        else:
            store.keep(run, found, outcome, now)
    return [found.url for found in asked]


def hours(store: Store, run: int, days: int, answer: Answer = same) -> list[int]:
    """After how many hours the article was asked for: a crawl each hour for two days, then four a day."""
    times = [*range(1, 48), *range(48, days * 24 + 1, 6)]
    return [hour for hour in times if hour <= days * 24 and crawl(store, run, NOW + hour * HOUR, answer)]


#: Each at most 1/24 early, and when the next crawl begins.
SIX = [1, 6, 23, 72, 162, 690]


def test_sixty_days_of_hourly_crawls_make_six_visits(store: Store) -> None:
    run = begin(store)
    stored(store, run)
    visits = []
    for hour in range(1, 24 * 60 + 1):
        now = NOW + hour * HOUR
        if store.plan_revisits(run, {"assada"}, STEPS, now):
            assert crawl(store, run, now) == [URL]
            visits.append(hour)
    assert visits == [1, 6, 23, 69, 161, 690]
    assert store.summary(run).total("scheduled") == 6
    assert store.summary(run).total("unchanged") == 6


def test_sixty_days_of_daily_crawls_make_four_visits(store: Store) -> None:
    run = begin(store)
    stored(store, run)
    assert [day for day in range(1, 61) if crawl(store, run, NOW + day * DAY)] == [1, 3, 7, 29]


def test_a_daily_crawl_a_little_early_keeps_to_the_days(store: Store) -> None:
    run = begin(store)
    stored(store, run)
    days = [day for day in range(1, 61) if crawl(store, run, NOW + day * DAY - timedelta(minutes=40))]
    assert days == [1, 3, 7, 29]


def test_an_outage_leaves_one_visit(store: Store) -> None:
    run = begin(store)
    stored(store, run)
    assert crawl(store, run, NOW + 8 * DAY) == [URL]
    assert crawl(store, run, NOW + 9 * DAY) == []
    assert crawl(store, run, NOW + 45 * DAY) == [URL]
    assert crawl(store, run, NOW + 46 * DAY) == []


def test_a_last_look_that_was_missed_for_long_is_not_made(store: Store) -> None:
    run = begin(store)
    stored(store, run)
    assert crawl(store, run, NOW + 61 * DAY) == []


def test_a_plan_that_was_not_carried_out_is_still_there_once(store: Store) -> None:
    run = begin(store)
    stored(store, run)
    for hour in (1, 6, 24):
        store.plan_revisits(run, {"assada"}, STEPS, NOW + hour * HOUR)  # and the crawl is killed
    assert [found.url for found in store.take("assada", 99, NOW + DAY)] == [URL]
    assert store.summary(run).total("scheduled") == 1


@pytest.mark.parametrize("relevance", ["core", "related"])
def test_what_is_on_topic_is_looked_at_again(store: Store, relevance: str) -> None:
    run = begin(store)
    stored(store, run, relevance=relevance, tags=(tag("relevance", relevance),))
    assert crawl(store, run, NOW + HOUR) == [URL]


def test_what_is_off_topic_or_from_disk_or_of_another_source_is_not(store: Store) -> None:
    run = begin(store)
    stored(store, run, relevance="offtopic", tags=(tag("relevance", "offtopic", evidence=()),))
    store.keep_loose(run, article("https://assada.example/2", via="ingest"), "assada", NOW)
    other = article("https://hespress.example/3", source="hespress")
    store.keep_loose(run, other, "hespress", NOW)
    assert crawl(store, run, NOW + DAY) == []
    assert store.plan_revisits(run, {"hespress"}, STEPS, NOW + DAY) == 1


def test_without_a_schedule_nothing_is(store: Store) -> None:
    run = begin(store)
    stored(store, run)
    assert crawl(store, run, NOW + DAY, steps=()) == []


def test_an_article_that_other_rules_call_on_topic_joins_the_schedule(store: Store) -> None:
    run = begin(store)
    kept = stored(store, run, relevance="offtopic", tags=(tag("relevance", "offtopic", evidence=()),))
    judged = replace(kept, relevance="core", rules_version="2", tags=(tag("relevance", "core"),))
    store.retag(run, [judged], 1)
    assert crawl(store, run, NOW + DAY) == [URL]


def test_new_pages_come_before_revisits(store: Store) -> None:
    run, now = begin(store), NOW + HOUR
    stored(store, run)
    store.plan_revisits(run, {"assada"}, STEPS, now)
    new = [f"https://assada.example/n/{number}" for number in range(3)]
    listed(store, run, *new, now=now)
    assert [found.url for found in store.take("assada", 99, now)] == [*new, URL]
    assert [found.url for found in store.take("assada", 2, now)] == new[:2]
    assert [found.url for found in store.take("assada", 99, now, revisits=False)] == new
    flying = frozenset(visit(url).url_key for url in new)
    assert [found.url for found in store.take("assada", 1, now, exclude=flying)] == [URL]


def test_a_revisit_is_conditional(store: Store) -> None:
    run = begin(store)
    stored(store, run)
    store.plan_revisits(run, {"assada"}, STEPS, NOW + HOUR)
    (again,) = store.take("assada", 9, NOW + HOUR)
    assert (again.link.via, again.etag) == ("revisit", '"1"')
    store.unmodified(run, again, NOW + HOUR)
    assert hours(store, run, days=2, answer=lambda *_: None) == [6, 23]


def test_the_schedule_says_nothing_about_the_dates_of_a_feed(store: Store) -> None:
    run = begin(store)
    stored(store, run)
    assert hours(store, run, days=1) == [1, 6, 23]
    now = NOW + 25 * HOUR  # three visits of ours found nothing; the outlet's own word is believed all the same
    assert listed(store, run, URL, now=now, updated=now) == 1


def test_an_edit_is_one_revision_and_the_schedule_goes_on(store: Store) -> None:
    run = begin(store)
    kept = stored(store, run)
    edited: Answer = lambda found, now: article(found.url, FRENCH if now >= NOW + 5 * HOUR else ARABIC, fetched=now)  # noqa: E731
    assert hours(store, run, days=60, answer=edited) == SIX
    (old,) = store.revisions(kept.id)
    assert (old.text, old.fetched, old.replaced) == (ARABIC, NOW, NOW + 6 * HOUR)


def test_a_counter_is_no_revision(store: Store) -> None:
    run = begin(store)
    kept = stored(store, run, text=f"{ARABIC}\nعدد المشاهدات: 12")
    counting: Answer = lambda found, now: article(  # noqa: E731
        found.url, f"{ARABIC}\nعدد المشاهدات: {(now - NOW) // HOUR}\nمنذ {now.hour} ساعات", fetched=now
    )
    assert len(hours(store, run, days=60, answer=counting)) == 6
    assert store.revisions(kept.id) == ()
    assert store.article(kept.id) == kept


@pytest.mark.parametrize("reason", ["soft-404", "consent", "bot-wall", "no-text"])
def test_a_wall_in_place_of_the_article_is_no_revision(store: Store, reason: str) -> None:
    run = begin(store)
    kept = stored(store, run)
    wall: Answer = lambda *_: Rejected(reason=reason)  # type: ignore[arg-type]  # noqa: E731  # parametrised text
    assert hours(store, run, days=60, answer=wall) == SIX
    assert store.revisions(kept.id) == ()
    record = store.record(kept.id)
    assert record is not None
    assert (record.article, record.gone_at) == (kept, None)
    assert store.summary(run).reasons("rejected") == {reason: 6}
    store.plan_revisits(run, {"assada"}, parse_steps("50d"), NOW + 55 * DAY)
    assert [found.etag for found in store.take("assada", 9, NOW + 55 * DAY)] == ['"1"']  # the article's, not the wall's


def test_an_article_that_went_behind_a_wall_keeps_its_text(store: Store) -> None:
    run = begin(store)
    kept = stored(store, run)
    teaser: Answer = lambda found, now: article(found.url, ARABIC[:110] + "…", access="paywalled", fetched=now)  # noqa: E731
    hours(store, run, days=1, answer=teaser)
    assert store.article(kept.id) == kept
    assert store.revisions(kept.id) == ()


def test_a_page_that_is_not_found_is_marked_and_looked_for_again(store: Store) -> None:
    run = begin(store)
    kept = stored(store, run)
    lost: Answer = lambda found, now: (  # noqa: E731
        Failure(reason="not-found", status=404) if now < NOW + 5 * DAY else article(found.url, fetched=now)
    )
    assert hours(store, run, days=3, answer=lost) == SIX[:4]
    record = store.record(kept.id)
    assert record is not None
    assert (record.article, record.gone_at) == (kept, NOW + HOUR)
    assert crawl(store, run, NOW + 7 * DAY, answer=lost) == [URL]
    record = store.record(kept.id)
    assert record is not None
    assert record.gone_at is None
    summary = store.summary(run)
    assert (summary.reasons("removed"), summary.total("returned")) == ({"not-found": 1}, 1)
    assert summary.reasons("failed") == {"not-found": 4}


def test_a_page_that_is_gone_for_good_is_not_asked_for_again(store: Store) -> None:
    run = begin(store)
    kept = stored(store, run)
    gone: Answer = lambda *_: Failure(reason="gone", status=410)  # noqa: E731
    assert hours(store, run, days=60, answer=gone) == [1]
    record = store.record(kept.id)
    assert record is not None
    assert record.gone_at == NOW + HOUR
    assert store.summary(run).reasons("removed") == {"gone": 1}
    assert "  looked again  1 were due for it; 1 removed by their outlets, 0 back" in render(store.summary(run))


def test_304_says_that_a_removed_page_is_back(store: Store) -> None:
    run = begin(store)
    kept = stored(store, run)
    back: Answer = lambda _, now: Failure(reason="not-found") if now < NOW + 2 * HOUR else None  # noqa: E731
    assert hours(store, run, days=1, answer=back) == [1, 6, 23]
    record = store.record(kept.id)
    assert record is not None
    assert record.gone_at is None
    assert store.summary(run).total("returned") == 1


def test_a_refusal_ends_the_revisits(store: Store) -> None:
    run = begin(store)
    stored(store, run)
    refused: Answer = lambda *_: Failure(reason="refused", status=403)  # noqa: E731
    assert hours(store, run, days=60, answer=refused) == [1]


def test_an_outlet_that_is_down_is_asked_with_growing_waits_and_at_the_later_steps(store: Store) -> None:
    run = begin(store)
    stored(store, run)
    down: Answer = lambda *_: Failure(reason="timeout")  # noqa: E731
    tried = hours(store, run, days=60, answer=down)
    assert tried[:8] == [1, 2, 3, 5, 9, 17, 33, 60]  # the usual eight tries, then the later steps with theirs
    assert len(tried) == 8 * 4
    assert crawl(store, run, NOW + 60 * DAY, answer=same) == []


def test_an_article_that_moves_stays_one_article(store: Store) -> None:
    run, new = begin(store), "https://assada.example/1-updated"
    kept = stored(store, run)
    moved: Answer = lambda _, now: article(new, FRENCH, fetched=now)  # noqa: E731  # the same title
    assert crawl(store, run, NOW + HOUR, answer=moved) == [URL]
    (found,) = store.articles()
    assert (found.id, found.url, found.text) == (kept.id, kept.url, FRENCH)
    assert len(store.revisions(kept.id)) == 1
    assert listed(store, run, new, now=NOW + 2 * HOUR) == 0  # known, and never fetched as its own
    assert crawl(store, run, NOW + 6 * HOUR, answer=moved) == [URL]


def test_a_page_that_leads_to_another_article_does_not_change_the_first(store: Store) -> None:
    run = begin(store)
    kept = stored(store, run)
    other = article("https://assada.example/9", FRENCH, title="Un autre sujet")
    assert crawl(store, run, NOW + HOUR, answer=lambda _, now: replace(other, fetched=now)) == [URL]
    assert store.article(kept.id) == kept
    assert store.revisions(kept.id) == ()
