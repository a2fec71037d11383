"""Labelled pages, our own and, where they are at hand, others': floors that only rise, and not one article lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.reading.board import Board, table
from bench.reading.evaluate import OURS, evaluate
from bench.reading.floors import Floor, Floors, faults, measured, raised, read_floors, write_floors
from bench.reading.samples import OWN, SHARED, Sample, folders, load

SETS = {"own": OWN, "shared": SHARED}


@pytest.fixture(scope="module", params=SETS)
def scored(request: pytest.FixtureRequest) -> tuple[str, list[Sample], Board]:
    """A set, its pages, and what our reader scored on them."""
    name, place = request.param, SETS[request.param]
    if not folders(place):
        pytest.skip(f"the labelled pages ({place.name} of the set {name}) are not on this machine")
    samples = load(place)
    return name, samples, evaluate(samples)[OURS]


def test_scores_hold_their_floors(scored: tuple[str, list[Sample], Board], capsys: pytest.CaptureFixture[str]) -> None:
    name, samples, board = scored
    now = measured(name, samples, board)
    with capsys.disabled():
        for _, language in now:
            print(f"\n{name}, {language}", *table({OURS: board}, language), sep="\n")  # noqa: T201 (figures)
    if wrong := faults(read_floors(), now):
        pytest.fail("\n".join(wrong) + "\n`python -m bench.eval_reading --no-peers` shows the pages", pytrace=False)


def test_no_french_or_arabic_article_is_rejected(scored: tuple[str, list[Sample], Board]) -> None:
    rejected = [
        (sample.id, why)
        for sample, why in scored[2].rejected
        if sample.labels["gold_text"] and sample.language in ("ar", "fr")
    ]
    assert rejected == []


def of(digest: str = "a", **scores: float) -> Floors:
    """Floors of one set and language."""
    return {("own", "ar"): Floor(pages=22, digest=digest, scores=scores)}


def test_a_score_below_its_floor_is_told() -> None:
    assert faults(of(title=0.95), of(title=0.949)) == ["own ar title: 0.949 is below its floor 0.95"]
    assert faults(of(title=0.95), of(title=0.95)) == []


def test_a_floor_must_follow_a_better_score_but_not_by_a_hair() -> None:
    assert faults(of(text=0.98), of(text=0.984)) == []
    assert faults(of(text=0.98), of(text=0.99)) == ["own ar text: 0.99 is above its floor 0.98: --raise-floors"]


def test_a_field_that_is_no_longer_scored_or_not_yet_held_is_told() -> None:
    assert "no longer scored" in faults(of(access=1.0), of())[0]
    assert "--raise-floors" in faults(of(), of(access=1.0))[0]
    assert faults({}, of(text=1.0)) == ["own ar: no floors yet: --raise-floors"]


def test_raising_never_lowers(tmp_path: Path) -> None:
    path = tmp_path / "floors" / "reading.toml"
    write_floors(of(text=0.98, title=0.95), path)
    write_floors(raised(read_floors(path), of(text=0.99, title=0.9, date=1.0)), path)
    assert read_floors(path) == of(text=0.99, title=0.95, date=1.0)


def test_floors_of_other_pages_stand_until_they_are_set_anew() -> None:
    old, new = of("a", text=0.99), of("b", text=0.9)
    assert "other pages" in faults(old, new)[0]
    assert raised(old, new) == old
    assert raised(old, new, new_pages=True) == new
    assert raised(of("b", text=0.95), new, new_pages=True) == of("b", text=0.95)
