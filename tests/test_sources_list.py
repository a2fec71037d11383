"""`scrapy sources list` and `coverage`: what a person reads of the registry, and what a program does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.catalogue import as_json, coverage, table, totals
from crawler.registry import load_sources
from crawler.toml_lines import key_lines

ROOT = Path(__file__).resolve().parents[1]
REGISTRY = """
[[source]]
id = "al-ayam"
name = "Al Ayam"
name_ar = "الأيّام"
home = "https://alayam.example/"
country = "MA"
languages = ["ar", "fr"]
kind = "newspaper"
time_zone = "Africa/Casablanca"
enabled = true
note = "ملاحظة"
feeds = [{ url = "https://alayam.example/feed", language = "ar", checked = 2026-11-20 }]
sections = ["https://alayam.example/a", "https://alayam.example/b"]

[[source]]
id = "quds"
name = "Quds"
name_ar = "القدس"
home = "https://quds.example/"
country = "GB"
languages = ["ar"]
kind = "newspaper"
time_zone = "Europe/London"
enabled = true
feeds = ["https://quds.example/feed"]

[[source]]
id = "assada"
name = "Assada"
home = "https://assada.example"
country = "MR"
languages = ["ar", "fr"]
kind = "pure player"
time_zone = "Africa/Nouakchott"
disabled = "no-known-feed"
note = "Nobody knows."

[source.guesses]
feeds = ["https://assada.example/feed"]
"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "xx.toml"
    path.write_text(REGISTRY, encoding="utf-8")
    return path


def run(registry: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MARSAD_")}
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "sources", *arguments],
        cwd=ROOT,
        env=environment | {"MARSAD_SOURCES": str(registry)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_table_is_one_line_an_outlet_arabic_last(registry: Path) -> None:
    sources = tuple(load_sources(str(registry)).values())
    assert table(sources).splitlines() == [
        "id       country  languages  endpoints           state          checked     name     الاسم",
        "al-ayam  MA       ar fr      1 feed, 2 sections  enabled        2026-11-20  Al Ayam  الأيّام",
        "assada   MR       ar fr      (1 guessed)         no-known-feed              Assada",
        "quds     GB       ar         1 feed              enabled                    Quds     القدس",
    ]
    assert table(sources[:2], notes=True).splitlines()[2::2] == ["    ملاحظة", "    Nobody knows."]
    assert table(()).startswith("id  country")


def test_the_sums(registry: Path) -> None:
    sources = tuple(load_sources(str(registry)).values())
    assert totals(sources) == "3 outlets, 2 enabled; disabled: 1 no-known-feed"
    assert totals(sources[:1]) == "1 outlet, 1 enabled"


def test_coverage_counts_what_is_polled_of_what_publishes(registry: Path) -> None:
    lines = coverage(tuple(load_sources(str(registry)).values())).splitlines()
    assert lines[0] == "| country | Arabic | French | English | all |"
    assert "| Morocco | 1 of 1 | 1 of 1 | 0 of 0 | 1 of 1 |" in lines  # its sections are in no language in particular
    assert "| Mauritania | 0 of 1 | 0 of 1 | 0 of 0 | 0 of 1 |" in lines
    assert lines[-2:] == [
        "| beyond (INTL) | 1 of 1 | 0 of 0 | 0 of 0 | 1 of 1 |",
        "| all | 2 of 3 | 1 of 2 | 0 of 0 | 2 of 3 |",
    ]


def test_json_has_the_fields_of_a_source_and_arabic_as_it_is(registry: Path) -> None:
    line = as_json(load_sources(str(registry))["al-ayam"])
    found = json.loads(line)
    assert "الأيّام" in line
    assert (found["id"], found["checked"], found["endpoints"][0]["language"]) == ("al-ayam", "2026-11-20", "ar")


def test_the_shell_prints_data_on_stdout_and_sums_on_stderr(registry: Path) -> None:
    done = run(registry, "list", "--language", "ar", "--disabled", "--json")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["assada"]
    assert (done.returncode, done.stderr) == (0, "1 outlet, 0 enabled; disabled: 1 no-known-feed\n")


def test_the_list_is_what_is_shown_by_default(registry: Path) -> None:
    done = run(registry, "--country", "MA,INTL", "--enabled")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["id", "al-ayam", "quds"]
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("lists",), "scrapy sources: sources: 'lists' is not known; allowed: list, check, coverage"),
        (("--country", "Maroc"), "scrapy sources: country: 'Maroc' is not known; allowed: GB, INTL, MA, MR"),
        (("--language", "es"), "scrapy sources: language: 'es' is not known; allowed: ar, fr"),
        (
            ("list", "--source", "asada"),
            "scrapy sources: source: 'asada' is not known; allowed: an id of `scrapy sources list`, such as assada",
        ),
    ],
)
def test_mistakes_are_one_line_and_exit_2(registry: Path, arguments: tuple[str, ...], line: str) -> None:
    done = run(registry, *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{line}\n")


def test_a_wrong_registry_is_one_line_and_exit_1(registry: Path) -> None:
    registry.write_text(REGISTRY.replace('"quds"', '"القدس"'), encoding="utf-8")
    done = run(registry, "list")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("scrapy sources: xx.toml, line 17, القدس: id: 'القدس' has other characters")
    assert done.stderr.count("\n") == 1


def test_lines_of_nested_values() -> None:
    text = """\
top.a = 1
[[s]]
'quoted "key"' = '''
[x]
''' # ]
list = [
  { b = "[", c = [
    1,
    { d = 1979-05-27 07:32:00 } ] },
]
[s.sub]
e = \"\"\"\\\"\"\"\"
f = 1
[[s]]
[[s.sub2]]
g = {}
"""
    assert {"/".join(map(str, place)): line for place, line in key_lines(text).items()} == {
        "top/a": 1,
        "s/0": 2,
        's/0/quoted "key"': 3,
        "s/0/list": 6,
        "s/0/list/0": 7,
        "s/0/list/0/b": 7,
        "s/0/list/0/c": 7,
        "s/0/list/0/c/0": 8,
        "s/0/list/0/c/1": 9,
        "s/0/list/0/c/1/d": 9,
        "s/0/sub": 11,
        "s/0/sub/e": 12,
        "s/0/sub/f": 13,
        "s/1": 14,
        "s/1/sub2/0": 15,
        "s/1/sub2/0/g": 16,
    }
