"""Names out of by-lines, agencies out of signatures."""

from __future__ import annotations

import pytest

from pipelines.agencies import credited_agency
from pipelines.authors import Authors, find_authors, tidy_authors
from pipelines.bylines import names_in
from pipelines.metadata import read_metadata
from pipelines.parsing import parse
from pipelines.visible import Visible
from tests.reading_pages import ARABIC_BODY, ARABIC_TITLE, MOROCCO, page


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("بقلم: سلمى العروسي", ("سلمى العروسي",)),
        ("كتبت أسماء نصار", ("أسماء نصار",)),
        ("كتب - نورهان نبيل", ("نورهان نبيل",)),
        ("إعداد: علي بن صالح و منى التازي", ("علي بن صالح", "منى التازي")),
        ("وسيم الزين", ("وسيم الزين",)),  # the و is the name's own
        ("سلمى العروسي - نشر في 12 نونبر 2026", ("سلمى العروسي",)),
        ("هيئة التحرير", ()),
        ("صباح طنجة", ()),
        ("Par Amel Ben Youssef", ("Amel Ben Youssef",)),
        ("Par Amel B. et Karim Z., publié le 12/11/2026 à 10h", ("Amel B", "Karim Z")),
        ("De notre correspondant à Alger, Karim Zidane", ("Karim Zidane",)),
        ("Propos recueillis par Jean-Marc El Hadj", ("Jean-Marc El Hadj",)),
        ("Karim Zidane (avec MAP)", ("Karim Zidane",)),
        ("karim.zidane@journal.example Karim Zidane", ("Karim Zidane",)),
        ("La Rédaction", ()),
        ("admin", ()),
        ("Developed By Heba M.", ()),
        ("Amel Ben Youssef 3 décembre 2026", ("Amel Ben Youssef",)),
        ("Par Reuters le 02.10.2026 à 08h31", ()),
        ("By Hanan Omar and Peter Lane", ("Hanan Omar", "Peter Lane")),
        ("By Hanan Omar, staff writer", ("Hanan Omar",)),
        ("AFP", ()),
        ("https://facebook.com/journal", ()),
        ("", ()),
    ],
)
def test_names_of_a_byline(byline: str, names: tuple[str, ...]) -> None:
    assert names_in(byline, outlet=("صباح طنجة", "Sabah Tanja")) == names


def authors_of(head: str = "", line: str = "", tail: str = "") -> Authors:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in ARABIC_BODY)
    tree = parse(f"<html><head>{head}</head><body><h1>{ARABIC_TITLE}</h1>{line}{body}{tail}</body></html>")
    assert tree is not None
    return find_authors(page("", source=MOROCCO), Visible(tree, ARABIC_TITLE), read_metadata(tree))


JSON_LD = '<script type="application/ld+json">{"@type":"NewsArticle","author":%s}</script>'


@pytest.mark.parametrize(
    ("head", "line", "source"),
    [
        (JSON_LD % '{"@type":"Person","name":"سلمى العروسي"}', "", "json-ld"),
        (JSON_LD % '[{"name":["سلمى العروسي"]}]', "", "json-ld"),
        (JSON_LD % '"بقلم سلمى العروسي"', "", "json-ld"),
        (JSON_LD % '{"@type":"Organization","name":"صباح طنجة"}', '<a rel="author">سلمى العروسي</a>', "rel-author"),
        ('<meta name="author" content="سلمى العروسي">', "", "meta"),
        ('<meta name="author" content="admin">', "<div>كتبت: سلمى العروسي</div>", "byline"),
        ("", '<span class="entry-author">سلمى العروسي</span>', "rel-author"),
    ],
)
def test_the_author_of_a_page_and_where_it_stood(head: str, line: str, source: str) -> None:
    found = authors_of(head, line)
    assert (found.names, found.source) == (("سلمى العروسي",), source)


def test_authors_of_comments_and_sidebars_wrote_nothing() -> None:
    tail = (
        '<div class="comments"><span class="author">قارئ غاضب</span></div><aside><a rel="author">كاتب آخر</a></aside>'
    )
    assert authors_of(tail=tail) == Authors((), "none")


def test_given_authors_are_tidied() -> None:
    assert tidy_authors(["Par Amel Ben Youssef", "MAP"], "given", source=None).names == ("Amel Ben Youssef",)


@pytest.mark.parametrize(
    ("text", "authors", "agency"),
    [
        ("الرباط 12 ماي 2024 (ومع) - أكدت الوزارة اليوم", (), "map"),
        ("الجزائر/واج - أعلن وزير الداخلية", (), "aps"),
        ("نص طويل عن القضية.\n(و م ع)", (), "map"),
        ("نص طويل عن القضية.\n(أ ف ب)", (), "afp"),
        ("تونس (وات) - أذنت النيابة العمومية", (), "tap"),
        ("TUNIS, 13 mai (TAP) - Le parquet a ouvert", (), "tap"),
        ("Le parquet a ouvert une enquête.\nAvec AFP", (), "afp"),
        ("Le parquet a ouvert une enquête.", ("Le360 (avec MAP)",), "map"),
        ("Le parquet a ouvert une enquête.", ("Agence Anadolu",), "anadolu"),
        ("فتحت النيابة تحقيقا.", ("وكالة المغرب العربي للأنباء",), "map"),
        ("فتحت النيابة تحقيقا في الموضوع بعدما نقلت وسائل إعلام محلية ودولية شهادات الضحايا.", (), None),
        ("Mon ami et la map du quartier", ("Ami Ben Ali",), None),
        ("", (), None),
    ],
)
def test_agencies_by_their_signature(text: str, authors: tuple[str, ...], agency: str | None) -> None:
    assert credited_agency(text, authors) == agency
