"""`scrapy duplicates`, `scrapy export --unique` and the counts of `scrapy runs`; two writers at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.variants import vary
from corpus.store import Store
from corpus.summary import render
from tests.near import pairs
from tests.shell import Run
from tests.test_near_texts import groups, keep, many, paper

ROOT = Path(__file__).resolve().parent.parent
TEXT, OTHER = [one.text for one in pairs.load("ar") if one.kind == "base"][:2]
COPIES = (paper(1, TEXT), paper(2, TEXT), paper(3, vary(TEXT, "ar", "signed", 1)), paper(4, OTHER))
#: Keeps every second one of the articles of `many`, beginning with the first or the second.
WRITER = """
import sys
from corpus.store import Store
from tests.test_near_texts import keep, many
store = Store.open(sys.argv[1])
keep(store, *many()[int(sys.argv[2])::2])
"""


@pytest.fixture
def filled(database_url: str) -> str:
    store = Store.open(database_url)
    keep(store, *COPIES)
    store.close()
    return database_url


def test_articles_texts_and_groups_are_counted(scrapy: Run, filled: str) -> None:
    done = scrapy(filled, "duplicates")
    assert done.returncode == 0
    assert done.stdout == "articles\t4\ntexts\t3\ngroups\t2\nsyndicated\t1\n"
    assert "0 texts compared" in done.stderr


def test_all_is_compared_again_when_asked_for(scrapy: Run, filled: str) -> None:
    first = scrapy(filled, "duplicates")
    again = scrapy(filled, "duplicates", "--rebuild")
    assert "3 texts compared" in again.stderr
    assert again.stdout == first.stdout


def test_a_word_too_much_is_refused_without_a_traceback(scrapy: Run, filled: str) -> None:
    done = scrapy(filled, "duplicates", "all")
    assert done.returncode == 2
    assert "options only" in done.stderr
    assert "Traceback" not in done.stderr


def exported(scrapy: Run, url: str, *options: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in scrapy(url, "export", "--format", "jsonl", *options).stdout.splitlines()]


def test_an_export_can_have_each_text_once(scrapy: Run, filled: str) -> None:
    everything = exported(scrapy, filled)
    assert [(row["duplicate_kind"], row["group_size"], row["group_outlets"]) for row in everything] == [
        (None, 3, 3),
        ("exact", 3, 3),
        ("syndicated", 3, 3),
        (None, 1, 1),
    ]
    assert [row["duplicate_of"] for row in everything] == [None, everything[0]["id"], everything[0]["id"], None]
    assert [row["source"] for row in exported(scrapy, filled, "--unique")] == ["paper1", "paper4"]


def test_each_text_once_among_what_the_filters_let_through(scrapy: Run, filled: str) -> None:
    """The representative is another outlet's, and the text is still there."""
    rows = exported(scrapy, filled, "--unique", "--source", "paper2,paper3")
    assert [row["source"] for row in rows] == ["paper2"]
    assert "1 articles" in scrapy(filled, "export", "--unique", "--source", "paper3").stderr


def test_a_run_counts_copies_by_kind(filled: str) -> None:
    store = Store.open(filled)
    assert store.summary(1).reasons("duplicate") == {"exact": 1, "syndicated": 1}
    assert "stored        4, of them 2 (exact 1, syndicated 1) with the text of another" in render(store.summary(1))
    store.close()


def test_two_writers_at_once_find_the_same_groups(database_url: str, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, database_url, part], env=environment) for part in ("0", "1")
    ]
    assert [writer.wait(100) for writer in writers] == [0, 0]
    alone, together = Store.open(f"sqlite:///{tmp_path / 'alone.db'}"), Store.open(database_url)
    keep(alone, *many())
    assert groups(together) == groups(alone)
    assert len(groups(together)) == len(many())
    alone.close()
    together.close()
