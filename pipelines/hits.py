"""A match of a rule in an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipelines.rules import Entry

Zone = Literal["title", "lead", "body", "dateline", "listing"]


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A match: words `start` to `end` of the article (title first, the end not included), and what they mean.

    Compared by identity: the same words may be a match of several rules.
    """

    start: int
    end: int
    zone: Zone
    entry: Entry
