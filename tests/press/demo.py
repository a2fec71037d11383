"""`make demo`: the main job, end to end, on the press that the project carries; no network.

Starts the press on loopback, runs the real `scrapy crawl press` with SQLite, prints what became of every
page, compares it with what the press expects, and writes `var/demo/articles.csv`. Run again, it fetches no
article twice.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from corpus.store import Store
from tests.press.checks import check, expectations
from tests.press.press import Press
from tests.press.server import Asked

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "demo"
PORT = int(os.environ.get("DEMO_PORT", "8808"))
#: 0 complete, 3 partial: one of the outlets is down on purpose, and the crawl says so.
EXPECTED_EXITS = (0, 3)


def main() -> int:
    """Exit 0 when the crawl, the store and the export did what they should; tags that missed are listed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    press = Press(PORT)
    try:
        press.start()
    except OSError as error:
        print(f"make demo: port {PORT} cannot be used ({error.strerror}); choose another: make demo DEMO_PORT=8809")
        return 1
    with_press = FOLDER / "press.toml"
    with_press.write_text(press.registry_toml(), encoding="utf-8")
    print(
        f"The press: {len(expectations())} articles of 14 outlets on loopback, port {PORT}, and two broken outlets.\n"
    )
    try:
        code = scrapy("crawl", "press")
    finally:
        press.stop()
    if code not in EXPECTED_EXITS:
        print(f"make demo: the crawl ended with exit code {code}; its log is {FOLDER / 'crawl.log'}")
        return 1
    if code == 3:
        print("\nThe crawl is 'partial' because one outlet of the press is down and one has a broken feed, on purpose.")
    return report(press.log) or export()


def scrapy(*arguments: str) -> int:
    """Run one of the project's commands on the demo's own database; its log goes to a file."""
    environment = {
        **os.environ,
        "MARSAD_VAR": str(FOLDER),
        "MARSAD_DATABASE_URL": f"sqlite:///{FOLDER / 'marsad.db'}",
        "MARSAD_SOURCES": str(FOLDER / "press.toml"),
        "MARSAD_DOWNLOAD_DELAY": "0",  # loopback: nobody to be polite to
        "MARSAD_POLL_MINUTES": "0",
        "MARSAD_LOOKBACK_DAYS": "36500",  # the articles of the press do not grow younger
    }
    with (FOLDER / f"{arguments[0]}.log").open("w", encoding="utf-8") as log:
        command = [sys.executable, "-m", "scrapy", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, stderr=log, check=False).returncode


def report(log: list[Asked]) -> int:
    """What reached the press, and how the stored articles compare with what it expects."""
    store = Store.open(f"sqlite:///{FOLDER / 'marsad.db'}")
    try:
        articles = tuple(store.articles())
    finally:
        store.close()
    paths = {(expected.outlet.address, expected.path) for expected in expectations()}
    fetched = sum((asked.host, asked.path) in paths for asked in log)
    print(f"\nRequests that reached the press: {len(log)}, of them {fetched} for articles.")
    misses = check(articles)
    print(f"In the database: {len(articles)} articles; {len(expectations())} expected.")
    if misses:
        kinds = Counter(miss.split(": ")[1] for miss in misses)
        print(
            f"Expectations that were not met: {len(misses)} ({', '.join(f'{k} {n}' for k, n in kinds.most_common())})"
        )
        print("\n".join(f"  {miss}" for miss in misses))
    else:
        print("Every expectation of the press was met: title, text, date, authors, language, relevance, tags.")
    missing = sum("was not stored" in miss for miss in misses)
    return 1 if missing else 0


def export() -> int:
    """The corpus as a spreadsheet."""
    target = FOLDER / "articles.csv"
    code = scrapy("export", "--format", "csv", "-o", str(target))
    if code:
        print(f"make demo: the export ended with exit code {code}; see {FOLDER / 'export.log'}")
        return 1
    print(f"\nWritten: {target.relative_to(ROOT)} ({target.stat().st_size // 1024} KiB). Its log: var/demo/crawl.log")
    return 0


if __name__ == "__main__":
    sys.exit(main())
