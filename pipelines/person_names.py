"""Whether a line without any "Par" or "بقلم" is a person's name: it begins with a given name and holds nothing else."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from corpus.normalise import fold_accents, normalise
from pipelines.months import fold_date

#: Words of a printed name: given name to family name.
FEWEST, MOST = 2, 6

_TABLE = tomllib.loads(files("pipelines").joinpath("given_names.toml").read_text("utf-8"))
_GIVEN = frozenset(fold_accents(normalise(name)) for name in (_TABLE["ar"] + _TABLE["la"]).split())
_PARTICLES = frozenset(fold_accents(normalise(word)) for word in _TABLE["particles"])
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_WORDS = re.compile(r"[^\W\d_]+")
_HINTS = frozenset(fold_date(name) for name in (_TABLE["ar"] + _TABLE["la"]).split()) | {
    fold_date(word) for word in _TABLE["introduce"]
}
_UP_TO_SEPARATOR = re.compile(r"[^\w\s'’.]")
_AND = re.compile(r"\s+و(?=[^\W\d_]{3})")


def is_given_name(word: str) -> bool:
    """Whether a word is a known given name, however it is spelled."""
    key = fold_accents(normalise(word))
    return key in _GIVEN or any(part in _GIVEN for part in key.split("-")[:1])


def is_full_name(text: str) -> bool:
    """Whether these words are a given name and what may follow one: "محمد فال ولد السالكية", "Amel BEN YOUSSEF"."""
    words = text.split()
    if not FEWEST <= len(words) <= MOST or not all(map(_WORD.fullmatch, words)) or not is_given_name(words[0]):
        return False
    arabic = "\u0600" <= words[0][0] <= "\u06ff"
    return arabic or all(word[0].isupper() or fold_accents(word) in _PARTICLES for word in words)


def with_joined_apart(text: str) -> str:
    """The text with a space behind an "و" that is written into a second name: "سناء ب. وأنيس ق."."""
    for joint in reversed(list(_AND.finditer(text))):
        left, right = text[: joint.start()].split(), _UP_TO_SEPARATOR.split(text[joint.end() :], maxsplit=1)[0].split()
        if len(left) < FEWEST or len(right) < FEWEST or fold_accents(normalise(left[-1])) in _PARTICLES:
            continue
        if is_given_name(right[0]) and not is_given_name(f"و{right[0]}"):
            text = f"{text[: joint.start()]} و {text[joint.end() :]}"
    return text


@lru_cache(maxsize=256)  # elements within elements have one text
def may_hold_name(line: str) -> bool:
    """Whether a line has a given name or a word that introduces one among its first words; costs next to nothing."""
    return not _HINTS.isdisjoint(_WORDS.findall(fold_date(line)))
