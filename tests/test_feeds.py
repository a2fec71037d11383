"""Feeds as the press serves them: four dialects, two alphabets, damaged and lying."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from corpus.types import Link, Source
from crawler.discovery.listing import Listing, read_listing

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FEED = "https://www.almassar.example/feed/"
TUNIS = Source(
    id="almassar",
    name="Al Massar",
    home="https://www.almassar.example",
    country="TN",
    languages=("ar", "fr"),
    kind="newspaper",
    time_zone="Africa/Tunis",
)


def read(body: str | bytes, url: str = FEED, source: Source | None = TUNIS) -> Listing:
    return read_listing("feed", url, body.encode() if isinstance(body, str) else body, now=NOW, source=source)


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f'{head}<rss version="2.0"><channel><title>Al Massar</title>{"".join(items)}</channel></rss>'


def item(**fields: str) -> str:
    fields = {"title": "خبر", "link": "https://www.almassar.example/1"} | fields
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in fields.items() if value)}</item>"


def only(body: str | bytes) -> Link:
    (link,) = read(body).links
    return link


def test_rss_2_in_arabic() -> None:
    body = rss(
        "<item><title>تفكيك شبكة للاتجار بالبشر في صفاقس</title>"
        "<link>https://www.almassar.example/2026/11/23/تفكيك-شبكة</link>"
        "<pubDate>Mon, 23 Nov 2026 10:30:00 +0100</pubDate>"
        '<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/"><![CDATA[أمينة بن صالح]]></dc:creator>'
        "<description><![CDATA[<p>أوقفت الوحدات الأمنية <b>سبعة</b> أشخاص&nbsp;بينهم&#8230;</p>]]></description></item>"
    )
    assert only(body) == Link(
        url="https://www.almassar.example/2026/11/23/تفكيك-شبكة",
        via="feed",
        found_in=FEED,
        title="تفكيك شبكة للاتجار بالبشر في صفاقس",
        summary="أوقفت الوحدات الأمنية سبعة أشخاص بينهم…",
        authors=("أمينة بن صالح",),
        published=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    )


def test_rdf() -> None:
    body = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://www.almassar.example/"/>
      <item rdf:about="https://www.almassar.example/spip.php?article12"><title>عبودية</title>
      <link>https://www.almassar.example/spip.php?article12</link><dc:date>2026-11-23T08:00:00Z</dc:date>
      <dc:creator>Sidi</dc:creator><dc:language>ar</dc:language></item>
      <item rdf:about="https://www.almassar.example/spip.php?article13"><title>Servitude</title></item></rdf:RDF>"""
    first, second = read(body).links
    assert (first.url, first.authors, first.language) == (f"{TUNIS.home}/spip.php?article12", ("Sidi",), "ar")
    assert first.published == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert second.url == "https://www.almassar.example/spip.php?article13"


