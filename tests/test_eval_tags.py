"""The labelled articles, the split that keeps a part of them unseen, and the floors under the scores."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bench.eval_tags import FLOORS, failures, raise_floors
from bench.labelled import SETS, LabelError, dev, own, part_of, read
from bench.tag_scores import Counts, Judged, by_language, judge_all, scores
from corpus.taxonomy import TOPICS
from pipelines.rules import load_rules

ROOT = Path(__file__).resolve().parents[1]
PARTS = [(name, language) for name in SETS for language in ("ar", "fr", "en", "all")]


@cache
def judged(name: str) -> tuple[Judged, ...]:
    return tuple(judge_all(SETS[name](), load_rules()))


@pytest.mark.parametrize(("name", "language"), PARTS)
def test_scores_do_not_fall_below_the_floors(name: str, language: str) -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[name][language]
    reached = scores(by_language(list(judged(name)))[language])
    assert set(floors) == {measure.replace(" ", "_") for measure in reached}
    fallen = {measure: value for measure, value in reached.items() if value < floors[measure.replace(" ", "_")]}
    assert not fallen


def test_floors_only_rise(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("[dev.all]\nkept = 1.0\ncore = 0.01\n\n[test.ar]\nkept = 0.5\n", encoding="utf-8")
    raise_floors({"dev": list(judged("dev"))[:40]}, path)
    floors = tomllib.loads(path.read_text(encoding="utf-8"))
    assert floors["dev"]["all"]["kept"] == 1.0
    assert floors["dev"]["all"]["core"] > 0.5
    assert floors["test"]["ar"] == {"kept": 0.5}


def test_counts() -> None:
    count = Counts.of([(frozenset("ab"), frozenset("bc")), (frozenset("d"), frozenset("d"))])
    assert (count.right, count.extra, count.missed) == (2, 1, 1)
    assert (round(count.precision, 3), round(count.recall, 3), round(count.f1, 3)) == (0.667, 0.667, 0.667)


def test_what_is_not_as_labelled_is_shown_with_the_words_that_caused_it() -> None:
    wrong = [item for item in judged("dev") if set(item.label.topics) < item.names("topic")]
    shown = "\n".join(failures(wrong[:1]))
    assert wrong[0].label.id in shown
    assert "topics: expected" in shown
    assert "because of: " in shown


def test_our_own_articles_are_many_and_balanced() -> None:
    found = own()
    assert len(found) >= 450
    assert not {item.text for item in found} & {item.text for item in dev()}
    for language in ("ar", "fr", "en"):
        mine = [item for item in found if item.language == language]
        relevance = Counter(item.relevance for item in mine)
        assert len(mine) >= 150
        assert relevance["offtopic"] >= 0.4 * len(mine)
        topics = Counter(topic for item in mine for topic in item.topics)
        assert all(topics[topic] >= 5 for topic in TOPICS), topics
        assert {item.primary_country for item in mine} >= {"MA", "DZ", "TN", "LY", "MR", "EH"}


def test_a_part_is_kept_unseen_by_a_hash_of_the_id_alone() -> None:
    assert part_of("ar-ma-001") == part_of("ar-ma-001")
    parts = Counter(part_of(f"x-{number}") for number in range(10_000))
    assert 0.38 < parts["test"] / 10_000 < 0.42
    assert {item.id for item in own("test")} | {item.id for item in own("development")} == {i.id for i in own()}
    assert not {item.id for item in own("test")} & {item.id for item in own("development")}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ('id = "a"\nlanguage = "ar"\ntitle = "t"\nrelevance = "core"', "text"),
        ('id = "a"\nlanguage = "ar"\ntitle = "t"\ntext = "x"\nrelevance = "perhaps"', "relevance"),
        ('id = "a"\nlanguage = "ar"\ntitle = "t"\ntext = "x"\nrelevance = "core"\ncountries = ["FR"]', "countries"),
        ('id = "a"\nlanguage = "ar"\ntitle = "t"\ntext = "x"\nrelevance = "core"\ntopics = ["drugs"]', "topics"),
    ],
)
def test_a_wrong_label_is_refused_with_file_article_and_field(tmp_path: Path, row: str, field: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(f"[[article]]\n{row}\n", encoding="utf-8")
    with pytest.raises(LabelError) as refused:
        read(path)
    assert str(refused.value).startswith(f"{path}: a: {field}: ")


def test_a_set_that_is_none_is_an_error_without_a_traceback() -> None:
    command = [sys.executable, "-m", "bench.eval_tags", "nothing.jsonl"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("eval_tags: nothing.jsonl: ")
    assert "Traceback" not in done.stderr
