"""How far two careful readers agree: `python -m bench.agreement`.

`tests/labelled/second_reader.jsonl` has the labels of second readers, who saw titles and texts of the test part and
nothing else. Where they differ from the first, a rule cannot be right: their agreement is the ceiling of any tagger.
"""

from __future__ import annotations

import json

from bench.eval_tags import overview
from bench.labelled import FOLDER, own
from bench.tag_scores import Judged
from corpus.types import Tag
from pipelines.judge import Verdict

SECOND = FOLDER / "second_reader.jsonl"


def pairs() -> list[Judged]:
    """Every article of the test part that was read twice, the second reader in the place of the rules."""
    second = {row["id"]: row for row in map(json.loads, SECOND.read_text(encoding="utf-8").splitlines())}
    return [Judged(item, _verdict(second[item.id])) for item in own("test") if item.id in second]


def _verdict(row: dict[str, object]) -> Verdict:
    kinds = (("country", "countries"), ("other_country", "other_countries"), ("topic", "topics"))
    tags = [
        Tag(kind=kind, name=str(name), score=1.0)
        for kind, field in kinds
        for name in row[field]  # type: ignore[attr-defined]  # lists of names
    ]
    return Verdict(
        relevance=row["relevance"],  # type: ignore[arg-type]  # one of the taxonomy
        score=1.0,
        primary_country=str(row["primary_country"]) or None,
        tags=tuple(tags),
    )


if __name__ == "__main__":
    overview({"two readers": pairs()})
