"""Precision and recall of the figures: `python -m bench.eval_figures FILE.toml… [--failures]`.

Each FILE has `[[article]]` tables with `id, language, title, text, relevance, countries, other_countries, figures`;
a figure is `victims 30`, `~10`, `>50`, `<50`, `20-30`, money with its code. Off-topic articles are left out. The
labelled countries decide the currencies, so that this measures figures alone.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.exports.figure_text import figure_text
from pipelines.figures import figures_of


def main() -> None:
    """Print a line for each language and kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--failures", action="store_true", help="every figure that is not as labelled")
    arguments = parser.parse_args()
    counts: Counter[tuple[str, str, str]] = Counter()
    for article in articles(arguments.files):
        for kind, outcome, figure in compared(article):
            counts[article["language"], kind, outcome] += 1
            counts[article["language"], "all", outcome] += 1
            if arguments.failures and outcome != "right":
                print(f"{article['id']}: {outcome}: {figure}")
    for language, kind in sorted({key[:2] for key in counts}):
        right, extra, missed = (counts[language, kind, outcome] for outcome in ("right", "extra", "missed"))
        precision, recall = right / max(1, right + extra), right / max(1, right + missed)
        print(f"{language} {kind:15} precision {precision:.2f} recall {recall:.2f} ({right}, +{extra}, -{missed})")


def articles(files: list[Path]) -> Iterator[dict[str, Any]]:
    """The labelled articles that are on topic."""
    for path in files:
        for article in tomllib.loads(path.read_text(encoding="utf-8"))["article"]:
            if article["relevance"] != "offtopic":
                yield article


def compared(article: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Kind, `right`, `extra` or `missed`, and the figure."""
    places = (*article["countries"], *article["other_countries"])
    found = {short(figure_text(figure)) for figure in figures_of(article["title"], article["text"], places)}
    wanted = {short(figure) for figure in article.get("figures", [])}
    for figure in sorted(found | wanted):
        outcome = "right" if figure in found & wanted else "extra" if figure in found else "missed"
        yield figure.split("=")[0], outcome, figure


def short(figure: str) -> str:
    """One spelling for both sides: `sentence_years=0.67`."""
    kind, value = re.split("[ =]", figure, maxsplit=1)
    value = value.replace(">=", ">").replace("<=", "<")
    number, _, unit = value.partition(" ")
    rounded = "-".join(f"{float(part):.2f}" for part in number.strip("~<>").split("-"))
    mark = number[:1] if number[:1] in "~<>" else ""
    return f"{kind}={mark}{rounded} {unit}".rstrip()


if __name__ == "__main__":
    main()
