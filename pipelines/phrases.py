"""Phrases of one or more words, found at a place of a list of words, the longest first.

A word of a phrase may end with `*` and then stands for all that begins so. Arabic words match with and without
the particles written together with them, so that the lists hold bare words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from corpus.normalise import normalise

#: Numbers with their separators of thousands and decimals, and words of letters alone: `و6` is two, and so is `20h`.
TOKEN = re.compile(
    r"([^\W\d_]+|\d{1,3}(?:[ .,']\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?|[$€£])"
)  # one group, so that `split` gives the gaps and the tokens in turn
_SHORTEST_STEM = 3
#: No word of a newspaper is longer; such a token begins no phrase.
_LONGEST = 40
#: Words of texts that are remembered with what may begin there.
_MEMORY = 100_000
#: The article and the particles that Arabic writes together with the next word.
HEADS = ("ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وبال", "و", "ف", "ب", "ل", "ك", "وب", "ول")


def is_arabic(text: str) -> bool:
    """Whether a word is written in Arabic script."""
    return "\u0600" <= text[:1] <= "\u06ff"


def words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they stand in a normalised text, stars kept."""
    return tuple(re.findall(r"[^\W\d_]+\*?|[$€£]", normalise(phrase)))


@lru_cache(maxsize=_MEMORY)
def bare(token: str) -> tuple[str, ...]:
    """An Arabic token and what it may be without the particles before it; any other token alone."""
    if not is_arabic(token) or len(token) > _LONGEST:
        return (token,)
    heads = [head for head in HEADS if token.startswith(head) and len(token) - len(head) >= _SHORTEST_STEM]
    return (token, *(token[len(head) :] for head in heads))


class Phrases:
    """Lists of phrases by name."""

    def __init__(self, lists: Mapping[str, Iterable[str]], *, plural: bool = False):
        self._first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._known: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                self._add(words(phrase), name, plural)
        self._longest = max((len(rest) + 1 for _, rest, _ in self._all()), default=0)
        self._last = frozenset((first, *rest)[-1] for first, rest, _ in self._all())

    def at(self, tokens: Sequence[str], place: int, *, most: int = 99) -> tuple[str, int] | None:
        """The name of the longest phrase of at most `most` words that begins there, and how many words it has."""
        known = self._known.get(tokens[place])
        if known is None:
            known = self._remember(tokens[place])
        best: tuple[str, int] | None = None
        for rest, name in known:
            length = len(rest) + 1
            if length > most or (best is not None and length <= best[1]):
                continue
            if not rest or _matches(rest, tokens[place + 1 : place + length]):
                best = (name, length)
        return best

    def ending(self, tokens: Sequence[str], end: int) -> tuple[str, int] | None:
        """The longest phrase without stars whose last word is the one before `end`."""
        if end <= 0 or self._last.isdisjoint(bare(tokens[end - 1])):
            return None
        for length in range(min(self._longest, end), 0, -1):
            found = self.at(tokens, end - length, most=length)
            if found and found[1] == length:
                return found
        return None

    def _add(self, phrase: tuple[str, ...], name: str, plural: bool) -> None:
        first, rest = phrase[0], phrase[1:]
        if first.endswith("*"):
            self._stems.setdefault(first[:-1], []).append((rest, name))
            return
        forms = [first]
        if plural and is_arabic(first):
            forms.append(first + "ا")
        elif plural:
            forms.append(first + "s")
        for form in forms:
            self._first.setdefault(form, []).append((rest, name))

    def _all(self) -> list[tuple[str, tuple[str, ...], str]]:
        tables = (*self._first.items(), *self._stems.items())
        return [(first, rest, name) for first, found in tables for rest, name in found]

    def _remember(self, token: str) -> tuple[tuple[tuple[str, ...], str], ...]:
        """The phrases that may begin with a token; newspapers repeat their words."""
        if len(token) > _LONGEST:
            return ()
        if len(self._known) >= _MEMORY:
            self._known.clear()
        self._known[token] = known = tuple(self._look_up(token))
        return known

    def _look_up(self, token: str) -> list[tuple[tuple[str, ...], str]]:
        found = [entry for form in bare(token) for entry in self._first.get(form, ())]
        for length in range(2, len(token) + 1):
            found += self._stems.get(token[:length], ())
        return found


def _matches(rest: tuple[str, ...], tokens: Sequence[str]) -> bool:
    if len(rest) != len(tokens):
        return False
    return all(_is(word, token) for word, token in zip(rest, tokens, strict=True))


def _is(word: str, token: str) -> bool:
    return token.startswith(word[:-1]) if word.endswith("*") else word in bare(token)
