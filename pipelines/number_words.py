"""The words of which numbers are composed, in Arabic, French and English, as `lexicon/number_words.toml` lists them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from corpus.normalise import normalise
from pipelines.phrases import Phrases, is_arabic, words

Part = Literal["unit", "hundred", "scale", "dual_scale", "about", "few"]
_FILE = Path(__file__).parent / "lexicon" / "number_words.toml"
_PARTS: dict[str, Part] = {
    "units": "unit",
    "hundreds": "hundred",
    "scales": "scale",
    "dual_scales": "dual_scale",
    "about": "about",
}
#: Before an Arabic number: `و` joins it to what stands before, the others do not.
_CLITICS = ("", "و", "ب", "ل", "ف", "وب", "ول")
#: Below this length `ل` and a number make another word: `لست`.
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a number."""

    part: Part
    value: float
    arabic: bool
    joined: bool = False  #: has the Arabic `و` before it


@dataclass(frozen=True, slots=True)
class NumberWords:
    """All that is said in words around a number."""

    words: dict[str, Word]
    definite: frozenset[str]  #: Arabic numbers with the article, which repeat what was counted before
    until: frozenset[str]  #: between the numbers of a range
    between: frozenset[str]
    conjunctions: frozenset[str]
    half: Phrases
    before: Phrases  #: bounds, by their qualifier
    after: Phrases


@lru_cache(maxsize=1)
def number_words() -> NumberWords:
    """The words, read once a process."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found = {**_composing(data), **{form: Word("few", 3, True) for name in data["few"]["ar"] for form in _forms(name)}}
    return NumberWords(
        words=found,
        definite=frozenset("ال" + normalise(name) for part in _PARTS for name in data[part].get("ar", ())),
        until=_set(data["until"]),
        between=_set(data["between"]) | {"و" + word for word in _set(data["between"])},
        conjunctions=_set(data["and"]),
        half=Phrases({"half": _all(data["half"])}),
        before=Phrases({name: _all(lists) for name, lists in data["bounds"].items()}),
        after=Phrases({name: _all(lists) for name, lists in data["bounds_after"].items()}),
    )


def _composing(data: dict[str, Any]) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for table, part in _PARTS.items():
        for values in data[table].values():
            for name, value in values.items():
                arabic = is_arabic(name)
                for form in _forms(name):
                    joined = arabic and form != normalise(name) and form.startswith("و")
                    found.setdefault(form, Word(part, value, arabic, joined))
    return found


def _forms(name: str) -> list[str]:
    """A word as it may stand in a text: an Arabic one with what is written together with it."""
    word = normalise(name)
    if not is_arabic(word):
        return [word]
    return [clitic + word for clitic in _CLITICS if not (clitic.endswith("ل") and len(word) < _SHORT)]


def _all(lists: dict[str, list[str]]) -> list[str]:
    return [phrase for phrases in lists.values() for phrase in phrases]


def _set(lists: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(word for phrase in _all(lists) for word in words(phrase))
