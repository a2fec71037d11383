"""The registry of outlets: what is read and what is refused."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import RegistryError
from corpus.types import Endpoint, ReadingRules, Source
from crawler.registry import load_sources

ENTRY = """\
[[source]]
id = "al-ayam"
name = "Al Ayam"
name_ar = "الأيام"
home = "https://alayam.example/"
country = "MA"
languages = ["ar", "fr"]
kind = "newspaper"
time_zone = "Africa/Casablanca"
enabled = true
feeds = [
  # the feeds
  { url = "https://alayam.example/feed/", language = "ar", checked = 2026-11-20 },
  "https://alayam.example/fr/feed/",
]
"""
OTHER = """
[[source]]
id = "assada"
name = "Assada"
home = "https://assada.example"
country = "MR"
languages = ["ar"]
kind = "pure player"
time_zone = "Africa/Nouakchott"
disabled = "dead"
note = "أغلقت الجريدة"
"""


def written(folder: Path, text: str, name: str = "xx.toml") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def test_an_arabic_outlet_is_read_as_it_is_written(tmp_path: Path) -> None:
    extra = 'agency = true\naffiliation = "حزب"\nhosts = ["m.alayam.example"]\nnote = "ملاحظة"\nchecked = 2026-01-02\n'
    guesses = '[source.guesses]\nnews_sitemaps = ["https://alayam.example/news.xml"]\nsections = ["https://alayam.example/حوادث/"]\n'
    assert load_sources(written(tmp_path, ENTRY + extra + guesses)) == {
        "al-ayam": Source(
            id="al-ayam",
            name="Al Ayam",
            name_ar="الأيام",
            home="https://alayam.example/",
            country="MA",
            languages=("ar", "fr"),
            kind="newspaper",
            affiliation="حزب",
            agency=True,
            endpoints=(
                Endpoint(url="https://alayam.example/feed/", kind="feed", language="ar"),
                Endpoint(url="https://alayam.example/fr/feed/", kind="feed"),
            ),
            guesses=(
                Endpoint(url="https://alayam.example/news.xml", kind="news-sitemap"),
                Endpoint(url="https://alayam.example/حوادث/", kind="section"),
            ),
            time_zone="Africa/Casablanca",
            hosts=("m.alayam.example",),
            enabled=True,
            note="ملاحظة",
            checked=date(2026, 11, 20),
        )
    }


READING = """
[source.reading]
title = ["h1.titre", "h1"]
text = ['div[itemprop="articleBody"]']
date = [
  "time.publie",
  "span.date",
]
evidence = "صفحتان من الموقع، 2026-11-20"
checked = 2026-11-20
"""


def test_reading_rules_are_read_as_they_are_written(tmp_path: Path) -> None:
    source = load_sources(written(tmp_path, ENTRY + READING + OTHER))["al-ayam"]
    assert source.reading == ReadingRules(
        title=("h1.titre", "h1"),
        text=('div[itemprop="articleBody"]',),
        date=("time.publie", "span.date"),
        evidence="صفحتان من الموقع، 2026-11-20",
        checked=date(2026, 11, 20),
    )
    assert load_sources(str(tmp_path))["assada"].reading is None


def test_a_file_or_a_folder_is_read_and_sorted(tmp_path: Path) -> None:
    written(tmp_path, OTHER, "a.toml")
    written(tmp_path, ENTRY, "b.toml")
    assert list(load_sources(str(tmp_path))) == ["al-ayam", "assada"]
    assert list(load_sources(str(tmp_path / "a.toml"))) == ["assada"]


def changed(old: str, new: str) -> str:
    assert ENTRY.count(old) == 1, f"{old!r} must stand in the entry once"
    return ENTRY.replace(old, new)


REFUSED = {
    "unknown field": (
        changed('kind = "newspaper"', 'kind = "newspaper"\nfeed = "x"'),
        "xx.toml, line 9, al-ayam: feed: no such field; known are id, name, home, country, languages, kind, "
        "time_zone, name_ar, affiliation, agency, hosts, enabled, disabled, note, checked, feeds, news_sitemaps, "
        "sitemaps, sections, guesses, reading",
    ),
    "missing field": (changed('name = "Al Ayam"\n', ""), "xx.toml, line 1, al-ayam: name: is missing"),
    "no id": (changed('id = "al-ayam"\n', ""), "xx.toml, line 1, an outlet without id: id: is missing"),
    "id": (
        changed('"al-ayam"', '"Al_Ayam"'),
        "xx.toml, line 2, Al_Ayam: id: 'Al_Ayam' has other characters than a-z, 0-9 and -; write for instance al-ayam",
    ),
    "wrong type": (changed('"Al Ayam"', "7"), "xx.toml, line 3, al-ayam: name: 7 is not a text in quotes"),
    "blank": (changed('"Al Ayam"', '" "'), "xx.toml, line 3, al-ayam: name: ' ' is not a text in quotes"),
    "yes for true": (
        changed("enabled = true", 'enabled = "yes"'),
        "xx.toml, line 10, al-ayam: enabled: 'yes' is not true or false",
    ),
    "country": (
        changed('"MA"', '"Maroc"'),
        "xx.toml, line 6, al-ayam: country: 'Maroc' is not an ISO 3166-1 code of two letters; write for instance MA",
    ),
    "country of two letters": (
        changed('"MA"', '"UK"'),
        "xx.toml, line 6, al-ayam: country: 'UK' is not an ISO 3166-1 code of two letters; write for instance MA",
    ),
    "language": (
        changed('["ar", "fr"]', '["arabic", "fr"]'),
        'xx.toml, line 7, al-ayam: languages: \'arabic\' is not an ISO 639-1 code; write for instance ["ar", "fr"]',
    ),
    "no language": (
        changed('["ar", "fr"]', "[]"),
        'xx.toml, line 7, al-ayam: languages: is missing or empty; write for instance ["ar", "fr"]',
    ),
    "language beside the list": (
        changed('["ar", "fr"]', '"ar"'),
        "xx.toml, line 7, al-ayam: languages: 'ar' is not a list in brackets",
    ),
    "kind": (
        changed('"newspaper"', '"paper"'),
        "xx.toml, line 8, al-ayam: kind: 'paper' is not known; write one of newspaper, broadcaster, pure player, "
        "agency, institution, aggregator",
    ),
    "time zone": (
        changed('"Africa/Casablanca"', '"Morocco"'),
        "xx.toml, line 9, al-ayam: time_zone: 'Morocco' is not an IANA name; write for instance Africa/Tunis",
    ),
    "home": (
        changed('"https://alayam.example/"', '"alayam.example"'),
        "xx.toml, line 5, al-ayam: home: 'alayam.example' is not an http or https address",
    ),
    "ftp feed in a table": (
        changed('"https://alayam.example/feed/"', '"ftp://alayam.example/feed/"'),
        "xx.toml, line 13, al-ayam: feeds.url: 'ftp://alayam.example/feed/' is not an http or https address",
    ),
    "ftp feed by itself": (
        changed('"https://alayam.example/fr/feed/"', '"ftp://alayam.example/fr/feed/"'),
        "xx.toml, line 14, al-ayam: feeds: 'ftp://alayam.example/fr/feed/' is not an http or https address",
    ),
    "feed without url": (
        changed('url = "https://alayam.example/feed/", ', ""),
        "xx.toml, line 13, al-ayam: feeds.url: is missing",
    ),
    "feed that is a number": (
        changed('"https://alayam.example/fr/feed/"', "7"),
        "xx.toml, line 14, al-ayam: feeds: 7 is neither an address nor a table with a url",
    ),
    "unknown field of a feed": (
        changed('language = "ar", checked', 'lang = "ar", checked'),
        "xx.toml, line 13, al-ayam: feeds.lang: no such field; known are url, language, section, checked",
    ),
    "language of a feed": (
        changed('language = "ar"', 'language = "en"'),
        "xx.toml, line 13, al-ayam: feeds.language: 'en' is not among the outlet's languages (ar, fr)",
    ),
    "date of a feed": (
        changed("2026-11-20", '"2026-11-20"'),
        "xx.toml, line 13, al-ayam: feeds.checked: '2026-11-20' is not a date such as 2026-11-24",
    ),
    "date with a time": (
        ENTRY + "checked = 2026-11-20T12:00:00Z",
        "xx.toml, line 16, al-ayam: checked: datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.timezone.utc) "
        "is not a date such as 2026-11-24",
    ),
    "endpoint twice": (
        changed("https://alayam.example/fr/feed/", "http://www.alayam.example/feed"),
        "xx.toml, line 14, al-ayam: feeds: http://www.alayam.example/feed is listed twice in this entry",
    ),
    "guess that is an endpoint": (
        ENTRY + '[source.guesses]\nsitemaps = [\n"https://alayam.example/feed"]',
        "xx.toml, line 18, al-ayam: guesses.sitemaps: https://alayam.example/feed is listed twice in this entry",
    ),
    "unknown list of guesses": (
        ENTRY + '[source.guesses]\nrss = ["https://alayam.example/rss"]',
        "xx.toml, line 17, al-ayam: guesses.rss: no such field; known are feeds, news_sitemaps, sitemaps, sections",
    ),
    "reading rules that are a list": (
        ENTRY + 'reading = ["h1"]',
        "xx.toml, line 16, al-ayam: reading: ['h1'] is not a table",
    ),
    "unknown reading rule": (
        ENTRY + READING + 'body = ["div"]',
        "xx.toml, line 26, al-ayam: reading.body: no such field; known are title, standfirst, text, author, date, "
        "remove, evidence, checked",
    ),
    "selector that is none": (
        (ENTRY + READING).replace('"span.date"', '"span..date"'),
        "xx.toml, line 22, al-ayam: reading.date: 'span..date' is not a CSS selector: Expected ident, got "
        "<DELIM '.' at 5>",
    ),
    "selector of Scrapy": (
        (ENTRY + READING).replace('"time.publie"', '"time::attr(datetime)"'),
        "xx.toml, line 21, al-ayam: reading.date: 'time::attr(datetime)' is not a CSS selector: Pseudo-"
        "elements are not supported.",
    ),
    "selector that is a number": (
        (ENTRY + READING).replace('"h1.titre"', "7"),
        "xx.toml, line 18, al-ayam: reading.title: 7 is not a CSS selector in quotes; write for instance 'h1.title'",
    ),
    "selector outside a list": (
        (ENTRY + READING).replace('["h1.titre", "h1"]', '"h1"'),
        "xx.toml, line 18, al-ayam: reading.title: 'h1' is not a list in brackets",
    ),
    "reading rules without evidence": (
        re.sub("evidence = .*\n", "", ENTRY + READING),
        "xx.toml, line 17, al-ayam: reading.evidence: is missing",
    ),
    "reading rules without a rule": (
        ENTRY + '[source.reading]\nevidence = "لا أحد"',
        "xx.toml, line 16, al-ayam: reading: has no rule; give selectors in title, standfirst, text, author, date, "
        "remove, or leave it out",
    ),
    "host": (
        ENTRY + 'hosts = ["m.alayam.example",\n"https://x.example"]',
        "xx.toml, line 17, al-ayam: hosts: 'https://x.example' is not a host name; write for instance m.hespress.com",
    ),
    "enabled without endpoint": (
        re.sub(r"feeds = \[.*\]\n", "", ENTRY, flags=re.DOTALL),
        "xx.toml, line 10, al-ayam: enabled: nothing to poll; give an address in feeds, news_sitemaps, sitemaps, "
        "sections, or disable the outlet",
    ),
    "enabled and disabled": (
        changed("enabled = true", 'enabled = true\ndisabled = "dead"'),
        "xx.toml, line 11, al-ayam: disabled: stands beside enabled = true; keep one of the two",
    ),
    "disabled without reason": (
        changed("enabled = true", "enabled = false"),
        "xx.toml, line 1, al-ayam: disabled: is missing; write enabled = true, or one of dead, blocked, repurposed, "
        "no-known-feed, legal, unverified, aggregator",
    ),
    "unknown reason": (
        changed("enabled = true", 'disabled = "lazy"'),
        "xx.toml, line 10, al-ayam: disabled: 'lazy' is not known; write one of dead, blocked, repurposed, "
        "no-known-feed, legal, unverified, aggregator",
    ),
    "endpoint of another outlet": (
        ENTRY + OTHER + 'feeds = ["https://alayam.example/fr/feed"]',
        "xx.toml, line 27, assada: feeds: https://alayam.example/fr/feed is already listed for al-ayam "
        "(xx.toml, line 14)",
    ),
    "id twice": (
        ENTRY + OTHER.replace('"assada"', '"al-ayam"'),
        "xx.toml, line 18, al-ayam: id: 'al-ayam' is already the id of xx.toml, line 2",
    ),
    "what is no outlet": (
        ENTRY + "[defaults]\nlanguage = 'ar'",
        "xx.toml, line 16: defaults: a registry has only [[source]] tables",
    ),
    "one bracket": (
        ENTRY.replace("[[source]]", "[source]"),
        "xx.toml, line 1: source: begin an entry with [[source]]",
    ),
    "syntax": (changed('"Al Ayam"', '"Al Ayam'), "xx.toml, line 3: not TOML: Illegal character '\\n'"),
    "unfinished": (ENTRY + 'hosts = ["a.example"\n', "xx.toml, line 17: not TOML: Unclosed array"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_wrong_entry_is_refused_with_file_line_and_field(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RegistryError) as caught:
        load_sources(written(tmp_path, text))
    assert str(caught.value) == message


def test_the_line_is_right_where_text_looks_like_toml(tmp_path: Path) -> None:
    note = 'note = """\n[[source]]\nid = "x"  # not an entry ]\n"""\n'
    with pytest.raises(RegistryError, match=r"^xx\.toml, line 27, assada: kind: 'press'"):
        load_sources(written(tmp_path, ENTRY + note + OTHER.replace("pure player", "press")))


def test_an_id_in_two_files_names_both(tmp_path: Path) -> None:
    written(tmp_path, ENTRY, "ma.toml")
    written(tmp_path, OTHER.replace('"assada"', '"al-ayam"'), "mr.toml")
    with pytest.raises(RegistryError, match=r"^mr\.toml, line 3, al-ayam: id: .* the id of ma\.toml, line 2$"):
        load_sources(str(tmp_path))


def test_what_is_no_registry_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"no \*\.toml file in this folder"):
        load_sources(str(tmp_path))
    with pytest.raises(RegistryError, match="there is no such registry file or folder"):
        load_sources(str(tmp_path / "ma.toml"))
    with pytest.raises(RegistryError, match="no outlet; an entry begins with"):
        load_sources(written(tmp_path, "# أحد\n"))
    (tmp_path / "xx.toml").write_bytes('name = "الأيام"'.encode("windows-1256"))
    with pytest.raises(RegistryError, match=r"^xx\.toml: byte 8 is not UTF-8; save the file as UTF-8$"):
        load_sources(str(tmp_path))
