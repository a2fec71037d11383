"""The registry as people read it: a table of outlets, their sum, and which country is covered in which language."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from corpus.taxonomy import COUNTRIES, LANGUAGES
from corpus.types import Source
from crawler.registry import INTERNATIONAL

#: Arabic names stand last in the line, so that a terminal that writes them from the right moves no other column.
HEADINGS = ("id", "country", "languages", "endpoints", "state", "checked", "name", "الاسم")


def table(sources: Sequence[Source], *, notes: bool = False) -> str:
    """One line an outlet, in columns; with `notes`, what is known of it on the line below."""
    rows = [HEADINGS, *map(_row, sources)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    if notes:
        lines[1:] = [f"{line}{_note(source)}" for line, source in zip(lines[1:], sources, strict=True)]
    return "\n".join(lines)


def totals(sources: Sequence[Source]) -> str:
    """How many outlets, how many of them are crawled, and why the others are not."""
    reasons = Counter(source.disabled for source in sources if source.disabled)
    why = ", ".join(f"{number} {reason}" for reason, number in reasons.most_common())
    enabled = sum(source.enabled for source in sources)
    return f"{_count(len(sources), 'outlet')}, {enabled} enabled{f'; disabled: {why}' if why else ''}"


def as_json(source: Source) -> str:
    """An outlet as one line of JSON, with the field names of `Source`."""
    return json.dumps(asdict(source), ensure_ascii=False, default=str)


def coverage(sources: Sequence[Source]) -> str:
    """A table in Markdown: for each country, outlets that are crawled of those registered, by language."""
    groups = [(name, [one for one in sources if one.country == code]) for code, name in COUNTRIES.items()]
    groups.append((f"beyond ({INTERNATIONAL})", [one for one in sources if one.country not in COUNTRIES]))
    head = ["country", *LANGUAGES.values(), "all"]
    rows = [[name, *(_share(group, code) for code in LANGUAGES), _share(group)] for name, group in groups]
    rows.append(["all", *(_share(sources, code) for code in LANGUAGES), _share(sources)])
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def _share(sources: Iterable[Source], language: str | None = None) -> str:
    """`27 of 41`: polled in the language, of those that publish in it."""
    found = [one for one in sources if language in (None, *one.languages)]
    polled = sum(one.enabled and (language is None or _lists(one, language)) for one in found)
    return f"{polled} of {len(found)}"


def _lists(source: Source, language: str) -> bool:
    """Whether an endpoint is in the language, or in none in particular."""
    return any(endpoint.language in (None, language) for endpoint in source.endpoints)


def _row(source: Source) -> tuple[str, ...]:
    return (
        source.id,
        source.country,
        " ".join(source.languages),
        _endpoints(source),
        source.disabled or "enabled",
        str(source.checked or ""),
        source.name,
        source.name_ar or "",
    )


def _endpoints(source: Source) -> str:
    kinds = Counter(endpoint.kind for endpoint in source.endpoints)
    parts = [_count(number, kind) for kind, number in kinds.items()]
    if not parts and source.guesses:
        return f"({len(source.guesses)} guessed)"
    return ", ".join(parts) or "none"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
    return "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """Places that the text takes on a terminal; marks above and below a letter take none."""
    return sum(not unicodedata.combining(char) for char in text)


def _note(source: Source) -> str:
    return f"\n    {source.note}" if source.note else ""
