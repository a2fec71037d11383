"""Exports: what is written can be read back, is the same twice, opens as text, and is whole or not there."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import MarsadError
from corpus.exports import FORMATS
from corpus.exports.columns import columns
from corpus.exports.csv import defuse, read_csv, restore, write_csv
from corpus.exports.delivery import export_file
from corpus.query import Query
from corpus.rows import Record
from corpus.store import Store
from corpus.types import Failure
from tests.samples import ARABIC, DAY, FIGURES, FRENCH, HOUR, NOW, article, tag, visit

FORMULAS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠1", "'=1", "''+1"]


@pytest.fixture
def filled(store: Store) -> Store:
    """Arabic and French, dated and not, a duplicate, a revision, a removed page, cells that look like formulas."""
    run = store.begin_run("ingest", {}, NOW)
    first = article("https://a.example/1")
    store.keep_loose(run, first, "assada", NOW)
    store.keep_loose(run, replace(first, title="عنوان جديد", fetched=NOW + HOUR), "assada", NOW + HOUR)
    store.keep_loose(run, article("https://b.example/1", fetched=NOW + HOUR, source="tap"), "tap", NOW)
    bare = article("https://c.example/1", FRENCH, published=None, source=None, authors=(), tags=(), agency=None)
    bare = replace(bare, published_precision=None, published_raw=None, standfirst=None, modified=None)
    store.keep_loose(run, bare, None, NOW)
    partly = article("https://e.example/1", FRENCH, title_language="ar", second_language="en", access="stub")
    store.keep_loose(run, replace(partly, missed_rules=("standfirst", "a|b")), "tap", NOW)
    store.fail(run, visit(first.url), Failure(reason="gone"), NOW + DAY)
    for number, formula in enumerate(FORMULAS):
        odd = article(
            f"https://d.example/{number}", formula + '\r\n"x";,\n' + ARABIC, title=formula, authors=("=a|b\\",)
        )
        store.keep_loose(run, odd, "assada", NOW)
    return store


def written(store: Store, name: str, *, authors: bool = False, query: Query | None = None) -> bytes:
    stream = io.BytesIO()
    FORMATS[name](store.records(query or Query()), stream, authors=authors)
    return stream.getvalue()


def expected(store: Store, *, authors: bool) -> list[dict[str, Any]]:
    chosen = columns(authors=authors)
    return [{column.name: column.value(record) for column in chosen} for record in store.records(Query())]


@pytest.mark.parametrize("authors", [False, True])
def test_the_csv_read_back_equals_the_database(filled: Store, authors: bool) -> None:
    found = list(read_csv(io.BytesIO(written(filled, "csv", authors=authors))))
    assert found == expected(filled, authors=authors)
    assert len(found) == 4 + len(FORMULAS)
    (partly,) = [row for row in found if row["access"] == "stub"]
    assert (partly["title_language"], partly["second_language"], partly["modified"]) == ("ar", "en", NOW - HOUR)
    assert (partly["missed_rules"], partly["published_confidence"]) == (("standfirst", "a|b"), 1.0)
    assert {row["standfirst"] for row in found if row["source"] is None} == {None}


def test_the_csv_has_a_mark_for_excel_and_windows_line_ends(filled: Store) -> None:
    body = written(filled, "csv")
    assert body.startswith(b"\xef\xbb\xbfid,url,source,source_country,title,published,")
    assert body.split(b"\r\n")[0].endswith(b",text_hash,standfirst,text")
    assert "تفكيك شبكة" in body.decode()


def test_no_cell_is_a_formula(filled: Store) -> None:
    rows = csv.reader(io.StringIO(written(filled, "csv", authors=True).decode("utf-8-sig"), newline=""))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r＝＋－＠")]
    assert "'=HYPERLINK(1)" in cells


@given(st.text())
def test_a_guarded_cell_is_restored(text: str) -> None:
    assert restore(defuse(text)) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), max_size=4))
def test_lists_of_any_names_come_back(names: list[str]) -> None:
    record = Record(
        article=article(authors=tuple(names)), first_fetched=NOW, gone_at=None, duplicate_of=None, revisions=0
    )
    stream = io.BytesIO()
    assert write_csv([record], stream, authors=True) == 1
    stream.seek(0)
    (row,) = read_csv(stream)
    assert row["authors"] == tuple(names)


def test_authors_are_named_only_when_asked_for(filled: Store) -> None:
    for name in FORMATS:
        assert not [column for column in header(name, written(filled, name)) if column.startswith("authors")]
        with_authors = header(name, written(filled, name, authors=True))
        assert {"authors", "authors_source", "authors_confidence"} <= set(with_authors)
        assert header(name, written(filled, name))[:2] == ["id", "url"]


def header(name: str, body: bytes) -> list[str]:
    if name == "csv":
        return body.decode("utf-8-sig").split("\r\n")[0].split(",")
    if name == "jsonl":
        return list(json.loads(body.splitlines()[0]))
    return list(pq.read_schema(io.BytesIO(body)).names)


def test_json_lines_lose_nothing(filled: Store) -> None:
    body = written(filled, "jsonl", authors=True)
    lines = [json.loads(line) for line in body.decode().splitlines()]
    assert "طنجة" in body.decode()
    for line, record in zip(lines, filled.records(Query()), strict=True):
        assert line["tags"] == json.loads(json.dumps([asdict(found) for found in record.article.tags]))
        assert line["figures"] == json.loads(json.dumps([asdict(stated) for stated in record.article.figures]))
        assert (line["title"], line["text"]) == (record.article.title, record.article.text)
        published = record.article.published
        assert line["published"] == (published and published.isoformat().replace("+00:00", "Z"))
        assert tuple(line["countries"]) == tuple(found.name for found in record.article.tagged("country"))


def test_parquet_has_types(filled: Store) -> None:
    table = pq.read_table(io.BytesIO(written(filled, "parquet", authors=True)))
    wanted = expected(filled, authors=True)
    rows = table.to_pylist()
    assert str(table.schema.field("published").type) == "timestamp[us, tz=UTC]"
    for row, want, record in zip(rows, wanted, filled.records(Query()), strict=True):
        assert [found["name"] for found in row.pop("tags")] == [found.name for found in record.article.tags]
        assert [stated["low"] for stated in row["figures"]] == [stated.low for stated in record.article.figures]
        want, row = want | {"figures": ()}, row | {"figures": []}  # nested here, in short in CSV
        assert row == {name: list(value) if isinstance(value, tuple) else value for name, value in want.items()}


def test_figures_stand_in_short_in_a_table_and_with_their_words_elsewhere(store: Store) -> None:
    bounds: list[tuple[Any, float | None, float | None]] = [
        ("exact", 30, 30),
        ("about", 3, 9),
        ("at_least", 50, None),
        ("at_most", None, 0.5),
        ("range", 20, 1e6),
    ]
    figures = tuple(
        replace(FIGURES[0], kind="victims", qualifier=name, low=low, high=high) for name, low, high in bounds
    )
    money = replace(FIGURES[0], kind="money", low=3.4e6, high=3.4e6, unit="DZD")
    kept = article(figures=(*figures, money))
    store.keep_loose(store.begin_run("ingest", {}, NOW), kept, "assada", NOW)
    (row,) = read_csv(io.BytesIO(written(store, "csv")))
    assert "|".join(row["figures"]) == (
        "victims=30|victims=~3-9|victims=>=50|victims=<=0.5|victims=20-1000000|money=3400000 DZD"
    )
    line = json.loads(written(store, "jsonl"))
    assert line["figures"][0] == asdict(figures[0]) | {"evidence": [asdict(FIGURES[0].evidence[0])]}
    (nested,) = pq.read_table(io.BytesIO(written(store, "parquet"))).column("figures").to_pylist()
    assert [figure["high"] for figure in nested] == [30.0, 9.0, None, 0.5, 1e6, 3.4e6]
    assert nested[0]["evidence"][0]["text"] == "ثلاثة أشخاص"


@pytest.mark.parametrize("name", list(FORMATS))
def test_two_exports_are_equal_byte_for_byte(filled: Store, name: str) -> None:
    assert written(filled, name, authors=True) == written(filled, name, authors=True)


def test_both_databases_export_the_same_bytes(tmp_path: Path, postgres_database: str) -> None:
    del postgres_database  # asked for so that the comparison below is made wherever PostgreSQL is
    stores = [Store.open(f"sqlite:///{tmp_path / name}") for name in ("a.db", "b.db")]
    articles = [article(f"https://a.example/{n}", published=NOW) for n in range(9)]
    for opened, order in zip(stores, (1, -1), strict=True):
        run = opened.begin_run("ingest", {}, NOW)
        for one in articles[::order]:
            opened.keep_loose(run, one, "a", NOW)
    assert written(stores[0], "csv") == written(stores[1], "csv")
    for opened in stores:
        opened.close()


def test_filters_apply_to_every_format(filled: Store) -> None:
    query = Query.parse(source="tap", country="MA", topic="networks_arrests", language="ar", since="2026-11")
    assert [row["url"] for row in read_csv(io.BytesIO(written(filled, "csv", query=query)))] == ["https://b.example/1"]
    assert len(written(filled, "jsonl", query=query).splitlines()) == 1
    assert pq.read_table(io.BytesIO(written(filled, "parquet", query=query))).num_rows == 1


@pytest.mark.parametrize("name", list(FORMATS))
def test_nothing_found_is_a_file_with_its_header(store: Store, name: str) -> None:
    body = written(store, name)
    if name == "jsonl":
        assert body == b""
    else:
        assert header(name, body)[:2] == ["id", "url"]


def test_text_of_a_megabyte_comes_back(store: Store) -> None:
    huge = article(text=ARABIC * 3000, tags=(tag("country", "MA"),))
    store.keep_loose(store.begin_run("ingest", {}, NOW), huge, "a", NOW)
    (row,) = read_csv(io.BytesIO(written(store, "csv")))
    assert row["text"] == huge.text


def test_a_foreign_csv_is_refused() -> None:
    with pytest.raises(MarsadError, match="'colour'"):
        list(read_csv(io.BytesIO(b"id,colour\r\n1,red\r\n")))


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "articles.csv"
    target.write_text("old")

    def half(stream: BinaryIO) -> int:
        stream.write(b"half")
        raise MarsadError("the database went away")

    with pytest.raises(MarsadError, match="went away"):
        export_file(target, half)
    assert [path.name for path in tmp_path.iterdir()] == ["articles.csv"]
    assert target.read_text() == "old"
    assert export_file(target, lambda stream: stream.write(b"whole")) == 5
    assert target.read_text() == "whole"


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(MarsadError, match="No such file or directory") as caught:
        export_file(tmp_path / "nowhere" / "a.csv", lambda _stream: 0)
    assert "\n" not in str(caught.value)


def test_a_time_keeps_its_microseconds(store: Store) -> None:
    moment = datetime.fromisoformat("2026-11-20T08:30:00.123456+01:00")
    store.keep_loose(store.begin_run("ingest", {}, NOW), article(published=moment), "a", NOW)
    (row,) = read_csv(io.BytesIO(written(store, "csv")))
    assert row["published"] == moment
