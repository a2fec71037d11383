"""What was taken out of a text and what was put in, word by word, in the original characters.

Words are compared in the project's one spelling: vowel signs that appear are not a change. The standard library's
`difflib` finds the longest common runs; texts on which it would take long are compared by paragraphs, or not at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from corpus.normalise import normalise

Kind = Literal["same", "gone", "new"]

#: Up to so many tokens, and pairs of equal ones, two texts are compared. `difflib` looks at all pairs in one step
#: (3,000 words of a newspaper have some 200,000, one repeated word the product of the lengths), and takes as many
#: steps as there are runs.
MOST_TOKENS, MOST_PAIRS = 10_000, 1_000_000
#: Common words between two changes that are shown as part of them: "[-a-]{+b+} of [-c-]{+d+}" is harder to read.
ISLAND = 1

_CHUNK = re.compile(r"(\S+)(\s*)")
#: Punctuation that is a token of its own at the edges of a word.
_EDGE = "«»\"“”„'’‘()[]{}<>.,;:!?…،؛؟٪%-–—"


@dataclass(frozen=True, slots=True)
class Change:
    """A run of a text: `same` in both, `gone` with the older text, `new` with the newer one."""

    kind: Kind
    text: str


class _Token(NamedTuple):
    shown: str  #: with the white space behind it
    key: str  #: what is compared


def word_diff(old: str, new: str) -> tuple[Change, ...]:
    """How `old` became `new`. The runs that are `same` or `new` make up `new`, character for character."""
    lead = new[: len(new) - len(new.lstrip())]
    changes = _compare(list(_tokens(old)), list(_tokens(new)))
    return tuple(_joined([Change("same", lead), *_without_islands(changes)]))


def _tokens(text: str) -> Iterator[_Token]:
    for chunk, space in _CHUNK.findall(text):
        *pieces, last = _pieces(chunk)
        yield from pieces
        yield _Token(last.shown + space, last.key)


@lru_cache(maxsize=4096)
def _pieces(chunk: str) -> tuple[_Token, ...]:
    """The punctuation before a word, the word, and the punctuation behind it."""
    core = chunk.strip(_EDGE)
    start = chunk.index(core) if core else len(chunk)
    pieces = (chunk[:start], core, chunk[start + len(core) :])
    return tuple(_Token(piece, normalise(piece) or piece) for piece in pieces if piece)


def _compare(old: Sequence[_Token], new: Sequence[_Token]) -> list[Change]:
    """First what both begin and end with, which is nearly all of most texts, then the rest."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    before, after = new[:start], new[len(new) - end :]
    middle = _middle(old[start : len(old) - end], new[start : len(new) - end], _lost_space(old[:start], new[:start]))
    return [Change("same", _text(before)), *middle, Change("same", _text(after))]


def _common(one: Sequence[_Token], other: Sequence[_Token]) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a.key != b.key), min(len(one), len(other)))


def _lost_space(old: Sequence[_Token], new: Sequence[_Token]) -> str:
    """The white space behind the last common word that only the older text has: it goes with what is gone after it."""
    if not old or not new or new[-1].shown[-1].isspace():
        return ""
    return old[-1].shown[len(old[-1].shown.rstrip()) :]


def _middle(old: Sequence[_Token], new: Sequence[_Token], space: str) -> Iterator[Change]:
    """The changes; `space` is the white space that the older text alone has before them."""
    keys = [token.key for token in old], [token.key for token in new]
    if _is_too_much(*keys):
        yield from _by_paragraphs(old, new)
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Change("same", _text(new[j1:j2]))
            space = _lost_space(old[i1:i2], new[j1:j2])
        else:
            yield Change("gone", space + _text(old[i1:i2]) if i2 > i1 else "")
            yield Change("new", _text(new[j1:j2]))


def _by_paragraphs(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Change]:
    """Paragraph by paragraph; where even these are all alike, everything is gone and everything is new."""
    one, other = _paragraphs(old), _paragraphs(new)
    keys = (
        ["\0".join(token.key for token in part) for part in one],
        ["\0".join(token.key for token in part) for part in other],
    )
    if _is_too_much(*keys):
        yield from (Change("gone", _text(old)), Change("new", _text(new)))
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Change("gone", "".join(map(_text, one[i1:i2])))
        yield Change("same" if kind == "equal" else "new", "".join(map(_text, other[j1:j2])))


def _paragraphs(tokens: Sequence[_Token]) -> list[list[_Token]]:
    parts: list[list[_Token]] = [[]]
    for token in tokens:
        parts[-1].append(token)
        if "\n" in token.shown:
            parts.append([])
    return [part for part in parts if part]


def _is_too_much(one: Sequence[str], other: Sequence[str]) -> bool:
    if len(one) + len(other) > MOST_TOKENS:
        return True
    counts = Counter(other)
    return sum(n * counts[key] for key, n in Counter(one).items()) > MOST_PAIRS


def _without_islands(changes: Sequence[Change]) -> Iterator[Change]:
    """A common word or two between two changes are gone and new, too, unless a paragraph ends there."""
    for number, change in enumerate(changes):
        inside = change.kind == "same" and 0 < number < len(changes) - 1 and "\n" not in change.text
        if inside and 0 < len(change.text.split()) <= ISLAND and change.text.strip(_EDGE + " "):
            near = [one for one in (*changes[number - 2 : number], *changes[number + 1 : number + 3]) if one.text]
            if all(one.kind != "same" for one in near) and len({one.kind for one in near}) == 2:
                yield from (Change("gone", change.text), Change("new", change.text))
                continue
        yield change


def _joined(changes: Sequence[Change]) -> Iterator[Change]:
    """Runs of one kind as one; between two common runs what is gone comes before what is new."""
    full = [change for change in changes if change.text]
    for same, run in groupby(full, lambda change: change.kind == "same"):
        parts = list(run)
        kinds: tuple[Kind, ...] = ("same",) if same else ("gone", "new")
        for kind in kinds:
            if text := "".join(part.text for part in parts if part.kind == kind):
                yield Change(kind, text)


def _text(tokens: Sequence[_Token]) -> str:
    return "".join(token.shown for token in tokens)
