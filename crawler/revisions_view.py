"""The texts of an article one after the other, and what changed between them, for a person or a program.

On a terminal what was taken out is red and what was put in green; elsewhere they stand as `[-…-]` and `{+…+}`.
Lines with Arabic, and what is marked in them, stand between first-strong isolates (U+2068, U+2069), so that they are
laid out right to left with the marks in their places. The characters of the texts stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from rich.text import Text

from corpus.rows import Record
from corpus.types import Article, Revision
from corpus.worddiff import Change, word_diff

_ISOLATE, _END = "\u2068", "\u2069"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_MARKS = {"gone": ("[-", "-]", "red strike"), "new": ("{+", "+}", "green")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Two consecutive texts of an article: which, when each was fetched, and what changed."""

    number: int  #: of the older text, from 1 in the order of their fetching
    older: datetime
    newer: datetime
    title: tuple[Change, ...]
    text: tuple[Change, ...]


def edits(article: Article, older: Sequence[Revision]) -> tuple[Edit, ...]:
    """The edits that led from the first text to the present one. Archives bring texts late: the fetching counts."""
    versions: list[Article | Revision] = [*sorted(older, key=lambda one: one.fetched), article]
    return tuple(
        Edit(
            number=number,
            older=one.fetched,
            newer=two.fetched,
            title=word_diff(one.title, two.title),
            text=word_diff(one.text, two.text),
        )
        for number, (one, two) in enumerate(pairwise(versions), 1)
    )


def lines(record: Record, found: Sequence[Edit], *, colour: bool, whole: bool) -> Iterator[Text]:
    """All of it; `whole` shows the paragraphs in which nothing changed, too."""
    article = record.article
    yield Text(_isolated(article.title, article.title), "bold")
    yield Text(f"{article.id}  {article.url}  {article.language}", "dim")
    if record.gone_at:
        yield Text(f"removed by the outlet, seen {_minute(record.gone_at)}; kept", "yellow")
    if not found:
        yield Text(f"one text, first read {_minute(record.first_fetched)}; no revision")
    for edit in found:
        yield Text(
            f"\ntext {edit.number}, {_minute(edit.older)} → text {edit.number + 1}, {_minute(edit.newer)}", "bold"
        )
        if _has_changed(edit.title):
            yield Text.assemble("title: ", shown(edit.title, colour=colour))
        yield from _paragraphs_shown(edit.text, colour=colour, whole=whole)


def _paragraphs_shown(changes: Sequence[Change], *, colour: bool, whole: bool) -> Iterator[Text]:
    left_out = False
    for paragraph in paragraphs(changes):
        if whole or _has_changed(paragraph):
            left_out = False
            yield shown(paragraph, colour=colour)
        elif not left_out:
            left_out = True
            yield Text("…", "dim")


def paragraphs(changes: Sequence[Change]) -> Iterator[tuple[Change, ...]]:
    """The changes by the lines of the newer text; a line that is gone stands by itself, or before what replaced it."""
    line: list[Change] = []
    for number, change in enumerate(changes):
        replaced = change.kind == "gone" and number + 1 < len(changes) and changes[number + 1].kind == "new"
        parts = (change.text.rstrip("\n") if replaced else change.text).split("\n")
        for part in parts[:-1]:
            line.append(Change(change.kind, part))
            yield tuple(line)
            line = []
        line.append(Change(change.kind, parts[-1]))
    if any(change.text for change in line):
        yield tuple(line)


def shown(changes: Sequence[Change], *, colour: bool) -> Text:
    """One line with its marks or colours."""
    words = "".join(change.text for change in changes)
    line = Text()
    for change, following in zip(changes, [*changes[1:], None], strict=False):
        body = change.text.rstrip()
        # The space behind what was replaced stands behind what replaced it.
        space = "" if change.kind == "gone" and following and following.kind == "new" else change.text[len(body) :]
        if change.kind == "same" or not body:
            line.append(change.text)
        elif colour:
            line.append(_isolated(body, words), _MARKS[change.kind][2]).append(space or " " * (change.kind == "gone"))
        else:
            opening, closing, _ = _MARKS[change.kind]
            line.append(f"{opening}{_isolated(body, words)}{closing}{space}")
    return Text.assemble(_ISOLATE, line, _END) if _RIGHT_TO_LEFT.search(words) else line


def as_object(record: Record, found: Sequence[Edit]) -> dict[str, Any]:
    """The article and its edits as plain values."""
    article = record.article
    about = {"id": article.id, "url": article.url, "source": article.source, "title": article.title}
    about |= {"language": article.language, "relevance": article.relevance}
    times = {"first_fetched": record.first_fetched.isoformat(), "fetched": article.fetched.isoformat()}
    gone = record.gone_at.isoformat() if record.gone_at else None
    return {**about, **times, "gone_at": gone, "edits": [_edit_object(edit) for edit in found]}


def _edit_object(edit: Edit) -> dict[str, Any]:
    changes = {"title": [asdict(one) for one in edit.title], "text": [asdict(one) for one in edit.text]}
    return {"number": edit.number, "older": edit.older.isoformat(), "newer": edit.newer.isoformat(), **changes}


def _has_changed(changes: Sequence[Change]) -> bool:
    return any(change.kind != "same" and change.text.strip() for change in changes)


def _isolated(text: str, context: str) -> str:
    return f"{_ISOLATE}{text}{_END}" if _RIGHT_TO_LEFT.search(context) else text


def _minute(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC")
