"""Same words, same fingerprint."""

from __future__ import annotations

import pytest

from corpus.fingerprint import text_hash, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الإتجار بالأشخاص، في تونس", "الِاتِّجار بالاشخاص في تونس."),
        ("تفكيك شبكـــة بالمهدية", "تفكيك شبكة بالمهديه"),
        ("L’esclavage en Mauritanie", "l'esclavage  en Mauritanie !"),
        ("“Forced labour” — Libya", '"forced labour" - libya'),
    ],
)
def test_spelling_does_not_matter(one: str, other: str) -> None:
    assert text_hash(one) == text_hash(other)


@pytest.mark.parametrize(
    ("one", "other"), [("traité", "traite"), ("عبيد", "عبودية"), ("a b", "b a"), ("ab", "a b"), ("", "a")]
)
def test_other_words_are_another_text(one: str, other: str) -> None:
    assert text_hash(one) != text_hash(other)


def test_form_of_the_hash() -> None:
    assert len(text_hash("")) == 64
    assert words("Il dit : « L'ÉTÉ »") == ["il", "dit", "l", "été"]


def test_a_lone_surrogate_has_a_hash() -> None:
    assert len(text_hash("a\ud800b")) == 64
