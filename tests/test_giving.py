"""`scrapy export`, `scrapy runs` and `scrapy db` at the shell: data on stdout, the rest on stderr, true exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.exports.csv import read_csv
from corpus.store import Store
from corpus.types import Rejected
from tests.samples import HOUR, NOW, article
from tests.shell import Run

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with one run: three articles, one of them behind a paywall, and a rejected page."""
    address = f"sqlite:///{tmp_path_factory.mktemp('giving') / 'marsad.db'}"
    store = Store.open(address)
    run = store.begin_run("crawl", {"country": "MA"}, NOW)
    for number in range(3):
        found = article(f"https://assada.example/{number}", source="assada")
        walled = replace(found, access="paywalled", missed_rules=("standfirst",))
        store.keep_loose(run, found if number else walled, "assada", NOW)
    store.keep_loose(run, Rejected(reason="too-short"), "assada", NOW)
    store.end_run(run, "complete", NOW + HOUR)
    store.close()
    return address


def test_at_a_real_shell(url: str) -> None:
    environment = os.environ | {"MARSAD_DATABASE_URL": url}
    command = [sys.executable, "-m", "scrapy", "export", "--format", "jsonl", "--query", "طنجة"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "scrapy export: 3 articles\n")
    assert [json.loads(line)["language"] for line in done.stdout.splitlines()] == ["ar"] * 3
    failed = subprocess.run([*command, "--country", "FR"], env=environment, cwd=ROOT, capture_output=True, check=False)
    assert (failed.returncode, failed.stdout) == (2, b"")


def test_an_export_into_a_file(scrapy: Run, url: str, tmp_path: Path) -> None:
    target = tmp_path / "مقالات.csv"
    done = scrapy(url, "export", "--format", "csv", "-o", str(target), "--country", "MA", "--since", "2026-11")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "scrapy export: 3 articles\n")
    with target.open("rb") as file:
        assert len(list(read_csv(file))) == 3


def test_an_export_into_a_pipe(scrapy: Run, url: str) -> None:
    done = scrapy(url, "export", "--format", "jsonl", "--query", "طنجة")
    assert done.returncode == 0
    assert [json.loads(line)["language"] for line in done.stdout.splitlines()] == ["ar"] * 3


def test_an_export_without_what_is_paywalled(scrapy: Run, url: str) -> None:
    done = scrapy(url, "export", "--format", "jsonl", "--access", "full")
    assert (done.returncode, done.stderr) == (0, "scrapy export: 2 articles\n")
    assert {json.loads(line)["access"] for line in done.stdout.splitlines()} == {"full"}


def test_nothing_found_is_not_a_failure(scrapy: Run, url: str, tmp_path: Path) -> None:
    target = tmp_path / "none.csv"
    done = scrapy(url, "export", "-o", str(target), "--topic", "organ_trafficking")
    assert (done.returncode, done.stderr) == (0, "scrapy export: no article matches; the file has only its header\n")
    assert target.read_text("utf-8-sig").startswith("id,url,")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--format", "xlsx"), "csv, jsonl, parquet"),
        (("--country", "FR"), "MA, DZ, TN, LY, MR, EH"),
        (("--access", "free"), "full, paywalled, stub"),
        (("--since", "hier"), "YYYY-MM-DD"),
        (("--story", "7"), "stories do not exist yet"),
        (("--source", "no-such-paper"), "scrapy sources list"),
        (("--contry", "MA"), "--contry"),
    ],
)
def test_a_mistake_is_one_line_and_exit_2(scrapy: Run, url: str, arguments: tuple[str, ...], named: str) -> None:
    done = scrapy(url, "export", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert named in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_database_that_is_not_there_is_exit_1(scrapy: Run, tmp_path: Path) -> None:
    done = scrapy(f"sqlite:///{tmp_path}/none.db", "export")
    assert done.returncode == 1
    assert "there is no database" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_ledger_as_table_and_as_objects(scrapy: Run, url: str) -> None:
    assert scrapy(url, "runs").stdout.splitlines()[1].split()[:2] == ["1", "crawl"]
    one = scrapy(url, "runs", "1").stdout
    assert "stored        3" in one
    assert ["assada", "rejected", "too-short", "1"] in [line.split() for line in one.splitlines()]
    assert "by access     full 2, paywalled 1" in one
    assert "rules missed  assada: standfirst 1 of 3" in one
    parsed = json.loads(scrapy(url, "runs", "1", "--json").stdout)
    assert (parsed["id"], parsed["totals"]["stored"], parsed["stored"]["countries"]) == (1, 3, {"MA": 3})
    assert parsed["stored"]["access"] == {"full": 2, "paywalled": 1}
    assert parsed["missed_rules"] == {"assada": {"standfirst": 1}}
    missing = scrapy(url, "runs", "99")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "1 to 1" in missing.stderr


def test_check_backup_and_upgrade(scrapy: Run, url: str, tmp_path: Path) -> None:
    assert "no problems" in scrapy(url, "db", "check").stdout
    assert scrapy(url, "db", "backup", str(tmp_path / "copy.db")).returncode == 0
    copy = Store.open(f"sqlite:///{tmp_path / 'copy.db'}")
    assert len(list(copy.articles())) == 3
    copy.close()
    assert "already" in scrapy(url, "db", "upgrade").stdout
    assert scrapy(f"sqlite:///{tmp_path}/new/m.db", "db", "upgrade").returncode == 0
    assert scrapy(url, "db", "backup").returncode == 2
    assert scrapy(url, "db", "destroy").returncode == 2
