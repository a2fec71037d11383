"""Section pages without a feed: articles found, menus and paging left, in three languages."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.types import Link, Source
from corpus.urls import same_site
from crawler.discovery.listing import Listing, read_listing

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PAGE = "https://www.annahda.example/حوادث/"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "pages"
OUTLET = Source(
    id="annahda",
    name="Annahda",
    home="https://www.annahda.example",
    country="DZ",
    languages=("ar",),
    kind="newspaper",
    time_zone="Africa/Algiers",
    hosts=("annahda-tv.example",),
)

ENCODED = quote("/أخبار/عبودية-في-القرن-الحادي")
ARABIC = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>حوادث</title></head>
<body class="menu-open">
<header><a href="/">النهضة</a><ul class="main-menu"><li><a href="/سياسة/">أخبار السياسة الوطنية والدولية اليوم</a></li>
<li><a href="/من-نحن/">من نحن ومن يكتب في هذه الصحيفة</a></li></ul></header>
<main>
<article><a href="/2026/11/23/تفكيك-شبكة-للاتجار-بالبشر/"><img src="1.jpg" alt="صورة"></a>
 <h2><a href="/2026/11/23/تفكيك-شبكة-للاتجار-بالبشر/">تفكيك شبكة للاتجار بالبشر في وهران</a></h2>
 <time datetime="2026-11-23T09:30:00+01:00">أمس</time> <a href="/author/أمينة">أمينة</a>
 <a href="/وسم/الاتجار-بالبشر-في-الجزائر">الاتجار بالبشر في الجزائر</a>
 <a href="/2026/11/23/تفكيك-شبكة-للاتجار-بالبشر/#respond">3</a></article>
<div class="post"><h3><a href="https://annahda.example/archives/68571">إنقاذ مهاجرين قبالة سواحل مستغانم</a></h3></div>
<div class="post"><a href="?p=90123"><h3>محاكمة مهربين</h3><span>اقرأ المزيد</span></a></div>
<li><a href="/post.php?lang=ar&amp;id=512">الحكم على متهمين باستغلال قاصرات في التسول</a></li>
<li><a href="{ENCODED}">عبودية في القرن الحادي والعشرين</a></li>
<li><a href="https://annahda-tv.example/خبر/70011-حملة-توعية">حملة توعية ضد الهجرة السرية في عنابة</a></li>
</main>
<div class="pagination"><a href="/حوادث/page/2/">الصفحة التالية من الأخبار القديمة جدا</a></div>
<a href="https://twitter.example/annahda/status/123456789">تابعونا على تويتر وعلى بقية الشبكات</a>
<footer><a href="/سياسة-الخصوصية/">سياسة الخصوصية وشروط استخدام الموقع الإلكتروني</a></footer></body></html>""".replace(
    "{ENCODED}", ENCODED
)

FRENCH = """<html><head><meta charset="iso-8859-1"><base href="https://www.annahda.example/fr/"></head><body>
<nav><a href="societe">Société</a>
<a href="dossiers/la-traite-des-personnes-en-question">La traite des personnes en question</a></nav>
<div id="content"><h2>
<a href="societe/esclavage-moderne-12045.html">Esclavage moderne : une employée séquestrée à Alger</a></h2>
<p><a class="titre" href="spip.php?article4521">Démantèlement d’un réseau de passeurs à Annaba</a>
<a href="spip.php?rubrique12">Société</a> <a href="spip.php?article4521#forum">4 commentaires</a></p>
<a href="/fr/2026/11/22/mendicite-forcee-enfants-proces">Mendicité forcée : le procès s’ouvre</a>
<a href="mailto:x@annahda.example">Écrire à la rédaction du journal en ligne</a>
<a href="javascript:void(0)">Lire la suite de cet article</a>
<a href="/fr/rapport-sur-la-traite-2026.pdf">Rapport sur la traite des personnes 2026</a></div></body></html>"""

