"""`scrapy tag`: JSON lines in, JSON lines out, wrong lines named, the others go on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crawler.commands.tag import BadLine, numbered_lines, read_item, tagged
from pipelines.rules import load_rules

ROOT = Path(__file__).parents[1]
ARABIC = {
    "id": "a1",
    "title": "تفكيك شبكة للاتجار بالبشر في صفاقس",
    "text": "أوقف الحرس الوطني التونسي بصفاقس أفراد شبكة للإتجار بالبشر استغلّت فتيات من الكوت ديفوار في العمل القسري.",
}
FRENCH = {
    "id": 2,
    "title": "Lait : la traite des vaches en Algérie",
    "text": "À Sétif, la traite des vaches se modernise.",
}


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "tag", *arguments], input=given, capture_output=True, cwd=ROOT, check=False
    )


def as_lines(*items: Any) -> bytes:
    return "\n".join(json.dumps(item, ensure_ascii=False) for item in items).encode()


def test_tags_with_evidence_in_the_original_characters() -> None:
    done = run(given=as_lines(ARABIC, FRENCH))
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert list(first) == [
        "id",
        "language",
        "relevance",
        "primary_country",
        "countries",
        "other_countries",
        "topics",
        "figures",
    ]
    assert (first["id"], first["language"], first["relevance"], first["primary_country"]) == ("a1", "ar", "core", "TN")
    assert "صفاقس" in done.stdout.decode()  # not \\u escapes
    for tag in first["countries"] + first["other_countries"] + first["topics"]:
        assert set(tag) == {"name", "score", "evidence"}
        assert tag["evidence"]
        for span in tag["evidence"]:
            assert set(span) == {"field", "start", "end", "text"}
            assert ARABIC[span["field"]][span["start"] : span["end"]] == span["text"]
    assert (second["id"], second["relevance"], second["topics"]) == (2, "offtopic", [])


def test_plain_names_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + as_lines(ARABIC) + b"\r\n\n")
    done = run(str(path), "--plain")
    item = json.loads(done.stdout)
    assert done.returncode == 0
    assert (item["countries"], item["other_countries"]) == (["TN"], ["CI"])
    assert {"networks_arrests", "forced_labour"} <= set(item["topics"])


def test_wrong_lines_are_named_and_the_others_go_on() -> None:
    done = run(given=as_lines(ARABIC) + b"\n{\n" + as_lines({"id": "b"}, {**ARABIC, "id": "c"}) + b"\n")
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a1", "c"]
    errors = done.stderr.decode().splitlines()
    assert [error.split(": ")[1] for error in errors] == ["line 2", "line 3"]
    assert "not JSON" in errors[0]
    assert "'text'" in errors[1]


def test_a_missing_file_and_too_many_files() -> None:
    missing = run("no-such-file.jsonl")
    assert missing.returncode == 1
    assert missing.stderr.decode().splitlines() == ["scrapy tag: no-such-file.jsonl: No such file or directory"]
    assert run("one.jsonl", "two.jsonl").returncode == 2


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"[]", "not a JSON object"),
        (b"\xff", "not UTF-8"),
        (b'{"text": "a"}', "'id'"),
        (b'{"id": true, "text": "a"}', "'id'"),
        (b'{"id": 1.5, "text": "a"}', "'id'"),
        (b'{"id": 1, "text": null}', "'text'"),
        (b'{"id": 1, "text": "a", "title": 5}', "'title'"),
        (b'{"id": 1, "text": "a", "language": []}', "'language'"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_what_is_wrong_with_a_line(line: bytes, what: str) -> None:
    with pytest.raises(BadLine, match=what.replace("(", r"\(")) as refused:
        read_item(line)
    assert "\n" not in str(refused.value)


def test_an_empty_text_has_a_verdict() -> None:
    item = tagged(read_item(b'{"id": 1, "text": "", "title": null}'), load_rules(), plain=True)
    assert (item["language"], item["relevance"], item["primary_country"]) == ("und", "offtopic", None)


def test_the_given_language_is_kept() -> None:
    line = json.dumps({**FRENCH, "language": "fr"}).encode()
    assert tagged(read_item(line), load_rules(), plain=True)["language"] == "fr"


def test_lines_keep_their_numbers() -> None:
    assert list(numbered_lines([b"\n", b"a\n", b"  \n", b"b"])) == [(2, b"a"), (4, b"b")]


def test_a_lone_surrogate_can_be_printed() -> None:
    line = b'{"id": 1, "title": "\\ud800", "text": "traite \\ud800 des personnes en Tunisie"}'
    done = run(given=line)
    assert done.returncode == 0
    assert json.loads(done.stdout)["primary_country"] == "TN"
