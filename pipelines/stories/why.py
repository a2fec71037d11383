"""Why two articles are together: what they share, and what each of it adds to the log-odds."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.stories.similarity import FEATURES, Model, Weighted, compared, shared
from pipelines.stories.vector import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that speaks for or against two articles being of one event."""

    kind: str  #: `place`, `person`, … of what both have; `gap`, `other country`, … of what parts them
    name: str  #: `TN/krkn`; "" for what is no feature
    log_odds: float


def reasons(one: Weighted, other: Weighted, model: Model) -> tuple[Reason, ...]:
    """What speaks for and against, the weightiest first. With the bias it adds up to the log-odds of the pair.

    A kind counts by two or three numbers; what they add is divided among the shared features by weight.
    """
    side = model.side(one, other)
    values = compared(one, other)
    terms = {name: side[name] * values[name] for name in FEATURES}
    found = shared(one, other)
    reasons: list[Reason] = []
    for kind in KINDS:
        added = sum(terms.pop(f"{kind} {number}", 0.0) for number in ("cosine", "share", "rare"))
        mine = {name: weight for (of, name), weight in found.items() if of == kind}
        total = sum(mine.values())
        reasons += [Reason(kind=kind, name=name, log_odds=added * w / total) for name, w in mine.items() if total]
    reasons += [Reason(kind=name, name="", log_odds=value) for name, value in terms.items() if value]
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.log_odds), reason.kind, reason.name)))
