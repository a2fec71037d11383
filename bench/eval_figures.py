"""Precision and recall of the figures: `python -m bench.eval_figures [SET|FILE …] [--failures]`.

SET is one of `bench.labelled.SETS` whose articles have figures; by default the development parts. Off-topic articles
are left out. The labelled countries decide the currencies, so that this measures figures alone.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.labelled import SETS, LabelError, Labelled, read
from corpus.exports.figure_text import figure_text
from pipelines.figures import figures_of

DEFAULT = ("development", "plain")


def main() -> int:
    """Print a line for each language and kind; exit 2 for a set or file that cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sets", nargs="*", metavar="SET|FILE", help=f"default: {' '.join(DEFAULT)}")
    parser.add_argument("--failures", action="store_true", help="every figure that is not as labelled")
    arguments = parser.parse_args()
    try:
        items = [i for name in arguments.sets or DEFAULT for i in (SETS[name]() if name in SETS else read(Path(name)))]
    except LabelError as error:
        print(f"eval_figures: {error}", file=sys.stderr)
        return 2
    counts: Counter[tuple[str, str, str]] = Counter()
    for item in items:
        for kind, outcome, figure in compared(item) if item.relevance != "offtopic" else ():
            counts[item.language, kind, outcome] += 1
            counts[item.language, "all", outcome] += 1
            if arguments.failures and outcome != "right":
                print(f"{item.id}: {outcome}: {figure}")
    for language, kind in sorted({key[:2] for key in counts}):
        right, extra, missed = (counts[language, kind, outcome] for outcome in ("right", "extra", "missed"))
        precision, recall = right / max(1, right + extra), right / max(1, right + missed)
        print(f"{language} {kind:15} precision {precision:.2f} recall {recall:.2f} ({right}, +{extra}, -{missed})")
    return 0


def compared(item: Labelled) -> Iterator[tuple[str, str, str]]:
    """Kind, `right`, `extra` or `missed`, and the figure."""
    places = (*item.countries, *item.other_countries)
    found = {short(figure_text(figure)) for figure in figures_of(item.title, item.text, places)}
    wanted = {short(figure) for figure in item.figures}
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
    sys.exit(main())
