"""Sense before keyword: words of the field in other senses, and places with two meanings, in three languages.

The cases stand in tests/labelled/traps/, where people who know the languages can read them.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipelines.judge import Verdict, judge
from pipelines.rules import load_rules

CASES: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parent / "labelled" / "traps").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def names(verdict: Verdict, kind: str) -> set[str]:
    return {tag.name for tag in verdict.tags if tag.kind == kind}


@pytest.mark.parametrize("case", CASES, ids=[case["meant"] for case in CASES])
def test_sense(case: dict[str, Any]) -> None:
    verdict = judge(case["title"], case["text"], case["meant"].split()[0], load_rules())
    because = [(tag.name, [(span.text, span.rule) for span in tag.evidence]) for tag in verdict.tags]
    assert (verdict.relevance, names(verdict, "country")) == (case["relevance"], set(case["countries"])), because


NIGER_AND_NIGERIA = [
    ("الجزائر ترحل مهاجرين نيجريين إلى النيجر", "NE", "NG"),
    ("ليبيا: تحرير فتاة نيجيرية من نيجيريا", "NG", "NE"),
    ("Alger renvoie des Nigériens au Niger", "NE", "NG"),
    ("En Libye, des Nigérianes venues du Nigeria", "NG", "NE"),
    ("Algeria expels Nigeriens to Niger", "NE", "NG"),
    ("Nigerian women from Nigeria held in Libya", "NG", "NE"),
]


@pytest.mark.parametrize(("title", "meant", "other"), NIGER_AND_NIGERIA)
def test_niger_is_not_nigeria(title: str, meant: str, other: str) -> None:
    found = names(judge(title, title, "und", load_rules()), "other_country")
    assert meant in found
    assert other not in found


def test_there_are_enough_cases_in_each_language() -> None:
    for language, least in (("ar", 25), ("fr", 20), ("en", 12)):
        assert sum(case["meant"].startswith(f"{language} ") for case in CASES) >= least
