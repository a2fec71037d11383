"""Languages of bodies; and `und` or the hint where there is too little to judge."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langdetect.detector import Detector

from pipelines.darija import variety
from pipelines.detector import FACTORY, QuickDetector
from pipelines.language import Language, detect_language
from tests.press.articles import texts

#: Characters that langdetect treats each in its own way: capitals, marks, scripts, what lies between Z and a.
SALAD = (
    "aA BÉé cDEf GHIJ k L",
    "[^_`ab] éÉ’ l'à",
    "e\u0300 o\u0301 ầ ế ș ț",
    "中ひカ가 ㄅ abc",
    "٣ ب ا ی ک  گ",
    " x",
    "AB",
    "اب Ab cd عربية",
    "",
)


CASES: list[dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("languages").joinpath("cases.toml").read_text("utf-8")
)["case"]
PRESS = [(text.title, "\n".join(text.paragraphs()), text.expect.language) for text in texts()]


def detect(case: dict[str, str]) -> Language:
    return detect_language(title=case.get("title", ""), text=case["text"], hint=case.get("hint"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cases(case: dict[str, str]) -> None:
    found = detect(case)
    assert (found.code, found.title, found.second) == (
        case["code"],
        case.get("title_language"),
        case.get("second"),
    )
    assert found.method == case.get("method", found.method)


def test_every_article_of_the_press_and_of_the_labelled_set() -> None:
    lines = Path(__file__).with_name("labelled").joinpath("dev.jsonl").read_text("utf-8").splitlines()
    labelled = [(item["title"], item["text"], item["language"]) for item in map(json.loads, lines)]
    found = [(detect_language(title=title, text=text), code) for title, text, code in [*labelled, *PRESS]]
    assert [(language, code) for language, code in found if language.code != code] == []
    assert [language for language, _ in found if language.second or language.title] == []


def test_headline_and_lead_of_two_hundred_characters() -> None:
    short = [(f"{title}. {text}"[:200], code) for title, text, code in PRESS]
    assert [text for text, code in short if detect_language(title="", text=text).code != code] == []


def test_too_little_has_a_low_confidence() -> None:
    assert detect_language(title="", text="12/05/2024", hint="fr").confidence == 0.5
    assert detect_language(title="", text="توقيف شخصين").confidence == 0.6
    assert detect_language(title="", text="") == Language(code="und", confidence=0.0, method="too-short")


def test_the_detector_is_langdetect_s_own_to_the_last_bit() -> None:
    """The same n-grams in the same order, and the same probabilities, on prose of all kinds and on letter salad."""
    for sample in (*(case["text"].replace("\n", " ") for case in CASES), *(text[:500] for _, text, _ in PRESS), *SALAD):
        plain, quick = Detector(FACTORY), QuickDetector(FACTORY)
        for detector in (plain, quick):
            detector.append(sample)
            detector.cleaning_text()
        assert quick._extract_ngrams() == plain._extract_ngrams(), sample
        if plain._extract_ngrams():
            plain_answer, quick_answer = plain.get_probabilities(), quick.get_probabilities()
            assert [(each.lang, each.prob) for each in quick_answer] == [
                (each.lang, each.prob) for each in plain_answer
            ]


def test_no_word_of_speech_is_a_newspaper_s() -> None:
    """The words that name a country are in no newspaper text of ours."""
    assert [title for title, text, _ in PRESS if variety(f"{title}\n{text}")] == []


def test_same_answer_in_threads() -> None:
    here = [detect(case) for case in CASES]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(detect, CASES * 4)) == here * 4


def test_same_answer_in_processes() -> None:
    """Four here; with MARSAD_LANGUAGE_PROCESSES=100, a hundred."""
    code = "from tests.test_language import CASES, detect; print([detect(case) for case in CASES])"
    for seed in range(int(os.environ.get("MARSAD_LANGUAGE_PROCESSES", "4"))):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[1],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
        )
        assert done.stdout.strip() == str([detect(case) for case in CASES])


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    found = detect_language(title="", text=text, hint="ar")
    assert found.code
    assert 0 <= found.confidence <= 1
