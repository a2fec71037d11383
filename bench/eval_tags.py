"""Scores of the tagger against labelled articles: `python -m bench.eval_tags [SET|FILE …] [--failures]`.

SET is one of `bench.labelled.SETS` (all by default), FILE a JSONL or TOML file of the same shape. Prints precision,
recall and F1 with their counts per language and overall, then every item that is not as labelled, with the words that
caused it, but for the test parts: those are only shown with `--failures`, because who has read them has begun to tune
on them. `--raise-floors` writes what is better than tests/labelled/floors.toml into it; it never lowers.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from math import floor
from pathlib import Path

from bench.labelled import FOLDER, SETS, LabelError, Labelled, read
from bench.naive import naive_scores
from bench.tag_scores import Judged, by_language, judge_all, measures, scores
from pipelines.rules import load_rules

FLOORS = FOLDER / "floors.toml"


def failures(items: list[Judged]) -> Iterator[str]:
    """A few lines for every item that is not as labelled: what was expected, what was given, and why."""
    for item in items:
        lines = [
            f"  {what}: expected {_shown(expected)}, got {_shown(given)}{_causes(item, kind, given - expected)}"
            for what, kind, expected, given in _statements(item)
            if expected != given
        ]
        if lines:
            note = (f"  note: {item.label.note}",) if item.label.note else ()
            yield "\n".join((f"{item.label.id}: {item.label.title[:80]}", *lines, *note))


def _statements(item: Judged) -> Iterator[tuple[str, str, frozenset[str], frozenset[str]]]:
    label, primary = item.label, item.verdict.primary_country
    yield "relevance", "relevance", frozenset({label.relevance}), frozenset({item.verdict.relevance})
    yield "countries", "country", item.expected(label.countries), item.names("country")
    yield "primary", "country", frozenset({label.primary_country or "none"}), frozenset({primary or "none"})
    yield "other", "other_country", item.expected(label.other_countries), item.names("other_country")
    yield "topics", "topic", item.expected(label.topics), item.names("topic")


def _shown(names: frozenset[str]) -> str:
    return ",".join(sorted(names)) or "none"


def _causes(item: Judged, kind: str, wrong: frozenset[str]) -> str:
    words = [span.text for tag in item.verdict.tags if tag.kind == kind and tag.name in wrong for span in tag.evidence]
    return f"  because of: {' | '.join(words[:6])}" if words else ""


def report(name: str, items: list[Judged]) -> None:
    """The figures of one set."""
    for language, part in by_language(items).items():
        print(f"\n{name}, {language}: {len(part)} articles")
        for measure, count in measures(part).items():
            if not measure.startswith("topic ") or count.right + count.extra + count.missed:
                print(f"  {measure:<32} {count}")
        for measure in ("primary country", "topics macro"):
            print(f"  {measure:<32} {scores(part)[measure]:.3f}")


def overview(judged: Mapping[str, list[Judged]]) -> None:
    """One line for each set and language: the figures that the project promises."""
    names = ("kept", "core", "countries", "primary country", "topics", "topics macro")
    print(f"\n{'set':<13}{'language':<10}{'articles':>8}  " + "  ".join(f"{name:>15}" for name in names))
    for name, items in judged.items():
        for language, part in by_language(items).items():
            reached = scores(part)
            figures = "  ".join(f"{reached[measure]:>15.3f}" for measure in names)
            print(f"{name:<13}{language:<10}{len(part):>8}  {figures}")


def naive_overview(labelled: Mapping[str, Sequence[Labelled]]) -> None:
    """The first four figures of a phrase and a country's name: how hard each set is."""
    for name, items in labelled.items():
        for language in sorted({item.language for item in items}):
            mine = [item for item in items if item.language == language]
            figures = "  ".join(f"{value:>15.3f}" for value in naive_scores(mine))
            print(f"{name:<13}{language:<10}{len(mine):>8}  {figures}  a phrase and a country")


def raise_floors(judged: Mapping[str, list[Judged]], path: Path) -> None:
    """Write the scores, cut to two decimals, where they are above the floors that stand in the file."""
    old = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")] if old else []
    for name in SETS:
        parts = by_language(judged[name]) if name in judged else {}
        for language in parts or old.get(name, {}):
            floors = old.get(name, {}).get(language, {})
            reached = scores(parts[language]) if parts else {}
            reached = {measure.replace(" ", "_"): floor(value * 100) / 100 for measure, value in reached.items()}
            lines.append(f"\n[{name}.{language}]")
            lines += [f"{key} = {max(value, floors.get(key, 0.0))}" for key, value in (floors | reached).items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Exit 2 for a set or file that cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m bench.eval_tags", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", nargs="*", metavar="SET|FILE", help=f"{', '.join(SETS)}, or a JSONL or TOML file")
    parser.add_argument("--failures", action="store_true", help="show what is not as labelled in the test part too")
    parser.add_argument("--raise-floors", action="store_true", help="pin what is better than the floors")
    arguments = parser.parse_args()
    rules = load_rules()
    try:
        labelled = {name: SETS[name]() if name in SETS else read(Path(name)) for name in arguments.sets or SETS}
    except LabelError as error:
        print(f"eval_tags: {error}", file=sys.stderr)
        return 2
    judged = {name: judge_all(items, rules) for name, items in labelled.items()}
    for name, items in judged.items():
        report(name, items)
    print("\nNot as labelled")
    for name, items in judged.items():
        shown = failures(items) if not name.endswith("test") or arguments.failures else ()
        print(*shown, sep="\n")
    overview(judged)
    naive_overview(labelled)
    if arguments.raise_floors:
        raise_floors(judged, FLOORS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
