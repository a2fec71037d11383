"""Stories: the figures on the event sets, order of arrival, ids that stay, and bad input in bounded time."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import combinations, permutations
from time import perf_counter

import pytest

from bench.event_sets import PARTS, articles, of_part, vectors
from bench.stories import FLOORS, arrive, as_numbers, in_time, orders
from pipelines.rules import load_rules
from pipelines.stories.linkage import grouped, pair
from pipelines.stories.naming import renamed
from pipelines.stories.rarity import background
from pipelines.stories.similarity import gap, learned, weighted
from pipelines.stories.stories import Stories
from pipelines.stories.thresholds import THRESHOLDS
from pipelines.stories.vector import EventVector, event_vector

read = lru_cache(maxsize=2)(lambda part: vectors(of_part(part)))


@pytest.mark.parametrize("part", PARTS)
def test_figures_hold_their_floors(part: str) -> None:
    reached = as_numbers(of_part(part), arrive(in_time(read(part))))
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[part]
    assert {name: reached[name] for name, least in floors.items() if reached[name] < least} == {}


@pytest.mark.parametrize("part", PARTS)
def test_groups_do_not_depend_on_the_order_of_arrival(part: str) -> None:
    expected = arrive(in_time(read(part))).groups()
    assert all(arrive(order).groups() == expected for order in orders(read(part), 3))


def test_one_by_one_gives_what_all_at_once_gives() -> None:
    found = read("test")
    ready = {id_: weighted(vector, background()) for id_, vector in found.items()}
    odds = {
        pair(one, other): learned().log_odds(ready[one], ready[other])
        if gap(found[one], found[other]) <= THRESHOLDS.window
        else THRESHOLDS.apart
        for one, other in combinations(found, 2)
    }
    assert arrive(in_time(found)).groups() == grouped(list(found), odds)


def test_a_second_arrival_changes_nothing() -> None:
    stories = arrive(in_time(read("test")))
    before = dict(stories.story_of)
    assert all(stories.add(vector) == () for vector in in_time(read("test")))
    assert stories.story_of == before


def test_the_sets_are_as_promised_and_no_event_is_in_both_parts() -> None:
    events = {told.event for told in articles() if told.event == told.near}
    assert len(events) == 60
    assert len([told for told in articles() if told.event != told.near]) == 200
    assert not {t.near for t in of_part("development")} & {t.near for t in of_part("test")}


def grouping(*groups: str) -> list[tuple[str, ...]]:
    """`ab` → ("a", "b")."""
    return [tuple(group) for group in groups]


def test_a_story_keeps_its_id_and_a_merge_is_recorded() -> None:
    after, changes = renamed(grouping("abcd"), {"a": "a", "b": "b", "c": "b"}, {"a", "b"})
    assert set(after.values()) == {"b"}
    assert [(change.what, change.story, change.article, change.before) for change in changes] == [
        ("joined", "b", "d", ""),
        ("merged", "b", "", "a"),
    ]


def test_of_a_story_that_comes_apart_the_larger_group_keeps_the_id() -> None:
    after, changes = renamed(grouping("a", "bc"), {"a": "a", "b": "a", "c": "a"}, {"a"})
    assert after == {"a": "a+", "b": "a", "c": "a"}
    assert [(change.what, change.article, change.before) for change in changes] == [("moved", "a", "a")]


def test_likeliest_groups_join_whatever_the_order() -> None:
    odds = {("a", "b"): 3.0, ("b", "c"): 2.0, ("a", "c"): -9.0, ("c", "d"): 1.0, ("a", "d"): -9.0, ("b", "d"): -9.0}
    assert {tuple(grouped(list(order), odds)) for order in permutations("abcd")} == {(("a", "b"), ("c", "d"))}


def copies(number: int, *, days: float = 0.0) -> Iterator[EventVector]:
    """One text again and again, `days` apart."""
    seen = datetime(2026, 1, 1, tzinfo=UTC)
    one = event_vector(
        "0",
        "صفاقس: إيقاف سبعة منظمي هجرة",
        "أوقف الحرس الوطني بالعامرة سبعة أشخاص وحجز خمسة مراكب حديدية و61 ألف دينار.",
        "ar",
        published=None,
        seen=seen,
        rules=load_rules(),
    )
    return (replace(one, id=f"{n:05}", when=seen + timedelta(days=days * n)) for n in range(number))


def test_hundreds_of_equal_pages_cost_bounded_time() -> None:
    stories = Stories()
    began = perf_counter()
    for vector in copies(600):
        stories.add(vector)
    assert perf_counter() - began < 30
    assert stories.crowded == 600 - THRESHOLDS.component
    assert len(stories.groups()) == 1


def test_what_is_said_again_each_month_is_no_one_story() -> None:
    stories = Stories()
    for vector in copies(10, days=30):
        stories.add(vector)
    assert len(stories.groups()) == 10
