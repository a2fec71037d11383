"""How much of an article a page gives."""

from __future__ import annotations

import pytest

from pipelines.access import find_access
from pipelines.cleaning import clean_html
from pipelines.extraction import extract_text
from pipelines.headings import headings_of
from pipelines.metadata import read_metadata
from pipelines.outlet_rules import Found
from pipelines.parsing import parse
from pipelines.visible import Visible
from tests.reading_pages import ARABIC_BODY, ARABIC_LEAD, ARABIC_TITLE, paragraphs


def access(after_text: str, *, below: str = "", text: str = f"<p>{ARABIC_BODY[0]}</p><p>{ARABIC_LEAD}</p>") -> str:
    """The access of a page whose article ends with some markup, with other things below it."""
    article = f'<article><h1>{ARABIC_TITLE}</h1><div class="entry-content">{text}{after_text}</div></article>'
    tree = parse(clean_html(f"<html><body><main>{article}{below}</main></body></html>"))
    assert tree is not None
    visible, said = Visible(tree, ARABIC_TITLE, headings_of(tree)), read_metadata(tree)
    return find_access(visible, said, extract_text(visible, said, Found()))


@pytest.mark.parametrize(
    "notice",
    [
        "<div><h3>بقية التحقيق: المادة متاحة للمشتركين</h3></div>",
        "<aside class=cta><h2>هذا المقال للمشتركين فقط</h2></aside>",
        "<aside class=gh-post-upgrade-cta><h2>Cet article est réservé aux abonnés payants</h2></aside>",
        "<div class=paywall-box><p>Il vous reste 78 % de cet article à découvrir.</p></div>",
        "<aside><p>Subscribe to continue reading</p></aside>",
    ],
)
def test_notices_of_a_paywall(notice: str) -> None:
    assert access(notice) == "paywalled"


@pytest.mark.parametrize(
    "notice",
    [
        "<p><span>* بقية المقال مع الحوار الكامل في النسخة الورقية الصادرة غدا الخميس</span></p>",
        "<p><a href=/abonnement>تفاصيل القضية كاملة في العدد الورقي</a></p>",
        "<p class=readmore><a href=/shop>Lire la suite : l’enquête est à retrouver dans notre édition papier</a></p>",
        "<p><a href=https://other.example/a>Read more</a></p>",
        "<p>هذا ملخص للتحقيق، والنص الكامل في المجلة.</p>",
        "<p>This is a summary. Read the full review in our print edition, on sale now.</p>",
    ],
)
def test_notices_of_a_stub(notice: str) -> None:
    assert access(notice) == "stub"


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p>وقال الناشر إن النسخة الورقية خسرت نصف قرائها في عشر سنوات.</p>",
        "<p>Les abonnés du journal ont manifesté devant son siège.</p>",
        "<p>The subscribers of the network paid in cash.</p>",
    ],
)
def test_a_paragraph_about_newspapers_is_no_notice(paragraph: str) -> None:
    assert access(paragraph) == "full"


def test_the_notice_of_another_story_says_nothing_of_this_one() -> None:
    headline = "<h3><a href=/b>تحقيق آخر عن ورشات السمك في المدينة القديمة</a></h3>"
    card = f"<article class=card>{headline}<p>للمشتركين فقط</p></article>"
    assert access("", below=card) == "full"
    assert access("", below=f"<aside class=related>{card}</aside>") == "full"


def test_a_long_text_is_no_stub_whatever_link_follows() -> None:
    assert access("<p><a href=/x>Lire la suite</a></p>", text=paragraphs(ARABIC_BODY * 2)) == "full"
