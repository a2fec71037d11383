"""Numbers as the three languages write them: digits, words, ranges, bounds."""

from __future__ import annotations

import pytest

from corpus.normalise import normalise
from pipelines.quantities import cut, quantities

NUMBERS: list[tuple[str, list[str]]] = [
    # Arabic
    ("ثلاثة وعشرون رجلا", ["23"]),
    ("ثلاثمائة وخمسون ألفا", ["350000"]),
    ("ثلاث مائة", ["300"]),
    ("مليون و200 ألف", ["1200000"]),
    ("3 ملايين و400 ألف دينار", ["3400000"]),
    ("مليون ونصف", ["1500000"]),
    ("ألف وخمسمائة ريال", ["1500"]),
    ("ألفين وخمسمائة", ["2500"]),
    ("خمسة عشر عاما", ["15"]),
    ("إحدى عشرة فتاة", ["11"]),
    ("ست عشرة", ["16"]),
    ("مائة وثمانية وستون", ["168"]),
    ("بـ907 ضحايا و١٬٢٠٠ و٤٥٠٠", ["907", "1200", "4500"]),
    ("بين 4 و6 آلاف دينار", ["4000-6000"]),
    ("ما بين عشرين وخمسة وعشرين أورو", ["20-25"]),
    ("ما بين 20 ألفا و30 ألف درهم", ["20000-30000"]),
    ("من 20 إلى 30", ["20-30"]),
    ("أربعة أو خمسة", ["4-5"]),
    ("أكثر من خمسين سيدة", [">50"]),
    ("ما لا يقل عن 15", [">15"]),
    ("نحو عشرين", ["~20"]),
    ("يصل إلى 18 ألف أورو", ["<18000"]),
    ("بضعة أشخاص", ["~3-9"]),
    ("عشرات الفتيات", ["~20"]),
    ("عشرات الآلاف", []),
    ("خمسة وسبعة", ["5", "7"]),
    # French
    ("vingt-trois femmes et soixante-dix-sept hommes", ["23", "77"]),
    ("quatre-vingt-dix mille dirhams", ["90000"]),
    ("mille neuf cent quatre-vingts", ["1980"]),
    ("vingt et un mineurs", ["21"]),
    ("deux cents euros", ["200"]),
    ("3,4 millions de dinars", ["3400000"]),
    ("un million et demi", ["1500000"]),
    ("1 200, 1.200 et 1 200 dinars", ["1200", "1200", "1200"]),
    ("entre 20 et 30", ["20-30"]),
    ("de trois à cinq ans", ["3-5"]),
    ("trois ou quatre", ["3-4"]),
    ("plus de 50", [">50"]),
    ("onze enfants au moins", [">11"]),
    ("jusqu'à 7.000 euros", ["<7000"]),
    ("une trentaine", ["~30"]),
    ("des dizaines de milliers", []),
    ("un homme et une femme", []),
    ("vol A320 à 20h30, le 5e jour", []),
    # English
    ("three hundred and fifty thousand", ["350000"]),
    ("two and a half million", ["2500000"]),
    ("between MAD 60,000 and 80,000", ["60000-80000"]),
    ("$6,000 to $12,000", ["6000-12000"]),
    ("up to €60,000", ["<60000"]),
    ("nearly 40", ["~40"]),
    ("20-30", ["20-30"]),
    ("a dozen", ["~12"]),
    ("tens of thousands and hundreds of thousands", []),
    ("two men and five women", ["2", "5"]),
]


@pytest.mark.parametrize(("text", "wanted"), NUMBERS)
def test_numbers(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


def said(text: str) -> list[str]:
    """Each quantity in short."""
    marks = {"exact": "", "range": "", "about": "~", "at_least": ">", "at_most": "<"}
    found = quantities(cut(normalise(text)))
    bounds = [(one, [f"{bound:.0f}" for bound in (one.low, one.high) if bound is not None]) for one in found]
    return [marks[one.qualifier] + "-".join(dict.fromkeys(values)) for one, values in bounds]
