"""Scores of the tagger against labelled articles: `python -m bench.eval_tags [FILE] [--raise-floors]`.

FILE is JSONL with `id, language, title, text, relevance, countries, primary_country, other_countries,
topics`; by default tests/labelled/dev.jsonl. Prints precision, recall and F1 with their counts per
language and overall, then every item that is not as labelled, with the words that caused it.
`--raise-floors` writes what is better than tests/labelled/floors.toml into it; it never lowers.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import floor
from pathlib import Path
from typing import Any

from corpus.taxonomy import LANGUAGES, TOPICS
from pipelines.judge import Verdict, judge
from pipelines.rules import Rules, load_rules

LABELLED = Path(__file__).parents[1] / "tests" / "labelled"
KEPT = ("core", "related")


@dataclass(frozen=True)
class Judged:
    """A labelled article and what the rules say of it."""

    label: dict[str, Any]
    verdict: Verdict

    def names(self, kind: str) -> frozenset[str]:
        return frozenset(tag.name for tag in self.verdict.tags if tag.kind == kind)


@dataclass(frozen=True)
class Counts:
    """Right, wrongly given and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @classmethod
    def of(cls, pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> Counts:
        """Counts over pairs of expected and given names."""
        listed = list(pairs)
        return cls(
            sum(len(expected & given) for expected, given in listed),
            sum(len(given - expected) for expected, given in listed),
            sum(len(expected - given) for expected, given in listed),
        )

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else 1.0

    def __str__(self) -> str:
        figures = f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"
        return f"{figures}  ({self.right} right, {self.extra} extra, {self.missed} missed)"


def read_labels(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def judge_all(labels: Iterable[dict[str, Any]], rules: Rules) -> list[Judged]:
    return [Judged(label, judge(label["title"], label["text"], label["language"], rules)) for label in labels]


def measures(items: list[Judged]) -> dict[str, Counts]:
    """All measures that are counts, by name; one for each topic as `topic NAME`."""

    def relevant(names: tuple[str, ...]) -> Counts:
        yes, no = frozenset({"yes"}), frozenset[str]()
        return Counts.of(
            (yes if i.label["relevance"] in names else no, yes if i.verdict.relevance in names else no) for i in items
        )

    def tags(label: str, kind: str, only: str | None = None) -> Counts:
        wanted = frozenset({only}) if only else None
        pairs = [(frozenset[str](i.label[label]), i.names(kind)) for i in items]
        return Counts.of(pairs if wanted is None else ((e & wanted, g & wanted) for e, g in pairs))

    return {
        "kept": relevant(KEPT),
        "core": relevant(("core",)),
        "countries": tags("countries", "country"),
        "other countries": tags("other_countries", "other_country"),
        "topics": tags("topics", "topic"),
        **{f"topic {name}": tags("topics", "topic", name) for name in TOPICS},
    }


def scores(items: list[Judged]) -> dict[str, float]:
    """The figures that the floors pin: F1 of each count, primary country accuracy, macro F1 of the topics seen."""
    counted = measures(items)
    seen = [c for name, c in counted.items() if name.startswith("topic ") and c.right + c.missed]
    right = sum(i.label["primary_country"] == i.verdict.primary_country for i in items)
    return {
        **{name: counted[name].f1 for name in ("kept", "core", "countries", "other countries", "topics")},
        "primary country": right / len(items) if items else 1.0,
        "topics macro": sum(c.f1 for c in seen) / len(seen) if seen else 1.0,
    }


def failures(items: list[Judged]) -> Iterator[str]:
    """A few lines for every item that is not as labelled: what was expected, what was given, and why."""
    for item in items:
        lines = [
            f"  {what}: expected {_shown(expected)}, got {_shown(given)}{_causes(item, kind, given - expected)}"
            for what, kind, expected, given in _statements(item)
            if expected != given
        ]
        if lines:
            yield "\n".join((f"{item.label['id']}: {item.label['title'][:80]}", *lines))


def _statements(item: Judged) -> Iterator[tuple[str, str, frozenset[str], frozenset[str]]]:
    primary = item.verdict.primary_country
    label = item.label
    yield "relevance", "relevance", frozenset({label["relevance"]}), frozenset({item.verdict.relevance})
    yield "countries", "country", frozenset(label["countries"]), item.names("country")
    yield "primary", "country", frozenset({label["primary_country"] or "none"}), frozenset({primary or "none"})
    yield "other", "other_country", frozenset(label["other_countries"]), item.names("other_country")
    yield "topics", "topic", frozenset(label["topics"]), item.names("topic")


def _shown(names: frozenset[str]) -> str:
    return ",".join(sorted(names)) or "none"


def _causes(item: Judged, kind: str, wrong: frozenset[str]) -> str:
    words = [span.text for tag in item.verdict.tags if tag.kind == kind and tag.name in wrong for span in tag.evidence]
    return f"  because of: {' | '.join(words[:6])}" if words else ""


def report(items: list[Judged]) -> None:
    for name, part in by_language(items).items():
        print(f"\n{name}: {len(part)} articles")
        for measure, count in measures(part).items():
            if not measure.startswith("topic ") or count.right + count.extra + count.missed:
                print(f"  {measure:<32} {count}")
        for measure in ("primary country", "topics macro"):
            print(f"  {measure:<32} {scores(part)[measure]:.3f}")
    print("\nNot as labelled")
    for failure in failures(items):
        print(failure)


def by_language(items: list[Judged]) -> dict[str, list[Judged]]:
    """The items of each language, and all of them."""
    parts = {code: [item for item in items if item.label["language"] == code] for code in LANGUAGES}
    return {**{code: part for code, part in parts.items() if part}, "all": items}


def raise_floors(items: list[Judged], path: Path) -> None:
    """Write the scores, cut to two decimals, where they are above the floors that stand in the file."""
    old = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    lines = ["# Scores below which tests/test_judge.py fails. Raised by `python -m bench.eval_tags --raise-floors`."]
    for name, part in by_language(items).items():
        lines.append(f"\n[{name}]")
        for measure, value in scores(part).items():
            key = measure.replace(" ", "_")
            lines.append(f"{key} = {max(floor(value * 100) / 100, old.get(name, {}).get(key, 0.0))}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.eval_tags", description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=LABELLED / "dev.jsonl")
    parser.add_argument("--raise-floors", action="store_true", help="pin what is better than the floors")
    arguments = parser.parse_args()
    items = judge_all(read_labels(arguments.file), load_rules())
    report(items)
    if arguments.raise_floors:
        raise_floors(items, LABELLED / "floors.toml")


if __name__ == "__main__":
    main()
