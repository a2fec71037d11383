"""What the measuring of readers counts as right, on two small pages in the form of tests/reading/."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bench import eval_reading
from bench.reading import samples as labelled
from bench.reading.board import Board, table
from bench.reading.evaluate import OURS, evaluate
from bench.reading.ours import read_ours
from bench.reading.reading import Reading
from bench.reading.samples import Sample, load, page_of, without_dates
from bench.reading.scoring import score, token_f1

PARAGRAPHS = (
    "قضت المحكمة الابتدائية بالناظور، مساء أمس، بالسجن ثماني سنوات في حق متهم رئيسي في شبكة لتهريب المهاجرين.",
    "وكانت الشرطة القضائية قد أوقفت المتهم رفقة خمسة آخرين بعد شكاية ضحايا وعدوا بعقود عمل ثم سلبت وثائقهم.",
    "وأكد دفاع الضحايا أن الحكم ينصف موكليه، فيما أعلنت النيابة العامة أنها ستستأنف الشق المتعلق بالتعويضات.",
)
TITLE = "السجن ثماني سنوات لمتهم بتهريب المهاجرين في الناظور"
MARKUP = (
    '<html lang="ar"><head><meta charset="windows-1256"><title>{title} - جريدة الشاطئ</title></head><body>'
    '<div class="today">الأربعاء 11 نونبر 2026</div><h1>{title}</h1><p class="meta">سلمى بنعلي - {date}</p>'
    "<div class=body>{text}</div></body></html>"
)
SHOWN = "الاثنين 9 نونبر 2026 - 23:40"


def labels(**changes: Any) -> dict[str, Any]:
    """One line of a manifest."""
    line = {
        "id": "own_ar_try",
        "file": "try.html",
        "url": "https://shati.example/2026/11/09/1234.html",
        "undated_url": "https://shati.example/1234.html",
        "lang": "ar",
        "country": "MA",
        "time_zone": "Africa/Casablanca",
        "outlet": "جريدة الشاطئ",
        "content_type": "text/html",
        "encoding": "windows-1256",
        "fetched": "2026-11-11T09:00:00Z",
        "gold_title": [TITLE],
        "gold_lead": None,
        "gold_captions": [],
        "gold_text": "\n".join(PARAGRAPHS),
        "gold_with": ["الشرطة القضائية"],
        "gold_without": ["الأربعاء"],
        "gold_date": ["2026-11-09"],
        "gold_time": "23:40",
        "gold_authors": ["سلمى بنعلي"],
        "gold_agency": None,
        "gold_access": "full",
        "gold_title_language": "ar",
        "date_shown": [SHOWN],
        "feed": None,
    }
    return {**line, **changes}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A set with one Arabic page, in a folder of its language."""
    folder = tmp_path / "ar"
    folder.mkdir()
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    markup = MARKUP.format(title=TITLE, date=SHOWN, text=text)
    (folder / "try.html").write_bytes(markup.encode("windows-1256"))
    (folder / "manifest.jsonl").write_text(json.dumps(labels(), ensure_ascii=False) + "\n", "utf-8")
    return tmp_path


@pytest.fixture
def sample(place: Path) -> Sample:
    """That page."""
    return load(place)[0]


RIGHT = Reading(
    text="\n".join(PARAGRAPHS),
    title=TITLE,
    date="2026-11-09",
    time="23:40",
    authors=("سلمى بنعلي",),
    language="ar",
    agency="",
)


def scores(sample: Sample, reading: Reading) -> dict[str, float]:
    """The last score of each field."""
    return {found.field: float(found.value) for found in score(sample, reading)}


def test_a_right_reading_scores_one_everywhere(sample: Sample) -> None:
    found = scores(sample, RIGHT)
    assert set(found.values()) == {1.0}
    assert {"text", "title", "date", "dating", "time", "authors", "language", "agency", "snippets"} == set(found)


def test_the_page_carries_its_outlet_and_the_moment_of_its_fetch(sample: Sample) -> None:
    page = page_of(sample)
    assert page.source is not None
    assert (page.source.name, page.source.country, page.source.time_zone) == ("جريدة الشاطئ", "MA", "Africa/Casablanca")
    assert page.fetched == datetime(2026, 11, 11, 9, tzinfo=UTC)
    assert page.link is None


def test_a_feed_item_travels_with_the_page(sample: Sample) -> None:
    feed = {"title": TITLE, "published": "Mon, 09 Nov 2026 22:40:00 GMT", "authors": ["سلمى"], "summary": None}
    dated = replace(sample, labels=labels(feed=feed))
    link = page_of(dated).link
    assert link is not None
    assert (link.title, link.authors, link.published) == (TITLE, ("سلمى",), datetime(2026, 11, 9, 22, 40, tzinfo=UTC))
    undated = page_of(without_dates([dated])[0]).link
    assert undated is not None
    assert (undated.title, undated.published) == (TITLE, None)


@pytest.mark.parametrize(
    ("said", "dating"),
    [("2026-11-09", 1.0), ("", 0.5), ("2026-11", 0.5), ("2026", 0.5), ("2026-11-11", 0.0), ("2025", 0.0)],
)
def test_a_wrong_date_costs_twice_a_missing_one(sample: Sample, said: str, dating: float) -> None:
    found = scores(sample, replace(RIGHT, date=said))
    assert (found["date"], found["dating"]) == (float(said == "2026-11-09"), dating)


