"""Stories on the event sets: `python -m bench.stories [PART …] [--errors N] [--shuffles N]`.

PART is `development` or `test` (both by default). Articles arrive in order of publication, then in N shuffled orders.
Prints B-cubed figures within each language and across each pair, in how many orders the groups were the same, what an
article costs, and with `--errors N` the N worst pairs of the development part, with what speaks for and against.
`--raise-floors` writes what is better than tests/floors/stories.toml into it; it never lowers.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from math import floor
from pathlib import Path
from random import Random
from time import perf_counter

from bench.event_sets import PARTS, Told, of_part, vectors
from bench.story_scores import figures, scores
from pipelines.stories.rarity import background
from pipelines.stories.similarity import Weighted, gap, learned, weighted
from pipelines.stories.stories import Stories
from pipelines.stories.thresholds import THRESHOLDS
from pipelines.stories.vector import EventVector
from pipelines.stories.why import reasons

#: What a change of the lexicon may cost without failing the tests.
_MARGIN = 0.015
FLOORS = Path(__file__).parents[1] / "tests" / "floors" / "stories.toml"


def arrive(vectors_in_order: Sequence[EventVector]) -> Stories:
    """The stories of articles that arrive one after the other."""
    stories = Stories()
    for vector in vectors_in_order:
        stories.add(vector)
    return stories


def in_time(found: dict[str, EventVector]) -> list[EventVector]:
    """Vectors in order of publication."""
    return sorted(found.values(), key=lambda vector: (vector.when, vector.id))


def orders(found: dict[str, EventVector], number: int) -> Iterator[list[EventVector]]:
    """Shuffled orders of arrival, the same each time."""
    for seed in range(number):
        shuffled = in_time(found)
        Random(seed).shuffle(shuffled)
        yield shuffled


def growth(vectors_in_order: Sequence[EventVector], rounds: int) -> Iterator[tuple[int, float]]:
    """How many articles there are, and milliseconds for the story of each of the next: the same articles, later."""
    stories = Stories()
    span = vectors_in_order[-1].when - vectors_in_order[0].when + timedelta(days=30) if rounds else timedelta()
    for turn in range(rounds):
        later = [replace(one, id=f"{one.id}@{turn}", when=one.when + span * turn) for one in vectors_in_order]
        began = perf_counter()
        for vector in later:
            stories.add(vector)
        if turn in (0, rounds // 10, rounds - 1):
            yield turn * len(later), (perf_counter() - began) * 1000 / len(later)


def errors(told: Sequence[Told], found: dict[str, EventVector], stories: Stories) -> Iterator[str]:
    """Pairs within the window that are wrongly together or apart, the surest of the model's mistakes first."""
    ready = {id_: weighted(vector, background()) for id_, vector in found.items()}
    wrong = [
        (abs(learned().log_odds(ready[one.id], ready[other.id])), one, other)
        for one, other in combinations(told, 2)
        if (one.event == other.event) != (stories.story_of[one.id] == stories.story_of[other.id])
        and gap(found[one.id], found[other.id]) <= THRESHOLDS.window
    ]
    for _, one, other in sorted(wrong, key=lambda row: -row[0]):
        yield _error(one, other, ready)


def _error(one: Told, other: Told, ready: dict[str, Weighted]) -> str:
    value = learned().log_odds(ready[one.id], ready[other.id])
    what = "apart, one event" if one.event == other.event else "together, two events"
    causes = reasons(ready[one.id], ready[other.id], learned())[:8]
    told = (f"  {article.id} {article.language} {article.title} ({article.why})" for article in (one, other))
    said = ", ".join(f"{cause.kind} {cause.name} {cause.log_odds:+.2f}" for cause in causes)
    return "\n".join((f"{what}, {value:+.2f}", *told, f"  {said}"))


def raise_floors(reached: dict[str, dict[str, float]]) -> None:
    """Write the figures less the margin, cut to two decimals, where they are above the floors in the file."""
    old = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    lines = [
        "# B-cubed figures below which tests/test_stories.py fails. Raised by `python -m bench.stories --raise-floors`."
    ]
    for part in PARTS:
        mine = {name: floor((value - _MARGIN) * 100) / 100 for name, value in reached.get(part, {}).items()}
        floors = {name: max(value, mine.get(name, 0.0)) for name, value in old.get(part, {}).items()}
        lines += [f"\n[{part}]", *(f'"{name}" = {value}' for name, value in {**mine, **floors}.items())]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def as_numbers(told: Sequence[Told], stories: Stories) -> dict[str, float]:
    """What the floors pin: precision, recall and F1 of every score."""
    found = scores(told, stories.groups())
    return {
        f"{name} {measure}": getattr(score, measure)
        for name, score in found.items()
        for measure in ("precision", "recall", "f1")
    }


def main() -> None:
    """Print the figures of each part."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART", help=" or ".join(PARTS))
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="the worst pairs of the development part")
    parser.add_argument("--shuffles", type=int, default=5, metavar="N", help="orders of arrival to try")
    parser.add_argument("--growth", type=int, default=0, metavar="N", help="the articles again N times, a month apart")
    parser.add_argument("--raise-floors", action="store_true", help="pin what is better than the floors")
    arguments = parser.parse_args()
    reached = {}
    for part in arguments.parts or PARTS:
        told = of_part(part)
        began = perf_counter()
        found = vectors(told)
        read = perf_counter()
        stories = arrive(in_time(found))
        done = perf_counter()
        same = [arrive(order).groups() == stories.groups() for order in orders(found, arguments.shuffles)]
        print(
            f"\n{part}: {len(told)} articles, {len(stories.groups())} stories",
            *figures(told, stories.groups()),
            sep="\n  ",
        )
        print(f"  the same groups in {sum(same)} of {len(same)} shuffled orders")
        each = 1000 / len(told)
        print(
            f"  {(read - began) * each:.1f} ms an article for its vector, {(done - read) * each:.1f} ms for its story"
        )
        for number, cost in growth(in_time(found), arguments.growth):
            print(f"  {cost:.2f} ms an article for its story beside {number} others")
        if part == "development":
            print(*list(errors(told, found, stories))[: arguments.errors], sep="\n")
        reached[part] = as_numbers(told, stories)
    if arguments.raise_floors:
        raise_floors(reached)


if __name__ == "__main__":
    main()
