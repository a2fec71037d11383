"""The page around its title: which heading that is, what stands near it, and what is another's."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement

from pipelines.dated import at_the_foot, called, times, uncalled
from pipelines.headings import headings_of
from pipelines.parsing import parse
from pipelines.visible import MAX_TEXT, Visible, marks
from tests.reading_pages import (
    ARABIC_BODY,
    ARABIC_TITLE,
    DRUPAL_EN,
    ENGLISH_TITLE,
    FRENCH_BODY,
    FRENCH_TITLE,
    HANDMADE_AR,
    SPIP_FR,
    WORDPRESS_AR,
    paragraphs,
)

OTHER = "توقيف شبكة للهجرة السرية في مدينة أخرى"
#: An element to ask about, marked by its id.
HERE = '<span id="here">12 نونبر 2026</span>'


def visible_of(markup: str, title: str = ARABIC_TITLE) -> Visible:
    tree = parse(f"<html><body>{markup}</body></html>")
    assert tree is not None
    return Visible(tree, title, headings_of(tree))


def here(visible: Visible) -> HtmlElement:
    return next(element for element in visible.tree.iter("span") if element.get("id") == "here")


def article(inside: str = "", after: str = "", before: str = "") -> Visible:
    """A page whose article has `inside` between title and text, and `after` and `before` around it."""
    return visible_of(
        f"{before}<main><article><h1>{ARABIC_TITLE}</h1>{inside}{paragraphs(ARABIC_BODY)}</article>{after}</main>"
    )


# ---- The title's element -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "title", "tag"),
    [
        (WORDPRESS_AR, ARABIC_TITLE, "h1"),
        (HANDMADE_AR, ARABIC_TITLE, "font"),
        (SPIP_FR, FRENCH_TITLE, "h1"),
        (DRUPAL_EN, ENGLISH_TITLE, "h1"),
    ],
)
def test_the_title_is_found_where_it_is_shown(markup: str, title: str, tag: str) -> None:
    tree = parse(markup)
    assert tree is not None
    heading = Visible(tree, title, headings_of(tree)).heading
    assert heading is not None
    assert (heading.tag, "".join(heading.itertext())) == (tag, title)


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (f"<h2 id=a>{ARABIC_TITLE}</h2><h1 id=b>{ARABIC_TITLE}</h1>", "b"),  # the higher level
        (f"<h1 id=a>{OTHER}</h1><h2 id=b>{ARABIC_TITLE}</h2>", "b"),  # what it says, before its level
        (f"<h1 id=a>{OTHER}</h1><h2 id=b>حصري: {ARABIC_TITLE}</h2>", "b"),  # nearly
        (f"<aside><h3 id=a>{ARABIC_TITLE}</h3></aside><h3 id=b>{ARABIC_TITLE}</h3>", "b"),  # not the sidebar's
        (f"<div class=related><h3 id=a>{ARABIC_TITLE}</h3></div>", "a"),  # unless there is no other
        (f"<h1 id=a>{OTHER}</h1><p>{ARABIC_TITLE}</p>", "a"),  # else the first h1
        (f"<p>{OTHER}</p>", None),
        ("", None),
    ],
)
def test_which_of_several_headings_is_the_title_s(markup: str, found: str | None) -> None:
    heading = visible_of(markup).heading
    assert (None if heading is None else heading.get("id")) == found


def test_without_a_title_shown_nothing_is_near() -> None:
    visible = visible_of(f"<p>{OTHER}</p>{HERE}")
    assert (visible.heading, visible.near, visible.furniture()) == (None, (), frozenset())
    assert [*called(visible), *uncalled(visible)] == []


# ---- Elsewhere -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "comments", "comment-list", "forum", "respond", "related-posts", "similar", "sidebar", "sidebar-r", "widget",
        "widget_recent", "footer", "most-read", "mostviewed", "popular", "trending", "news-ticker", "breaking-news",
        "latest", "recommended", "today-date", "current-date", "weather", "meteo", "prayer-times", "priere", "horaires",
        "bourse", "top-bar", "top_date", "copyright", "calendar", "newsletter", "promo-box", "see-also", "lire-aussi",
    ],
)  # fmt: skip
def test_what_templates_call_other_parts_of_the_page(name: str) -> None:
    for box in (f'<div class="{name}">', f'<div id="{name}"><div><div>'):
        visible = article(after=f"{box}{HERE}")
        assert visible.elsewhere(here(visible))
        assert not visible.belongs(here(visible))
    assert not visible.elsewhere(visible.tree.find(".//article"))


@pytest.mark.parametrize("tag", ["aside", "footer", "nav"])
def test_elements_that_are_other_parts_of_the_page(tag: str) -> None:
    visible = article(after=f"<{tag}><p>{HERE}</p></{tag}>")
    assert visible.elsewhere(here(visible))


@pytest.mark.parametrize(
    "box",
    [
        '<div class="entry-meta">',
        '<div class="post-info">',
        '<footer class="entry-footer">',
        '<footer class="post-footer">',
        '<div class="article-footer">',
        '<div class="post-sidebar">',
        '<div class="elementor-widget elementor-widget-post-info">',
        '<div class="promoted-by-nobody">',
        '<section class="content">',
    ],
)
def test_what_only_looks_like_another_part(box: str) -> None:
    visible = article(inside=f"{box}{HERE}</{box[1:].split()[0]}>")
    assert not visible.elsewhere(here(visible))
    assert visible.belongs(here(visible))


@pytest.mark.parametrize("name", ["widget Blog", "sidebar-right", "comments-open", "has-footer", "latest", "related"])
def test_what_holds_the_title_is_the_article_s_whatever_it_is_called(name: str) -> None:
    visible = visible_of(f'<div class="{name}"><h3>{ARABIC_TITLE}</h3>{HERE}{paragraphs(ARABIC_BODY)}</div>')
    assert visible.heading is not None
    assert not visible.elsewhere(here(visible))
    assert visible.belongs(here(visible))


# ---- Whose a date is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "markup",
    [
        f'<div><h3><a href="/1">{OTHER}</a></h3>{HERE}</div>',
        f'<div><a href="/1"><h3>{OTHER}</h3>{HERE}</a></div>',
        f'<div><div><a href="/1">{OTHER}</a></div>{HERE}</div>',
        f'<p><a href="/1">{OTHER}</a>{HERE}</p>',
        f'<p><a href="/1">{OTHER}</a><br>{HERE}</p>',
        f'<ul><li>{HERE} <a href="/1">{OTHER}</a></li><li><a href="/2">{OTHER}</a></li></ul>',
        f'<blockquote class="twitter-tweet">{HERE}</blockquote>',
        f'<div class="instagram-media"><p>{HERE}</p></div>',
        f'<div class="oembed"><p>{HERE}</p></div>',
    ],
)
def test_a_date_beside_another_s_headline_is_another_s(markup: str) -> None:
    far = "<p>.</p>" * 20
    for visible in (
        article(after=far + markup),
        visible_of(f"<article><h1>{ARABIC_TITLE}</h1>{far}</article>{markup}"),
    ):
        assert not visible.belongs(here(visible))


@pytest.mark.parametrize(
    "markup",
    [
        HERE,
        f"<div>{HERE}</div>",
        f'<div>{HERE} <a href="/author/3">سلمى العروسي</a></div>',  # a short link is a name or a section
        f'<div>{HERE} <a href="#comments">اقرأ التعليقات التي كتبها القراء هنا</a></div>',
        f'<div>{HERE} <a href="mailto:a@a.example">مراسلة هيئة التحرير عبر البريد</a></div>',
        f"<div><h3>ماذا قال ممثل النيابة العامة بالمدينة</h3>{HERE}</div>",  # a subheading leads nowhere
    ],
)
def test_a_date_without_one_is_the_article_s(markup: str) -> None:
    for visible in (article(inside=markup), article(after="<p>.</p>" * 20 + markup)):
        assert visible.belongs(here(visible))


def test_right_beside_the_title_a_long_link_is_no_teaser() -> None:
    line = f'<p>{HERE} <a href="/dossier">ملف: الاتجار بالبشر في مدن الشمال</a></p>'
    visible = article(inside=line)
    assert visible.belongs(here(visible))
    far = article(after="<p>.</p>" * 20 + line)
    assert not far.belongs(here(far))


# ---- Lines around the title ----------------------------------------------------------------------------------------


def test_lines_below_the_title_come_before_those_above() -> None:
    visible = article(inside="<p>تحت العنوان</p>", before="<div><p>فوق العنوان</p></div>")
    lines = [text for element, text in visible.near if element.tag == "p"]
    assert lines[0] == "تحت العنوان"
    assert lines[-1] == "فوق العنوان"
    above = {text for element, text in visible.near if element in visible.above}
    assert "فوق العنوان" in above
    assert "تحت العنوان" not in above


def test_what_is_long_or_of_another_part_is_not_near() -> None:
    long = "كلمة " * 600
    visible = article(inside=f"<p>{long}</p><div class=comment><p>تعليق</p></div><script>var a = 1;</script>")
    texts = [text for _, text in visible.near]
    assert "تعليق" not in texts
    assert not any("var a" in text for text in texts)
    assert max(map(len, texts)) <= MAX_TEXT


@pytest.mark.parametrize(
    ("line", "is_furniture"),
    [
        ('<p class="surtitre">ملف الأسبوع</p>', True),
        ('<p class="info-publi">12 نونبر</p>', True),
        ('<div class="entry-meta">سلمى العروسي</div>', True),
        ('<span class="kicker">عدالة</span>', True),
        ('<p class="byline">سلمى العروسي</p>', True),
        ('<p class="chapo">قضت المحكمة بإدانة ستة متهمين.</p>', False),
        ("<p>قضت المحكمة بإدانة ستة متهمين.</p>", False),
    ],
)
def test_furniture_is_what_templates_call_so(line: str, is_furniture: bool) -> None:
    visible = article(inside=line)
    text = line.split(">")[1].split("<")[0]
    assert (text in visible.furniture()) is is_furniture


def test_marks_are_class_id_and_itemprop() -> None:
    visible = article(inside='<p class="a b" id="c" itemprop="d" title="e">ن</p><p>ن</p>')
    first, second = (element for element in visible.tree.iter("p") if element.text == "ن")
    assert (marks(first), marks(second)) == ("a b c d", "")


# ---- What may be a date, the likeliest first -----------------------------------------------------------------------


def test_times_say_their_attribute_then_their_text_the_explicit_ones_first() -> None:
    inside = (
        '<time datetime="2026-11-10">عشرة</time>'
        '<time class="entry-date published" datetime="2026-11-12">اثنا عشر</time>'
    )
    assert list(dict.fromkeys(times(article(inside=inside)))) == ["2026-11-12", "اثنا عشر", "2026-11-10", "عشرة"]


def test_times_of_the_last_change_of_others_and_of_no_place_are_left_out() -> None:
    inside = '<time class="updated" datetime="2026-11-14">.</time>'
    after = f'<p>.</p>{"<p>.</p>" * 90}<time datetime="2026-11-15">.</time>'
    related = f'<div class="related"><time class="published" datetime="2026-11-16">{OTHER}</time></div>'
    assert list(times(article(inside=inside, after=after + related))) == []


def test_lines_that_are_called_dates_and_the_others() -> None:
    inside = (
        '<p class="post-date">12 نونبر 2026</p><p class="updated date">14 نونبر 2026</p><p>طنجة: 13 نونبر</p>'
        '<p>وتستأنف الجلسات يوم 3 أكتوبر.</p><figcaption>صورة 4 أكتوبر</figcaption><p class="caption">صورة 5 أكتوبر</p>'
    )
    visible = article(inside=inside)
    assert list(called(visible)) == ["12 نونبر 2026"]
    others = [text for text in uncalled(visible) if "أكتوبر" in text or "نونبر" in text]
    assert "طنجة: 13 نونبر" in others
    assert not any("أكتوبر" in text for text in others)


def test_the_foot_is_boxes_that_are_called_dates_and_the_last_short_lines() -> None:
    visible = visible_of(
        f"<article><h1>{FRENCH_TITLE}</h1>{paragraphs(FRENCH_BODY)}<div class=article-date>12 novembre 2026</div>"
        "<div class=candidate>13 novembre 2026</div><p>Sousse, le 12 novembre</p><p>A. B.</p></article>",
        FRENCH_TITLE,
    )
    text = "\n".join((*FRENCH_BODY, "Sousse, le 12 novembre", "A. B."))
    assert list(at_the_foot(visible, text)) == ["12 novembre 2026", "A. B.", "Sousse, le 12 novembre"]
    assert list(at_the_foot(visible, "\n".join(FRENCH_BODY))) == ["12 novembre 2026"]
