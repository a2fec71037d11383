"""Titles without the outlet's name, and the right one of several."""

from __future__ import annotations

import pytest

from corpus.types import Link
from pipelines.metadata import read_metadata
from pipelines.parsing import parse
from pipelines.title import Title, find_title, without_outlet
from tests.reading_pages import ARABIC_TITLE, MOROCCO, page

NAMES = ("هسبريس", "Hespress", "Le360", "La Presse de Tunisie", "اليوم السابع", "قناة صدى البلد", "lapresse.tn")


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("تفكيك شبكة بطنجة - هسبريس", "تفكيك شبكة بطنجة"),
        ("هسبريس - تفكيك شبكة بطنجة", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة | اليوم السابع", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة • هسبريس", "تفكيك شبكة بطنجة"),
        ("هسبريس » تفكيك شبكة بطنجة", "تفكيك شبكة بطنجة"),
        ("قناة صدى البلد : تفكيك شبكة بطنجة", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة – Hespress - هسبريس", "تفكيك شبكة بطنجة"),
        ("Réseau démantelé à Oujda | Le 360", "Réseau démantelé à Oujda"),
        ("Réseau démantelé à Oujda — La Presse de Tunisie", "Réseau démantelé à Oujda"),
        ("Réseau démantelé à Oujda | lapresse.tn", "Réseau démantelé à Oujda"),
        ("Hespress: network dismantled in Oujda", "Hespress: network dismantled in Oujda"),  # no space: part of it
        ("طنجة: تفكيك شبكة - تفاصيل", "طنجة: تفكيك شبكة - تفاصيل"),
        ("Traite : l'Algérie – et après ?", "Traite : l'Algérie – et après ?"),
        ("Maroc | Deux arrestations à Fès", "Maroc | Deux arrestations à Fès"),
        ("هسبريس", "هسبريس"),
        ("", ""),
    ],
)
def test_only_the_outlets_name_is_cut(raw: str, title: str) -> None:
    assert without_outlet(raw, NAMES) == title


def title_of(head: str = "", body: str = "", link_title: str | None = None) -> Title:
    tree = parse(f"<html><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    link = Link(url="https://a.example/1", via="feed", found_in="https://a.example/feed", title=link_title)
    return find_title(page("", source=MOROCCO, link=link), read_metadata(tree))


def test_places_in_their_order_of_trust() -> None:
    other = "أخبار المغرب العاجلة لحظة بلحظة"
    og, h1 = f'<meta property="og:title" content="{ARABIC_TITLE}">', f"<h1>{ARABIC_TITLE}</h1>"
    assert title_of(f"<title>{other}</title>", h1) == Title(ARABIC_TITLE, "h1")
    assert title_of(og, "<h1>مجتمع</h1>") == Title(ARABIC_TITLE, "open-graph")
    assert title_of(f"<title>{ARABIC_TITLE} - صباح طنجة</title>") == Title(ARABIC_TITLE, "html-title")
    assert title_of(link_title=ARABIC_TITLE) == Title(ARABIC_TITLE, "feed")
    assert title_of() == Title("", "none")


def test_a_heading_that_nobody_else_confirms_gives_way() -> None:
    sidebar = "<h1>حوادث متفرقة من مدن الشمال هذا الأسبوع</h1>"
    head = f'<meta property="og:title" content="{ARABIC_TITLE}"><title>{ARABIC_TITLE} | صباح طنجة</title>'
    assert title_of(head, sidebar, link_title=ARABIC_TITLE).text == ARABIC_TITLE


def test_a_heading_that_links_home_is_the_outlets_name() -> None:
    head = f"<title>مرآة الشمال : {ARABIC_TITLE}</title>"
    logo = '<h1><a href="https://mirat.example/">مرآة الشمال</a></h1>'
    assert title_of(head, logo) == Title(ARABIC_TITLE, "html-title")
    assert title_of(head, logo + f'<h1><a href="/2026/hukm">{ARABIC_TITLE}</a></h1>') == Title(ARABIC_TITLE, "h1")


def test_a_title_cut_short_gives_way_to_the_whole_one() -> None:
    assert (
        title_of(f'<meta property="og:title" content="{ARABIC_TITLE}">', f"<h1>{ARABIC_TITLE[:30]}…</h1>").text
        == ARABIC_TITLE
    )


def test_entities_escaped_twice_and_line_breaks() -> None:
    assert (
        title_of('<meta property="og:title" content="L&amp;#8217;ONU &amp;amp; la traite">').text == "L’ONU & la traite"
    )
    assert title_of(body="<h1>توقيف<br>ثلاثة أشخاص <span>بوجدة</span></h1>").text == "توقيف ثلاثة أشخاص بوجدة"
    assert title_of(body="<h1>\u202eتوقيف ثلاثة\u200b أشخاص بوجدة</h1>").text == "توقيف ثلاثة أشخاص بوجدة"
