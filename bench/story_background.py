"""Count the features of a background: `python -m bench.story_background`, writes pipelines/stories/background.tsv.

The texts are the labelled articles (but for the test parts) and the demo press: none of the event sets, on which
stories are measured. What only one text has is as rare as what none has, and is left out.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bench.labelled import SETS
from pipelines.rules import load_rules
from pipelines.stories.vector import event_vector

FILE = Path(__file__).parents[1] / "pipelines" / "stories" / "background.tsv"
_TEXTS = ("dev", "press", "development", "plain")
_FEWEST = 2


def main() -> None:
    """Write the counts, the most frequent features first within their kind."""
    rules, when = load_rules(), datetime(2026, 1, 1, tzinfo=UTC)
    counts: Counter[tuple[str, str]] = Counter()
    items = [item for name in _TEXTS for item in SETS[name]()]
    for item in items:
        vector = event_vector(item.id, item.title, item.text, item.language, published=None, seen=when, rules=rules)
        counts.update(vector.all())
    rows = sorted((kind, -count, name) for (kind, name), count in counts.items() if count >= _FEWEST)
    lines = [f"documents\t{len(items)}", *(f"{kind}\t{name}\t{-count}" for kind, count, name in rows)]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{FILE.name}: {len(rows)} features of {len(items)} texts")


if __name__ == "__main__":
    main()
