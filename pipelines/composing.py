"""Number words and digits that belong together as one number: `vingt-trois`, `ثلاثة وعشرون ألفا`, `3,4 millions`.

A number is read from left to right into what is `counted` below the next scale and the `total` of the scales that are
closed. Each word is taken only where the language composes so; else the number ends before it and another may begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pipelines.number_words import NumberWords, Word

#: A longer row of digits is no quantity.
_DIGITS = 15
#: Words for one that are mostly articles, save before another number and before these.
_ARTICLES = frozenset({"un", "une", "one"})
_UNITS = frozenset({"an", "mois", "année", "year", "month", "seul", "seule", "et"})
_INFINITE = float("inf")
#: Letters right after digits that are no quantity: an hour, an ordinal.
_ORDINALS = frozenset({"h", "e", "er", "eme", "ème", "th", "st", "nd", "rd", "x"})


class Gaps(Protocol):
    """What stands between the tokens."""

    def gap(self, place: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Number:
    """A number without its bounds: tokens `start` to `end`."""

    value: float
    start: int
    end: int
    digits: bool = False  #: written in digits, its scale perhaps in words
    scale: float = 1  #: the last scale word
    vague: bool = False  #: `une dizaine`
    high: float = 0  #: of a vague number that has a width
    joined: bool = False  #: has the Arabic `و` before it


def numbers(tokens: Sequence[str], gaps: Gaps, known: NumberWords) -> list[Number]:
    """Every number of a text, in order."""
    found: list[Number] = []
    place = 0
    starts = [place for place, token in enumerate(tokens) if token in known.words or "0" <= token[0] <= "9"]
    for start in starts:
        if start < place or (tokens[start] in _ARTICLES and _article(tokens, start, known)):
            continue
        number, place = _read(tokens, gaps, start, known)
        if number is not None:
            found.append(number)
    return found


def _article(tokens: Sequence[str], start: int, known: NumberWords) -> bool:
    """Whether "one" is merely an article here."""
    after = tokens[start + 1] if start + 1 < len(tokens) else ""
    follower = known.words.get(after)
    if follower is not None:
        return follower.part in ("about", "few")
    return after not in known.until and after not in _UNITS


def _read(tokens: Sequence[str], gaps: Gaps, start: int, known: NumberWords) -> tuple[Number | None, int]:
    """The number that begins at a token, if any, and where to go on."""
    word = known.words.get(tokens[start])
    if word and word.part in ("about", "few"):
        return _vague(tokens, start, word, known)
    if (number := _single(tokens, gaps, start, word, known)) is not None:
        return number, start + 1
    reader = _Reader(tokens, gaps, start, known)
    return reader.read(), max(reader.place, start + 1)


def _single(tokens: Sequence[str], gaps: Gaps, start: int, word: Word | None, known: NumberWords) -> Number | None:
    """A number of one token that nothing follows with which it could compose: most are."""
    after = tokens[start + 1] if start + 1 < len(tokens) else ""
    if after in known.words or after in known.conjunctions or after in ("و", "ونصف") or not after:
        return None
    if word is not None:
        joined = word.joined or (start > 0 and tokens[start - 1] == "و")
        return Number(word.value, start, start + 1, joined=joined) if word.part in ("unit", "hundred") else None
    value = _value(tokens[start])
    if not value or not gaps.gap(start) or not gaps.gap(start + 1):
        return None
    return Number(value, start, start + 1, digits=True)


def _vague(tokens: Sequence[str], start: int, word: Word, known: NumberWords) -> tuple[Number | None, int]:
    """`une dizaine`; but not tens of thousands, which nobody counted."""
    place = start + 1
    if place < len(tokens) and tokens[place] in ("de", "d", "of"):
        place += 1
    follower = known.words.get(tokens[place].removeprefix("ال")) if place < len(tokens) else None
    if follower and follower.part in ("scale", "about"):
        return None, place + 1
    high = 9 if word.part == "few" else word.value
    return Number(word.value, start, start + 1, vague=True, high=high), start + 1


class _Reader:
    """Reads one number."""

    def __init__(self, tokens: Sequence[str], gaps: Gaps, start: int, known: NumberWords):
        self.tokens, self.gaps, self.known = tokens, gaps, known
        self.start = self.place = start
        self.total = self.counted = 0.0
        self.scale, self.last = _INFINITE, 0.0
        self.digits = False

    def read(self) -> Number | None:
        first = self.tokens[self.start]
        if first[0].isdigit():
            value = _value(first)
            if value is None or self._glued():
                return None
            self.counted, self.digits = value, True
            self.place += 1
        while self.place < len(self.tokens) and self._near() and self._take():
            pass
        return self._number()

    def _number(self) -> Number | None:
        value = self.total + self.counted
        if self.place == self.start or value <= 0:
            return None
        first = self.known.words.get(self.tokens[self.start])
        if first and first.part == "scale" and self.place == self.start + 1 and self._plural():
            return None  # `millions of …`
        joined = bool(first and first.joined) or self.tokens[self.start - 1 : self.start] == ["و"]
        scale = self.last if self.last and self.counted == 0 else 1
        return Number(value, self.start, self.place, self.digits, scale, joined=joined)

    def _plural(self) -> bool:
        return self.tokens[self.start].endswith("s") or self.tokens[self.start].endswith(("الاف", "ملايين", "مليارات"))

    def _glued(self) -> bool:
        """Digits that are part of something else: `A320`, `20h30`, `3-1` after a letter."""
        before = self.tokens[self.start - 1] if self.start and not self.gaps.gap(self.start) else ""
        after = self.start + 1 < len(self.tokens) and not self.gaps.gap(self.start + 1)
        name = self.tokens[self.start + 1] if after else ""
        return (before.isascii() and before.isalpha()) or name in _ORDINALS

    def _near(self) -> bool:
        return self.place == self.start or self.gaps.gap(self.place) in (" ", "-", "")

    def _take(self) -> bool:
        """Take the next word if it composes; `et`, `and` and the Arabic `و` before digits only with what follows."""
        token = self.tokens[self.place]
        if self.place > self.start and (self._half() or self._and()):
            return True
        word = self.known.words.get(token)
        if word is None or not self._compose(word):
            return False
        self.place += 1
        return True

    def _half(self) -> bool:
        found = self.known.half.at(self.tokens, self.place)
        if not found or (self.last and self.counted):
            return False
        if self.last:
            self.total += self.last / 2
        else:
            self.counted += 0.5
        self.place += found[1]
        return True

    def _and(self) -> bool:
        if self.place + 1 >= len(self.tokens):
            return False
        token, next_ = self.tokens[self.place], self.tokens[self.place + 1]
        if token == "و" and next_[0].isdigit() and not self._after_between():
            value = _value(next_)
            if value is None or self.counted or not value < self.scale or not self.last:
                return False
            self.counted = value
        elif token in self.known.conjunctions and self.place > self.start:
            word = self.known.words.get(next_)
            if word is None or word.arabic or word.part != "unit" or self._after_between() or not self._compose(word):
                return False
            if self.gaps.gap(self.place + 1) not in (" ", "-"):
                return False
        else:
            return False
        self.place += 2
        return True

    def _after_between(self) -> bool:
        return any(word in self.known.between for word in self.tokens[max(0, self.start - 2) : self.start])

    def _compose(self, word: Word) -> bool:
        match word.part:
            case "unit":
                return self._unit(word)
            case "hundred":
                return self._hundred(word)
            case "scale":
                return self._scale(word)
            case "dual_scale":
                return self._dual_scale(word)
            case _:
                return False

    def _unit(self, word: Word) -> bool:
        value, rest = word.value, self.counted % 100
        fresh = self.place == self.start or (self.counted == 0 and (word.joined or not word.arabic))
        if self.digits and not fresh:
            return False
        if fresh:
            add = value
        elif word.arabic:
            add = _arabic_unit(value, rest, self.counted, joined=word.joined)
        else:
            add = _latin_unit(value, rest, self.counted, self.tokens[self.place - 1])
        self.counted += add
        return add > 0

    def _hundred(self, word: Word) -> bool:
        if self.digits and self.counted:
            return False
        if self.counted == 0 and (self.place == self.start or word.joined or not word.arabic):
            self.counted = word.value
            return True
        if word.value == 100 and not word.joined and 1 <= self.counted < 20:
            self.counted *= 100
            return True
        return False

    def _scale(self, word: Word) -> bool:
        if (word.joined and self.counted) or not word.value < self.scale:
            return False
        if word.value == 1000 and self.digits and self.counted > 1000:
            return False
        self.total += (self.counted or 1) * word.value
        self.counted, self.scale, self.last = 0, word.value, word.value
        return True

    def _dual_scale(self, word: Word) -> bool:
        scale = word.value / 2
        if self.counted or not scale < self.scale or not (self.place == self.start or word.joined):
            return False
        self.total += word.value
        self.scale = self.last = scale
        return True


def _arabic_unit(value: float, rest: float, counted: float, *, joined: bool) -> float:
    """What an Arabic unit or ten adds: `خمسة عشر`, `خمسة وعشرون`, `مائة وخمسة`."""
    if not joined:
        return value if value == 10 and 1 <= rest < 10 else 0
    if value >= 20 and 1 <= rest < 10:
        return value
    return value if counted >= 100 and rest == 0 else 0


def _latin_unit(value: float, rest: float, counted: float, before: str) -> float:
    """What a French or English unit or ten adds: `vingt-trois`, `soixante-dix-sept`, `quatre-vingts`, `cent vingt`."""
    if value == 20 and before == "quatre" and rest == 4:
        return 76
    if value < 10 and rest >= 20 and rest % 10 == 0:
        return value
    if rest in (60, 80) and 10 <= value < 20:
        return value
    if value in (7, 8, 9) and rest in (10, 70, 90):
        return value
    return value if counted >= 100 and rest == 0 else 0


def _value(token: str) -> float | None:
    """Digits with their separators: a group of three after `.`, `,`, `'` or a space is thousands, else decimals."""
    if len(token) > _DIGITS:
        return None
    pieces = token.replace("'", " ").replace(",", " ").replace(".", " ").split(" ")
    if len(pieces) > 1 and all(len(piece) == 3 for piece in pieces[1:]):
        return float("".join(pieces))
    if len(pieces) > 1:
        return float("".join(pieces[:-1]) + "." + pieces[-1])
    return float(pieces[0])
