"""How rare a feature is: what two articles share says more the fewer others have it.

The counts are of a background, `background.tsv`, made from texts of the field by `python -m bench.story_background`;
they are fixed, so that the similarity of two articles does not depend on what else was read. Whoever keeps a corpus may
count it instead, from time to time, and give the counts to `Rarity`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from math import log

from pipelines.stories.vector import Kind

_FILE = "background.tsv"


class Rarity:
    """Weights of features, 0 (everywhere) to 1 (never seen before)."""

    def __init__(self, documents: int, counts: Mapping[tuple[str, str], int]):
        self._documents, self._counts = documents, counts
        self._most = log(documents + 1)

    def __call__(self, kind: Kind, name: str) -> float:
        """The weight of a feature. Days have no rarity of their own: each is new once."""
        if kind == "day":
            return 1.0
        return max(0.0, 1.0 - log(self._counts.get((kind, name), 0) + 1) / self._most)


@lru_cache(maxsize=1)
def background() -> Rarity:
    """The rarity that the package carries."""
    head, *lines = files("pipelines.stories").joinpath(_FILE).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return Rarity(int(head.split("\t")[1]), {(kind, name): int(count) for kind, name, count in rows})
