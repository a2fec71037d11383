"""The event sets of `tests/events/`, cut in two by a hash of the event: stories are tuned on one half only.

A single goes with the event that it is near. Of the test part only figures are looked at.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.labelled import part_of
from pipelines.rules import load_rules
from pipelines.stories.vector import EventVector, event_vector

FOLDER = Path(__file__).parents[1] / "tests" / "events"
PARTS = ("development", "test")
FOLDS = 5
#: How long after its publication an article is taken to be fetched.
_FETCHED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Told:
    """An article of the sets, and which event it tells."""

    id: str
    event: str  #: its own id for a single
    near: str  #: the event that it tells or resembles
    language: str
    title: str
    text: str
    published: datetime
    why: str  #: what a single shares with the event, and what not

    @property
    def part(self) -> str:
        """`development` or `test`."""
        return part_of(self.near)

    @property
    def fold(self) -> int:
        """Of five folds of events."""
        return int(sha256(f"fold {self.near}".encode()).hexdigest()[:8], 16) % FOLDS


@lru_cache(maxsize=1)
def articles() -> tuple[Told, ...]:
    """Every article of the sets, the events' first."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    events = [event for file in files for event in file["event"]]
    told = [
        _told(row, f"{event['id']}/{number}", event["id"], event["id"])
        for event in events
        for number, row in enumerate(event["article"], 1)
    ]
    singles = [row for file in files for row in file["single"]]
    return (*told, *(_told(row, row["id"], row["id"], row["near"]) for row in singles))


def _told(row: Mapping[str, Any], id_: str, event: str, near: str) -> Told:
    texts = {field: str(row.get(field, "")) for field in ("language", "title", "text", "why")}
    return Told(id=id_, event=event, near=near, published=row["published"], **texts)


def of_part(part: str | None) -> list[Told]:
    """The articles of a part, or all."""
    return [article for article in articles() if part in (None, article.part)]


def vectors(told: Iterable[Told]) -> dict[str, EventVector]:
    """The vector of each article, by its id."""
    rules = load_rules()
    return {
        one.id: event_vector(
            one.id,
            one.title,
            one.text,
            one.language,
            published=one.published,
            seen=one.published + _FETCHED,
            rules=rules,
        )
        for one in told
    }
