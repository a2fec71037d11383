"""Surnames that are the names of peoples and countries."""

from __future__ import annotations

import pytest

from pipelines.judge import judge
from pipelines.rules import load_rules


def countries(text: str) -> set[str]:
    verdict = judge(text, text, "und", load_rules())
    return {tag.name for tag in verdict.tags if tag.kind in ("country", "other_country")}


@pytest.mark.parametrize(
    "text",
    [
        "رحيل الممثل نجيب الجزائري بعد مرض طويل",
        "قال عبد الله المغربي إن الفريق جاهز",
        "فاز محمود التونسي بالجائزة الأولى",
        "استقال مصطفى الليبي من منصبه",
        "الكاتب أحمد المصري يوقع روايته",
        "Marc Maroc a été élu maire",
        "Selon Nadia Maroc, la fête fut belle",
    ],
)
def test_a_surname_is_no_country(text: str) -> None:
    assert not countries(text)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("أوقف أحمد المغربي الجنسية في المطار", "MA"),
        ("فاز المنتخب على المغربي في النهائي", "MA"),
        ("القضاء التونسي يحقق مع سعيد", "TN"),
        ("وقال رشيد، الجزائري المقيم هنا، إنه عاد", "DZ"),
        ("Karim, Marocain de 23 ans, a été arrêté", "MA"),
        ("Selon Nadia, le Maroc a répondu", "MA"),
    ],
)
def test_a_people_beside_a_given_name_is_one(text: str, given: str) -> None:
    assert countries(text) == {given}
