"""Judgements: their shape, their evidence, and hostile input."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.labelled import dev, own
from corpus.taxonomy import COUNTRIES, TOPICS
from pipelines.judge import Verdict, judge
from pipelines.rules import load_rules

SEED = Path(__file__).resolve().parents[2] / "shared" / "seed" / "article-fr-2024-07.txt"


def check_shape(title: str, text: str, verdict: Verdict) -> None:
    """What every verdict promises."""
    kinds = [tag.kind for tag in verdict.tags]
    assert kinds.count("relevance") == 1
    assert verdict.tags[0].name == verdict.relevance
    assert verdict.primary_country is None or verdict.primary_country in [
        tag.name for tag in verdict.tags if tag.kind == "country"
    ]
    for tag in verdict.tags:
        assert 0 <= tag.score <= 1
        assert tag.evidence or tag.name == "offtopic"
        assert tag.kind != "country" or tag.name in COUNTRIES
        assert tag.kind != "other_country" or tag.name not in COUNTRIES
        assert tag.kind != "topic" or tag.name in TOPICS
        for span in tag.evidence:
            assert (title if span.field == "title" else text)[span.start : span.end] == span.text != ""
            assert span.rule


def test_every_labelled_article_has_a_well_formed_verdict() -> None:
    for label in (*dev(), *own()):
        check_shape(label.title, label.text, judge(label.title, label.text, label.language, load_rules()))


@pytest.mark.skipif(not SEED.exists(), reason="the article that the project started from is not beside the project")
def test_the_article_that_the_project_started_from() -> None:
    text = SEED.read_text(encoding="utf-8")
    verdict = judge("", text, "fr", load_rules())
    check_shape("", text, verdict)
    assert (verdict.relevance, verdict.primary_country) == ("core", "MA")
    topics = {tag.name for tag in verdict.tags if tag.kind == "topic"}
    assert topics >= {
        "tip_report",
        "prosecution",
        "legislation_policy",
        "victim_protection",
        "prevention_awareness",
        "migrant_smuggling",
        "drivers",
    }


def test_evidence_keeps_the_original_characters() -> None:
    title, text = "الإِتِّجارُ بالبشـــر في تونس", "أوقفت الشرطة بصفاقس مهرّبي البشر."
    verdict = judge(title, text, "ar", load_rules())
    check_shape(title, text, verdict)
    assert verdict.tags[0].evidence[0].text == "الإِتِّجارُ بالبشـــر"
    plain = judge("الاتجار بالبشر في تونس", "اوقفت الشرطة بصفاقس مهربي البشر.", "ar", load_rules())
    assert [(tag.kind, tag.name, tag.score) for tag in plain.tags] == [
        (tag.kind, tag.name, tag.score) for tag in verdict.tags
    ]


def test_the_same_words_count_more_in_the_title() -> None:
    words, rest = "Traite des personnes en Tunisie", "La réunion a eu lieu lundi."
    assert (
        judge(words, rest, "fr", load_rules()).score
        > judge("Une réunion", f"{rest} {words}.", "fr", load_rules()).score
    )


def test_a_text_too_short_to_be_judged_is_judged_without_confidence() -> None:
    short = judge("الاتجار بالبشر في تونس", "", "und", load_rules())
    whole = judge("الاتجار بالبشر في تونس", "أوقف الحرس الوطني بصفاقس شبكة للاتجار بالأشخاص. " * 8, "ar", load_rules())
    assert short.score < 0.2 < 0.6 < whole.score


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "🙂" * 50,
        "\u202eتونس\u202c",
        "3lach l7arga mn tounes",
        "a\u0301" * 99,
        "(" * 500,
        "ﷺ" * 300,
    ],
)
def test_odd_texts_have_a_verdict(text: str) -> None:
    for title in ("", text):
        check_shape(title, text, judge(title, text, "und", load_rules()))


_WORDS = "الاتجار بالبشر في تونس المغرب العيون – Rabat (AP) traite d’êtres humains ، ﷺ e\u0301 \u0640"
PIECES = st.sampled_from(_WORDS.split())


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES | st.text(max_size=6), max_size=40).map(" ".join))
def test_evidence_always_points_at_its_text(text: str) -> None:
    check_shape(text[:30], text, judge(text[:30], text, "und", load_rules()))


@pytest.mark.parametrize("unit", ["a", " ", "ا", "\n", "(", "- ", "تونس ", "traite ", "réseau de "])
def test_a_megabyte_is_linear(unit: str) -> None:
    rules = load_rules()
    text = unit * (1_000_000 // len(unit) if len(unit) == 1 else 20_000)
    began = process_time()
    judge(text, text, "und", rules)
    assert process_time() - began < 2  # title and text: a second for each
