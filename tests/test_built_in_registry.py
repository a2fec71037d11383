"""The built-in registry: nobody is lost, only what has evidence is polled, and who is not polled says why."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from corpus.taxonomy import COUNTRIES
from corpus.types import Source
from corpus.urls import url_key
from crawler.registry import load_sources

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "domain" / "sources.jsonl"
FILES = {"ma": "MA", "dz": "DZ", "tn": "TN", "ly": "LY", "mr": "MR", "eh": "EH"}


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


def test_reading_rules_name_who_showed_them(built_in: dict[str, Source]) -> None:
    """None is invented: each set of rules names a public repository and the file in it."""
    ruled = {source.id: source.reading for source in built_in.values() if source.reading}
    assert {"hespress", "le360-ar", "echorouk", "ennahar", "elkhabar", "aljazeera-ar", "france24-ar"} <= ruled.keys()
    assert sum(built_in[id_].enabled and bool(rules.text) for id_, rules in ruled.items()) >= 30
    for id_, rules in ruled.items():
        assert re.match(r"[\w-]+/[\w-]+ [\w./-]+\.\w+, ", rules.evidence), id_
        assert re.search(r"20\d\d|undated", rules.evidence), id_
        assert rules.checked is None or "one source only" not in rules.evidence, id_


def test_the_example_of_the_guide_is_an_entry(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "add-a-source.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    path = tmp_path / "example.toml"
    path.write_text(example, encoding="utf-8")
    source = load_sources(str(path))["al-ayam"]
    assert (source.name_ar, source.enabled, source.checked) == ("الأيام", True, date(2026, 11, 20))
    assert source.reading
    assert source.reading.text == ("div.texte-article",)
