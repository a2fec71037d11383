"""Precision, recall and F1 of the tagger over labelled articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bench.labelled import Labelled
from corpus.taxonomy import LANGUAGES, TOPICS
from pipelines.judge import Verdict, judge
from pipelines.rules import Rules

KEPT = ("core", "related")


@dataclass(frozen=True)
class Judged:
    """A labelled article and what the rules say of it."""

    label: Labelled
    verdict: Verdict

    def names(self, kind: str) -> frozenset[str]:
        """The names of the tags of one kind, without those that are right with and without."""
        return frozenset(tag.name for tag in self.verdict.tags if tag.kind == kind) - self.label.arguable

    def expected(self, names: Iterable[str]) -> frozenset[str]:
        """Names of the label, without those that are right with and without."""
        return frozenset(names) - self.label.arguable

    @property
    def roles(self) -> frozenset[tuple[str, str]]:
        """Country and role, of the countries that were found."""
        tags = (tag for tag in self.verdict.tags if tag.role)
        return frozenset((tag.name, role) for tag in tags for role in (tag.role or "").split("|"))


@dataclass(frozen=True)
class Counts:
    """Right, wrongly given and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @classmethod
    def of(cls, pairs: Iterable[tuple[frozenset[object], frozenset[object]]]) -> Counts:
        """Counts over pairs of expected and given names."""
        listed = list(pairs)
        return cls(
            sum(len(expected & given) for expected, given in listed),
            sum(len(given - expected) for expected, given in listed),
            sum(len(expected - given) for expected, given in listed),
        )

    @property
    def precision(self) -> float:
        """Of what was given, the share that is right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Of what should have been given, the share that was."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else 1.0

    def __str__(self) -> str:
        figures = f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"
        return f"{figures}  ({self.right} right, {self.extra} extra, {self.missed} missed)"


def judge_all(labels: Iterable[Labelled], rules: Rules) -> list[Judged]:
    """Every labelled article with a verdict."""
    return [Judged(label, judge(label.title, label.text, label.language, rules)) for label in labels]


def measures(items: list[Judged]) -> dict[str, Counts]:
    """All measures that are counts, by name; one for each topic as `topic NAME`."""

    def relevant(names: tuple[str, ...]) -> Counts:
        yes, no = frozenset[object]({"yes"}), frozenset[object]()
        return Counts.of(
            (yes if i.label.relevance in names else no, yes if i.verdict.relevance in names else no) for i in items
        )

    def topic(name: str) -> Counts:
        only = frozenset({name})
        return Counts.of((i.expected(i.label.topics) & only, i.names("topic") & only) for i in items)

    labelled_roles = [i for i in items if i.label.roles]
    return {
        "kept": relevant(KEPT),
        "core": relevant(("core",)),
        "countries": Counts.of((i.expected(i.label.countries), i.names("country")) for i in items),
        "other countries": Counts.of((i.expected(i.label.other_countries), i.names("other_country")) for i in items),
        **({"country roles": Counts.of((i.label.roles, i.roles) for i in labelled_roles)} if labelled_roles else {}),
        "topics": Counts.of((i.expected(i.label.topics), i.names("topic")) for i in items),
        **{f"topic {name}": topic(name) for name in TOPICS},
    }


def scores(items: list[Judged]) -> dict[str, float]:
    """The figures that the floors pin: F1 of each count, primary country accuracy, macro F1 of the topics seen."""
    counted = measures(items)
    seen = [c for name, c in counted.items() if name.startswith("topic ") and c.right + c.missed]
    right = sum(i.label.primary_country == i.verdict.primary_country for i in items)
    return {
        **{name: count.f1 for name, count in counted.items() if not name.startswith("topic ")},
        "primary country": right / len(items) if items else 1.0,
        "topics macro": sum(c.f1 for c in seen) / len(seen) if seen else 1.0,
    }


def by_language(items: list[Judged]) -> dict[str, list[Judged]]:
    """The items of each language, and all of them."""
    parts = {code: [item for item in items if item.label.language == code] for code in LANGUAGES}
    return {**{code: part for code, part in parts.items() if part}, "all": items}
