"""Names out of by-lines, agencies out of signatures."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from pipelines.agencies import credited_agency
from pipelines.authors import Authors, find_authors, tidy_authors
from pipelines.headings import headings_of
from pipelines.metadata import read_metadata
from pipelines.outlet_rules import Found
from pipelines.parsing import parse
from pipelines.visible import Visible
from tests.reading_pages import ARABIC_BODY, ARABIC_TITLE, MOROCCO, page

PAGES = tomllib.loads((Path(__file__).parent / "authors" / "pages.toml").read_text("utf-8"))["page"]


def authors_of(head: str = "", line: str = "", tail: str = "", first: str = "", last: str = "") -> Authors:
    body = first + "".join(f"<p>{paragraph}</p>" for paragraph in ARABIC_BODY) + last
    tree = parse(f"<html><head>{head}</head><body><h1>{ARABIC_TITLE}</h1>{line}{body}{tail}</body></html>")
    assert tree is not None
    visible = Visible(tree, ARABIC_TITLE, headings_of(tree))
    ends = (fragment_text(first), *ARABIC_BODY, fragment_text(last))
    return find_authors(
        page("", source=MOROCCO), visible, read_metadata(tree), "\n".join(end for end in ends if end), Found()
    )


def fragment_text(markup: str) -> str:
    """The lines of a fragment, as the text of an article has them."""
    lines = re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|div)>", "\n", markup)).split("\n")
    return "\n".join(line for line in lines if line)


@pytest.mark.parametrize("case", PAGES, ids=[case["about"] for case in PAGES])
def test_small_pages(case: dict[str, Any]) -> None:
    parts = {name: case[name] for name in ("head", "line", "tail", "first", "last") if name in case}
    found = authors_of(**parts)
    assert (list(found.names), found.source) == (case["names"], case["source"])
    assert credited_agency("", found.raw) == case.get("agency")


def test_a_long_page_is_looked_through_quickly() -> None:
    items = "".join(f'<li class="item"><a href="/{number}">محمد الكاتب</a></li>' for number in range(400))
    tree = parse(f"<html><body><h1>{ARABIC_TITLE}</h1><p>{ARABIC_BODY[0]}</p><ul>{items}</ul></body></html>")
    assert tree is not None
    visible, said, text = Visible(tree, ARABIC_TITLE, headings_of(tree)), read_metadata(tree), "\n".join(ARABIC_BODY)
    find_authors(page("", source=MOROCCO), visible, said, text, Found())  # fills what is remembered
    start = perf_counter()
    for _ in range(20):
        find_authors(page("", source=MOROCCO), visible, said, text, Found())
    assert (perf_counter() - start) / 20 < 0.01  # seconds; twenty times what it takes


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
        ("فتحت النيابة تحقيقا.", ("سلمى العروسي، مع أ ف ب",), "afp"),
        ("The prosecutor opened an inquiry.", ("Hanan Omar in Sfax, with AFP",), "afp"),
        ("The prosecutor opened an inquiry.", ("Written by LANA",), "lana"),
        ("Mon ami et la map du quartier", ("Ami Ben Ali",), None),
        ("نص طويل.\nالمصدر: وأج\nرد: متى يطبق القانون؟", (), "aps"),  # comments follow
        ("نص طويل.\n(وات)\nملاحظة", (), "tap"),
        ("نص طويل.\nقال المصدر: وأجل الموعد", (), None),
        ("", (), None),
    ],
)
def test_agencies_by_their_signature(text: str, authors: tuple[str, ...], agency: str | None) -> None:
    assert credited_agency(text, authors) == agency
