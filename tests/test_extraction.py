"""The text of a page: standfirst once, paragraphs kept, furniture left out."""

from __future__ import annotations

import pytest

from pipelines.cleaning import clean_html, clean_line, clean_text
from pipelines.extraction import Extracted, extract_text
from pipelines.headings import headings_of
from pipelines.metadata import read_metadata
from pipelines.outlet_rules import Found
from pipelines.parsing import parse, unfold_tables
from pipelines.visible import Visible
from tests.reading_pages import ARABIC_BODY, ARABIC_LEAD, ARABIC_TITLE, FRENCH_BODY, FRENCH_LEAD, paragraphs


def extracted(markup: str, title: str = ARABIC_TITLE) -> Extracted:
    tree = parse(clean_html(markup))
    assert tree is not None
    unfold_tables(tree)
    visible = Visible(tree, title, headings_of(tree))
    return extract_text(visible, read_metadata(tree), Found())


def text_of(markup: str, title: str = ARABIC_TITLE) -> list[str]:
    return extracted(markup, title).text.split("\n")


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


def test_cleaning_keeps_what_spells_words() -> None:
    assert (
        clean_text("می\u200cخواهم\u200b \u202eالسلام\u0007 عليكم\r\n\n  أهلا\xa0وسهلا ")
        == "می\u200cخواهم السلام عليكم\nأهلا وسهلا"
    )
    assert clean_line("مـُـحمَّد\n  علي") == "مـُـحمَّد علي"  # vowel signs and tatweel are the text's own
    assert clean_html("a&#146;b&#8;c&#x1F;d&eacute;&#233;") == "a’bcd&eacute;&#233;"


def article(*parts: str, after: str = "") -> str:
    """A page with an article of these parts under its title, and something below it."""
    return f"<html><body><article><h1>{ARABIC_TITLE}</h1>{''.join(parts)}</article>{after}</body></html>"


@pytest.mark.parametrize(
    "box",
    [
        '<div class="elementor-author-box__bio"><p>حاصلة على زمالة في الصحافة الاستقصائية وتعمل من طنجة.</p></div>',
        '<div class="bio"><p>Elle a travaillé pour plusieurs radios avant de rejoindre la rédaction.</p></div>',
        '<div class="elementor-location-popup"><p>تكاليف السفر والتوثيق يدفعها القراء كل شهر.</p></div>',
        '<div class="Paywall_box__Zz9"><p>كل التحقيقات والملفات بلا حدود ولا انتظار</p></div>',
        '<div class="newsletter-box"><p>Le meilleur de la semaine, le dimanche à huit heures.</p></div>',
        '<p class="legende">صناديق فارغة داخل السوق صباح الثلاثاء</p>',
        "<aside class=pull>توبعوا من أجل الاتجار بالبشر والاستغلال الجنسي</aside>",
    ],
)
def test_what_stands_in_a_box_is_left_out(box: str) -> None:
    assert text_of(article(paragraphs(ARABIC_BODY), box)) == list(ARABIC_BODY)


def test_a_box_that_says_what_the_article_says_takes_nothing_from_it() -> None:
    box = f'<div class="related-card"><p>{ARABIC_BODY[0]}</p></div>'
    assert text_of(article(paragraphs(ARABIC_BODY), after=box)) == list(ARABIC_BODY)


def test_an_article_in_an_element_that_is_called_like_a_box_stays() -> None:
    inner = f'<div class="paywall-content has-newsletter">{paragraphs(ARABIC_BODY)}</div>'
    assert text_of(article(inner)) == list(ARABIC_BODY)
    assert text_of(article(f'<div class="share">{paragraphs(ARABIC_BODY)}</div>')) == list(ARABIC_BODY)


def test_what_stands_above_the_title_is_left_out() -> None:
    head = "<p>نصف شهرية - العدد 203 - من 16 إلى 30 سبتمبر 2025</p>"
    markup = f"<html><body>{head}<h1>{ARABIC_TITLE}</h1>{paragraphs(ARABIC_BODY)}</body></html>"
    assert text_of(markup) == list(ARABIC_BODY)


def test_key_points_are_the_standfirst_once() -> None:
    points = ("المحصول قد يتجاوز ثلاثمائة ألف طن في هذا الموسم", "سعر اللتر بين تسعة وعشرة دنانير في المعصرة")
    listed = "".join(f"<li>{point}</li>" for point in points)
    text = text_of(article(f'<div class="essentiel"><ul>{listed}</ul></div>', paragraphs(ARABIC_BODY)))
    assert text == [" ".join(points), *ARABIC_BODY]


def test_a_standfirst_in_a_field_item_is_one() -> None:
    field = f'<div class="field field--name-field-chapo field__item">{ARABIC_LEAD}</div>'
    assert text_of(article(field, paragraphs(ARABIC_BODY))) == [ARABIC_LEAD, *ARABIC_BODY]


def test_the_words_under_a_picture_are_no_standfirst() -> None:
    caption = "واجهة المحكمة الابتدائية بطنجة صباح الخميس قبل الجلسة (أرشيف)"
    assert extracted(article(f'<p class="lead">{caption}</p>', paragraphs(ARABIC_BODY))).standfirst == ""
    people = "قضت المحكمة بإدانة ستة أشخاص في ملف شبكة استدرجت شابات من عشرة أشخاص"
    assert extracted(article(f'<p class="lead">{people}</p>', paragraphs(ARABIC_BODY))).standfirst == people


def test_subheadings_in_boxes_of_their_own_stay_between_their_paragraphs() -> None:
    first, *others = ARABIC_BODY
    parts = f"<div><p>{first}</p></div><div><h3>ثمن العودة</h3></div><div>{paragraphs(tuple(others))}</div>"
    assert text_of(article(parts)) == [first, "ثمن العودة", *others]


def test_a_short_article_is_not_its_own_standfirst() -> None:
    head = f'<head><meta name="description" content="{ARABIC_BODY[0]}"></head>'
    two = ARABIC_BODY[:2]
    markup = f"<html>{head}<body><h1>{ARABIC_TITLE}</h1><div>{paragraphs(two)}</div></body></html>"
    assert extracted(markup).standfirst == ARABIC_BODY[0]
    assert text_of(markup) == list(two)
