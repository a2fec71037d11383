"""What is an edit and what changes on a page by itself, in three languages."""

from __future__ import annotations

import time

import pytest

from corpus.edits import essence, is_cut_from, same_text, same_title
from tests.samples import ARABIC, FRENCH, TITLE

ENGLISH = "Police in Sfax arrested five people.\nThe victims were taken to a shelter, a statement said."

FURNITURE = {
    "ar": [
        "عدد المشاهدات: ١٢٣٤",
        "المشاهدات : 1٬234",
        "12 مشاهدة",
        "(12 تعليقا)",
        "التعليقات (3)",
        "شوهد هذا الخبر 120 مرة",
        "الإثنين 16 نوفمبر 2026 - 11:10",
        "الأحد 15 نوفمبر/تشرين الثاني 2026",
        "آخر تحديث: 15 نوفمبر 2026 - 08:40",
        "تم التحديث في 12/11/2026 على الساعة 14:05",
        "اليوم، 14:05",
        "منذ ساعتين",
        "قبل 3 أيام",
        "مدة القراءة: 4 دقائق",
        "اقرأ أيضًا: تونس: مركز جديد لإيواء الضحايا",
        "طالعوا أيضا | ليبيا: خفر السواحل في قفص الاتهام",
        "س. ب. | 15 نوفمبر 2026 | 1234 مشاهدة",
    ],
    "fr": [
        "1 234 vues",
        "1\u202f234\u00a0vues",
        "Lectures : 1.204",
        "Article lu 1 204 fois",
        "3 commentaires",
        "Commentaires (3)",
        "Aujourd'hui, mardi 3 mars 2026",
        "mardi 1er décembre 2026",
        "03/12/2026 à 14h05",
        "Mis à jour le 12/11/2026 à 14h05",
        "Dernière mise à jour : mardi 3 mars 2026 14:05",
        "Il y a 3 heures",
        "Temps de lecture : 4 min",
        "Lire aussi : Sfax, un réseau démantelé",
        "À lire > Le procès de Nador reporté",
        "S. B. • 12 novembre 2026 • 1 234 vues",
    ],
    "en": [
        "1,234 views",
        "1.2k shares",
        "Views: 1,204",
        "Comments (3)",
        "Read 1,204 times",
        "Tuesday, 3 March 2026",
        "March 3, 2026 2:05 pm",
        "Last updated: 12/11/2026 14:05",
        "Updated 3 hours ago",
        "5 min read",
        "Read also: Five held in Sfax",
        "S. B. | 12 November 2026 | 1,234 views",
    ],
}
TEXTS = {"ar": ARABIC, "fr": FRENCH, "en": ENGLISH}
LINES = [(language, line) for language, lines in FURNITURE.items() for line in lines]


@pytest.mark.parametrize(("language", "line"), LINES)
@pytest.mark.parametrize("place", ["above", "between", "below"])
def test_furniture_that_appears_is_no_edit(language: str, line: str, place: str) -> None:
    first, rest = TEXTS[language].split("\n")
    # In a line of cells only what counts may change: the name of who wrote it is not furniture.
    before = [first, rest] if line[:4] not in ("س. ب", "S. B") else [line[:5], first, rest]
    lines = {"above": [line, first, rest], "between": [first, line, rest], "below": [first, rest, line]}[place]
    if len(before) == 3:
        lines = [line, first, rest]
    assert same_text("\n".join(before), "\n".join(lines))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(12 مشاهدة)", "(345 مشاهدة)"),
        ("(1 234 vues)", "(1 301 vues)"),
        ("(12 comments)", "(14 comments)"),
    ],
)
def test_a_count_inside_a_paragraph_is_no_edit(before: str, after: str) -> None:
    for text in TEXTS.values():
        assert same_text(f"{text} {before}", f"{text} {after}")


def test_spelling_is_no_edit() -> None:
    vocalised = ARABIC.replace("شبكة", "شَبَكَةً").replace("الأمنية", "الامنيّة").replace("أوقفت", "أوقفـــت")
    assert vocalised != ARABIC
    assert same_text(ARABIC, vocalised)
    assert same_text(FRENCH, FRENCH.replace(" ;", "\u202f;").replace("d'emploi", "d’emploi").replace("\n", "\n\n"))
    assert same_title(TITLE, f"  {TITLE.replace('شبكة', 'شَبكة')} ")


def test_a_box_of_other_stories_is_no_edit() -> None:
    box = "\nمواضيع ذات صلة\nتونس: مركز جديد لإيواء الضحايا\nليبيا: خفر السواحل في قفص الاتهام"
    other = "\nمواضيع ذات صلة\nالمغرب: توقيف مروج للمخدرات بالقنيطرة"
    assert same_text(ARABIC + box, ARABIC + other)
    assert same_text(FRENCH + "\nSur le même sujet\nLe procès reporté", FRENCH)
    assert same_text(ENGLISH + "\nRelated stories\nFive held in Sfax\nA shelter opens", ENGLISH)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (ARABIC, "ثلاثة", "أربعة"),
        (FRENCH, "quatre", "cinq"),
        (ENGLISH, "five", "six"),
        (ARABIC, "العامة", "العامة بالرباط"),
    ],
)
def test_a_word_is_an_edit(text: str, old: str, new: str) -> None:
    assert old in text
    assert not same_text(text, text.replace(old, new))


@pytest.mark.parametrize(
    "line",
    [
        "أوقفت الشرطة 12 شخصا.",
        "وقعت الحادثة يوم 15 نوفمبر 2026 بطنجة.",
        "منذ 3 سنوات وهي تطالب بحقها.",
        "Il y a 3 ans, elle avait porté plainte.",
        "Les faits remontent au 12 novembre 2026.",
        "3 commentaires racistes ont été signalés à la police.",
        "Twelve views were heard on 12 November 2026.",
        "| Maroc | 231 |",
    ],
)
def test_a_sentence_with_a_date_or_a_number_is_one(line: str) -> None:
    assert not same_text(ARABIC, f"{ARABIC}\n{line}")


def test_a_figure_in_a_table_is_an_edit() -> None:
    assert not same_text("| Maroc | 231 |\n| Tunisie | 120 |", "| Maroc | 245 |\n| Tunisie | 120 |")


def test_a_teaser_is_cut_from_the_text() -> None:
    assert is_cut_from(ARABIC[:120] + "…", ARABIC)
    assert not is_cut_from(FRENCH[:120], ARABIC)


@pytest.mark.parametrize(
    "piece", ["a", "ا", " ", "1", "1 ", "\n", "a\n", "(1 ", " - ", "|", "12 /", "منذ ", "il y a 1 ", "\u064b", "."]
)
def test_a_hostile_megabyte_is_measured_in_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    before = time.process_time()
    essence(text)
    assert time.process_time() - before < 5  # under 1 s on an idle machine
