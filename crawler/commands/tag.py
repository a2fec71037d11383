"""`scrapy tag [FILE.jsonl]`: tag articles that come as JSON lines; no database, no network."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from corpus.errors import BadArgument, MarsadError
from corpus.exports.figure_text import figure_text
from corpus.figures import Figure
from corpus.types import Span, Tag
from crawler.command import DONE, FAILED, MarsadCommand, write_utf8
from pipelines.figures import judged_figures
from pipelines.judge import Verdict, judge
from pipelines.language import detect_language
from pipelines.rules import Rules, load_rules

_SURROGATE = re.compile("[\ud800-\udfff]")


class BadLine(MarsadError):
    """A line that is not an article; the others go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What `tag` needs of an input line; `url` and `published` may stand beside and are not read."""

    id: str | int
    title: str
    text: str
    language: str | None


class Command(MarsadCommand):
    """One object in, one object out, in order, however long the input is."""

    def syntax(self) -> str:
        return "[FILE.jsonl] [--plain]"

    def short_desc(self) -> str:
        return "Tag articles given as JSON lines (id, title, text): relevance, countries, topics, figures"

    def long_desc(self) -> str:
        return (
            "Reads {id, title, text[, language, url, published]}, one JSON object a line, from FILE or standard input; "
            "writes {id, language, relevance, primary_country, countries, other_countries, topics, figures} in the "
            "same order. A tag is {name, score, evidence: [{field, start, end, text}]}, a figure {kind, low, high, "
            "qualifier, unit, evidence}; with --plain a tag is its name, a figure `victims=30`. Wrong lines are "
            "named on standard error, the others go on, and the exit code is 1."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--plain", action="store_true", help="bare names in place of tags with their evidence")

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) > 1:
            raise BadArgument("FILE", " ".join(args), "one file, or none for standard input")
        rules = load_rules()
        write_utf8()
        wrong = 0
        with open_input(args[0] if args else "-") as stream:
            for number, line in numbered_lines(stream):
                try:
                    print(as_json(tagged(read_item(line), rules, plain=opts.plain)))
                except BadLine as error:
                    wrong += 1
                    print(f"scrapy tag: line {number}: {error}", file=sys.stderr)
        return FAILED if wrong else DONE


def as_json(value: dict[str, Any]) -> str:
    """One line of JSON in its own characters; escaped where a lone surrogate cannot be written as UTF-8."""
    line = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if _SURROGATE.search(line) else line


def open_input(name: str) -> Any:
    """Bytes of a file, or of standard input for `-`."""
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise MarsadError(f"{name}: {error.strerror}") from error


def numbered_lines(stream: BinaryIO | Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers from 1, blank ones left out, a byte order mark taken off."""
    for number, line in enumerate(stream, 1):
        content = line.removeprefix(b"\xef\xbb\xbf").strip()
        if content:
            yield number, content


def read_item(line: bytes) -> Item:
    """An article from one line; raises `BadLine` saying what is wrong."""
    try:
        value = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise BadLine("not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise BadLine("not a JSON object")
    for name in ("id", "text"):
        if name not in value:
            raise BadLine(f"no {name!r}")
    if isinstance(value["id"], bool) or not isinstance(value["id"], str | int):
        raise BadLine("'id' is neither text nor a whole number")
    for name in ("title", "text", "language"):
        if not isinstance(value.get(name, ""), str) and not (name != "text" and value[name] is None):
            raise BadLine(f"{name!r} is not text")
    return Item(id=value["id"], title=value.get("title") or "", text=value["text"], language=value.get("language"))


def tagged(item: Item, rules: Rules, *, plain: bool) -> dict[str, Any]:
    """The output object of one article."""
    language = item.language or detect_language(title=item.title, text=item.text).code
    verdict = judge(item.title, item.text, language, rules)
    figures = judged_figures(item.title, item.text, verdict)
    return {
        "id": item.id,
        "language": language,
        "relevance": verdict.relevance,
        "primary_country": verdict.primary_country,
        "countries": listed(verdict, "country", plain),
        "other_countries": listed(verdict, "other_country", plain),
        "topics": listed(verdict, "topic", plain),
        "figures": [figure_text(figure) if plain else figure_object(figure) for figure in figures],
    }


def listed(verdict: Verdict, kind: str, plain: bool) -> list[Any]:
    """The tags of one kind, as names or as objects."""
    tags = [tag for tag in verdict.tags if tag.kind == kind]
    return [tag.name for tag in tags] if plain else [with_evidence(tag) for tag in tags]


def with_evidence(tag: Tag) -> dict[str, Any]:
    return {"name": tag.name, "score": tag.score, "evidence": spans(tag.evidence)}


def figure_object(figure: Figure) -> dict[str, Any]:
    bounds = {"low": figure.low, "high": figure.high, "qualifier": figure.qualifier, "unit": figure.unit}
    return {"kind": figure.kind, **bounds, "evidence": spans(figure.evidence)}


def spans(evidence: Iterable[Span]) -> list[dict[str, Any]]:
    return [{"field": s.field, "start": s.start, "end": s.end, "text": s.text} for s in evidence]