def test_a_date_where_the_page_has_none_is_invented(sample: Sample) -> None:
    none = replace(sample, labels=labels(gold_date=None, gold_time=None))
    assert scores(none, replace(RIGHT, date=""))["dateless"] == 1
    assert scores(none, RIGHT)["dateless"] == scores(none, RIGHT)["dating"] == 0


def test_others_pages_without_a_gold_date_are_not_scored_by_date(sample: Sample) -> None:
    theirs = {name: value for name, value in labels(gold_date=None, gold_authors=None).items() if name != "fetched"}
    assert not {"date", "dating", "dateless", "authors", "agency"} & set(scores(replace(sample, labels=theirs), RIGHT))


def test_taking_the_date_out_leaves_decoys_and_the_encoding(sample: Sample) -> None:
    (bare,) = without_dates([sample])
    markup = bare.body.decode("windows-1256")
    assert SHOWN not in markup
    assert "الأربعاء 11 نونبر 2026" in markup
    assert bare.url == "https://shati.example/1234.html"
    assert scores(bare, RIGHT) == {"undated": 0.0}
    assert scores(bare, Reading()) == {"undated": 1.0}


def test_a_date_shown_that_is_not_in_the_page_is_an_error_of_the_labels(sample: Sample) -> None:
    with pytest.raises(ValueError, match="own_ar_try"):
        without_dates([replace(sample, labels=labels(date_shown=["10 نونبر 2026"]))])


def test_no_author_is_an_answer_on_our_pages(sample: Sample) -> None:
    anonymous = replace(sample, labels=labels(gold_authors=[]))
    assert scores(anonymous, replace(RIGHT, authors=()))["authors"] == 1
    assert scores(anonymous, RIGHT)["authors"] == 0


def test_what_a_reader_does_not_tell_is_not_scored(sample: Sample) -> None:
    assert not {"time", "access", "agency", "language"} & set(scores(sample, Reading(text="x")))
    assert scores(sample, Reading(access="paywalled"))["access"] == 0


def test_darija_may_be_called_arabic_and_is_reported_there(sample: Sample) -> None:
    darija = replace(sample, labels=labels(lang="ary"))
    assert darija.language == "ar"
    assert [scores(darija, replace(RIGHT, language=code))["language"] for code in ("ary", "ar", "fr")] == [1, 1, 0]


def test_an_agency_is_right_by_its_id(sample: Sample) -> None:
    wire = replace(sample, labels=labels(gold_agency="MAP"))
    assert [scores(wire, replace(RIGHT, agency=name))["agency"] for name in ("map", "afp", "")] == [1, 0, 0]


def test_the_standfirst_counts_in_the_text_or_apart(sample: Sample) -> None:
    lead = "حكم ابتدائي ينهي سنة من التحقيق في شبكة امتدت إلى ثلاث مدن"
    led = replace(sample, labels=labels(gold_lead=lead))
    told = (RIGHT, replace(RIGHT, standfirst=lead), replace(RIGHT, text=f"{lead}\n{RIGHT.text}"))
    assert [scores(led, reading)["standfirst"] for reading in told] == [0, 1, 1]
    assert [scores(led, reading)["text"] for reading in told] == [1, 1, 1]


def test_words_too_many_and_too_few_cost_the_same() -> None:
    gold = "un deux trois quatre"
    assert token_f1(gold, gold, []) == 1
    assert token_f1(gold, "un deux trois quatre cinq six", ["cinq six"]) == 1
    assert token_f1(gold, "un deux", []) == pytest.approx(2 / 3)
    assert token_f1(gold, "un deux trois quatre un deux trois quatre", []) == pytest.approx(2 / 3)


def test_our_reading_of_the_page_is_on_the_outlets_clock(sample: Sample) -> None:
    reading = read_ours(sample)
    assert (reading.date, reading.time) == ("2026-11-09", "23:40")
    assert reading.rejected == ""


def test_every_page_is_read_with_and_without_its_date(sample: Sample) -> None:
    board = evaluate([sample])[OURS]
    assert len(board.seconds) == 2
    assert board.figures("ar")["text"] > 0.99
    assert "undated" in board.figures("ar")


def test_the_table_shows_the_date_as_a_cost_and_counts_inventions(sample: Sample) -> None:
    board = Board()
    board.add(sample, replace(RIGHT, date="2026-11-11"), 0.01)
    board.add(without_dates([sample])[0], RIGHT, 0.01)
    head, row, _, invented = table({OURS: board}, "ar")
    assert row.split()[1 + head.split().index("date") + 1] == "2.000"
    assert invented == "dates invented on 1 pages whose date was taken out: Marsad 1"


def test_the_command_writes_scores_page_by_page(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = tmp_path / "scores.json"
    assert eval_reading.main(["--pages", str(place), "--no-peers", "--json", str(told)]) == 0
    assert "ar: 1 pages" in capsys.readouterr().out
    assert json.loads(told.read_text("utf-8"))[place.name][OURS]["pages"]["own_ar_try"]["title"] == [1.0]
    assert eval_reading.main(["--pages", str(place), "--no-peers", "--only", "own_fr"]) == 1


def test_a_folder_without_a_manifest_is_skipped_aloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert eval_reading.main(["--pages", str(tmp_path), "--no-peers"]) == 1
    assert "skipped, no manifest.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize("module", ["bench.reading.peers", "bench.reading.clock"])
def test_a_peer_runs_without_anything_of_ours(module: str) -> None:
    ours = "[name for name in sys.modules if name.startswith(('pipelines', 'corpus'))]"
    code = f"import sys, {module} as module; module.trafilatura(); print({ours})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=labelled.ROOT, check=True)
    assert done.stdout.strip() == "[]"
