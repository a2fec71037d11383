"""What numbers count: persons of several kinds, migrants, networks; adjectives may stand between number and noun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipelines.figure_terms import FigureTerms
from pipelines.phrases import is_arabic
from pipelines.quantities import Quantity
from pipelines.sentences import Sentence

PARTITIVES = frozenset({"de", "d", "des", "of", "the", "les", "these", "those", "ces", "من", "leurs", "their"})
HAVE = frozenset({"have", "had", "has", "ont"})
_PLURALS = frozenset({"men", "women", "people", "children", "policemen", "middlemen", "accused"})
#: Classes of nouns that are persons or networks; `none` is a number alone.
CLASSES = frozenset({"victims", "suspects", "persons", "migrants", "networks", "arrests", "none"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with the noun it counts: tokens `start` to `end`."""

    quantity: Quantity
    noun: str  #: class of the noun
    start: int
    end: int
    whole: bool = False  #: `of the twelve`: only its noun says anything of it


def with_nouns(sentence: Sentence, numbers: Iterable[Quantity], terms: FigureTerms) -> Iterator[Counted]:
    """The quantities with the noun that each counts, and those without one that a verb follows at once."""
    starts = {quantity.start: quantity for quantity in numbers}
    wholes: set[int] = set()
    for quantity in numbers:
        if quantity.low == quantity.high == 1 and not sentence.words[quantity.number].isdigit():
            continue  # mostly an article
        noun, end = _noun(sentence, quantity, starts, terms)
        if noun is None and end in starts and sentence.words[end - 1] in PARTITIVES:
            wholes.add(end)
            noun, end = _noun(sentence, starts[end], starts, terms)  # `three of the 12 victims`
        if noun and not _year(sentence, quantity, end):
            yield Counted(quantity, noun, quantity.start, end, quantity.start in wholes)
        elif noun is None and _alone(sentence, quantity, terms):
            yield Counted(quantity, "none", quantity.start, quantity.end)


def _alone(sentence: Sentence, quantity: Quantity, terms: FigureTerms) -> bool:
    """Whether a number without a noun is followed at once by what happened: `four arrested`, `four were arrested`."""
    words, place = sentence.words, quantity.end
    while place < min(len(words), quantity.end + 3) and (words[place] in terms.auxiliaries or words[place] in HAVE):
        place += 1
    return place < len(words) and terms.after.at(words, place) is not None


def _year(sentence: Sentence, quantity: Quantity, end: int) -> bool:
    """`after February 2023 made victims afraid`"""
    written = sentence.words[quantity.number]
    if not (len(written) == 4 and written[:2] in ("19", "20")):
        return False
    return end > quantity.end + 1 or sentence.words[quantity.start - 1 : quantity.start] != []


def with_duals(sentence: Sentence, terms: FigureTerms) -> Iterator[Counted]:
    """The Arabic duals."""
    for place, word in enumerate(sentence.words):
        if word in terms.dual_forms and (found := terms.duals.at(sentence.words, place)):
            noun = found[0].split("/")[0]
            if noun in CLASSES:
                yield Counted(Quantity(2, 2, "exact", place, place + 1, place), noun, place, place + 1)


def _noun(
    sentence: Sentence, quantity: Quantity, starts: Mapping[int, Quantity], terms: FigureTerms
) -> tuple[str | None, int]:
    """The class of the noun that a number counts, and where it ends: adjectives may stand between."""
    words, place = sentence.words, quantity.end
    for step in range(5):
        if place >= len(words) or not sentence.plain(place) or place in starts:
            break
        if found := terms.nouns.at(words, place):
            return _head(sentence, quantity, place, found, terms)
        if words[place] in PARTITIVES and step < 2:
            place += 1
            continue
        if words[place] in terms.stop or (is_arabic(words[place]) and step > 0):
            break
        place += 1
    return None, place


def _head(
    sentence: Sentence, quantity: Quantity, place: int, found: tuple[str, int], terms: FigureTerms
) -> tuple[str | None, int]:
    """Of several nouns in a row the last one: `five migrant smugglers`, `jeunes filles victimes`."""
    words, end = sentence.words, place + found[1]
    while end < len(words) and sentence.plain(end) and not is_arabic(words[end]):
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
