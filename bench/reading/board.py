"""The scores of one reader over one set of pages, and how they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import mean
from typing import Any

from bench.reading.reading import Reading
from bench.reading.samples import LANGUAGES, Sample
from bench.reading.scoring import FIELDS, Score, score

#: Shown as a cost, in which lower is better: 0 right, 1 missing, 2 wrong.
COSTS = {"dating": "date cost"}
#: Shown in a line of their own, as counts.
INVENTED = {"dateless": "pages without a date", "undated": "pages whose date was taken out"}
WIDTH = 11


@dataclass(slots=True)
class Board:
    """What one reader scored, page by page."""

    scores: list[tuple[Sample, Score]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)  #: of CPU, a page
    rejected: list[tuple[Sample, str]] = field(default_factory=list)

    def add(self, sample: Sample, reading: Reading, seconds: float) -> None:
        """Score one reading."""
        self.scores += [(sample, found) for found in score(sample, reading)]
        self.seconds.append(seconds)
        if reading.rejected and not sample.undated:
            self.rejected.append((sample, reading.rejected))

    def values(self, language: str) -> dict[str, list[float]]:
        """The scores of each field in one language; fields without any are not there."""
        found: dict[str, list[float]] = defaultdict(list)
        for sample, scored in self.scores:
            if sample.language == language:
                found[scored.field].append(float(scored.value))
        return {name: found[name] for name in FIELDS if name in found}

    def figures(self, language: str) -> dict[str, float]:
        """The mean of each field, over pages and not over words."""
        return {name: mean(values) for name, values in self.values(language).items()}

    def failures(self) -> dict[str, list[str]]:
        """Lines of what is not right, by field."""
        found: dict[str, list[str]] = {name: [] for name in FIELDS}
        for sample, scored in self.scores:
            if scored.failed and scored.field != "dating":
                value = f" {scored.value:.3f}" if scored.field == "text" else ""
                found[scored.field].append(
                    f"{sample.id}{value}\n   said {_line(scored.said)}\n   gold {_line(scored.gold)}"
                )
        return {name: sorted(lines) for name, lines in found.items() if lines}

    def as_json(self) -> dict[str, Any]:
        """Means and counts a language and field, and each page's scores."""
        pages: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for sample, scored in self.scores:
            pages[sample.id][scored.field].append(round(float(scored.value), 4))
        languages = {
            language: {name: {"mean": round(mean(v), 4), "count": len(v)} for name, v in self.values(language).items()}
            for language in LANGUAGES
        }
        return {"languages": {code: row for code, row in languages.items() if row}, "pages": pages}


def table(boards: dict[str, Board], language: str) -> Iterator[str]:
    """One line a reader, one column a field, for one language; the counts of the first reader below."""
    columns = [
        name for name in FIELDS if name not in INVENTED and any(name in b.values(language) for b in boards.values())
    ]
    yield f"{'':22}" + "".join(f"{_head(name):>{WIDTH}}" for name in columns)
    for reader, board in boards.items():
        figures = board.figures(language)
        yield f"{reader:22}" + "".join(f"{_cell(name, figures):>{WIDTH}}" for name in columns)
    counts = next(iter(boards.values())).values(language)
    yield f"{'labelled':22}" + "".join(f"{len(counts.get(name, ())):>{WIDTH}}" for name in columns)
    for name, told in INVENTED.items():
        if name in counts:
            yield f"dates invented on {len(counts[name])} {told}: " + ", ".join(
                f"{reader} {board.values(language)[name].count(0.0)}" for reader, board in boards.items()
            )


def _line(text: str) -> str:
    return " ".join(text.split())[:200]


def _head(name: str) -> str:
    return COSTS.get(name, name).replace("title_language", "of title").replace("standfirst", "standf.")


def _cell(name: str, figures: dict[str, float]) -> str:
    if name not in figures:
        return "–"
    return f"{2 - 2 * figures[name]:.3f}" if name in COSTS else f"{figures[name]:.3f}"
