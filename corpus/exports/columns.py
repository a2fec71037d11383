"""The columns of every export, in their fixed order, and what stands in them.

Two exports of one database are equal byte for byte: nothing here depends on the clock or the machine.
The default is the careful form, without the names of authors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Literal

from corpus.exports.figure_text import figure_text
from corpus.figures import Figure
from corpus.rows import Record
from corpus.types import Article, Tag, TagKind

Kind = Literal["text", "number", "integer", "time", "list"]
Value = str | float | int | datetime | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an export."""

    name: str
    kind: Kind
    value: Callable[[Record], Value]
    nullable: bool = False  #: whether an empty cell means "not known" rather than an empty text


def _field(name: str, kind: Kind = "text", *, nullable: bool = False) -> Column:
    """A field of the article."""
    return Column(name=name, kind=kind, value=attrgetter(f"article.{name}"), nullable=nullable)


def _fact(name: str, kind: Kind = "text", *, nullable: bool = False) -> Column:
    """What only the database knows."""
    return Column(name=name, kind=kind, value=attrgetter(name), nullable=nullable)


def _names(name: str, kind: TagKind) -> Column:
    """The names of the tags of one kind, in their stored order."""
    return Column(name=name, kind="list", value=lambda record: names(record.article, kind))


def names(article: Article, kind: TagKind) -> tuple[str, ...]:
    """The bare names of an article's tags of one kind."""
    return tuple(tag.name for tag in article.tagged(kind))


COLUMNS: tuple[Column, ...] = (
    _field("id"),
    _field("url"),
    _field("source", nullable=True),
    _field("source_country", nullable=True),
    _field("title"),
    _field("published", "time", nullable=True),
    _field("published_precision", nullable=True),
    _field("published_source"),
    _field("published_confidence", "number"),
    _field("modified", "time", nullable=True),
    _field("language"),
    _field("language_confidence", "number"),
    _field("second_language", nullable=True),
    _field("title_language", nullable=True),
    _field("access"),
    _field("relevance"),
    _field("primary_country", nullable=True),
    _names("countries", "country"),
    _names("other_countries", "other_country"),
    _names("topics", "topic"),
    Column(name="figures", kind="list", value=lambda record: tuple(map(figure_text, record.article.figures))),
    _field("agency", nullable=True),
    _fact("duplicate_of", nullable=True),
    _fact("duplicate_kind", nullable=True),
    _fact("duplicate_similarity", "number", nullable=True),
    _fact("group_size", "integer"),
    _fact("group_outlets", "integer"),
    _fact("revisions", "integer"),
    _fact("first_fetched", "time"),
    _field("fetched", "time"),
    _fact("gone_at", "time", nullable=True),
    _field("via"),
    _field("found_in", nullable=True),
    _field("title_source"),
    _field("title_confidence", "number"),
    _field("text_source"),
    _field("missed_rules", "list"),
    _field("published_raw", nullable=True),
    _field("language_method"),
    _field("encoding", nullable=True),
    _field("rules_version"),
    _field("url_key"),
    _field("text_hash"),
    _field("standfirst", nullable=True),
    _field("text"),
)
_AUTHORS = (_field("authors", "list"), _field("authors_source"), _field("authors_confidence", "number"))


def columns(*, authors: bool) -> tuple[Column, ...]:
    """The columns of an export, the texts last; with the names of authors before them if asked for."""
    return (*COLUMNS[:-2], *_AUTHORS, *COLUMNS[-2:]) if authors else COLUMNS


def nested(article: Article) -> dict[str, list[dict[str, Any]]]:
    """What formats that can nest put in the place of `figures`, and `tags` after the columns."""
    return {"figures": [_object(figure) for figure in article.figures], "tags": tag_objects(article)}


def _object(statement: Figure | Tag) -> dict[str, Any]:
    return asdict(statement) | {"evidence": [asdict(span) for span in statement.evidence]}


def tag_objects(article: Article) -> list[dict[str, Any]]:
    """Every tag with its evidence, for the formats that can nest."""
    return [_object(tag) for tag in article.tags]
