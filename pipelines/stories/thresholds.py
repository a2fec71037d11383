"""The numbers of `thresholds.toml`, which says what each is and how it was found."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Where log-odds become stories, and what keeps the search bounded."""

    joined: float
    nearest: float
    apart: float
    window: float
    key_rarity: float
    keys_shared: int
    postings: int
    candidates: int
    component: int
    witnesses: int


THRESHOLDS = Thresholds(**tomllib.loads(files("pipelines.stories").joinpath("thresholds.toml").read_text("utf-8")))
