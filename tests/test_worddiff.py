"""What was taken out of a text and put in, word by word."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fingerprint import words
from corpus.worddiff import Change, word_diff
from tests.press.articles import texts
from tests.samples import ARABIC, FRENCH


def changed(old: str, new: str) -> list[tuple[str, str]]:
    return [(change.kind, change.text.strip()) for change in word_diff(old, new) if change.kind != "same"]


def test_the_edited_story_of_the_press() -> None:
    (story,) = (text for text in texts() if text.edition2)
    found = changed("\n".join(story.paragraphs(1)), "\n".join(story.paragraphs(2)))
    assert found == [
        ("gone", "خمسة"),
        ("new", "في حصيلة محينة سبعة"),
        ("gone", "الخمسة"),
        ("new", "السبعة"),
        ("gone", "وتتواصل الأبحاث للكشف عن بقية الأطراف وعن ممول"),
        ("new", "وأوقف صباح الاثنين شخصان آخران بقصور الساف، أحدهما صاحب ورشة يشتبه في أنه مول"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("أوقف ثلاثة أشخاص.", "أوقف أربعة أشخاص.", [("gone", "ثلاثة"), ("new", "أربعة")]),
        (
            "Quatre suspects, à Sfax.",
            "Cinq suspects, à Sfax hier.",
            [("gone", "Quatre"), ("new", "Cinq"), ("new", "hier")],
        ),
        ("Two men were held.", "Two men were not held.", [("new", "not")]),
        ("54.000 dinars", "54.500 dinars", [("gone", "54.000"), ("new", "54.500")]),
        ("« Rien »", "« Tout »", [("gone", "Rien"), ("new", "Tout")]),
        ("un a b deux", "un x b y deux", [("gone", "a b"), ("new", "x b y")]),
        ("", "نص", [("new", "نص")]),
        ("نص", "", [("gone", "نص")]),
        ("", "", []),
    ],
)
def test_words(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert changed(old, new) == expected


def test_spelling_is_no_change_and_the_newer_characters_are_shown() -> None:
    vocalised = ARABIC.replace("شبكة", "شَبَكَةً").replace("أوقفت", "اوقفـت")
    assert word_diff(ARABIC, vocalised) == (Change("same", vocalised),)
    assert changed("Il dit non.", "IL dit  non.") == []


def test_a_paragraph_that_is_gone() -> None:
    first, rest = FRENCH.split("\n")
    assert word_diff(FRENCH, rest) == (Change("gone", first + "\n"), Change("same", rest))


@given(st.text("ab، ة\n.َ", max_size=60), st.text("ab، ة\n.َ", max_size=60))
def test_what_is_kept_and_new_is_the_newer_text(old: str, new: str) -> None:
    found = word_diff(old, new)
    assert "".join(change.text for change in found if change.kind != "gone") == new
    assert words("".join(change.text for change in found if change.kind != "new")) == words(old)
    assert all(one.kind != two.kind for one, two in pairwise(found))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 200_000, "b " + "a " * 150_000 + "c"),
        ("ا ب " * 100_000, "ب ا " * 100_000),
        ("a\n" * 100_000, "b\na\n" * 50_000),
        (" ".join(f"w{n}" for n in range(60_000)), " ".join(f"w{n} x{n}" for n in range(60_000))),
        ("." * 500_000, "«" * 500_000),
    ],
)
def test_hostile_texts_are_compared_in_bounded_time(old: str, new: str) -> None:
    before = time.process_time()
    word_diff(old, new)
    assert time.process_time() - before < 10  # about 1 s on an idle machine
