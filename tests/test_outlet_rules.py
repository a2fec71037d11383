"""Reading rules on pages: what is found, what is missed and named, what is taken out."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml.html import HtmlElement

from corpus.types import Page, ReadingRules, Source
from pipelines.outlet_rules import Tried, compile_selector, find_by_rules, remove_by_rules, try_rules
from pipelines.parsing import parse

TITLE = "توقيف شبكة للاتجار بالبشر في وجدة"
LEAD = "أوقفت المصالح الأمنية خمسة أشخاص يشتبه في استغلالهم مهاجرات في العمل القسري."
ARABIC = f"""<html><body>
<header><h1 class="logo">جريدة الأفق</h1></header>
<article class="story">
  <h1 class="story-title"> {TITLE} </h1>
  <p class="chapo">{LEAD}</p>
  <span class="by"><a>س. العلمي</a></span> <span class="by"><a>ن. بناني</a></span>
  <span class="when">الثلاثاء 24 نونبر 2026 - 14:30</span>
  <div class="body">
    <p>الفقرة الأولى من
       النص.</p>
    <div class="promo"><p>اقرأ أيضا: خبر آخر</p></div>
    <p>الفقرة الثانية.<br>سطر بعد فاصل.</p>
    <figure><img src="x.jpg"><figcaption>صورة من الأرشيف</figcaption></figure>
    <script>var x = 1;</script>
    خاتمة بلا فقرة.
  </div>
</article>
<aside><div class="body"></div></aside>
</body></html>"""
RULES = ReadingRules(
    title=("h1.story-title",),
    standfirst=("p.chapo",),
    text=("div.gone", "div.body"),
    author=("span.by a",),
    date=("span.when",),
    remove=("div.promo", "div.newsletter"),
)


def tree(markup: str = ARABIC) -> HtmlElement:
    found = parse(markup)
    assert found is not None
    return found


def test_an_arabic_page_is_read_by_its_outlets_rules() -> None:
    page = tree()
    found = find_by_rules(page, RULES)
    assert remove_by_rules(page, RULES, found) == 1
    assert found.missed == ()
    assert found.line("title") == TITLE
    assert found.line("standfirst") == LEAD
    assert found.names() == ("س. العلمي", "ن. بناني")
    assert found.dates() == ("الثلاثاء 24 نونبر 2026 - 14:30",)
    assert found.paragraphs() == (
        "الفقرة الأولى من النص.",
        "الفقرة الثانية.",
        "سطر بعد فاصل.",
        "خاتمة بلا فقرة.",
    )


def test_a_rule_that_finds_nothing_is_named_and_is_no_rule() -> None:
    rules = replace(RULES, title=("h1.titre",), author=(), date=("time.entry-date", "div.when"))
    found = find_by_rules(tree(), rules)
    assert found.missed == ("title", "date")
    assert (found.line("title"), found.names(), found.dates()) == ("", (), ())
    assert len(found.paragraphs()) == 5


def test_an_empty_box_is_as_good_as_none() -> None:
    page = tree('<div class="body"> <span> </span></div><div class="text">نص الخبر هنا.</div>')
    assert find_by_rules(page, ReadingRules(text=("div.body",))).missed == ("text",)
    assert find_by_rules(page, ReadingRules(text=("div.body", "div.text"))).paragraphs() == ("نص الخبر هنا.",)


def test_finding_changes_nothing() -> None:
    page = tree()
    before = len(list(page.iter()))
    find_by_rules(page, RULES)
    assert len(list(page.iter())) == before


@pytest.mark.parametrize(
    ("markup", "date"),
    [
        ('<span class="d"><time datetime="2026-11-24T14:30:00+01:00">hier</time></span>', "2026-11-24T14:30:00+01:00"),
        ('<time class="d" datetime="2026-11-24">24/11</time>', "2026-11-24"),
        ('<meta class="d" content="2026-11-24T13:30:00Z">', "2026-11-24T13:30:00Z"),
        ('<p class="d">نُشر في: 24 نوفمبر 2026</p>', "نُشر في: 24 نوفمبر 2026"),
        ('<p class="d">Publié le <time>24 novembre 2026</time></p>', "Publié le 24 novembre 2026"),
    ],
)
def test_a_date_says_what_it_says_to_machines_first(markup: str, date: str) -> None:
    found = find_by_rules(tree(f"<html><body><p>نص</p>{markup}</body></html>"), ReadingRules(date=(".d",)))
    assert found.dates() == (date,)


def test_text_is_not_taken_twice_from_nested_elements() -> None:
    page = tree("<div class='c'><p class='c'>الأولى</p></div><p class='c'>الثانية</p>")
    assert find_by_rules(page, ReadingRules(text=(".c",))).paragraphs() == ("الأولى", "الثانية")


def test_paragraphs_may_be_the_rule() -> None:
    page = tree("<p data-testid='paragraph-0'>الأولى</p><p>إشهار</p><p data-testid='paragraph-1'>الثانية</p>")
    found = find_by_rules(page, ReadingRules(text=("p[data-testid^=paragraph]",)))
    assert found.paragraphs() == ("الأولى", "الثانية")


@pytest.mark.parametrize("selector", ["body", "html", "*", "article", "div.body"])
def test_a_rule_never_removes_the_article(selector: str) -> None:
    page, rules = tree(), replace(RULES, remove=(selector,))
    found = find_by_rules(page, rules)
    remove_by_rules(page, rules, found)
    kept = page.find_class("body")
    assert kept
    assert kept[0] is found.elements["text"][0]


def test_removing_keeps_the_text_around() -> None:
    page = tree("<div class='t'>قبل <b class='x'>إشهار <i class='x'>هنا</i></b> بعد</div>")
    rules = ReadingRules(text=("div.t",), remove=(".x",))
    found = find_by_rules(page, rules)
    assert remove_by_rules(page, rules, found) == 2
    assert found.paragraphs() == ("قبل بعد",)


@pytest.mark.parametrize("selector", ["div..body", "p::text", "a:nth-child(", "", "h1[class"])
def test_what_is_no_selector_is_an_error(selector: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        compile_selector(selector)


def page_of(body: bytes) -> Page:
    source = Source(
        id="alofok", name="الأفق", home="https://alofok.example", country="MA", languages=("ar",), kind="newspaper"
    )
    url = "https://alofok.example/1"
    return Page(url=url, final_url=url, body=body, fetched=datetime(2026, 11, 24, tzinfo=UTC), source=source)


def test_a_whole_page_is_tried_in_its_own_encoding() -> None:
    rules = replace(RULES, author=("p.author",))
    tried = try_rules(page_of(ARABIC.encode("windows-1256")), rules)
    assert tried == Tried(
        matched=("title", "standfirst", "text", "date"), missed=("author",), removed=1, letters=22 + 15 + 13 + 15
    )
    assert pickle.loads(pickle.dumps(tried)) == tried


@pytest.mark.parametrize("body", [b"", b"<!-- -->", b"\x00\x01"])
def test_a_page_without_markup_misses_every_rule(body: bytes) -> None:
    tried = try_rules(page_of(body), RULES)
    assert (tried.matched, tried.missed) == ((), ("title", "standfirst", "text", "author", "date"))


def test_other_outlets_pages_are_left_alone() -> None:
    french = (
        "<html><body><h1>Traite : cinq arrestations à Oujda</h1><p>La police a arrêté cinq personnes.</p></body></html>"
    )
    page = tree(french)
    found = find_by_rules(page, RULES)
    assert (found.missed, remove_by_rules(page, RULES, found)) == (
        ("title", "standfirst", "text", "author", "date"),
        0,
    )
