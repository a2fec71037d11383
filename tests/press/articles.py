"""The articles of the press, with what must come out of each; `articles/*.toml` is data that a linguist can read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("articles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What the rules must say of an article. The `_allowed` names are arguable: right with and without."""

    language: str
    relevance: str
    countries: tuple[str, ...]
    primary_country: str
    other_countries: tuple[str, ...] = ()
    other_allowed: tuple[str, ...] = ()
    countries_allowed: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    topics_allowed: tuple[str, ...] = ()
    trap: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One article as its newspaper has it, before any site prints it."""

    id: str
    carried_by: tuple[str, ...]
    title: str
    lead: str
    body: str  #: paragraphs separated by a blank line
    authors: tuple[str, ...]
    byline: str
    agency: str
    published: datetime
    date_printed: str
    category: str
    related: tuple[str, ...]
    comments: tuple[str, ...]
    caption: str
    expect: Expect
    edition2: str = ""

    def paragraphs(self, edition: int = 1) -> tuple[str, ...]:
        """The body of an edition; only one article has a second."""
        body = self.edition2 if edition == 2 and self.edition2 else self.body
        return tuple(" ".join(part.split()) for part in body.strip().split("\n\n"))


@cache
def texts() -> tuple[Text, ...]:
    """Every article, in the order of its file."""
    return load(FOLDER)


def load(folder: Path) -> tuple[Text, ...]:
    """The articles of a folder. Raises `ValueError` that names file, article and what is wrong with it."""
    found: dict[str, Text] = {}
    for path in sorted(folder.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["article"]:
            name = f"{path.name}: {row.get('id', 'an article without an id')}"
            try:
                text = _text(row)
            except (KeyError, TypeError) as error:
                raise ValueError(f"{name}: {error}") from error
            if text.id in found:
                raise ValueError(f"{name}: the id is used twice")
            if text.published.tzinfo is None:
                raise ValueError(f"{name}: published has no time zone")
            found[text.id] = text
    return tuple(found.values())


def _text(row: dict[str, Any]) -> Text:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    expect: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row["expect"].items()
    }
    return Text(**{**values, "expect": Expect(**expect)})
