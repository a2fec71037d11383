"""B-cubed precision, recall and F1 of stories, within a language and across two.

Within: each article is compared with those of its own language, itself included, as usual. Across two languages: each
article of either is compared with those of the *other* one, itself not; it counts for precision where its story has
any, for recall where its event has any. A single that is put to an article of another language lowers precision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.event_sets import Told
from corpus.taxonomy import LANGUAGES

PAIRS = (("ar", "fr"), ("ar", "en"), ("fr", "en"))
_Counts = Callable[[Told, Told], bool]


@dataclass(frozen=True, slots=True)
class BCubed:
    """The means over articles."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


def scores(told: Sequence[Told], groups: Iterable[Sequence[str]]) -> dict[str, BCubed]:
    """`within`, each language, `across`, each pair of languages."""
    story = {id_: number for number, group in enumerate(groups) for id_ in group}
    found = {"within": _mean(told, story, lambda one, other: one.language == other.language, itself=True)}
    for language in LANGUAGES:
        mine = [one for one in told if one.language == language]
        found[language] = _mean(mine, story, lambda _one, _other: True, itself=True)
    found["across"] = _mean(told, story, lambda one, other: one.language != other.language, itself=False)
    for two in PAIRS:
        mine = [one for one in told if one.language in two]
        found["-".join(two)] = _mean(mine, story, lambda one, other: one.language != other.language, itself=False)
    return found


def figures(told: Sequence[Told], groups: Iterable[Sequence[str]]) -> Iterator[str]:
    """A line for each score."""
    return (f"{name:<8}{score}" for name, score in scores(told, list(groups)).items())


def _mean(told: Sequence[Told], story: dict[str, int], counts: _Counts, *, itself: bool) -> BCubed:
    precisions, recalls = [], []
    for one in told:
        others = [other for other in told if counts(one, other) and (itself or other.id != one.id)]
        together = {other.id for other in others if story[other.id] == story[one.id]}
        true = {other.id for other in others if other.event == one.event}
        right = len(together & true)
        precisions += [right / len(together)] if together else []
        recalls += [right / len(true)] if true else []
    return BCubed(sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls)))
