"""The project's own pages say what their manifests say of them, and they are as varied as they claim to be."""

import html
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

FOLDER = Path(__file__).parent / "reading"
HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^<>]+>")

Row = dict[str, Any]


def manifest(language: str) -> list[Row]:
    lines = (FOLDER / language / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


LANGUAGES = sorted(path.parent.name for path in FOLDER.glob("*/manifest.jsonl"))
ROWS = [(language, row) for language in LANGUAGES for row in manifest(language)]
every_page = pytest.mark.parametrize(("language", "row"), ROWS, ids=[row["id"] for _, row in ROWS])
every_language = pytest.mark.parametrize("language", LANGUAGES)


def documented_fields() -> set[str]:
    """The names in the first column of the README's table."""
    rows = re.findall(r"^\| (`.*?`) \|", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def decoded(language: str, row: Row) -> str:
    text = (FOLDER / language / str(row["file"])).read_bytes().decode(str(row["encoding"]))
    return text.replace("\r\n", "\n")


def folded(text: str) -> str:
    """Without white space, which markup puts and takes away between letters that belong together."""
    return re.sub(r"\s+", "", html.unescape(text))


def seen(page: str) -> str:
    """What a reader sees, then the whole file (for what only metadata or the data of a script say), both folded."""
    return folded(TAG.sub("", HIDDEN.sub("", page))) + "\n" + folded(page.replace('\\"', '"'))


def answers(row: Row) -> list[str]:
    """Every string that the page itself has to hold."""
    blocks = [*row["gold_text"].split("\n"), *(row["gold_lead"] or "").split("\n"), row["gold_title"][0]]
    return [block for block in [*blocks, *row["gold_captions"], *row["gold_authors"]] if block]


def without_its_date(page: str, row: Row) -> str:
    for piece in row["date_shown"]:
        page = page.replace(piece, "")
    return page


def test_there_is_a_set() -> None:
    assert "ar" in LANGUAGES


@every_language
def test_ids_are_unique_and_every_file_is_described_once(language: str) -> None:
    rows = manifest(language)
    assert len({row["id"] for row in rows}) == len(rows) >= 22
    assert all(row["id"].startswith(f"own_{language}_") for row in rows)
    files = sorted(path.name for path in (FOLDER / language).glob("*.html"))
    assert sorted(row["file"] for row in rows) == files


@every_page
def test_every_documented_field_is_there_and_no_other(language: str, row: Row) -> None:
    assert set(row) == documented_fields(), language
    assert row["gold_access"] in {"full", "paywalled", "stub"}
    assert re.fullmatch("[A-Z]{2}", row["country"])


@every_page
def test_the_page_holds_its_answers(language: str, row: Row) -> None:
    page = seen(decoded(language, row))
    assert [answer for answer in answers(row) if folded(answer) not in page] == []


@every_page
def test_snippets_are_in_the_text_or_only_beside_it(language: str, row: Row) -> None:
    page, text = seen(decoded(language, row)), folded(row["gold_text"])
    assert [snippet for snippet in row["gold_with"] if folded(snippet) not in text] == []
    assert [snippet for snippet in row["gold_without"] if folded(snippet) in text] == []
    assert [snippet for snippet in row["gold_without"] if folded(snippet) not in page] == []


@every_page
def test_the_shown_date_can_be_taken_away(language: str, row: Row) -> None:
    page = decoded(language, row)
    assert [piece for piece in row["date_shown"] if piece not in page] == []
    rest = without_its_date(page, row)
    assert [piece for piece in row["date_shown"] if piece in rest] == []
    left = [without_its_date(answer, row) for answer in answers(row)]  # a dispatch may open with place and date
    assert [answer for answer in left if folded(answer) not in seen(rest)] == []


@every_page
def test_a_day_of_publication_is_stated_or_there_is_none(language: str, row: Row) -> None:
    assert row["gold_date"] is None or row["date_shown"] or row["url"] != row["undated_url"], language
    assert row["gold_time"] is None or (row["gold_date"] and re.fullmatch(r"[0-2]\d:[0-5]\d", row["gold_time"]))


@every_page
def test_nothing_appears_after_it_was_fetched(language: str, row: Row) -> None:
    fetched = datetime.fromisoformat(row["fetched"])
    assert fetched.utcoffset() == UTC.utcoffset(None), language
    day_fetched = fetched.astimezone(ZoneInfo(row["time_zone"])).date()
    assert all(date.fromisoformat(day) <= day_fetched for day in row["gold_date"] or ())


@every_page
def test_the_undated_address_has_no_digits_of_the_date(language: str, row: Row) -> None:
    for day in row["gold_date"] or ():
        year, month, number = day.split("-")
        pattern = rf"{year}[-/_]?{month}|{number}[-/_]?{month}[-/_]?{year}"
        assert not re.search(pattern, row["undated_url"]), language


def test_no_paragraph_is_used_twice() -> None:
    paragraphs = [paragraph for _, row in ROWS for paragraph in row["gold_text"].split("\n") if len(paragraph) > 60]
    assert len(paragraphs) == len(set(paragraphs))


@every_language
def test_every_language_varies(language: str) -> None:
    rows = manifest(language)
    assert len({row["cms"] for row in rows}) == len(rows)
    assert {row["country"] for row in rows} >= {"MA", "DZ", "TN", "LY", "MR", "EH"}
    assert sum(row["gold_date"] is None for row in rows) >= 2
    assert sum(row["gold_access"] == "paywalled" for row in rows) >= 2
    assert sum(row["gold_access"] == "stub" for row in rows) >= 1
    assert language == "en" or sum(not row["encoding"].startswith("utf-8") for row in rows) >= 3
    assert {0, 1, 2} <= {len(row["gold_authors"]) for row in rows}
    assert any(row["gold_agency"] for row in rows)
    assert any(row["gold_lead"] is None for row in rows)
    assert any(row["gold_title_language"] != row["lang"] for row in rows)
    assert sum(row["feed"] is not None for row in rows) >= 4


def test_one_arabic_page_is_in_darija() -> None:
    assert [row["id"] for row in manifest("ar") if row["lang"] == "ary"] == ["own_ar_hugo_darija"]
