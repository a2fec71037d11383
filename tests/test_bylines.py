"""By-lines as the press of the Maghreb prints them, and the names in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.bylines import names_in, signature_in
from pipelines.person_names import is_full_name, with_joined_apart
from pipelines.whereabouts import is_place, without_place, without_somewhere

OUTLET = ("صباح طنجة", "Sabah Tanja", "هسبريس")
LINES = (Path(__file__).parent / "authors" / "bylines.tsv").read_text("utf-8").splitlines()
BYLINES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("byline", "names"), BYLINES)
def test_names_of_a_byline(byline: str, names: str) -> None:
    assert names_in(byline, outlet=OUTLET) == (() if names == "-" else tuple(names.split(" + ")))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("سالمة الداودي", ("سالمة الداودي",)),
        ("صباح طنجة - ياسين بوغالب (الناظور)", ("ياسين بوغالب",)),
        ("Amel Ben Youssef | 3 mars 2026", ("Amel Ben Youssef",)),
        ("كتبت آية دعبس", ("آية دعبس",)),
        ("كتب ظمآن الغرباوي", ("ظمآن الغرباوي",)),  # behind "كتب" no known given name is needed
        ("ظمآن الغرباوي", ()),
        ("تقرير: ارتفاع عدد المهاجرين", ()),
        ("بلاغ صحفي - محمد بنعلي", ()),
        ("محمد بنعلي قال في تصريح للصحافة إن الأشغال متوقفة", ()),
        ("Grand Angle", ()),
        ("Par ailleurs", ()),
        ("بقلم ظمآن الغرباوي، أوسود", ("ظمآن الغرباوي",)),  # one word behind the name is a place, listed or not
        ("By Amel Ben Youssef, Oussoud", ("Amel Ben Youssef",)),
        ("Amel Ben Youssef, Oussoud", ()),
        ("Amel Ben Youssef, in Bir Sidi Brahim", ("Amel Ben Youssef",)),
        ("From our correspondent in Atar, Zimri Oltwood", ("Zimri Oltwood",)),
        ("Words by Zimri Oltwood", ("Zimri Oltwood",)),
        ("Words Fail Us", ()),
        ("Karim Zidane (Maison", ()),
        ("", ()),
    ],
)
def test_a_line_that_is_nothing_but_a_signature(line: str, names: tuple[str, ...]) -> None:
    assert signature_in(line, outlet=OUTLET) == names


def test_places_of_bylines() -> None:
    assert all(map(is_place, ("سيلبابي", "بالعيون", "في روصو", "à Tunis", "Alger")))
    assert not any(map(is_place, ("سلمى العروسي", "Karim Zidane", "بدر")))
    assert without_place("في روصو زينب منت فال") == "زينب منت فال"
    assert without_somewhere("Karim Zidane in Bir El Assel") == "Karim Zidane"
    assert without_somewhere("Karim Zidane at work") == "Karim Zidane at work"


def test_given_names_tell_persons() -> None:
    assert all(map(is_full_name, ("عبد الباسط الزنتوتي", "Amel BEN YOUSSEF", "Hédi Bousnina", "Jean-Marc El Hadj")))
    assert not any(map(is_full_name, ("محمد", "الأخبار الوطنية", "Karim parle de lui", "Sahara Dépêches")))


def test_a_second_name_behind_a_written_in_conjunction() -> None:
    assert with_joined_apart("سناء الورتاني وأنيس القلعي") == "سناء الورتاني و أنيس القلعي"
    assert with_joined_apart("كريمة آيت واعلي") == "كريمة آيت واعلي"
    assert with_joined_apart("محمد الأمين وليد الراضي") == "محمد الأمين وليد الراضي"
