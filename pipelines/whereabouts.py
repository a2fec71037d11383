"""Places in a by-line, where the reporter was: "صالح ب. - مراكش", "Karim Z. à Alger", "حرر بالعيون"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from corpus.normalise import normalise

#: Words of the longest place that is looked for.
MOST_WORDS = 3

_KINDS = frozenset({"name", "place"})
_BEFORE = frozenset({"في", "من", "à", "a", "au", "en", "de", "depuis", "in", "from", "at"})


#: "in Mijek": no list has all places, but nobody is called so.
_SOMEWHERE = re.compile(
    r"(?:^|[\s,])(?i:in|near|at|from|à|depuis)(?:\s+(?:[A-ZÀ-Þ][\w'’-]*|el|al|de|la|sur|the)){1,5}$"
)


def is_place(text: str) -> bool:
    """Whether these words are a place of the gazetteer and nothing else; "بطنجة" and "à Tunis" are one, too."""
    return normalise(text) in _places() or not without_place(text)


def without_place(text: str) -> str:
    """The words without places behind a preposition at their start and end: "في روصو زينب" is زينب."""
    words = text.split()
    keys = [normalise(word) for word in words]
    while length := _placed_last(keys):
        words, keys = words[:-length], keys[:-length]
    while length := _placed_first(keys):
        words, keys = words[length:], keys[length:]
    return " ".join(words)


def without_somewhere(text: str) -> str:
    """The words up to a Latin preposition and capitalised words at their end: places that the gazetteer lacks."""
    return _SOMEWHERE.sub("", text)


def _placed_last(keys: list[str]) -> int:
    """How many folded words at the end are a place and its preposition."""
    for count in range(min(MOST_WORDS, len(keys)), 0, -1):
        if _is_joined(keys[-count:]):
            return count
        if len(keys) > count and keys[-count - 1] in _BEFORE and " ".join(keys[-count:]) in _places():
            return count + 1
    return 0


def _placed_first(keys: list[str]) -> int:
    if not keys or not (keys[0] in _BEFORE or keys[0].startswith("ب")):
        return 0
    for count in range(min(MOST_WORDS, len(keys)), 0, -1):
        if _is_joined(keys[:count]):
            return count
        if keys[0] in _BEFORE and " ".join(keys[1 : count + 1]) in _places():
            return count + 1
    return 0


def _is_joined(keys: list[str]) -> bool:
    """Whether the preposition is written into the place: "بالعيون"."""
    return keys[0].startswith("ب") and " ".join(keys)[1:] in _places()


@cache
def _places() -> frozenset[str]:
    """Towns and countries of the lexicon, folded."""
    found: set[str] = set()
    for file in files("pipelines").joinpath("lexicon/places").iterdir():
        if file.name.endswith(".toml"):
            for place in tomllib.loads(file.read_text("utf-8"))["place"]:
                if place["kind"] in _KINDS:
                    found |= {normalise(name) for language in ("ar", "fr", "en") for name in place.get(language, ())}
    return frozenset(found)
