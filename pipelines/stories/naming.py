"""Which story an article belongs to when groups change: ids stay, and what happened is recorded.

A story is named after the article that opened it. Of the stories that meet in one group the one with most articles in
it stays, of equal ones the one whose name sorts first; the others are merged into it, and their ids still lead there.
Of a story that comes apart, the largest group keeps the id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of an article or a story."""

    what: Literal["opened", "joined", "moved", "merged"]
    story: str  #: where the article or the other story is now
    article: str = ""  #: but for `merged`
    before: str = ""  #: the story that the article left, or that was merged


def renamed(
    groups: Iterable[tuple[str, ...]], before: Mapping[str, str], used: Container[str]
) -> tuple[dict[str, str], tuple[Change, ...]]:
    """The story of each article of the groups, and the changes against `before` (article → story).

    `used` has the names of all stories that there ever were: none is given twice.
    """
    after: dict[str, str] = {}
    taken: set[str] = set()
    for group in sorted(groups, key=lambda members: (-_known(members, before), members)):
        story = _story_of(group, before, taken, used)
        taken.add(story)
        after |= dict.fromkeys(group, story)
    return after, tuple(_changes(after, before))


def _known(group: tuple[str, ...], before: Mapping[str, str]) -> int:
    """Of the story that has most articles in a group, how many those are."""
    counts = Counter(before[article] for article in group if article in before)
    return max(counts.values(), default=0)


def _story_of(group: tuple[str, ...], before: Mapping[str, str], taken: set[str], used: Container[str]) -> str:
    counts = Counter(before[article] for article in group if before.get(article, "") not in ("", *taken))
    if counts:
        return min(counts, key=lambda story: (-counts[story], story))
    names = (f"{article}{plus}" for plus in ("", "+", "++", "+++") for article in group)
    return next(name for name in names if name not in used and name not in taken)


def _changes(after: Mapping[str, str], before: Mapping[str, str]) -> Iterator[Change]:
    gone: dict[str, str] = {}
    for article, story in sorted(after.items()):
        old = before.get(article)
        if old is None:
            yield Change(what="opened" if story == article else "joined", story=story, article=article)
        elif old != story and old in after.values():
            yield Change(what="moved", story=story, article=article, before=old)
        elif old != story:
            gone.setdefault(old, story)
    yield from (Change(what="merged", story=story, before=old) for old, story in sorted(gone.items()))
