"""How likely two articles tell of one event: a logistic regression over what they share, in log-odds.

For every kind of feature (`vector.KINDS`) there are two numbers between 0 and 1: the cosine of both articles, and the
share of the poorer one's weight that the other has, each feature weighing by its rarity; for names and places also how
many rare ones they share. Days, countries and figures
can also contradict each other. Two articles of one language are weighed with other weights than two of different
languages: words speak only within a script, names must be read across scripts. The weights are data (`learned.toml`),
learned from the development part of the event sets by `python -m bench.learn_stories --write`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import log1p, sqrt

from pipelines.stories.rarity import Rarity
from pipelines.stories.vector import KINDS, EventVector, Kind

#: Numbers that are of no one kind.
#: Kinds of which a single rare feature may be all that a follow-up has in common with the first report.
_TELLING: tuple[Kind, ...] = ("place", "name", "person")
#: Rarity from which on such a feature tells: about one text of thirty has it. More than two tell no more.
_RARE, _ENOUGH = 0.6, 2
_OTHERS = ("gap", "undated", "same country", "other country", "other days", "other figures")
FEATURES: tuple[str, ...] = (
    *(f"{kind} {what}" for kind in KINDS for what in ("cosine", "share")),
    *(f"{kind} rare" for kind in _TELLING),
    *_OTHERS,
)


@dataclass(frozen=True, slots=True)
class Weighted:
    """An article with its features weighed by rarity: prepared once, compared often."""

    vector: EventVector
    weights: Mapping[Kind, Mapping[str, float]]
    lengths: Mapping[Kind, float]  #: Euclidean
    sums: Mapping[Kind, float]
    rare: Mapping[Kind, frozenset[str]]  #: of the telling kinds


def weighted(vector: EventVector, rarity: Rarity) -> Weighted:
    """The features of an article, each with stress times rarity."""
    weights = {
        kind: {name: stress * rarity(kind, name) for name, stress in vector.features[kind].items()} for kind in KINDS
    }
    lengths = {kind: sqrt(sum(weight * weight for weight in found.values())) for kind, found in weights.items()}
    sums = {kind: sum(found.values()) for kind, found in weights.items()}
    rare = {kind: frozenset(name for name in vector.features[kind] if rarity(kind, name) > _RARE) for kind in _TELLING}
    return Weighted(vector, weights, lengths, sums, rare)


def shared(one: Weighted, other: Weighted) -> dict[tuple[Kind, str], float]:
    """The features that both have, with the product of their weights: why they may be together."""
    found: dict[tuple[Kind, str], float] = {}
    for kind in KINDS:
        few, many = sorted((one.weights[kind], other.weights[kind]), key=len)
        found |= {(kind, name): weight * many[name] for name, weight in few.items() if name in many}
    return found


def compared(one: Weighted, other: Weighted) -> dict[str, float]:
    """The numbers of `FEATURES` for two articles; symmetric."""
    values = dict.fromkeys(FEATURES, 0.0)
    for kind in KINDS:
        if not one.lengths[kind] or not other.lengths[kind]:
            continue
        few, many = sorted((one.weights[kind], other.weights[kind]), key=len)
        both = [name for name in few if name in many]
        product = sum(few[name] * many[name] for name in sorted(both))
        values[f"{kind} cosine"] = product / (one.lengths[kind] * other.lengths[kind])
        least = sum(min(few[name], many[name]) for name in sorted(both))
        values[f"{kind} share"] = least / min(one.sums[kind], other.sums[kind])
    for kind in _TELLING:
        values[f"{kind} rare"] = float(min(_ENOUGH, len(one.rare[kind] & other.rare[kind])))
    return values | _contradictions(one.vector, other.vector)


def gap(one: EventVector, other: EventVector) -> float:
    """Days between two articles."""
    return abs((one.when - other.when).total_seconds()) / 86_400


def _contradictions(one: EventVector, other: EventVector) -> dict[str, float]:
    dated = one.dated and other.dated
    countries = one.country is not None and other.country is not None
    return {
        "gap": log1p(gap(one, other)) if dated else 0.0,
        "undated": 0.0 if dated else 1.0,
        "same country": float(countries and one.country == other.country),
        "other country": float(countries and one.country != other.country),
        "other days": float(_disjoint(one.features["day"], other.features["day"])),
        "other figures": float(_other_figures(one.features["figure"], other.features["figure"])),
    }


def _disjoint(some: Mapping[str, float], others: Mapping[str, float]) -> bool:
    return bool(some and others and some.keys().isdisjoint(others))


def _other_figures(some: Mapping[str, float], others: Mapping[str, float]) -> int:
    """How many kinds of figures both state, with no value in common."""
    kinds = {name.split("=")[0] for name in some} & {name.split("=")[0] for name in others}
    return sum(
        _disjoint(*({name: 1.0 for name in side if name.startswith(f"{kind}=")} for side in (some, others)))
        for kind in kinds
    )


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in log-odds of two articles of one language, and of two."""

    within: Mapping[str, float]
    across: Mapping[str, float]

    def side(self, one: Weighted, other: Weighted) -> Mapping[str, float]:
        """The weights for two articles."""
        return self.within if one.vector.language == other.vector.language else self.across

    def log_odds(self, one: Weighted, other: Weighted) -> float:
        """How likely two articles tell of one event; 0 is even."""
        side = self.side(one, other)
        values = compared(one, other)
        return side["bias"] + sum(side[name] * values[name] for name in FEATURES)


@lru_cache(maxsize=1)
def learned() -> Model:
    """The weights that the package carries."""
    tables = tomllib.loads(files("pipelines.stories").joinpath("learned.toml").read_text("utf-8"))
    return Model(tables["within"], tables["across"])
