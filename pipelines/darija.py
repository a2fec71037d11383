"""Which spoken Arabic of the Maghreb a text is in, where its words leave no doubt.

Newspapers quote speech, and speech shares most words with newspaper Arabic. So three things are asked
together: several words that belong to one country, hardly any of another's, and as many spoken words
among all words as only continuous speech has. What falls short stays `ar`.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files
from typing import Any

#: Words of one country: occurrences, and different ones among them.
MIN_OWN, MIN_DIFFERENT = 3, 2
#: One country's words among those of all countries; spoken words (own and shared) among all words.
MIN_AGREEMENT, MIN_SPOKEN = 0.75, 0.15
#: Spoken words in Latin letters, where no figures show that it is Arabic.
MIN_LATIN, MIN_LATIN_SPOKEN = 4, 0.25

_FOLDED: dict[int, str | None] = {
    **dict.fromkeys(range(0x064B, 0x0653)),  # vowel signs
    0x0640: None,  # tatweel
    **{ord(char): fold for char, fold in zip("أإآٱىیةک", "ااااييهك", strict=True)},
}
_WORD = re.compile(r"[^\W_]+")


def _read() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """Words of one country with its code; all spoken words; codes that are never the answer."""
    table: dict[str, Any] = tomllib.loads(files("pipelines").joinpath("darija.toml").read_text("utf-8"))
    shared = table.pop("shared").split()
    words = {code: frozenset(entry["own"].split()) for code, entry in table.items()}
    listed = Counter(word for own in words.values() for word in own)
    one = {word: code for code, own in words.items() for word in own if listed[word] == 1}
    unnamed = frozenset(code for code, entry in table.items() if not entry.get("named", True))
    return one, frozenset([*shared, *listed]), unnamed


_OWN, _SPOKEN, _UNNAMED = _read()


def variety(text: str) -> str | None:
    """`ary` (Moroccan), `arq` (Algerian) or `aeb` (Tunisian) where it is certain, in either script."""
    words = _words(text)
    own = [word for word in words if word in _OWN]
    if len(own) < MIN_OWN or len(set(own)) < MIN_DIFFERENT or _spoken(words) < MIN_SPOKEN * len(words):
        return None
    code, times = Counter(_OWN[word] for word in own).most_common(1)[0]
    return code if times >= max(MIN_OWN, MIN_AGREEMENT * len(own)) and code not in _UNNAMED else None


def is_arabizi(text: str) -> bool:
    """Whether a text in Latin letters is spoken Arabic by its words, figures for letters or not."""
    words = _words(text)
    return _spoken(words) >= max(MIN_LATIN, MIN_LATIN_SPOKEN * len(words))


def _spoken(words: list[str]) -> int:
    return sum(word in _SPOKEN for word in words)


def _words(text: str) -> list[str]:
    """Folded words; `و` and `ف` ("and", "in") are taken off where the rest is a spoken word."""
    words = _WORD.findall(text.translate(_FOLDED).lower())
    return [word[1:] if word[0] in "وف" and word not in _SPOKEN and word[1:] in _SPOKEN else word for word in words]
