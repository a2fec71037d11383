"""A crawl of the press whose clock is given: plan, take, fetch, read and keep, without Scrapy and without waiting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from corpus.steps import parse_steps
from corpus.store import Store
from corpus.types import Endpoint, Failure, Link, Page, Source, Visit
from crawler.failures import by_status
from crawler.polling import conditions
from pipelines.read import read_page
from pipelines.rules import load_rules
from tests.press.asking import Got, get
from tests.press.checks import expectations
from tests.press.server import Server

STEPS = parse_steps("1h,6h,1d,3d,7d,30d")


def list_articles(store: Store, press: Server, run: int, now: datetime, source: str = "") -> None:
    """Put every article of the press, or of one outlet, into the frontier, as its feed does."""
    for one in expectations():
        if source in ("", one.outlet.id):
            feed = Endpoint(url=f"http://{one.outlet.address}:{press.port}/feed/", kind="feed")
            link = Link(url=f"http://{one.outlet.address}:{press.port}{one.path}", via="feed", found_in=feed.url)
            validators = {"etag": None, "last_modified": None, "body_hash": None}
            store.polled(run, one.outlet.id, feed, now=now, links=(link,), unchanged=False, **validators)


def crawl(store: Store, press: Server, sources: Mapping[str, Source], now: datetime) -> list[str]:
    """One crawl at this moment; returns the addresses that it asked for."""
    run = store.begin_run("crawl", {}, now)
    store.plan_revisits(run, sources.keys(), STEPS, now)
    visits = [visit for id_ in sources for visit in store.take(id_, 99, now)]
    for visit in visits:
        _look(store, press, sources[visit.source], run, visit, now)
    store.end_run(run, "complete", now)
    return [visit.url for visit in visits]


def _look(store: Store, press: Server, source: Source, run: int, visit: Visit, now: datetime) -> None:
    parts = urlsplit(visit.url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    got = get(press, parts.hostname or "", path, **conditions(visit.etag, visit.last_modified))
    if got.status == 304:
        store.unmodified(run, visit, now)
    elif got.status != 200:
        failure: Failure = by_status(got.status)
        store.fail(run, visit, failure, now)
    else:
        outcome = read_page(_page(got, source, visit, now), load_rules())
        headers = got.headers
        store.keep(run, visit, outcome, now, etag=headers.get("etag"), last_modified=headers.get("last-modified"))


def _page(got: Got, source: Source, visit: Visit, now: datetime) -> Page:
    return Page(
        url=visit.url,
        final_url=visit.url,
        body=got.body,
        fetched=now,
        content_type=got.headers.get("content-type", ""),
        source=source,
        link=visit.link,
    )
