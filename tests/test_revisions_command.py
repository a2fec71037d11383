"""`scrapy revisions`: the texts of an article, marked plainly, in colour, or as an object."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from corpus.rows import Record
from corpus.store import Store
from corpus.types import Failure, Revision
from corpus.worddiff import Change
from crawler.revisions_view import edits, lines, paragraphs, shown
from tests.samples import ARABIC, DAY, FRENCH, HOUR, NOW, TITLE, article, visit
from tests.shell import Run

OLD = article("https://assada.example/1")
NEW_TITLE, NEW_TEXT = TITLE.replace("طنجة", "تطوان"), ARABIC.replace("ثلاثة", "أَرْبَعَة")


def filled(store: Store) -> str:
    """An article with one edit; returns its id."""
    run = store.begin_run("crawl", {}, NOW)
    edited = replace(article(OLD.url, NEW_TEXT), title=NEW_TITLE, fetched=NOW + HOUR)
    store.keep_loose(run, OLD, "assada", NOW)
    store.keep_loose(run, edited, "assada", NOW + HOUR)
    store.keep_loose(run, article("https://assada.example/2", FRENCH, title="Sfax"), "assada", NOW)
    return OLD.id


def test_what_changed_is_marked_in_its_own_characters(store: Store, database_url: str, scrapy: Run) -> None:
    id_ = filled(store)
    done = scrapy(database_url, "revisions", id_)
    assert (done.returncode, done.stderr) == (0, "")
    title, about, _, head, changed_title, changed, rest = done.stdout.splitlines()
    assert title == f"\u2068{NEW_TITLE}\u2069"
    assert about == f"{id_}  https://assada.example/1  ar"
    assert head == "text 1, 2026-11-20 09:30 UTC → text 2, 2026-11-20 10:30 UTC"
    assert changed_title.endswith("في [-\u2068طنجة\u2069-]{+\u2068تطوان\u2069+}\u2069")
    assert "وأوقفت [-\u2068ثلاثة\u2069-]{+\u2068أَرْبَعَة\u2069+} أشخاص" in changed
    assert (changed[0], changed[-1], rest) == ("\u2068", "\u2069", "…")
    assert scrapy(database_url, "revisions", "HTTPS://assada.example/1#top").stdout == done.stdout
    whole = scrapy(database_url, "revisions", id_, "--whole").stdout
    assert ARABIC.split("\n")[1] in whole


def test_an_object_with_every_edit(store: Store, database_url: str, scrapy: Run) -> None:
    found = json.loads(scrapy(database_url, "revisions", filled(store), "--json").stdout)
    (edit,) = found["edits"]
    assert (found["id"], found["title"], found["gone_at"]) == (OLD.id, NEW_TITLE, None)
    assert (edit["number"], edit["older"], edit["newer"]) == (1, NOW.isoformat(), (NOW + HOUR).isoformat())
    assert [one["text"].strip() for one in edit["text"] if one["kind"] != "same"] == ["ثلاثة", "أَرْبَعَة"]
    assert "".join(one["text"] for one in edit["text"] if one["kind"] != "gone") == NEW_TEXT
    assert "\u2068" not in json.dumps(found, ensure_ascii=False)


def test_an_article_without_revisions_and_a_removed_one(store: Store, database_url: str, scrapy: Run) -> None:
    filled(store)
    other = "https://assada.example/2"
    assert "one text, first read 2026-11-20 09:30 UTC; no revision" in scrapy(database_url, "revisions", other).stdout
    store.fail(store.begin_run("crawl", {}, NOW), visit(other), Failure(reason="gone", status=410), NOW + DAY)
    done = scrapy(database_url, "revisions", other)
    assert "removed by the outlet, seen 2026-11-21 09:30 UTC; kept" in done.stdout
    assert "\u2068" not in done.stdout  # nothing in it runs from right to left


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "one URL or id"),
        (("a", "b"), "one URL or id"),
        (("0123456789abcdef",), "an article that is stored"),
        (("https://assada.example/none",), "an article that is stored"),
        (("ليس عنوانا",), "an article that is stored"),
        (("--jsn", "0123456789abcdef"), "--jsn"),
    ],
)
def test_a_mistake_is_one_line_and_exit_2(
    store: Store, database_url: str, scrapy: Run, arguments: tuple[str, ...], named: str
) -> None:
    filled(store)
    done = scrapy(database_url, "revisions", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert named in done.stderr
    assert done.stderr.count("\n") == 1


def test_colours_on_a_terminal() -> None:
    (edit,) = edits(replace(article(OLD.url, NEW_TEXT), fetched=NOW + HOUR), [_revision()])
    record = Record(article=OLD, first_fetched=NOW, gone_at=None, duplicate_of=None, revisions=1)
    target = io.StringIO()
    console = Console(file=target, force_terminal=True, color_system="standard", soft_wrap=True, width=400)
    for line in lines(record, [edit], colour=True, whole=False):
        console.print(line)
    assert "[-" not in target.getvalue()
    assert "\x1b[9;31m\u2068ثلاثة\u2069\x1b[0m" in target.getvalue()
    assert "\x1b[32m\u2068أَرْبَعَة\u2069\x1b[0m" in target.getvalue()


def test_texts_stand_in_the_order_of_their_fetching() -> None:
    late = replace(_revision(), number=2, text=FRENCH, fetched=NOW - DAY)
    found = edits(replace(article(OLD.url, NEW_TEXT), fetched=NOW + HOUR), [_revision(), late])
    assert [(one.number, one.older, one.newer) for one in found] == [(1, NOW - DAY, NOW), (2, NOW, NOW + HOUR)]


@pytest.mark.parametrize(
    ("changes", "plain"),
    [
        ((("same", "un "), ("gone", "deux "), ("new", "trois "), ("same", "quatre")), "un [-deux-]{+trois+} quatre"),
        ((("gone", "deux "), ("same", "quatre")), "[-deux-] quatre"),
        ((("same", "quatre "), ("new", "cinq")), "quatre {+cinq+}"),
        ((("same", "أوقف "), ("new", "غدا")), "\u2068أوقف {+\u2068غدا\u2069+}\u2069"),
        ((), ""),
    ],
)
def test_marks(changes: tuple[tuple[str, str], ...], plain: str) -> None:
    assert shown([Change(kind, text) for kind, text in changes], colour=False).plain == plain  # type: ignore[arg-type]  # parametrised text


def test_paragraphs_that_went_or_came_stand_by_themselves() -> None:
    found = [
        Change("same", "a\n"),
        Change("gone", "b\nc\n"),
        Change("same", "d "),
        Change("gone", "e\n"),
        Change("new", "f\n"),
    ]
    assert [[change.text for change in line if change.text] for line in paragraphs(found)] == [
        ["a"],
        ["b"],
        ["c"],
        ["d ", "e", "f"],
    ]


def _revision() -> Revision:
    """The first text of the sample, as it is kept after an edit."""
    values = {"title": OLD.title, "text": OLD.text, "text_hash": OLD.text_hash}
    return Revision(article_id=OLD.id, number=1, fetched=NOW, replaced=NOW + HOUR, **values)
