"""Places in a by-line, where the reporter was: "صالح ب. - مراكش", "Karim Z. à Alger", "حرر بالعيون"."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from corpus.normalise import normalise

#: Words of the longest place that is looked for.
MOST_WORDS = 3

_KINDS = frozenset({"name", "place"})
_BEFORE = frozenset({"في", "من", "à", "a", "au", "en", "de", "depuis", "in", "from", "at"})


def is_place(text: str) -> bool:
    """Whether these words are a place of the gazetteer and nothing else; "بطنجة" and "à Tunis" are one, too."""
    return normalise(text) in _places() or not without_place(text)


def without_place(text: str) -> str:
    """The words without places behind a preposition at their start and end: "في روصو زينب" is زينب."""
    words = text.split()
    while length := _placed_last(words):
        words = words[:-length]
    while length := _placed_first(words):
        words = words[length:]
    return " ".join(words)


def _placed_last(words: list[str]) -> int:
    """How many words at the end are a place and its preposition."""
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        place = normalise(" ".join(words[-count:]))
        if len(words) > count and normalise(words[-count - 1]) in _BEFORE and place in _places():
            return count + 1
        if _is_joined(place):
            return count
    return 0


def _placed_first(words: list[str]) -> int:
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        if len(words) > count and normalise(words[0]) in _BEFORE:
            if normalise(" ".join(words[1 : count + 1])) in _places():
                return count + 1
        elif _is_joined(normalise(" ".join(words[:count]))):
            return count
    return 0


def _is_joined(place: str) -> bool:
    """Whether the preposition is written into the place: "بالعيون"."""
    return place.startswith("ب") and place[1:] in _places()


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
