"""Persons and networks: a number, what it counts, and the word near it that says what happened to them.

A word *before* the number governs it (`arrested six men`, `توقيف ثلاثة أشخاص`); a word *after* it must be a participle
or a passive (`six men were arrested`). The nearest word wins; words that take the number for something else (deaths,
training, searches) are in the race. A number after "including" counts a part and is left to its whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from corpus.types import FigureKind
from pipelines.figure_terms import FigureTerms, figure_terms
from pipelines.phrases import is_arabic
from pipelines.quantities import Quantity
from pipelines.sentences import Claim, Sentences

#: How many words may stand between a word of a kind and the number after it; Arabic puts the subject there.
_BEFORE = {"arrested": 8, "rescued": 7, "convicted": 6, "victims": 4, "networks": 4, "other": 6}
_BEFORE_ARABIC = {"arrested": 12, "rescued": 10, "convicted": 6, "victims": 4, "networks": 4, "other": 6}
_AFTER = 10
#: A participle stands this near to its noun; farther off it needs an auxiliary.
_ADJACENT = 2
_ADJACENT_NETWORKS = 5  #: `trois filières d'immigration clandestine démantelées`
#: What a comma costs in words.
_COMMA = 3
_CONJUNCTIONS = frozenset({"et", "and", "و", "ainsi", "que", "plus"})
_PARTITIVES = frozenset({"de", "d", "des", "of", "the", "les", "these", "those", "ces", "من", "leurs", "their"})
_PLURALS = frozenset({"men", "women", "people", "children", "policemen", "middlemen", "accused"})
#: Kinds that each class of noun may have.
_ALLOWED = {
    "victims": {"rescued"},
    "suspects": {"arrested", "convicted"},
    "persons": {"arrested", "rescued", "convicted", "victims"},
    "migrants": {"rescued", "victims"},
    "networks": {"networks"},
    "arrests": set[str](),
    "none": {"arrested", "rescued", "convicted"},
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with the noun it counts: tokens `start` to `end`."""

    quantity: Quantity
    noun: str  #: class of the noun
    start: int
    end: int


def counted(sentences: Sentences, numbers: Sequence[Quantity]) -> Iterator[Claim]:
    """The persons and networks whose kind some word says."""
    terms = figure_terms()
    found = sorted([*_with_nouns(sentences, numbers, terms), *_duals(sentences, terms)], key=lambda one: one.start)
    for place, one in enumerate(found):
        neighbours = (found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None)
        for kind, rule in _kinds(sentences, one, neighbours, terms):
            unit = "networks" if kind == "networks" else "persons"
            yield Claim(cast(FigureKind, kind), one.quantity, unit, one.start, one.end, f"{kind}/{rule}")


# --- what is counted ----------------------------------------------------------------------------------------------


def _with_nouns(sentences: Sentences, numbers: Iterable[Quantity], terms: FigureTerms) -> Iterator[Counted]:
    starts = {quantity.start: quantity for quantity in numbers}
    for quantity in numbers:
        noun, end = _noun(sentences, quantity, terms)
        if noun is None and end in starts and sentences.words[end - 1] in _PARTITIVES:
            noun, end = _noun(sentences, starts[end], terms)  # `three of the 12 victims`
        if noun:
            yield Counted(quantity, noun, quantity.start, end)
        elif quantity.start == sentences.begin(quantity.start) and quantity.end < len(sentences.words):
            yield Counted(quantity, "none", quantity.start, quantity.end)


def _duals(sentences: Sentences, terms: FigureTerms) -> Iterator[Counted]:
    for place, word in enumerate(sentences.words):
        if is_arabic(word) and word.endswith(("ان", "ين")) and (found := terms.duals.at(sentences.words, place)):
            noun = found[0].split("/")[0]
            if noun in _ALLOWED:
                yield Counted(Quantity(2, 2, "exact", place, place + 1, place), noun, place, place + 1)


def _noun(sentences: Sentences, quantity: Quantity, terms: FigureTerms) -> tuple[str | None, int]:
    """The class of the noun that a number counts, and where it ends: adjectives may stand between."""
    words, place = sentences.words, quantity.end
    for step in range(5):
        if place >= len(words) or not sentences.plain(place) or words[place][0].isdigit():
            break
        if found := terms.nouns.at(words, place):
            return _head(sentences, quantity, place, found, terms)
        if words[place] in _PARTITIVES and step < 2:
            place += 1
            continue
        if words[place] in terms.stop or (is_arabic(words[place]) and step > 0):
            break
        place += 1
    return None, place


def _head(
    sentences: Sentences, quantity: Quantity, place: int, found: tuple[str, int], terms: FigureTerms
) -> tuple[str | None, int]:
    """Of several nouns in a row the last one: `five migrant smugglers`, `jeunes filles victimes`."""
    words, end = sentences.words, place + found[1]
    while end < len(words) and sentences.plain(end) and not is_arabic(words[end]):
        following = terms.nouns.at(words, end)
        if not following:
            break
        found, place, end = following, end, end + following[1]
    if words[end : end + 1] == ["s"] or not (is_arabic(words[place]) or _plural(words[place], quantity, found[1])):
        return None, end
    return found[0].split("/")[0], end