ENGLISH = """<html><body><ul class="nav"><li>
<a href="/category/migration">All our stories on migration here</a></li></ul>
<a href="/story/libya-smugglers-sentenced-in-tripoli-court"><h3>Libya: smugglers sentenced in Tripoli court</h3></a>
<a href="/en/20261121-rescued-off-zuwara">Rescued off Zuwara</a> <a href="/donate">Donate</a>
<a href="/search?q=trafficking+in+persons+libya+2026">Search for trafficking in persons in Libya</a>
<div class="share-buttons">
<a href="/story/libya-smugglers-sentenced-in-tripoli-court?share=x">Share this story with friends</a></div>
</body></html>"""


def read(body: str | bytes, url: str = PAGE, source: Source | None = OUTLET) -> Listing:
    return read_listing("section", url, body.encode() if isinstance(body, str) else body, now=NOW, source=source)


def test_an_arabic_page() -> None:
    listing = read(ARABIC)
    home = "https://www.annahda.example"
    assert [(link.url, link.title) for link in listing.links] == [
        (f"{home}/2026/11/23/تفكيك-شبكة-للاتجار-بالبشر/", "تفكيك شبكة للاتجار بالبشر في وهران"),
        ("https://annahda.example/archives/68571", "إنقاذ مهاجرين قبالة سواحل مستغانم"),
        (f"{PAGE}?p=90123", "محاكمة مهربين"),
        (f"{home}/post.php?lang=ar&id=512", "الحكم على متهمين باستغلال قاصرات في التسول"),
        (
            f"{home}{ENCODED}",
            "عبودية في القرن الحادي والعشرين",
        ),
        ("https://annahda-tv.example/خبر/70011-حملة-توعية", "حملة توعية ضد الهجرة السرية في عنابة"),
    ]
    assert listing.problems == ()
    assert listing.links[0] == Link(
        url=f"{home}/2026/11/23/تفكيك-شبكة-للاتجار-بالبشر/",
        via="section",
        found_in=PAGE,
        title="تفكيك شبكة للاتجار بالبشر في وهران",
        published=datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
    )
    assert [link.published for link in listing.links[1:]] == [None] * 5


def test_a_french_page_in_latin_1() -> None:
    links = read(FRENCH.replace("’", "'").encode("iso-8859-1"), "https://www.annahda.example/fr/societe").links
    assert [(link.url.removeprefix("https://www.annahda.example/fr/"), link.title) for link in links] == [
        ("societe/esclavage-moderne-12045.html", "Esclavage moderne : une employée séquestrée à Alger"),
        ("spip.php?article4521", "Démantèlement d'un réseau de passeurs à Annaba"),
        ("2026/11/22/mendicite-forcee-enfants-proces", "Mendicité forcée : le procès s'ouvre"),
    ]


def test_an_english_page() -> None:
    links = read(ENGLISH, "https://www.annahda.example/en").links
    assert [link.title for link in links] == ["Libya: smugglers sentenced in Tripoli court", "Rescued off Zuwara"]


def test_windows_1256() -> None:
    page = ARABIC.replace('charset="utf-8"', 'charset="windows-1256"').encode("cp1256")
    assert [link.title for link in read(page).links] == [link.title for link in read(ARABIC).links]


@pytest.mark.parametrize(
    "href",
    [
        "/2026/11/23/تفكيك-شبكة",
        "/archives/68571",
        "/?p=123",
        "/post.php?lang=ar&id=5",
        "/node/68571",
        "/article/68571",
        "/spip.php?article123",
        "/details.aspx?id=77",
        "/خبر-عن-الاتجار-بالبشر-1410251.html",
        "/20261123-libye-migrants",
        "/ar/حوادث/توقيف-مهربي-المهاجرين-في-تمنراست",
        "/news/2026/11/23/x",
        "/nat/traite-des-personnes-proces-a-tunis",
        "https://m.annahda.example/archives/68572",
    ],
)
def test_shapes_of_articles(href: str) -> None:
    assert len(read(f"<a href='{href}'>توقيف مهربي المهاجرين في الصحراء</a>").links) == 1


