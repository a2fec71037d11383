"""What happens in an article, in words that are the same for the three languages: `shipwreck`, `ransom`, `appeal`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from pipelines.phrases import Phrases


def concepts(words: Sequence[str]) -> Iterator[str]:
    """The concepts of a normalised text cut into tokens (`pipelines.quantities.cut`), in order, repeated ones too."""
    known = _known()
    place = 0
    while place < len(words):
        found = known.at(words, place)
        if found:
            yield found[0]
        place += found[1] if found else 1


@lru_cache(maxsize=1)
def _known() -> Phrases:
    text = files("pipelines.stories").joinpath("concepts.toml").read_text("utf-8")
    return Phrases(tomllib.loads(text), plural=True)