def _plural(word: str, quantity: Quantity, length: int) -> bool:
    """`12 victim statements` are no victims."""
    return quantity.high == 1 or length > 1 or word.endswith(("s", "x")) or word in _PLURALS


# --- which kind ---------------------------------------------------------------------------------------------------


def _kinds(
    sentences: Sentences, one: Counted, neighbours: tuple[Counted | None, Counted | None], terms: FigureTerms
) -> Iterator[tuple[str, str]]:
    """The kinds of a counted noun, each with its rule; victims that are rescued have two."""
    if one.noun == "arrests":
        yield "arrested", "counted arrests"
        return
    victims = one.noun == "victims" and not _deadly(sentences, one, terms)
    if victims:
        yield "victims", "noun"
    elif one.noun != "victims" and _subset(sentences, one, terms):
        return
    after, before = _after(sentences, one, neighbours[1], terms), _before(sentences, one, neighbours[0], terms)
    near = min((hit for hit in (after, before) if hit), default=None)
    if near is None:
        return
    kind = near[1].split("/")[0]
    if kind in _ALLOWED[one.noun]:
        yield kind, near[1].split("/", 1)[1]


def _deadly(sentences: Sentences, one: Counted, terms: FigureTerms) -> bool:
    places = range(sentences.begin(one.start), sentences.end(one.start))
    return any(terms.deaths.at(sentences.words, place) for place in places)


def _subset(sentences: Sentences, one: Counted, terms: FigureTerms) -> bool:
    places = range(max(sentences.begin(one.start), one.start - 3), one.start)
    return any(terms.subset.at(sentences.words, place, most=one.start - place) for place in places)


def _after(
    sentences: Sentences, one: Counted, following: Counted | None, terms: FigureTerms
) -> tuple[int, str] | None:
    """The nearest participle or passive after the noun, with its distance."""
    words, stop = sentences.words, min(sentences.end(one.end - 1), one.end + _AFTER)
    if following and following.start < stop and not _only_joined(sentences, one.end, following.start):
        stop = following.start
    for place in range(one.end, stop):
        found = terms.after.at(words, place)
        if found and _governs_back(sentences, one, place, terms):
            return place - one.end, found[0]
    return None


def _governs_back(sentences: Sentences, one: Counted, place: int, terms: FigureTerms) -> bool:
    words = sentences.words
    if is_arabic(words[place]):
        return place - one.end <= 6 and not sentences.comma(one.end, place + 1)
    between = words[one.end : place]
    if any(word in terms.auxiliaries for word in between[-3:]):
        return not any(word in terms.barriers for word in between)
    quiet = not any(word in _CONJUNCTIONS or word in terms.barriers for word in between)
    reach = _ADJACENT_NETWORKS if one.noun == "networks" else _ADJACENT
    return len(between) <= reach and quiet and not sentences.comma(one.end, place + 1)


def _before(
    sentences: Sentences, one: Counted, previous: Counted | None, terms: FigureTerms
) -> tuple[int, str] | None:
    """The nearest word before the number that governs it, with its distance."""
    words, begin = sentences.words, sentences.begin(one.start)
    if previous and previous.end > begin and not _only_joined(sentences, previous.end, one.start):
        begin = previous.end
    reach = _BEFORE_ARABIC if is_arabic(words[one.end - 1]) else _BEFORE
    for place in range(one.start - 1, max(begin, one.start - 16) - 1, -1):
        if words[place] in terms.barriers:
            return None
        found = terms.before.at(words, place, most=one.start - place)
        if not found or _passive(sentences, place, terms):
            continue
        distance = one.start - place - found[1] - _between(previous, place, one)
        if distance > reach[found[0].split("/")[0]]:
            return None
        return distance + (_COMMA if sentences.comma(place + found[1], one.start + 1) else 0), found[0]
    return None


def _between(previous: Counted | None, place: int, one: Counted) -> int:
    """Words of a quantity that is joined to this one: `arrested three men and two women`."""
    return one.start - previous.start if previous and place < previous.start else 0


def _passive(sentences: Sentences, place: int, terms: FigureTerms) -> bool:
    """A French or English passive has its subject before it and says nothing of what follows."""
    return not is_arabic(sentences.words[place]) and any(
        word in terms.auxiliaries for word in sentences.words[max(0, place - 2) : place]
    )


def _only_joined(sentences: Sentences, end: int, start: int) -> bool:
    """Whether nothing but "and" stands between two counted nouns."""
    between = sentences.words[end:start]
    return len(between) <= 2 and all(word in _CONJUNCTIONS or word in ("a", "an", "une", "un") for word in between)