@pytest.mark.parametrize(
    "href",
    [
        "/",
        "#",
        "",
        PAGE,
        "/حوادث/?utm_source=x",
        "/حوادث/page/2/",
        "/tag/الاتجار-بالبشر-في-الجزائر",
        "/وسم/الاتجار-بالبشر-في-الجزائر",
        "/%D9%88%D8%B3%D9%85/12345-%D8%A7%D9%84%D8%A7%D8%AA%D8%AC%D8%A7%D8%B1",
        "/تصنيف/حوادث-وقضايا-ومحاكم-2026",
        "/category/12345",
        "/author/amina-ben-salah-12345",
        "/كاتب/أمينة-بن-صالح-12345",
        "/login?next=/2026/11/23/a-b-c-d",
        "/من-نحن/فريق-تحرير-هذه-الصحيفة-12345",
        "/?s=12345",
        "/?paged=2",
        "/feed/2026/11/23",
        "/wp-content/uploads/2026/11/23/a.jpg",
        "/2026/11/23/rapport-complet-2026.pdf",
        "https://other.example/2026/11/23/a-b-c-d",
        "mailto:a@annahda.example",
        "javascript:go(12345)",
        "file:///2026/11/23/a-b-c-d",
        "http://[::1/2026/11/23/a-b-c-d",
    ],
)
def test_what_is_no_article(href: str) -> None:
    page = f"<article><h2><a href='{href}'>توقيف مهربي المهاجرين في الصحراء الكبرى</a></h2></article>"
    assert read(page) == Listing(problems=("no link on the page looks like an article",))


@pytest.mark.parametrize(
    "place", ["nav", "header", "footer", "div class='main-menu'", "ul id='footer'", "div role='navigation'"]
)
def test_furniture_is_left(place: str) -> None:
    link = "<a href='/أخبار-الجزائر-والعالم-العربي'>أخبار الجزائر والعالم العربي اليوم</a>"
    assert read(f"<{place}>{link}</{place.split()[0]}>").links == ()
    assert len(read(f"<div>{link}</div>").links) == 1


def test_the_headline_wins_over_the_picture_and_read_more() -> None:
    page = """<a href="/archives/68571"><img alt=""></a><h2><a href="/archives/68571">تحرير ضحايا العمل القسري</a></h2>
      <a href="/archives/68571/">اقرأ المزيد</a>"""
    assert [link.title for link in read(page).links] == ["تحرير ضحايا العمل القسري"]


def test_two_times_in_a_block_date_no_link() -> None:
    times = '<time datetime="2026-11-20"></time><time datetime="2026-11-21"></time>'
    page = f"<ul><li><h3><a href='/archives/68571'>تحرير ضحايا العمل القسري</a></h3>{times}</li></ul>"
    assert [link.published for link in read(page).links] == [None]


@pytest.mark.parametrize(
    ("body", "problem"),
    [("", "the answer is empty"), ("\n", "the answer is empty"), ("<!-- -->", "answers with no web page")],
)
def test_nothing_to_read_is_said(body: str, problem: str) -> None:
    assert read(body) == Listing(problems=(problem,))


@given(st.binary(max_size=300), st.sampled_from(["", "<a href='", "<a href=/archives/12345>", "<base href='"]))
def test_no_bytes_crash_the_reader(body: bytes, start: str) -> None:
    assert isinstance(read(start.encode() + body), Listing)


def test_real_pages_do_not_crash_and_stay_on_their_site() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared/pages is not here")
    rows = [json.loads(line) for line in (SHARED / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    found = 0
    for row in rows[:60]:
        listing = read(gzip.decompress((SHARED / row["file"]).read_bytes()), row["url"], None)
        assert all(same_site(link.url, row["url"]) for link in listing.links)
        found += bool(listing.links)
    assert found >= 40  # article pages link to other articles
