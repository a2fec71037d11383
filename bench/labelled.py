"""The labelled articles, and which of them nobody may tune on.

`tests/labelled/dev.jsonl` and the articles of the demo press are small sets that the rules were corrected on.
`tests/labelled/articles/` and `tests/labelled/plain/` are the project's own, the first written to be hard, the second
in the plain register of daily news. Both are split by a hash of the id into a development part, whose failures are
read, and a test part, of which only figures are looked at. The split depends on nothing else, so an article that is
added or corrected moves no other.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.errors import MarsadError
from corpus.taxonomy import COUNTRIES, RELEVANCE, TOPICS
from tests.press.articles import texts

FOLDER = Path(__file__).parents[1] / "tests" / "labelled"
#: Of ten articles of our own, the share that is never tuned on.
TEST_TENTHS = 4


class LabelError(MarsadError):
    """A labelled article that is not well formed: file, article and field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An article and what a careful reader says of it."""

    id: str
    language: str
    title: str
    text: str
    relevance: str
    countries: tuple[str, ...]
    primary_country: str | None
    other_countries: tuple[str, ...]
    topics: tuple[str, ...]
    roles: frozenset[tuple[str, str]] = frozenset()  #: country and role; only in our own articles
    figures: tuple[str, ...] = ()  #: `victims 30`, `sentence_years 0.5`; only in our own articles
    arguable: frozenset[str] = frozenset()  #: countries and topics that are right with and without
    note: str = ""


def press() -> tuple[Labelled, ...]:
    """The articles of the small press that `make demo` crawls, in the plain register of daily news."""
    return tuple(
        Labelled(
            id=f"press-{text.id}",
            language=text.expect.language,
            title=text.title,
            text="\n".join(filter(None, (text.lead, *text.paragraphs()))),
            relevance=text.expect.relevance,
            countries=text.expect.countries,
            primary_country=text.expect.primary_country or None,
            other_countries=text.expect.other_countries,
            topics=text.expect.topics,
            arguable=frozenset(
                (*text.expect.topics_allowed, *text.expect.countries_allowed, *text.expect.other_allowed)
            ),
            note=text.expect.why,
        )
        for text in texts()
    )


def dev() -> tuple[Labelled, ...]:
    """The small set in `dev.jsonl`."""
    return read(FOLDER / "dev.jsonl")


def own(part: str | None = None) -> tuple[Labelled, ...]:
    """Our own articles, most of them hard; of one `part` ("development" or "test"), or all."""
    return _folder("articles", part)


def plain(part: str | None = None) -> tuple[Labelled, ...]:
    """Our own articles in the plain register of daily news; of one part, or all."""
    return _folder("plain", part)


def _folder(name: str, part: str | None) -> tuple[Labelled, ...]:
    found = [item for path in sorted((FOLDER / name).glob("*.toml")) for item in read(path)]
    ids = [item.id for item in found]
    if twice := {id_ for id_ in ids if ids.count(id_) > 1}:
        raise LabelError(f"{FOLDER / name}: these ids occur twice: {', '.join(sorted(twice))}")
    return tuple(item for item in found if part in (None, part_of(item.id)))


def part_of(id_: str) -> str:
    """To which part an article of our own belongs."""
    return "test" if int(sha256(id_.encode()).hexdigest(), 16) % 10 < TEST_TENTHS else "development"


SETS: Mapping[str, Callable[[], tuple[Labelled, ...]]] = {
    "dev": dev,
    "press": press,
    "development": lambda: own("development"),
    "plain": lambda: plain("development"),
    "test": lambda: own("test"),
    "plain-test": lambda: plain("test"),
}


def read(path: Path) -> tuple[Labelled, ...]:
    """The articles of a `.toml` or `.jsonl` file; raises `LabelError` with file, article and field."""
    try:
        content = path.read_text(encoding="utf-8")
        rows = (
            tomllib.loads(content).get("article", [])
            if path.suffix == ".toml"
            else [json.loads(line) for line in content.splitlines() if line.strip()]
        )
    except (OSError, ValueError) as error:  # TOMLDecodeError and JSONDecodeError are ValueErrors
        raise LabelError(f"{path}: {error}") from error
    return tuple(_item(row, f"{path}: {row.get('id', f'article {number}')}") for number, row in enumerate(rows, 1))


def _item(row: Mapping[str, Any], where: str) -> Labelled:
    for field in ("id", "language", "title", "text", "relevance"):
        if not isinstance(row.get(field), str):
            raise LabelError(f"{where}: {field}: a text is needed")
    if row["relevance"] not in RELEVANCE:
        raise LabelError(f"{where}: relevance: {row['relevance']!r} is none of {', '.join(RELEVANCE)}")
    return Labelled(
        **{field: row[field] for field in ("id", "language", "title", "relevance")},
        text=row["text"].strip(),
        countries=_names(row, "countries", COUNTRIES, where),
        primary_country=row.get("primary_country") or None,
        other_countries=_names(row, "other_countries", None, where),
        topics=_names(row, "topics", TOPICS, where),
        roles=frozenset((role[:2], role[3:]) for role in row.get("roles", ())),
        figures=tuple(row.get("figures", ())),
        note=row.get("note") or "",
    )


def _names(row: Mapping[str, Any], field: str, allowed: Iterable[str] | None, where: str) -> tuple[str, ...]:
    names = row.get(field, [])
    wrong = [name for name in names if allowed is not None and name not in allowed]
    if wrong or not isinstance(names, list):
        raise LabelError(f"{where}: {field}: {wrong or names!r} is not allowed")
    return tuple(names)
