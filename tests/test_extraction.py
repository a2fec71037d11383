"""The text of a page: standfirst once, paragraphs kept, furniture left out."""

from __future__ import annotations

import pytest

from pipelines.cleaning import clean_html, clean_line, clean_text
from pipelines.extraction import extract_text
from pipelines.lines import is_junk, without_junk
from pipelines.metadata import read_metadata
from pipelines.parsing import parse
from pipelines.visible import Visible
from tests.reading_pages import ARABIC_BODY, ARABIC_LEAD, ARABIC_TITLE, FRENCH_BODY, FRENCH_LEAD, paragraphs


def text_of(markup: str, title: str = ARABIC_TITLE) -> list[str]:
    tree = parse(clean_html(markup))
    assert tree is not None
    return clean_text(extract_text(Visible(tree, title), read_metadata(tree))).split("\n")


def test_standfirst_in_the_header_comes_first_and_once() -> None:
    header = f'<header><h1>{ARABIC_TITLE}</h1><h2 class="subtitle">{ARABIC_LEAD}</h2></header>'
    markup = f"<html><body><article>{header}<div class=content>{paragraphs(ARABIC_BODY)}</div></article></body></html>"
    assert text_of(markup) == [ARABIC_LEAD, *ARABIC_BODY]


def test_standfirst_that_only_the_description_shows_to_be_one() -> None:
    head = f'<head><meta property="og:description" content="{ARABIC_LEAD[:90]}…"></head>'
    body = f"<h1>{ARABIC_TITLE}</h1><div><b>{ARABIC_LEAD}</b></div><div class=content>{paragraphs(ARABIC_BODY)}</div>"
    assert text_of(f"<html>{head}<body>{body}</body></html>") == [ARABIC_LEAD, *ARABIC_BODY]


def test_a_description_that_readers_do_not_see_is_not_text() -> None:
    head = f'<head><meta name="description" content="{ARABIC_LEAD}"></head>'
    body = f"<h1>{ARABIC_TITLE}</h1><div class=content>{paragraphs(ARABIC_BODY)}</div>"
    assert text_of(f"<html>{head}<body>{body}</body></html>") == list(ARABIC_BODY)


def test_first_paragraph_called_a_lead_is_not_doubled() -> None:
    content = f'<p class="lead">{ARABIC_BODY[0]}</p>{paragraphs(ARABIC_BODY[1:])}'
    body = f"<h1>{ARABIC_TITLE}</h1><div class=content>{content}</div>"
    assert text_of(f"<html><body>{body}</body></html>") == list(ARABIC_BODY)


def test_french_furniture_between_paragraphs_is_left_out() -> None:
    between = "<p>Lire aussi : Un réseau démantelé à Oran</p><p>Abonnez-vous à notre lettre</p><p>Publicité</p>"
    body = f"<h1>Titre de la page</h1><p class=chapo>{FRENCH_LEAD}</p>{FRENCH_BODY[0]}"
    markup = f"<html><body><article>{body}{between}{paragraphs(FRENCH_BODY)}</article></body></html>"
    text = text_of(markup, "Titre de la page")
    assert not [line for line in text if "Oran" in line or "lettre" in line or line == "Publicité"]
    assert set(FRENCH_BODY) <= set(text)


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضا: توقيف شبكة في الجزائر",
        "إقرأ أيضاً",
        "شاهد أيضا : فيديو المحاكمة",
        "مواضيع ذات صلة",
        "الوسوم: ليبيا، المغرب",
        "تابعونا على فيسبوك",
        "جميع الحقوق محفوظة",
        "إعلان",
        "Lire aussi : Tunisie, deux arrestations",
        "À lire également",
        ">> Lire : le procès d'Alger",
        "Partager sur Facebook",
        "Il vous reste 77 % de cet article à lire",
        "Read also: Libya frees migrants",
        "Sign up for our newsletter",
        "Advertisement",
        "***",
    ],
)
def test_furniture(line: str) -> None:
    assert is_junk(line)


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضا في هذا الملف كيف استدرجت الشبكة ضحاياها: " + ARABIC_BODY[0] * 2,
        "تابع المتهمون دراستهم في طنجة قبل توقيفهم",
        "شارك في الحملة عشرون شرطيا",
        "Photo de classe, passeport, contrat : tout était faux.",
        "Lire et écrire, voilà ce que demandent ces enfants.",
        "Voir aussi loin que possible, telle est la devise du foyer.",
        "Share prices fell after the raid.",
        "Follow the money, said the prosecutor.",
        "Tags were sewn into the workers' clothes.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(line: str) -> None:
    assert without_junk([line], title=ARABIC_TITLE) == [line]


def test_the_title_repeated_at_the_top_is_no_text() -> None:
    assert without_junk([ARABIC_TITLE, *ARABIC_BODY], title=ARABIC_TITLE) == list(ARABIC_BODY)


def test_cleaning_keeps_what_spells_words() -> None:
    assert (
        clean_text("می\u200cخواهم\u200b \u202eالسلام\u0007 عليكم\r\n\n  أهلا\xa0وسهلا ")
        == "می\u200cخواهم السلام عليكم\nأهلا وسهلا"
    )
    assert clean_line("مـُـحمَّد\n  علي") == "مـُـحمَّد علي"  # vowel signs and tatweel are the text's own
    assert clean_html("a&#146;b&#8;c&#x1F;d&eacute;&#233;") == "a’bcd&eacute;&#233;"
