"""Killed at any moment and started again, a crawl loses nothing and doubles nothing."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from corpus.store import Store
from corpus.types import utc_now
from tests.crawling import Desk
from tests.press.generate import GeneratedPress

KILLS = 5
OUTLETS, ARTICLES = 10, 30


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [int(os.environ.get("KILL_SEED", "20261124"))])
def test_five_kills_lose_nothing_and_double_nothing(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    with GeneratedPress(OUTLETS, ARTICLES) as press:
        desk = Desk.at(tmp_path, press.registry_toml())
        for _ in range(KILLS):
            kill_once(desk, draw)
        done = desk.scrapy("crawl", "press")
        assert done.returncode == 0, done.stderr[-3000:]
        urls = {url for url, _ in press.pages()}
        fetched = [asked for asked in press.log if asked.path.startswith("/2026/")]
    store = Store.open(desk.database)
    try:
        found = [article.url for article in store.articles()]
        outcomes = [run.outcome for run in store.runs()]
        due = store.due_counts(utc_now())
    finally:
        store.close()
    assert sorted(found) == sorted(urls)
    assert len(set(found)) == OUTLETS * ARTICLES == 300
    assert due == {}
    assert outcomes.count("interrupted") >= 1
    assert outcomes[0] == "complete"
    # What was being fetched or read when the kill came is fetched again, and nothing else is.
    assert len(fetched) <= 300 + KILLS * OUTLETS * 25
    check_integrity(tmp_path / "marsad.db")


def kill_once(desk: Desk, draw: random.Random) -> None:
    """SIGKILL at a random moment of a running crawl, from its start (a second or two) to its middle."""
    crawl = desk.start("crawl", "press")
    time.sleep(draw.uniform(1.5, 4.5))
    crawl.send_signal(signal.SIGKILL)
    crawl.communicate(timeout=30)


def check_integrity(path: Path) -> None:
    """SQLite's own check, and what the schema cannot say: every tag and link belongs to an article."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        stored = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        counted = connection.execute("SELECT sum(n) FROM run_counts WHERE event = 'stored'").fetchone()[0]
    connection.close()
    assert counted == stored  # the ledger is exact, whatever was killed
