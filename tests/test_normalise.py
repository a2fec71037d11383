"""The one spelling: what is folded, what is kept, and the way back to the original."""

from __future__ import annotations

import unicodedata
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.normalise import fold_accents, normalise, normalise_with_offsets

SAME = [
    ("الإتجار بالأشخاص", "الاتجار بالاشخاص"),
    ("الاِتِّجَارُ بِالبَشَرِ", "الاتجار بالبشر"),
    ("الاتجـــار بالبشـر", "الاتجار بالبشر"),
    ("آسفي", "اسفي"),
    ("ٱلمغرب", "المغرب"),
    ("مصطفى", "مصطفي"),
    ("عبودية", "عبوديه"),
    ("ڨابس", "قابس"),
    ("أكادير، المغرب؟", "اكادير, المغرب?"),
    ("٢٠٢٤ و ۲۰۲۴", "2024 و 2024"),
    ("ﻻجئ", "لاجي"),
    ("l’esclavage", "l'esclavage"),
    ("Œuvre", "oeuvre"),
    ("TRAITÉ", "traité"),
    ("e\u0301tranger", "étranger"),
    ("« réseau »", '" réseau "'),
    ("2023–2030", "2023-2030"),
    ("ab\u200bc\u202ed\u00ade", "abcde"),
    ("a\u00a0b\tc", "a b c"),
    ("Straße", "strasse"),
]


@pytest.mark.parametrize(("written", "normal"), SAME)
def test_spellings(written: str, normal: str) -> None:
    assert normalise(written) == normal


@pytest.mark.parametrize(("one", "other"), [("traité", "traite"), ("pêche", "péché"), ("salé", "sale")])
def test_latin_accents_keep_words_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)
    assert fold_accents(normalise("Béjaïa, Laâyoune")) == "bejaia, laayoune"


def test_composed_and_decomposed_arabic_are_one() -> None:
    for word in ("مسؤول", "لاجئ", "أإآ"):
        assert normalise(unicodedata.normalize("NFD", word)) == normalise(word)


def test_span_returns_the_original_letters() -> None:
    original = "قالت: الاِتِّجَارُ بالأشخاص ﷺ e\u0301cole"
    normal = normalise_with_offsets(original)
    for written, folded in [("الاِتِّجَارُ", "الاتجار"), ("بالأشخاص", "بالاشخاص"), ("e\u0301cole", "école")]:
        at = normal.text.index(folded)
        start, end = normal.span(at, at + len(folded))
        assert original[start:end] == written


ALPHABET = st.characters() | st.sampled_from("اأإآبةىئؤ\u0651\u064b\u0301\u0308ـ\u200f\u202eeéÉŒﷺﬁ\x00\ud800٣")


@given(st.text(ALPHABET))
@example("\u0301e\u0327\u0301")
@example("ǰİ\u0345")
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    normalise(text).encode()  # no lone surrogate is left


@given(st.text(ALPHABET))
def test_offsets_are_ordered_and_agree_with_the_plain_form(text: str) -> None:
    normal = normalise_with_offsets(text)
    assert normal.text == normalise(text)
    assert len(normal.offsets) == len(normal.text) + 1
    assert list(normal.offsets) == sorted(normal.offsets)
    assert normal.offsets[-1] == len(text)


@given(st.text(ALPHABET, min_size=1), st.data())
def test_the_original_range_normalises_to_what_was_asked(text: str, data: st.DataObject) -> None:
    normal = normalise_with_offsets(text)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    first, last = normal.span(start, end)
    assert 0 <= first <= last <= len(text)
    assert (
        normal.text[start:end] in normalise(text[first:last]) or end == start or max(normal.text[start:end]) >= "\u0300"
    )


@pytest.mark.parametrize("char", ["a", " ", "ا", "é", "\u0301", "\u064b", "\x00"])
def test_a_megabyte_of_one_character_is_linear(char: str) -> None:
    began = process_time()
    normalise_with_offsets(char * 1_000_000)
    assert process_time() - began < 1
