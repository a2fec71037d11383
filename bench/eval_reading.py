"""How well pages are read, beside plain trafilatura and newspaper4k on the same pages in the same run.

`python -m bench.eval_reading` scores the project's own pages (tests/reading/) and, where they are at hand,
the pages with gold text outside the project (../shared/pages): token F1 of the text, standfirst kept, title,
date, time, authors, languages, access, agency, snippets, a language apart. Standfirst and captions are neither
asked of the text nor held against it. Our own pages are read a second time with their dates taken out: each
date that is then given is invented. Prints our failures by field, ours over gold, with their page id.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from statistics import median, quantiles

from bench.reading.board import Board, table
from bench.reading.evaluate import OURS, evaluate, installed
from bench.reading.floors import Floors, faults, measured, raised, read_floors, write_floors
from bench.reading.samples import LANGUAGES, OWN, SHARED, folders, load


def arguments(given: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.eval_reading", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="score this folder alone")
    parser.add_argument("--shared", type=Path, default=SHARED, metavar="FOLDER", help="the pages outside the project")
    parser.add_argument("--only", default="", metavar="PREFIX", help="only pages whose id begins so")
    parser.add_argument("--no-peers", action="store_true", help="our reader alone")
    parser.add_argument("--peer-failures", action="store_true", help="print the failures of the others, too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all scores, page by page")
    parser.add_argument("--raise-floors", action="store_true", help="pin what is better than tests/floors/reading.toml")
    parser.add_argument("--new-pages", action="store_true", help="with it: set floors anew where pages are others")
    options = parser.parse_args(given)
    if options.raise_floors and (options.only or options.pages):
        parser.error("floors are raised over whole sets: without --only and --pages")
    return options


def sets(options: argparse.Namespace) -> dict[str, Path]:
    """The sets of pages that are here, by name; says which are not."""
    wanted = {options.pages.name: options.pages} if options.pages else {"own": OWN, "shared": options.shared}
    for name, place in wanted.items():
        if not folders(place):
            print(f"{name}: skipped, no manifest.jsonl in {place}", file=sys.stderr)
    return {name: place for name, place in wanted.items() if folders(place)}


def show(name: str, boards: dict[str, Board], missing: list[str]) -> None:
    """The tables of a set, a language each, and the times."""
    for language in LANGUAGES:
        pages = {sample.id for sample, _ in boards[OURS].scores if sample.language == language}
        if pages:
            print(f"\n{name}, {language}: {len(pages)} pages")
            print("\n".join(table(boards, language)))
            print(
                "".join(f"{peer:22}  not installed: pip install -r requirements-bench.txt\n" for peer in missing),
                end="",
            )
    for reader, board in boards.items():
        print(f"{reader:22} {cpu(board.seconds)}")


def cpu(seconds: list[float]) -> str:
    """One line about the time that pages took; `python -m bench.reading` measures it with more care."""
    times = [1000 * value for value in seconds]
    high = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return f"CPU ms a page: median {median(times):.1f}, p95 {high:.1f}, {len(times)} readings"


def show_failures(reader: str, board: Board) -> None:
    """What is not right, by field."""
    for name, lines in board.failures().items():
        print(f"\n{reader}, {name}: {len(lines)} not right")
        print("\n".join(lines))


def keep_floors(now: Floors, *, new_pages: bool) -> int:
    """Raise what rose; 1 when something stands that raising cannot mend."""
    write_floors(raised(read_floors(), now, new_pages=new_pages))
    left = faults(read_floors(), now)
    print("\n".join(left), file=sys.stderr)
    return 1 if left else 0


def main(given: list[str]) -> int:
    """0 done, 1 no pages or a floor that does not hold, 2 a wrong argument."""
    options = arguments(given)
    peers, missing = ([], []) if options.no_peers or options.raise_floors else installed()
    told, now = {}, Floors()
    for name, place in sets(options).items():
        samples = load(place, options.only)
        if not samples:
            continue
        boards = evaluate(samples, peers)
        show(name, boards, missing)
        for reader, board in boards.items():
            if reader == OURS or options.peer_failures:
                show_failures(reader, board)
        told[name] = {reader: board.as_json() for reader, board in boards.items()}
        now |= measured(name, samples, boards[OURS])
    if options.json:
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    if not told:
        print("no page to score", file=sys.stderr)
        return 1
    return keep_floors(now, new_pages=options.new_pages) if options.raise_floors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
