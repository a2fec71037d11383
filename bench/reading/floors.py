"""Floors under our scores, a set of pages and a language: they only rise, and they follow the scores.

A floor belongs to its pages: where pages or labels are others (another `digest`), figures do not compare,
and floors are set anew only when that is asked for.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from math import floor
from pathlib import Path

from bench.reading.board import Board
from bench.reading.samples import LANGUAGES, ROOT, Sample, digest

FLOORS = ROOT / "tests" / "floors" / "reading.toml"
#: A score may stand so far above its floor before the floor must follow.
SLACK = 0.005
_HEAD = """\
# Scores of our reader below which tests/test_reading_floors.py fails, a set of pages and a language.
# Raised by `python -m bench.eval_reading --raise-floors`, which never lowers one. `digest` says which pages.
# dating: 1 right, 0.5 missing, 0 wrong. dateless, undated: 1 where no date was invented.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What is held of one set of pages in one language."""

    pages: int
    digest: str
    scores: dict[str, float]


#: By set and language, as ("own", "ar").
Floors = dict[tuple[str, str], Floor]


def measured(name: str, samples: list[Sample], board: Board) -> Floors:
    """The scores of a set, cut to three decimals, in the form of floors."""
    found: Floors = {}
    for language in LANGUAGES:
        if of_it := [sample for sample in samples if sample.language == language]:
            scores = {key: floor(value * 1000 + 1e-6) / 1000 for key, value in board.figures(language).items()}
            found[name, language] = Floor(pages=len(of_it), digest=digest(of_it), scores=scores)
    return found


def faults(floors: Floors, now: Floors) -> list[str]:
    """What is wrong with the scores of now: fallen, risen without their floors, or of other pages."""
    return [fault for key, found in now.items() for fault in _faults(" ".join(key), floors.get(key), found)]


def _faults(name: str, held: Floor | None, found: Floor) -> list[str]:
    if held is None:
        return [f"{name}: no floors yet: --raise-floors"]
    if held.digest != found.digest:
        return [f"{name}: other pages or labels than the floors': --raise-floors --new-pages"]
    lines = []
    for field in {**held.scores, **found.scores}:
        least, score = held.scores.get(field), found.scores.get(field)
        if score is None:
            lines.append(f"{name} {field}: no longer scored, its floor is {least}")
        elif least is None or score > least + SLACK:
            lines.append(f"{name} {field}: {score} is above its floor {least}: --raise-floors")
        elif score < least:
            lines.append(f"{name} {field}: {score} is below its floor {least}")
    return lines


def raised(floors: Floors, now: Floors, *, new_pages: bool = False) -> Floors:
    """The floors with every better score of now. Those of other pages are kept, or replaced with `new_pages`."""
    result = dict(floors)
    for key, found in now.items():
        held = floors.get(key)
        if held is None or (new_pages and held.digest != found.digest):
            result[key] = found
        elif held.digest == found.digest:
            best = {name: max(score, held.scores.get(name, 0.0)) for name, score in found.scores.items()}
            result[key] = Floor(pages=held.pages, digest=held.digest, scores={**held.scores, **best})
    return result


def read_floors(path: Path = FLOORS) -> Floors:
    """The floors of a file; none where there is no file."""
    if not path.is_file():
        return {}
    tables = tomllib.loads(path.read_text("utf-8"))
    return {
        (name, language): Floor(pages=table.pop("pages"), digest=table.pop("digest"), scores=table)
        for name, languages in tables.items()
        for language, table in languages.items()
    }


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Write the file, one table a set and language."""
    blocks = [_HEAD]
    for (name, language), held in sorted(floors.items()):
        rows = "".join(f"{field} = {score}\n" for field, score in held.scores.items())
        blocks.append(f'[{name}.{language}]\npages = {held.pages}\ndigest = "{held.digest}"\n{rows}')
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(blocks), "utf-8")
