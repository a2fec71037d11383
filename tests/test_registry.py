"""The registry of outlets: what is refused, what is selected, and that the built-in one is sound."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import BadArgument, RegistryError
from corpus.taxonomy import COUNTRIES
from corpus.types import Endpoint, Source
from corpus.urls import url_key
from crawler.registry import DisabledSource, load_sources, matching, select

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "domain" / "sources.jsonl"
FILES = {"ma": "MA", "dz": "DZ", "tn": "TN", "ly": "LY", "mr": "MR", "eh": "EH"}

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
        "sitemaps, sections, guesses",
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


# --- What is selected -----------------------------------------------------------------------------

AYAM = Source(
    id="al-ayam",
    name="الأيام",
    home="https://alayam.example",
    country="MA",
    languages=("ar", "fr"),
    kind="newspaper",
    endpoints=(
        Endpoint(url="https://alayam.example/ar", kind="feed", language="ar"),
        Endpoint(url="https://alayam.example/fr", kind="feed", language="fr"),
        Endpoint(url="https://alayam.example/all", kind="feed"),
    ),
    enabled=True,
)
QUDS = Source(
    id="quds",
    name="القدس",
    home="https://quds.example",
    country="GB",
    languages=("ar",),
    kind="newspaper",
    endpoints=(Endpoint(url="https://quds.example/ar", kind="feed", language="ar"),),
    enabled=True,
)
MAGHREB = Source(
    id="maghreb",
    name="Maghreb",
    home="https://maghreb.example",
    country="TN",
    languages=("ar", "en"),
    kind="newspaper",
    endpoints=(Endpoint(url="https://maghreb.example/en", kind="feed", language="en"),),
    enabled=True,
)
DEAD = Source(
    id="assada",
    name="الصدى",
    home="https://assada.example",
    country="MR",
    languages=("ar",),
    kind="newspaper",
    disabled="dead",
    note="أغلقت الجريدة",
)
REGISTRY = {source.id: source for source in (AYAM, DEAD, MAGHREB, QUDS)}


@pytest.mark.parametrize(
    ("countries", "languages", "ids", "found"),
    [
        ((), (), (), ["al-ayam", "maghreb", "quds"]),
        ((), ("ar",), (), ["al-ayam", "quds"]),
        (("MA",), (), (), ["al-ayam"]),
        (("INTL",), (), (), ["quds"]),
        (("GB",), (), (), ["quds"]),
        (("MA", "INTL"), ("ar",), (), ["al-ayam", "quds"]),
        (("MR",), (), (), []),
        ((), (), ("quds", "maghreb"), ["maghreb", "quds"]),
        (("MA",), (), ("quds",), []),
        ((), ("fr", "en"), (), ["al-ayam", "maghreb"]),
    ],
)
def test_what_is_selected(
    countries: tuple[str, ...], languages: tuple[str, ...], ids: tuple[str, ...], found: list[str]
) -> None:
    assert [one.id for one in select(REGISTRY, countries=countries, languages=languages, ids=ids)] == found


def test_a_language_leaves_out_the_endpoints_in_others() -> None:
    (source,) = select(REGISTRY, languages=("ar",), countries=("MA",))
    assert [endpoint.url for endpoint in source.endpoints] == [
        "https://alayam.example/ar",
        "https://alayam.example/all",
    ]
    (whole,) = matching(REGISTRY, languages=("ar",), countries=("MA",))
    assert whole == AYAM


def test_unknown_names_are_answered_with_the_known_ones() -> None:
    with pytest.raises(BadArgument, match=r"^country: 'Maroc' is not known; allowed: GB, INTL, MA, MR, TN$"):
        select(REGISTRY, countries=("Maroc",))
    with pytest.raises(BadArgument, match=r"^language: 'es' is not known; allowed: ar, en, fr$"):
        select(REGISTRY, languages=("es",))
    with pytest.raises(BadArgument, match=r"^source: 'qods' is not known; .*`scrapy sources list`, such as quds$"):
        select(REGISTRY, ids=("qods",))


def test_a_disabled_outlet_that_is_named_says_why() -> None:
    with pytest.raises(DisabledSource, match=r"^source: 'assada' is disabled \(dead\): أغلقت الجريدة$"):
        select(REGISTRY, ids=("al-ayam", "assada"))


# --- The built-in registry ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built_in() -> dict[str, Source]:
    return load_sources()


def test_every_file_holds_its_country() -> None:
    for name, country in FILES.items():
        found = load_sources(str(ROOT / "crawler" / "sources" / f"{name}.toml"))
        assert {source.country for source in found.values()} == {country}
    abroad = load_sources(str(ROOT / "crawler" / "sources" / "international.toml"))
    assert not {source.country for source in abroad.values()} & set(COUNTRIES)


def test_no_outlet_is_lost(built_in: dict[str, Source]) -> None:
    """At least those that the project began with; adding one breaks nothing."""
    counts = Counter(source.country if source.country in COUNTRIES else "INTL" for source in built_in.values())
    for country, number in {"MA": 71, "DZ": 53, "TN": 45, "LY": 32, "MR": 35, "EH": 6, "INTL": 84}.items():
        assert counts[country] >= number, country
    assert sum(source.enabled for source in built_in.values()) >= 190
    assert sum(source.agency for source in built_in.values()) >= 13


@pytest.mark.skipif(not SHARED.exists(), reason="the list of outlets (../shared/domain) is not beside the project")
def test_the_outlets_are_those_of_the_list(built_in: dict[str, Source]) -> None:
    rows = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        source = built_in[row["id"]]
        assert (source.name_ar, source.country) == (row["name_ar"], row["country"])
        assert source.languages == tuple(row["languages"])
        assert source.agency is row["agency_widely_republished"]


@pytest.mark.skipif(not SHARED.exists(), reason="the list of outlets (../shared/domain) is not beside the project")
def test_only_what_has_evidence_is_polled(built_in: dict[str, Source]) -> None:
    """An endpoint of the list was fetched by somebody, or seen in use in recent years; guesses stay guesses."""
    rows = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    listed = {url_key(each["url"]): each for row in rows for each in (*row["feeds"], *row["sitemaps"])}
    polled = [one for source in built_in.values() if source.enabled for one in source.endpoints]
    of_list = [(one, listed[url_key(one.url)]) for one in polled if url_key(one.url) in listed]
    assert len(of_list) >= 220
    for endpoint, evidence in of_list:
        assert evidence["basis"] == "evidenced", endpoint.url
        assert evidence["live_check"] or evidence["confidence"] in ("medium", "high"), endpoint.url
        assert not evidence.get("stale_evidence"), endpoint.url
        assert {each["kind"] for each in evidence["evidence"]} != {"weak"}, endpoint.url


def test_no_address_is_polled_twice(built_in: dict[str, Source]) -> None:
    keys = Counter(url_key(one.url) for source in built_in.values() for one in source.endpoints)
    assert [key for key, number in keys.items() if number > 1] == []


def test_every_disabled_outlet_says_why(built_in: dict[str, Source]) -> None:
    for source in built_in.values():
        assert source.enabled or (source.disabled and source.note), source.id
    reasons = {source.id: source.disabled for source in built_in.values()}
    assert {id_ for id_, reason in reasons.items() if reason == "legal"} == {"rt-arabic", "sputnik-afrique"}
    assert reasons["liberte"] == "repurposed"
    assert {reasons[id_] for id_ in ("map", "medias24", "2m", "alwasat", "alarabiya")} == {"blocked"}
    assert not any(source.enabled for source in built_in.values() if source.kind == "aggregator")


def test_arabic_names_are_arabic_and_unescaped(built_in: dict[str, Source]) -> None:
    assert built_in["hespress"].name_ar == "هسبريس"
    assert built_in["lana"].name_ar == "وكالة الأنباء الليبية"
    named = [source.name_ar for source in built_in.values() if source.name_ar]
    assert len(named) >= 190
    assert all(re.search(r"[\u0600-\u06FF]", name) for name in named)
    for path in (ROOT / "crawler" / "sources").glob("*.toml"):
        assert "\\u" not in path.read_text(encoding="utf-8"), path.name


def test_the_example_of_the_guide_is_an_entry(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "add-a-source.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    source = load_sources(written(tmp_path, example))["al-ayam"]
    assert (source.name_ar, source.enabled, source.checked) == ("الأيام", True, date(2026, 11, 20))
