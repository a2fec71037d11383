"""Sitemaps: news fields, indexes, gzip, limits, damage."""

from __future__ import annotations

import gzip
import tracemalloc
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.types import Link, Source
from crawler.discovery.listing import Listing, read_listing

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MAP = "https://www.essada.example/sitemap-news.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
RABAT = Source(
    id="essada",
    name="Essada",
    home="https://www.essada.example",
    country="MA",
    languages=("ar",),
    kind="newspaper",
    time_zone="Africa/Casablanca",
    hosts=("essada-archive.example",),
)


def urlset(*entries: str) -> str:
    return f"{HEAD}<urlset {NAMESPACES}>{''.join(entries)}</urlset>"


def entry(loc: str, more: str = "") -> str:
    return f"<url><loc>{loc}</loc>{more}</url>"


def read(body: str | bytes, source: Source | None = RABAT) -> Listing:
    data = body.encode() if isinstance(body, str) else body
    return read_listing("news-sitemap", MAP, data, now=NOW, source=source)


def urls(body: str | bytes) -> list[str]:
    return [link.url for link in read(body).links]


def test_news_fields_in_arabic() -> None:
    news = (
        "<news:news><news:publication><news:name>الصدى</news:name><news:language>ar</news:language></news:publication>"
        "<news:publication_date>2026-11-23T21:00:00+01:00</news:publication_date>"
        "<news:title>الحكم على شبكة للاتجار بالبشر &amp;quot;الحلم&amp;quot;</news:title></news:news>"
    )
    picture = "<image:image><image:loc>https://www.essada.example/صورة.jpg</image:loc></image:image>"
    body = urlset(entry("https://www.essada.example/حوادث/1200.html", f"{picture}{news}<lastmod>2026-11-24</lastmod>"))
    assert read(body).links == (
        Link(
            url="https://www.essada.example/حوادث/1200.html",
            via="news-sitemap",
            found_in=MAP,
            title='الحكم على شبكة للاتجار بالبشر "الحلم"',
            published=datetime(2026, 11, 23, 20, tzinfo=UTC),
            updated=datetime(2026, 11, 24, tzinfo=UTC),
            language="ar",
        ),
    )


def test_newest_first_and_undated_last() -> None:
    dates = {"a": "2026-11-20", "b": "", "c": "2026-11-23T10:00Z", "d": "2026-11-22", "e": "31/10/2026"}
    body = urlset(*(entry(f"https://essada.example/{n}", f"<lastmod>{d}</lastmod>") for n, d in dates.items()))
    assert [url[-1] for url in urls(body)] == ["c", "d", "a", "b", "e"]


def test_a_time_without_zone_is_the_outlets() -> None:
    body = urlset(entry("https://essada.example/1", "<lastmod>2026-07-01 10:00:00</lastmod>"))
    assert read(body).links[0].updated == datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert read(body, source=None).links[0].updated == datetime(2026, 7, 1, 10, tzinfo=UTC)


def test_an_index_gives_its_sitemaps_newest_first() -> None:
    maps = (("post-1", "2024-01-01"), ("post-2", "2026-11-24"), ("post-3", "2025-01-01"))
    inner = "".join(
        f"<sitemap><loc>https://essada.example/{n}.xml.gz</loc><lastmod>{d}</lastmod></sitemap>" for n, d in maps
    )
    evil = "<sitemap><loc>file:///etc/passwd</loc></sitemap><sitemap><loc>https://other.example/s.xml</loc></sitemap>"
    listing = read(f"{HEAD}<sitemapindex {NAMESPACES}>{inner}{evil}</sitemapindex>")
    assert listing.children == tuple(f"https://essada.example/post-{n}.xml.gz" for n in (2, 3, 1))
    assert listing.links == ()
    assert listing.problems == ("1 entry without an address passed over", "1 entry of other sites passed over")


@pytest.mark.parametrize(
    "loc",
    [
        "",
        "   ",
        "file:///etc/hostname",
        "data:text/html,x",
        "ftp://essada.example/1",
        "javascript:alert(1)",
        "http://[::1/x",
        "http://essada.example:port/x",
        "https://essada.example/" + "x" * 3_000,
        "<b>nested</b> <loc/>",
        "\x00",
        "http://",
        "https://autre.example/1",
        "http://127.0.0.1/",
        "https://essada.example/1.pdf",
    ],
)
def test_one_bad_address_loses_only_itself(loc: str) -> None:
    body = urlset(entry("https://essada.example/قبل"), entry(loc), entry("https://essada.example/بعد"))
    assert urls(body) == ["https://essada.example/قبل", "https://essada.example/بعد"]
    assert len(read(body).problems) == 1


