"""Learn when two articles tell of one event: `python -m bench.learn_stories [--write]`.

A logistic regression over `pipelines.stories.similarity.FEATURES`, one for pairs of one language and one for pairs of
two, on the development part of the event sets. Events of one territory years apart stand in for the busy week that the
sets do not have: their pairs count as if they were days apart, with less weight. A tenth of the pairs is learned again
without dates. Prints B-cubed figures of five folds of events at several thresholds, then writes
`pipelines/stories/learned.toml` with `--write`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from math import log1p
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from bench.event_sets import FOLDS, Told, of_part, vectors
from bench.story_scores import figures
from pipelines.stories.linkage import Pair, grouped, pair
from pipelines.stories.rarity import background
from pipelines.stories.similarity import FEATURES, compared, gap, weighted
from pipelines.stories.thresholds import THRESHOLDS

FILE = Path(__file__).parents[1] / "pipelines" / "stories" / "learned.toml"
#: Inverse strength of the penalty, of .3, 1, 3, 10 by five folds.
C = 0.3
#: Weight of a pair that is truly within the window, or of an event and what resembles it.
_REAL = 4.0
_THRESHOLDS = (-1.0, -0.5, 0.0, 0.5, 1.0)
HEAD = """\
# Log-odds of two articles telling of one event, for pairs of one language and of two. Written by
# `python -m bench.learn_stories --write`; `pipelines/stories/similarity.py` says what the features are.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of articles."""

    ids: Pair
    values: tuple[float, ...]
    one_language: bool
    same: bool
    near: bool  #: within the window
    weight: float
    folds: frozenset[int]


def examples(told: Sequence[Told]) -> list[Example]:
    """Every pair, far ones as if they were near."""
    rarity = background()
    ready = {id_: weighted(vector, rarity) for id_, vector in vectors(told).items()}
    found = []
    for one, other in combinations(told, 2):
        values = compared(ready[one.id], ready[other.id])
        near = gap(ready[one.id].vector, ready[other.id].vector) <= THRESHOLDS.window
        chance = _chance(one.id + other.id)
        if not near:
            values["gap"] = log1p(chance * 10)
        example = Example(
            ids=pair(one.id, other.id),
            values=tuple(values[name] for name in FEATURES),
            one_language=one.language == other.language,
            same=one.event == other.event,
            near=near,
            weight=_REAL if near or one.near == other.near else 1.0,
            folds=frozenset({one.fold, other.fold}),
        )
        found.append(example)
    return found


def undated(example: Example) -> Example:
    """The same pair as if one had no date."""
    nothing = {"gap": 0.0, "undated": 1.0, "day cosine": 0.0, "day share": 0.0, "other days": 0.0}
    values = tuple(nothing.get(name, value) for name, value in zip(FEATURES, example.values, strict=True))
    return Example(example.ids, values, example.one_language, example.same, example.near, example.weight, example.folds)


def _chance(text: str) -> float:
    """A number from 0 to 1 that is the same on every machine."""
    return int(sha256(text.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def fitted(pairs: Iterable[Example], *, one_language: bool) -> dict[str, float]:
    """The weights for pairs of one language, or of two."""
    mine = [example for example in pairs if example.one_language == one_language]
    mine += [undated(example) for example in mine if _chance("undated" + "".join(example.ids)) < 0.1]
    model = LogisticRegression(C=C, max_iter=3000)
    model.fit([e.values for e in mine], [e.same for e in mine], sample_weight=[e.weight for e in mine])
    weights = {name: float(weight) for name, weight in zip(FEATURES, model.coef_[0], strict=True)}
    return {"bias": float(model.intercept_[0]), **weights}


def log_odds(example: Example, weights: dict[str, float]) -> float:
    """What a model says of a pair."""
    return weights["bias"] + sum(weights[name] * value for name, value in zip(FEATURES, example.values, strict=True))


def held_out(pairs: Sequence[Example]) -> dict[Pair, float]:
    """The log-odds of each pair by models that saw neither fold of its articles."""
    found: dict[Pair, float] = {}
    for folds in {example.folds for example in pairs}:
        rest = [example for example in pairs if not example.folds & folds]
        sides = {side: fitted(rest, one_language=side) for side in (True, False)}
        found |= {e.ids: log_odds(e, sides[e.one_language]) for e in pairs if e.folds == folds}
    return found


def main() -> None:
    """Print the five-fold figures; write the model of all development pairs if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    arguments = parser.parse_args()
    told = of_part("development")
    pairs = examples(told)
    odds = held_out(pairs)
    far = {example.ids for example in pairs if not example.near}
    as_dated = {ids: THRESHOLDS.apart if ids in far else value for ids, value in odds.items()}
    for name, given in (("as dated", as_dated), ("all in one fortnight", odds)):
        for threshold in _THRESHOLDS:
            groups = grouped([one.id for one in told], given, threshold)
            print(f"\n{FOLDS} folds, {name}, threshold {threshold}", *figures(told, groups), sep="\n  ")
    if arguments.write:
        sides = {"within": fitted(pairs, one_language=True), "across": fitted(pairs, one_language=False)}
        tables = [
            f"\n[{side}]\n" + "".join(f'"{name}" = {value:.3f}\n' for name, value in weights.items())
            for side, weights in sides.items()
        ]
        FILE.write_text(HEAD + "".join(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
