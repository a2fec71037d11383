"""How well pages are read, beside plain trafilatura on the same pages in the same run.

`python -m bench.eval_reading [FOLDER]` scores the pages of FOLDER/manifest.jsonl (default
`../shared/pages`): token F1 of the text, standfirst kept, title, date, authors, language, per language,
and prints the failures with their page id and the median and p95 CPU milliseconds a page of both.
Standfirst and captions are neither asked of the text nor held against it.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

import trafilatura

from corpus.types import Page, Rejected
from pipelines.dates import parse_date
from pipelines.draft import draft_of_page
from pipelines.language import detect_language

PAGES = Path(__file__).resolve().parents[2] / "shared" / "pages"
#: Every page was fetched before; dates are judged against this day.
FETCHED = datetime(2026, 11, 1, tzinfo=UTC)
FIELDS = ("text", "standfirst", "title", "date", "authors", "language", "snippets")

_TOKEN = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reader made of a page."""

    text: str = ""
    title: str = ""
    day: date | None = None
    authors: tuple[str, ...] = ()
    language: str = ""
    rejected: str = ""


@dataclass(slots=True)
class Board:
    """Scores and failures of one reader."""

    scores: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def add(self, page: dict[str, Any], name: str, score: float, told: str) -> None:
        self.scores[page["lang"], name].append(score)
        if score < (0.9 if name == "text" else 1):
            self.failures.append(f"{name:10} {score:5.2f} {page['id']:32} {told}"[:260])


def load_pages(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each page's line of the manifest with its bytes."""
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        page = json.loads(line)
        yield page, gzip.decompress((folder / page["file"]).read_bytes())


def read_ours(page: dict[str, Any], body: bytes) -> Reading:
    """Our reader, up to the judgement of the text."""
    draft = draft_of_page(Page(url=page["url"], final_url=page["url"], body=body, fetched=FETCHED))
    if isinstance(draft, Rejected):
        return Reading(rejected=f"{draft.reason}: {draft.detail}")
    published = draft.published
    parsed = published.raw and parse_date(published.raw, language=page["lang"], time_zone="UTC", now=FETCHED)
    day = parsed.day if parsed and published.precision not in ("month", "year") else None
    language = detect_language(title=draft.title.text, text=draft.text, hint=draft.hint)
    return Reading(
        text=draft.text, title=draft.title.text, day=day, authors=draft.authors.names, language=language.code
    )


def read_trafilatura(page: dict[str, Any], body: bytes) -> Reading:
    """The library as it comes."""
    found = trafilatura.bare_extraction(body, url=page["url"], with_metadata=True)
    if not isinstance(found, trafilatura.settings.Document):
        return Reading(rejected="None")
    day = date.fromisoformat(found.date) if found.date else None
    authors = tuple(part.strip() for part in (found.author or "").split(";") if part.strip())
    return Reading(text=found.text or "", title=found.title or "", day=day, authors=authors, language=page["lang"])


def plain(text: str) -> str:
    """Spelling that does not count as a difference: composition, quotes, case, spaces."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(str.maketrans("’‘“”«»–—", '\'\'""""--'))
    return _SPACES.sub(" ", re.sub(r'"\s*([^"]*?)\s*"', r'"\1"', text)).strip(" .")


def token_f1(gold: str, text: str, neutral: Iterable[str]) -> float:
    """F1 of the bags of words; words of neutral passages are not held against the text."""
    wanted, found = Counter(_TOKEN.findall(plain(gold))), Counter(_TOKEN.findall(plain(text)))
    for passage in neutral:
        extra = Counter(_TOKEN.findall(plain(passage)))
        surplus = found - wanted
        found -= extra & surplus
    common = sum((wanted & found).values())
    return 2 * common / ((sum(wanted.values()) + sum(found.values())) or 1)


def score(page: dict[str, Any], reading: Reading, board: Board) -> None:
    """Add one reading's scores, for what is labelled on this page."""
    leads, captions = as_list(page["gold_lead"]), as_list(page["gold_captions"])
    if page["gold_text"]:
        f1 = token_f1(page["gold_text"], reading.text, [*leads, *captions])
        board.add(page, "text", f1, reading.rejected or f"{len(reading.text)} for {len(page['gold_text'])} characters")
        board.add(page, "language", reading.language == page["lang"], reading.language)
    if leads:
        board.add(page, "standfirst", holds(reading.text, " ".join(leads)), " ".join(leads)[:120])
    if page["gold_title"]:
        right = plain(reading.title) in map(plain, page["gold_title"])
        board.add(page, "title", right, f"{reading.title!r} for {page['gold_title'][0]!r}")
    if page["gold_date"]:
        right = str(reading.day) in page["gold_date"]
        board.add(page, "date", right, f"{reading.day} for {page['gold_date']}")
    if page["gold_authors"]:
        right = {plain(name) for name in reading.authors} == {plain(name) for name in page["gold_authors"]}
        board.add(page, "authors", right, f"{reading.authors} for {page['gold_authors']}")
    score_snippets(page, reading, board)


def score_snippets(page: dict[str, Any], reading: Reading, board: Board) -> None:
    """Passages that must, and must not, be in the text."""
    text = plain(reading.text)
    wanted = [(snippet, True) for snippet in as_list(page["gold_with"])]
    for snippet, good in wanted + [(snippet, False) for snippet in as_list(page["gold_without"])]:
        told = f"{'lost' if good else 'kept'} {snippet!r}"
        board.add(page, "snippets", (plain(snippet) in text) == good, told)


def holds(text: str, lead: str) -> float:
    """1 when nine of ten of the lead's words, in order of fours, are in the text; else 0."""
    words, inside = _TOKEN.findall(plain(lead)), " ".join(_TOKEN.findall(plain(text)))
    fours = [" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3))]
    return float(mean(four in inside for four in fours) >= 0.9)


def as_list(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def run(folder: Path, readers: dict[str, Callable[[dict[str, Any], bytes], Reading]]) -> dict[str, Board]:
    """Read every page with every reader."""
    boards = {name: Board() for name in readers}
    for page, body in load_pages(folder):
        for name, reader in readers.items():
            begin = time.process_time()
            reading = reader(page, body)
            boards[name].milliseconds.append(1000 * (time.process_time() - begin))
            score(page, reading, boards[name])
    return boards


def show(boards: dict[str, Board]) -> None:
    """The table, the times, and our failures."""
    print(f"{'':14}" + "".join(f"{name:>24}" for name in FIELDS))
    for reader, board in boards.items():
        cells = []
        for name in FIELDS:
            of_name = [board.scores.get((language, name), []) for language in ("fr", "ar", "en")]
            cells.append("/".join(f"{mean(values):.3f}" if values else "-" for values in of_name))
        print(f"{reader:14}" + "".join(f"{cell:>24}" for cell in cells))
    for reader, board in boards.items():
        times = board.milliseconds
        print(f"{reader:14} CPU ms a page: median {median(times):.1f}, p95 {quantiles(times, n=20)[-1]:.1f}", end="")
        print(f", mean {mean(times):.1f}, {len(times)} pages")
    print("\n".join(sorted(boards["ours"].failures)))


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else PAGES
    if not (folder / "manifest.jsonl").is_file():
        print(f"no manifest.jsonl in {folder}: give the folder of labelled pages", file=sys.stderr)
        return 1
    show(run(folder, {"ours": read_ours, "trafilatura": read_trafilatura}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
