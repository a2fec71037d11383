"""The hand-made pairs: `ar.toml`, `fr.toml`, `en.toml` say how each text differs from a labelled article."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench import labelled

FOLDER = Path(__file__).parent
#: One text with its base, or three ways in which it only looks so.
KINDS = ("same", "template", "follow-up", "other text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text and the group that it belongs to; `kind` is "base" for what it was made from."""

    id: str
    group: str
    kind: str
    text: str


@cache
def load(language: str) -> tuple[Written, ...]:
    """The bases and what was made of them. Raises `ValueError` for a replacement of what does not stand there."""
    rows = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))["pair"]
    bases = {one.id: "\n".join(filter(None, one.text.split("\n"))) for one in labelled.own()}
    found = [Written(id=base, group=base, kind="base", text=bases[base]) for base in {row["base"]: 0 for row in rows}]
    for number, row in enumerate(rows):
        id_ = f"{row['base']} {row['kind']} {number}"
        group = row["base"] if row["kind"] == "same" else id_
        found.append(Written(id=id_, group=group, kind=row["kind"], text=_text(row, bases[row["base"]], id_)))
    return tuple(found)


def _text(row: dict[str, Any], base: str, id_: str) -> str:
    if row["kind"] not in KINDS:
        raise ValueError(f"{id_}: no such kind")
    if "text" in row:
        return str(row["text"]).strip()
    paragraphs = [text for number, text in enumerate(base.split("\n")) if number not in row.get("drop", ())]
    text = "\n".join(paragraphs)
    for old, new in row.get("swap", ()):
        if old not in text:
            raise ValueError(f"{id_}: {old!r} does not stand in the text")
        text = text.replace(old, new)
    return "\n".join(filter(None, (row.get("lead", ""), text, row.get("foot", ""))))