@pytest.mark.parametrize(
    "damage", ["<url><loc>https://essada.example/x", "<url>", "</urlset>", "&bad; &", "\x08", "<<", "]]>"]
)
def test_damage_in_the_middle_loses_no_other_entry(damage: str) -> None:
    found = urls(urlset(entry("https://essada.example/قبل"), damage, entry("https://essada.example/بعد")))
    assert {"https://essada.example/قبل", "https://essada.example/بعد"} <= set(found)


def test_what_an_address_may_look_like() -> None:
    raw = ["\n https://essada.example/a?x=1&amp;y=2 \n", "<![CDATA[https://essada.example/b?x=1&y=2]]>", "/ar/خبر"]
    raw += ["https://essada.example/c?x=1&y=2", "https://essada-archive.example/d", "https://m.essada.example/e"]
    assert urls(urlset(*map(entry, raw))) == [
        "https://essada.example/a?x=1&y=2",
        "https://essada.example/b?x=1&y=2",
        "https://www.essada.example/ar/خبر",
        "https://essada.example/c?x=1&y=2",
        "https://essada-archive.example/d",
        "https://m.essada.example/e",
    ]


@pytest.mark.parametrize("namespace", ["", 'xmlns="http://www.google.com/schemas/sitemap/0.84"', 'xmlns="x"'])
def test_any_namespace_will_do(namespace: str) -> None:
    assert urls(f"<urlset {namespace}>{entry('https://essada.example/1')}</urlset>") == ["https://essada.example/1"]


def test_windows_1256_in_the_news_title() -> None:
    title = "تفكيك شبكة لتهريب المهاجرين في الناظور"
    body = urlset(entry("https://essada.example/1", f"<news:news><news:title>{title}</news:title></news:news>"))
    assert read(body.encode("cp1256")).links[0].title == title


def test_gzip_once_and_twice() -> None:
    body = urlset(entry("https://essada.example/خبر")).encode()
    for packed in (gzip.compress(body), gzip.compress(gzip.compress(body))):
        assert urls(packed) == ["https://essada.example/خبر"]


def test_a_damaged_gzip_is_said() -> None:
    packed = gzip.compress(urlset(*(entry(f"https://essada.example/{n * 7919}") for n in range(500))).encode())
    cut = read(packed[: len(packed) // 2])
    assert 100 < len(cut.links) < 500
    assert cut.problems[0].startswith("the sitemap is larger than 50 MiB or cut off")
    assert read(b"\x1f\x8b nonsense").problems[0] == "the gzip of the sitemap is damaged"


def test_a_gzip_bomb_is_unpacked_to_its_limit_only() -> None:
    start = f"{HEAD}<urlset>{entry('https://essada.example/1')}<!--".encode()
    bomb = gzip.compress(start + b" " * (200 * 1024**2), compresslevel=9)
    assert len(bomb) < 300_000
    tracemalloc.start()
    listing = read(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [link.url for link in listing.links] == ["https://essada.example/1"]
    assert listing.problems[0].startswith("the sitemap is larger than 50 MiB")
    assert peak < 400 * 1024**2


def test_at_most_50_000_addresses() -> None:
    listing = read(urlset(*(entry(f"https://essada.example/خبر-{n}") for n in range(50_010))))
    assert len(listing.links) == 50_000
    assert listing.problems == ("more than 50,000 addresses: the rest was not read",)


def test_entities_are_not_resolved() -> None:
    body = urlset(entry("https://essada.example/&x;"), entry("https://essada.example/2")).replace(
        HEAD, '<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "&x;&x;">]>'
    )
    with open("/etc/hostname", encoding="utf-8") as secret:  # noqa: PTH123  # the very file that the entity names
        assert secret.read().strip() not in "".join(urls(body))
    assert "https://essada.example/2" in urls(body)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", "the answer is empty"),
        ("<html><body>مرحبا</body></html>", "answers with a web page in place of a sitemap"),
        ("<!doctype html><html></html>", "answers with a web page in place of a sitemap"),
        ("<rss><channel/></rss>", "answers with a feed in place of a sitemap"),
        ("User-agent: *", "answers with no sitemap"),
        (urlset(), "the sitemap lists no address that we may use"),
    ],
)
def test_what_is_not_a_sitemap_is_said_in_words(body: str, problem: str) -> None:
    assert read(body) == Listing(problems=(problem,))


@given(st.binary(max_size=300), st.sampled_from(["", "<urlset><url><loc>", "<sitemapindex>", HEAD]))
def test_no_bytes_crash_the_reader(body: bytes, start: str) -> None:
    assert isinstance(read(start.encode() + body), Listing)


def test_a_plain_sitemap_says_so() -> None:
    (link,) = read_listing("sitemap", MAP, urlset(entry("https://essada.example/1")).encode(), now=NOW).links
    assert link.via == "sitemap"
