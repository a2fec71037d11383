"""Titles without the outlet's name, and the right one of several."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.types import Link, Source
from pipelines.headings import headings_of
from pipelines.metadata import read_metadata
from pipelines.outlet_name import without_outlet
from pipelines.outlet_rules import Found
from pipelines.parsing import parse
from pipelines.title import Title, find_title
from tests.reading_pages import ARABIC_TITLE, ENGLISH_TITLE, FRENCH_TITLE, MOROCCO, page

NAMES = ("هسبريس", "Hespress", "Le360", "La Presse de Tunisie", "اليوم السابع", "قناة صدى البلد", "lapresse.tn")
TUNISIE_NUMERIQUE = replace(MOROCCO, id="tn", name="Tunisie Numérique", name_ar="تونس الرقمية")
LIBYA_HERALD = replace(MOROCCO, id="lh", name="Libya Herald", name_ar=None)
MAURITANIA_NOW = replace(MOROCCO, id="mn", name="Mauritanie Maintenant", name_ar="موريتانيا الآن")


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("تفكيك شبكة بطنجة - هسبريس", "تفكيك شبكة بطنجة"),
        ("هسبريس - تفكيك شبكة بطنجة", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة | اليوم السابع", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة|اليوم السابع", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة ¦ هسبريس", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة │ هسبريس", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة • هسبريس", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة · هسبريس", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة ~ هسبريس", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة – هِسبريس", "تفكيك شبكة بطنجة"),  # with a vowel sign
        ("تفكيك شبكة بطنجة - هسبـــريس", "تفكيك شبكة بطنجة"),  # with tatweel
        ("هسبريس » تفكيك شبكة بطنجة", "تفكيك شبكة بطنجة"),
        ("هسبريس :: تفكيك شبكة بطنجة", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة :: هسبريس", "تفكيك شبكة بطنجة"),
        ("قناة صدى البلد : تفكيك شبكة بطنجة", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة – Hespress - هسبريس", "تفكيك شبكة بطنجة"),
        ("تفكيك شبكة بطنجة -", "تفكيك شبكة بطنجة"),  # the template's name is empty
        ("تفكيك شبكة بطنجة |", "تفكيك شبكة بطنجة"),
        ("Réseau démantelé à Oujda | Le 360", "Réseau démantelé à Oujda"),
        ("Réseau démantelé à Oujda - Hespress Français", "Réseau démantelé à Oujda"),
        ("Réseau démantelé à Oujda — La Presse de Tunisie", "Réseau démantelé à Oujda"),
        ("Réseau démantelé à Oujda – La Presse", "Réseau démantelé à Oujda"),
        ("LA PRESSE DE TUNISIE | Réseau démantelé à Oujda", "Réseau démantelé à Oujda"),
        ("Réseau démantelé à Oujda › Le360", "Réseau démantelé à Oujda"),
        ("Réseau démantelé à Oujda | lapresse.tn", "Réseau démantelé à Oujda"),
        ("Network dismantled in Oujda « Hespress", "Network dismantled in Oujda"),
        ("Network dismantled in Oujda - @Hespress", "Network dismantled in Oujda"),
    ],
)
def test_the_outlets_name_is_cut(raw: str, title: str) -> None:
    assert without_outlet(raw, NAMES) == title


@pytest.mark.parametrize(
    "title",
    [
        "طنجة: تفكيك شبكة - تفاصيل",
        "طنجة : تفكيك شبكة للاتجار بالبشر",
        "تفكيك شبكة بطنجة - فيديو",
        "تفكيك شبكة بطنجة | صور",
        "المغرب – إسبانيا: توقيف 12 مهربا للمهاجرين",
        "وزيرة الأسرة: «لا تسامح مع الاتجار بالبشر»",
        "الاتجار بالبشر في الصحراء.. من يحاسب من؟",
        "تصريحات ل هسبريس حول شبكة بطنجة",  # the name inside a sentence
        "هسبريس",
        "Traite : l'Algérie – et après ?",
        "Maroc | Deux arrestations à Fès",
        "Sfax - Gabès : la route des passeurs",
        "Mère-enfant : un foyer pour victimes de traite",
        "Hespress: network dismantled in Oujda",  # no space: part of it
        "Libya: survivors speak - and name names",
        "",
    ],
)
def test_a_real_colon_dash_or_bar_stays(title: str) -> None:
    assert without_outlet(title, NAMES) == title


def title_of(
    head: str = "", body: str = "", *, feed: str | None = None, source: Source = MOROCCO, found: Found | None = None
) -> Title:
    """The title of a page of the outlet; `feed` is what its feed calls it."""
    tree = parse(f"<html><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    link = Link(url="https://a.example/1", via="feed", found_in="https://a.example/feed", title=feed)
    fetched = page("", url="https://a.example/1", source=source, link=link)
    return find_title(fetched, read_metadata(tree), headings_of(tree), found or Found())


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


def json_ld(headline: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{headline}"}}</script>'


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (MAURITANIA_NOW, "موريتانيا - توقيف مهربي مهاجرين في نواذيبو"),
        (MAURITANIA_NOW, "موريتانيا | محاكمة ثلاثة متهمين بالاسترقاق"),
        (TUNISIE_NUMERIQUE, "تونس - إيقاف وسيط في شبكة لتشغيل الأطفال"),
        (TUNISIE_NUMERIQUE, "Tunisie - Démantèlement d’un réseau de traite à Sfax"),
        (TUNISIE_NUMERIQUE, "Tunisie – Démantèlement d’un réseau de traite à Sfax"),
        (TUNISIE_NUMERIQUE, "Tunisie : vingt victimes prises en charge"),
        (TUNISIE_NUMERIQUE, "Tunisie | Vingt victimes prises en charge"),
        (LIBYA_HERALD, "Libya – Coast guards free forty-two held for ransom"),
        (LIBYA_HERALD, "Libya | Prosecutors charge six over slave market"),
        (LIBYA_HERALD, "Coast guards free forty-two held for ransom - Libya"),
    ],
)
def test_a_country_before_the_title_is_not_the_outlet_that_is_called_after_it(source: Source, title: str) -> None:
    for at_the_end in (source.name, source.name_ar or source.name):
        head = f"<title>{title} | {at_the_end}</title>{og(f'{title} - {at_the_end}')}"
        assert title_of(head, f"<h1>{title}</h1>", source=source).text == title
        assert title_of(head, source=source).text == title


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:site_name" content="مرآة الشمال">',
        '<meta name="application-name" content="مرآة الشمال">',
        '<meta name="twitter:site" content="@مرآةالشمال">',
        '<meta name="twitter:site" content="@مرآة_الشمال">',
        '<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"مرآة الشمال"}}</script>',
    ],
)
def test_a_name_that_only_the_page_knows(head: str) -> None:
    assert title_of(f"{head}<title>{ARABIC_TITLE} - مرآة الشمال</title>").text == ARABIC_TITLE
    assert title_of(f"<title>{ARABIC_TITLE} - مرآة الشمال</title>").text == f"{ARABIC_TITLE} - مرآة الشمال"


def test_the_host_is_a_name() -> None:
    fetched = page("", url="https://www.northmirror.example/2026/free")
    for title in (f"{ENGLISH_TITLE} | northmirror.example", f"North Mirror - {ENGLISH_TITLE}"):
        tree = parse(f"<title>{title}</title>")
        assert tree is not None
        assert find_title(fetched, read_metadata(tree), headings_of(tree), Found()).text == ENGLISH_TITLE


def test_places_in_their_order_of_trust() -> None:
    other = "أخبار المغرب العاجلة لحظة بلحظة"
    h1 = f"<h1>{ARABIC_TITLE}</h1>"
    assert title_of(f"<title>{other}</title>", h1) == Title(ARABIC_TITLE, "h1", 0.5)
    assert title_of(og(ARABIC_TITLE), "<h1>مجتمع</h1>") == Title(ARABIC_TITLE, "open-graph", 0.5)
    assert title_of(json_ld(ARABIC_TITLE)) == Title(ARABIC_TITLE, "json-ld")
    assert title_of(f"<title>{ARABIC_TITLE} - صباح طنجة</title>") == Title(ARABIC_TITLE, "html-title")
    assert title_of(feed=ARABIC_TITLE) == Title(ARABIC_TITLE, "feed")
    assert title_of() == Title("", "none", 0.0)


def test_confidence_is_the_share_of_voices_that_agree() -> None:
    h1, other = f"<h1>{ARABIC_TITLE}</h1>", "حوادث متفرقة من مدن الشمال هذا الأسبوع"
    head = og(ARABIC_TITLE) + json_ld(ARABIC_TITLE)
    assert title_of(f"{head}<title>{ARABIC_TITLE} - صباح طنجة</title>", h1, feed=ARABIC_TITLE).confidence == 1
    assert title_of(f"{head}<title>{other}</title>", h1).confidence == 0.75
    assert title_of(head, h1, feed=other).confidence == 0.75


def test_the_outlets_own_rule_comes_first() -> None:
    tree = parse(f"<p class=t>{ARABIC_TITLE} | صباح طنجة</p>")
    assert tree is not None
    found = Found({"title": tuple(tree.iter("p"))})
    other = "حوادث متفرقة من مدن الشمال هذا الأسبوع"
    assert title_of(og(other), f"<h1>{other}</h1>", found=found) == Title(ARABIC_TITLE, "outlet-rule")


@pytest.mark.parametrize("shown", ["<h2>{}</h2>", "<div class=post-title>{}</div>", "<font size=5>{}</font>"])
def test_an_h1_that_nobody_else_confirms_gives_way_to_a_heading_that_others_do(shown: str) -> None:
    body = "<h1>حوادث متفرقة من مدن الشمال هذا الأسبوع</h1>" + shown.format(ARABIC_TITLE)
    head = f"{og(ARABIC_TITLE)}<title>{ARABIC_TITLE} | صباح طنجة</title>"
    assert title_of(head, body).text == ARABIC_TITLE
    assert title_of(head, body, feed=ARABIC_TITLE).text == ARABIC_TITLE


def test_what_readers_see_wins_over_the_wording_for_search_engines() -> None:
    head = f"{og('مدان بالاتجار بالبشر: عقوبات ستة متهمين')}{json_ld(ARABIC_TITLE)}"
    assert title_of(head, f"<h1>{ARABIC_TITLE}</h1>").text == ARABIC_TITLE


@pytest.mark.parametrize(
    ("tagline", "title"),
    [
        ("جريدة إلكترونية مستقلة تصدر من الشمال", ARABIC_TITLE),
        ("L'actualité du Sahel en continu et en toute indépendance", FRENCH_TITLE),
        ("Independent news from the southern shore since 2011", ENGLISH_TITLE),
    ],
)
def test_a_tagline_in_the_h1_gives_way_to_the_h2_that_is_seen(tagline: str, title: str) -> None:
    body = f"<header><h1>{tagline}</h1></header><article><h2>{title}</h2><p>…</p></article>"
    assert title_of(f"<title>{title} - صباح طنجة</title>{og(title)}", body).text == title
    assert title_of(f"<title>{title} - صباح طنجة</title>", body, feed=title).text == title


def test_a_tagline_in_the_h1_where_only_the_html_title_speaks() -> None:
    body = f"<header><h1>جريدة إلكترونية مستقلة تصدر من الشمال</h1></header><article><h2>{ARABIC_TITLE}</h2></article>"
    assert title_of(f"<title>{ARABIC_TITLE} - صباح طنجة</title>", body).text == ARABIC_TITLE


def test_a_heading_that_links_home_is_the_outlets_name() -> None:
    head = f"<title>مرآة الشمال : {ARABIC_TITLE}</title>"
    for href in ("https://mirat.example/", "/", "/index.php", "https://mirat.example"):
        logo = f'<h1><a href="{href}">مرآة الشمال</a></h1>'
        assert title_of(head, logo) == Title(ARABIC_TITLE, "html-title")
        both = title_of(head, logo + f'<h1><a href="/2026/hukm">{ARABIC_TITLE}</a></h1>')
        assert both == Title(ARABIC_TITLE, "h1")
    inside = '<a href="/"><h1>مرآة الشمال</h1></a>'
    assert title_of(head, inside).text == ARABIC_TITLE


def test_a_logo_with_an_image_only_says_nothing() -> None:
    logo = '<h1><a href="/"><img src="logo.png" alt="مرآة الشمال"></a></h1>'
    assert title_of(og(ARABIC_TITLE), f"{logo}<h2>{ARABIC_TITLE}</h2>") == Title(ARABIC_TITLE, "open-graph")


@pytest.mark.parametrize(
    ("kicker", "title"),
    [
        ("عدالة", "إدانة ستة متهمين بالاتجار بالبشر في طنجة"),
        ("ملف الأسبوع", "إدانة ستة متهمين بالاتجار بالبشر في طنجة"),
        ("JUSTICE", "Dix ans de prison pour un passeur de Zouara"),
        ("Migration", "Coast guards free forty-two held for ransom"),
    ],
)
def test_a_kicker_inside_the_h1_goes_only_when_the_pages_data_say_so(kicker: str, title: str) -> None:
    h1 = f"<h1><span>{kicker}</span> {title}</h1>"
    assert title_of(og(title), h1) == Title(title, "h1")
    assert title_of(f"<title>{title} - صباح طنجة</title>", h1).text == title
    assert title_of(og(f"{kicker} {title}"), h1).text == f"{kicker} {title}"
    assert title_of("", h1).text == f"{kicker} {title}"


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("طنجة: إدانة ستة متهمين بالاتجار بالبشر", "إدانة ستة متهمين بالاتجار بالبشر"),
        ("Sousse - Treize enfants mis à l'abri par la brigade", "Treize enfants mis à l'abri par la brigade"),
        ("Libya: coast guards free forty-two people", "coast guards free forty-two people"),
    ],
)
def test_what_ends_in_a_colon_or_dash_is_no_kicker(whole: str, short: str) -> None:
    assert title_of(og(short), f"<h1>{whole}</h1>").text == whole


@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
@pytest.mark.parametrize("ellipsis", ["…", "...", " ..."])
@pytest.mark.parametrize("title", [ARABIC_TITLE, FRENCH_TITLE, ENGLISH_TITLE])
def test_a_title_cut_for_others_is_completed_from_the_heading(tag: str, ellipsis: str, title: str) -> None:
    cut = title[:30] + ellipsis
    assert title_of(og(cut), f"<{tag}>{title}</{tag}>").text == title
    assert title_of(f"{og(cut)}<title>{cut} - صباح طنجة</title>", f"<{tag}>{title}</{tag}>").text == title


def test_a_heading_cut_short_gives_way_to_the_whole_one() -> None:
    assert title_of(og(ARABIC_TITLE), f"<h1>{ARABIC_TITLE[:30]}…</h1>").text == ARABIC_TITLE


def test_a_title_that_ends_in_dots_and_is_nowhere_longer_stays() -> None:
    title = "شبكات الاتجار بالبشر.. القصة لم تنته..."
    assert title_of(og(title), f"<h1>{title}</h1>").text == title


@pytest.mark.parametrize("size", ["5", "4", "+2"])
def test_the_press_of_2004_has_titles_in_font_elements(size: str) -> None:
    shown = f'<font size="{size}"><b>{ARABIC_TITLE}</b></font>'
    assert title_of("", f"<table><tr><td>{shown}</td></tr></table>") == Title(ARABIC_TITLE, "heading")
    # The name is nowhere else: what readers see tells which part of the title it is.
    head = f"<title>مرآة الشمال - {ARABIC_TITLE}</title>"
    assert title_of(head, shown).text == ARABIC_TITLE


def test_a_heading_that_is_no_h1_names_the_page_only_where_it_leads_nowhere() -> None:
    linked = f'<h2><a href="/other">{ARABIC_TITLE}</a></h2>'
    assert title_of("", linked) == Title("", "none", 0.0)
    assert title_of("", f"<aside><h2>{ARABIC_TITLE}</h2></aside><nav><h3>{ARABIC_TITLE}</h3></nav>").text == ""
    assert title_of("", f"{linked}<h2>{FRENCH_TITLE}</h2>").text == FRENCH_TITLE


def test_entities_escaped_twice_and_line_breaks() -> None:
    assert title_of(og("L&amp;#8217;ONU &amp;amp; la traite")).text == "L’ONU & la traite"
    assert title_of(body="<h1>توقيف<br>ثلاثة أشخاص <span>بوجدة</span></h1>").text == "توقيف ثلاثة أشخاص بوجدة"
    assert title_of(body="<h1>\u202eتوقيف ثلاثة\u200b أشخاص بوجدة</h1>").text == "توقيف ثلاثة أشخاص بوجدة"
