"""Articles as rows and rows as articles: the one place where the two shapes meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from corpus.figures import Figure
from corpus.schema import figures, tags
from corpus.types import Article, DuplicateKind, Span, Tag

#: The fields of `Article` that are columns of `articles`.
COLUMNS = tuple(field.name for field in fields(Article) if field.name not in ("tags", "figures"))
#: Those that JSON gives back as lists.
_TUPLES = ("authors", "missed_rules")
#: The fields of `Figure` that are columns under the same names.
_FIGURE = ("kind", "low", "high", "qualifier", "unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article with what only the database knows of it."""

    article: Article
    first_fetched: datetime  #: when its first text was fetched
    gone_at: datetime | None  #: when the outlet first answered 404 or 410
    duplicate_of: str | None  #: id of the article that represents all with this text
    revisions: int  #: older texts that are kept
    duplicate_kind: DuplicateKind | None = None  #: how this text is that one's: exact, syndicated, excerpt
    duplicate_similarity: float | None = None  #: 0 to 1
    group_size: int = 1  #: articles with this text, the article itself included
    group_outlets: int = 1  #: different sources among them


def to_row(article: Article) -> dict[str, Any]:
    """The columns of `articles` that come from the article."""
    return {name: getattr(article, name) for name in COLUMNS}


def to_article(row: Mapping[str, Any], found: Iterable[Tag], stated: Iterable[Figure] = ()) -> Article:
    """The article of a row, its tags and its figures."""
    values = {name: row[name] for name in COLUMNS}
    values |= {name: tuple(values[name]) for name in _TUPLES}
    return Article(**values, tags=tuple(found), figures=tuple(stated))


def replace_tags(connection: Connection, article: Article) -> None:
    """Put the tags and figures of an article in the place of those it had."""
    connection.execute(delete(tags).where(tags.c.article_id == article.id))
    connection.execute(delete(figures).where(figures.c.article_id == article.id))
    add_tags(connection, article)
    add_figures(connection, article)


def add_tags(connection: Connection, article: Article) -> None:
    """Write the tags of an article that has none."""
    rows = [_tag_row(article, position, tag) for position, tag in enumerate(article.tags)]
    if rows:
        connection.execute(insert(tags), rows)


def add_figures(connection: Connection, article: Article) -> None:
    """Write the figures of an article that has none."""
    rows = [_figure_row(article, position, figure) for position, figure in enumerate(article.figures)]
    if rows:
        connection.execute(insert(figures), rows)


def read_tags(connection: Connection, ids: Sequence[str]) -> dict[str, list[Tag]]:
    """The tags of some articles in their stored order, by article id."""
    found: dict[str, list[Tag]] = {id_: [] for id_ in ids}
    rows = connection.execute(
        select(tags).where(tags.c.article_id.in_(ids)).order_by(tags.c.article_id, tags.c.position)
    )
    for row in rows:
        evidence = tuple(Span(**span) for span in row.evidence)
        tag = Tag(kind=row.kind, name=row.name, score=row.score, role=row.role, evidence=evidence)
        found[row.article_id].append(tag)
    return found


def read_figures(connection: Connection, ids: Sequence[str]) -> dict[str, list[Figure]]:
    """The figures of some articles in their stored order, by article id."""
    found: dict[str, list[Figure]] = {id_: [] for id_ in ids}
    rows = connection.execute(
        select(figures).where(figures.c.article_id.in_(ids)).order_by(figures.c.article_id, figures.c.position)
    )
    for row in rows:
        values = {name: row._mapping[name] for name in _FIGURE}
        found[row.article_id].append(Figure(**values, evidence=tuple(Span(**span) for span in row.evidence)))
    return found


def _figure_row(article: Article, position: int, figure: Figure) -> dict[str, Any]:
    row = {"article_id": article.id, "position": position, "rules_version": article.rules_version}
    row |= {name: getattr(figure, name) for name in _FIGURE}
    return row | {"evidence": [asdict(span) for span in figure.evidence]}


def _tag_row(article: Article, position: int, tag: Tag) -> dict[str, Any]:
    row = {"article_id": article.id, "position": position, "rules_version": article.rules_version}
    row |= {"kind": tag.kind, "name": tag.name, "score": tag.score, "role": tag.role}
    return row | {"evidence": [asdict(span) for span in tag.evidence]}