def test_atom() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.almassar.example/ar/"><title>x</title>
      <entry><title type="html">الاتجار &amp;lt;b&amp;gt;بالبشر&amp;lt;/b&amp;gt;</title>
        <link rel="self" href="/api/1"/><link rel="replies" href="/1/comments"/>
        <link rel="alternate" type="application/json" href="/1.json"/>
        <link rel="alternate" type="text/html" href="1"/>
        <id>tag:almassar.example,2026:1</id><author><name>هدى</name><uri>https://x.example</uri></author>
        <author><name>علي</name></author><published>2026-11-22T23:00:00+01:00</published>
        <updated>2026-11-23T10:00:00.1234567Z</updated><summary>ملخص</summary></entry>
      <entry><title>Edition</title><id>https://www.almassar.example/2</id><updated>2026-11-23T09:00:00Z</updated></entry>
      </feed>"""
    first, second = read(body).links
    assert first.url == "https://www.almassar.example/ar/1"
    assert (first.title, first.authors, first.summary) == ("الاتجار بالبشر", ("هدى", "علي"), "ملخص")
    assert first.published == datetime(2026, 11, 22, 22, tzinfo=UTC)
    assert first.updated == datetime(2026, 11, 23, 10, 0, 0, 123456, tzinfo=UTC)
    assert second.url == "https://www.almassar.example/2"
    assert second.published is None  # an edit is not a publication
    assert second.updated == datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_json_feed() -> None:
    items = [
        {"id": "1", "url": "/ar/1", "title": "قوارب الموت", "content_html": "<p>غرق <i>قارب</i></p>",
         "date_published": "2026-11-23T10:00:00+01:00", "authors": [{"name": "منى"}, 5, {"name": None}],
         "language": "ar"},
        7, {"title": "no address"}, {"id": "https://www.almassar.example/3", "author": {"name": "Ali"}, "authors": "x"},
    ]  # fmt: skip
    listing = read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))
    first, second = listing.links
    assert (first.url, first.title, first.summary) == (f"{TUNIS.home}/ar/1", "قوارب الموت", "غرق قارب")
    assert (first.authors, first.language) == (("منى",), "ar")
    assert first.published == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert (second.url, second.authors) == ("https://www.almassar.example/3", ("Ali",))
    assert listing.problems == ("2 entries without an address passed over",)


@pytest.mark.parametrize(
    ("encoding", "declared", "title"),
    [
        ("cp1256", "windows-1256", "محاكمة شبكة تهريب المهاجرين في وهران"),
        ("cp1256", "utf-8", "محاكمة شبكة تهريب المهاجرين في وهران"),
        ("utf-8", "windows-1256", "محاكمة شبكة تهريب المهاجرين في وهران"),
        ("utf-16", "utf-16", "محاكمة شبكة تهريب المهاجرين في وهران"),
        ("iso-8859-1", "ISO-8859-1", "Traite des êtres humains : sept arrestations à Médenine"),
        ("cp1252", "ISO-8859-1", "L’« esclavage » moderne à Médenine"),
        ("utf-8", "ISO-8859-1", "Traite des êtres humains : sept arrestations à Médenine"),
    ],
)
def test_encodings_true_and_false(encoding: str, declared: str, title: str) -> None:
    text = rss(item(title=title, description=f"{title}. " * 5), head=f'<?xml version="1.0" encoding="{declared}"?>')
    assert only(text.encode(encoding)).title == title


def test_a_few_bad_bytes_do_not_change_the_encoding() -> None:
    body = rss(item(title="تهريب المهاجرين في الصحراء", description="نص طويل يكفي " * 9 + "@")).encode()
    link = only(body.replace(b"@", "خ".encode()[:1]))  # WordPress cuts summaries in the middle of a letter
    assert link.title == "تهريب المهاجرين في الصحراء"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("<![CDATA[المغرب &#8211; إسبانيا]]>", "المغرب – إسبانيا"),
        ("<![CDATA[<b>عاجل</b>: اعتقال مهرب]]>", "عاجل : اعتقال مهرب"),
        ("Vis&eacute; par l&rsquo;enqu&ecirc;te", "Visé par l’enquête"),
        ("Droits &amp;amp; libertés", "Droits & libertés"),
        ("Droits & libertés", "Droits & libertés"),
        ("Traite &inconnu; humaine", "Traite &inconnu; humaine"),
        ("\u202bخبر\u202c \u2067عاجل\u2069\u200f", "خبر عاجل"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # the joiner spells the word
        ("خبر&#8;\x1f عاجل\ufeff", "خبر عاجل"),
        ("  سطر\n\t  آخر  ", "سطر آخر"),
        ("3 < 5 et 7 > 2".replace("<", "&lt;").replace(">", "&gt;"), "3 < 5 et 7 > 2"),
        ("<![CDATA[a<script>alert('<p>')</script>b<!-- c -->]]>", "a b"),
    ],
)
def test_titles_become_plain_text(raw: str, title: str) -> None:
    assert only(rss(item(title=raw))).title == title


def test_a_summary_is_cut_at_2000_characters() -> None:
    summary = only(rss(item(description="&lt;p&gt;" + "كلمة " * 5_000))).summary
    assert summary is not None
    assert len(summary) == 2_000
    assert summary.endswith("كلمة…")


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<link>/ar/خبر?a=1&b=2</link>", "https://www.almassar.example/ar/خبر?a=1&b=2"),
        ("<link>\n https://www.almassar.example/a \n</link>", "https://www.almassar.example/a"),
        ("<link><![CDATA[https://www.almassar.example/a?x=1&amp;y=2]]></link>", "https://www.almassar.example/a?x=1&y=2"),
        ('<link/><atom:link href="https://www.almassar.example/b"/>', "https://www.almassar.example/b"),
        ("<guid>https://www.almassar.example/c</guid>", "https://www.almassar.example/c"),
        ('<guid isPermaLink="true">https://www.almassar.example/c</guid>', "https://www.almassar.example/c"),
        ('<guid isPermaLink="false">https://www.almassar.example/?p=7</guid>', "https://www.almassar.example/?p=7"),
        ("<link>https://feeds.example/~r/x/1</link><feedburner:origLink>https://www.almassar.example/d"
         "</feedburner:origLink>", "https://www.almassar.example/d"),
        ("<link>javascript:alert(1)</link><guid>https://www.almassar.example/e</guid>", "https://www.almassar.example/e"),
    ],
)  # fmt: skip
def test_addresses(inside: str, url: str) -> None:
    assert only(rss(f"<item><title>x</title>{inside}</item>")).url == url


@pytest.mark.parametrize(
    "link",
    ["", "file:///etc/hostname", "data:text/html,x", "ftp://x.example/a", "mailto:a@b.tn", "http://", "http://[::1/x"],
)
def test_what_is_no_web_address_is_passed_over(link: str) -> None:
    listing = read(rss(item(link=link), item(link="https://www.almassar.example/2")))
    assert [one.url for one in listing.links] == ["https://www.almassar.example/2"]
    assert listing.problems == ("1 entry without an address passed over",)


def test_a_number_is_not_a_relative_address() -> None:
    assert read(rss('<item><title>x</title><guid isPermaLink="false">12</guid></item>')).links == ()


def test_what_only_holds_a_file_is_passed_over() -> None:
    sound = '<item><title>نشرة</title><enclosure url="https://www.almassar.example/1.mp3" type="audio/mpeg"/></item>'
    listing = read(rss(sound, item(link="https://www.almassar.example/نشرة.MP3?x=1"), item()))
    assert len(listing.links) == 1
    assert set(listing.problems) == {
        "1 entry without an address passed over",
        "1 entry with a file in place of a page passed over",
    }


def test_one_address_is_listed_once() -> None:
    listing = read(rss(item(title="الأول"), item(title="الثاني", link="http://almassar.example/1/?utm_source=rss")))
    assert [link.title for link in listing.links] == ["الأول"]


def test_authors_without_their_mail_addresses() -> None:
    assert only(rss(item(author="redaction@almassar.example (سعاد)"))).authors == ("سعاد",)
    assert only(rss(item(author="redaction@almassar.example"))).authors == ()


@pytest.mark.parametrize("cut", [0.3, 0.5, 0.7, 0.9])
def test_a_feed_cut_off_gives_what_came_before(cut: float) -> None:
    body = rss(*(item(link=f"https://www.almassar.example/{n}") for n in range(20))).encode()
    found = read(body[: int(len(body) * cut)]).links
    assert len(found) >= int(20 * cut) - 2
    assert all(link.title == "خبر" for link in found[:-1])


def test_a_broken_item_does_not_stop_the_rest() -> None:
    broken = "<item><title>قطع <b>غير مغلق</title><link>https://www.almassar.example/0</link><x:y></item>"
    urls = [link.url for link in read(rss(item(), broken, item(link="https://www.almassar.example/2"))).links]
    assert {"https://www.almassar.example/1", "https://www.almassar.example/2"} <= set(urls)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", "the answer is empty"),
        (" \n ", "the answer is empty"),
        ("<!DOCTYPE html><html><body>مرحبا</body></html>", "answers with a web page in place of a feed"),
        ("\n<html><head><title>403</title></head></html>", "answers with a web page in place of a feed"),
        ("<urlset><url><loc>https://x.example/</loc></url></urlset>", "answers with a sitemap in place of a feed"),
        ("not a feed", "answers with something that is not a feed"),
        ("{", "answers with damaged JSON in place of a feed"),
        ("[" * 100_000, "answers with something that is not a feed"),
        ('{"items":' + "[" * 100_000, "answers with damaged JSON in place of a feed"),
        ('{"error": "denied"}', "answers with JSON that is not a feed"),
        (rss(), "the feed has no entries"),
    ],
)
def test_what_is_not_a_feed_is_said_in_words(body: str, problem: str) -> None:
    assert read(body) == Listing(problems=(problem,))


def test_junk_before_the_document_is_passed_over() -> None:
    assert only("\ufeff\n<br />Warning: x in y on line 3\n".replace("<br />", "") + rss(item())).title == "خبر"


def test_reading_loads_neither_scrapy_nor_twisted() -> None:
    code = "import sys, crawler.discovery.listing as l; sys.exit(any(m in sys.modules for m in ('scrapy', 'twisted')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
