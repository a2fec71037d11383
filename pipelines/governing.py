"""The word near a counted noun that says what happened: before the number any verb or noun, after it a passive.

`arrested six men` and `توقيف ثلاثة أشخاص` are governed from before, `six men were arrested` from after.
"""

from __future__ import annotations

from pipelines.counted_nouns import HAVE, Counted
from pipelines.figure_terms import FigureTerms
from pipelines.number_words import number_words
from pipelines.phrases import is_arabic
from pipelines.sentences import Sentence

#: How many words may stand between a word of a kind and the number after it; Arabic puts the subject there.
_BEFORE = {"arrested": 8, "rescued": 7, "convicted": 6, "victims": 4, "networks": 4, "other": 6}
_BEFORE_ARABIC = {"arrested": 12, "rescued": 10, "convicted": 6, "victims": 4, "networks": 4, "other": 6}
_AFTER = 20
#: A participle stands this near to its noun; farther off it needs an auxiliary.
_ADJACENT = 2
_ADJACENT_NETWORKS = 5  #: `trois filières d'immigration clandestine démantelées`
#: What a comma costs in words.
_COMMA = 3
_CONJUNCTIONS = frozenset({"et", "and", "و", "ainsi", "que", "plus", "الي", "جانب"})
_OBJECTS = frozenset({"a", "an", "the", "him", "her", "them", "his", "their"})


def _has_object(sentence: Sentence, place: int) -> bool:
    """Whether a verb is active: `six officers arrested a man`."""
    word = sentence.words[place] if place < len(sentence.words) else ""
    return word in _OBJECTS or word[:1].isdigit() or word in number_words().words


def part(sentence: Sentence, one: Counted, previous: Counted | None, terms: FigureTerms) -> bool:
    """Whether a number counts a part of those counted before: `dont deux`, `seven of them women`, `, two Libyans`."""
    words, start = sentence.words, one.start
    if terms.subset.ending(words, start):
        return True
    if terms.subset.ending(words, start - 1) and not terms.before.at(words, start - 1):
        return True
    if one.quantity.end < len(words) and terms.subset.at(words, one.quantity.end):
        return True
    return previous is not None and previous.end == one.start and _less(one, previous)


def _less(one: Counted, other: Counted) -> bool:
    return (one.quantity.high or 0) < (other.quantity.high or 0)


def word_after(
    sentence: Sentence, one: Counted, following: Counted | None, terms: FigureTerms
) -> tuple[int, str] | None:
    """The nearest participle or passive after the noun, with its distance."""
    words, reach = sentence.words, _ADJACENT + 1 if one.noun == "none" else _AFTER
    stop = min(len(words), one.end + reach)
    if following and following.start < stop and not _passed_over(sentence, one, following, terms):
        stop = following.start
    for place in range(one.end, stop):
        found = terms.after.at(words, place)
        if found and _governs_back(sentence, one, place, terms):
            return place - one.end, found[0]
    return None


def _passed_over(sentence: Sentence, one: Counted, following: Counted, terms: FigureTerms) -> bool:
    """Whether the next counted noun belongs to the same statement: `two men and a boy`, `five men, two Syrian`."""
    joined = _only_joined(sentence, one.end, following.start) and following.noun != "none"
    return joined or part(sentence, following, one, terms)


def _governs_back(sentence: Sentence, one: Counted, place: int, terms: FigureTerms) -> bool:
    words = sentence.words
    if is_arabic(words[place]):
        return place - one.end <= 6 and not sentence.comma(one.end, place + 1)
    between = words[one.end : place]
    if one.noun == "none":
        if sentence.comma(one.end, place + 1) or not (between or one.start == 0):
            return False
        return all(word in terms.auxiliaries or word in HAVE for word in between)
    if any(word in terms.auxiliaries for word in between[-3:]):
        return not any(word in terms.barriers for word in between)
    quiet = not any(word in _CONJUNCTIONS or word in terms.barriers for word in between)
    if _has_object(sentence, place + 1):
        return False
    reach = _ADJACENT_NETWORKS if one.noun == "networks" else _ADJACENT
    return len(between) <= reach and quiet and not sentence.comma(one.end, place + 1)


def word_before(
    sentence: Sentence, one: Counted, previous: Counted | None, terms: FigureTerms
) -> tuple[int, str] | None:
    """The nearest word before the number that governs it, with its distance."""
    words, begin = sentence.words, sentence.begin(one.start)
    if previous and previous.end > begin and not _only_joined(sentence, previous.end, one.start):
        begin = previous.start if previous.noun == "none" else previous.end
    reach = _BEFORE_ARABIC if is_arabic(words[one.end - 1]) else _BEFORE
    for place in range(one.start - 1, max(begin, one.start - 16) - 1, -1):
        if words[place] in terms.barriers and words[place - 1] != "علي":  # `على بعد 90 كيلومترا` is a distance
            return None
        found = terms.before.at(words, place, most=one.start - place)
        if not found or _passive(sentence, place, terms):
            continue
        distance = one.start - place - found[1] - _between(previous, place, one)
        if distance > reach[found[0].split("/")[0]]:
            return None
        return distance + (_COMMA if sentence.comma(place + found[1], one.start + 1) else 0), found[0]
    return None


def _between(previous: Counted | None, place: int, one: Counted) -> int:
    """Words of a quantity that is joined to this one: `arrested three men and two women`."""
    return one.start - previous.start if previous and place < previous.start else 0


def _passive(sentence: Sentence, place: int, terms: FigureTerms) -> bool:
    """A French or English passive has its subject before it and says nothing of what follows."""
    return not is_arabic(sentence.words[place]) and any(
        word in terms.auxiliaries for word in sentence.words[max(0, place - 2) : place]
    )


def _only_joined(sentence: Sentence, end: int, start: int) -> bool:
    """Whether nothing but "and" stands between two counted nouns."""
    between = sentence.words[end:start]
    return len(between) <= 2 and all(word in _CONJUNCTIONS or word in ("a", "an", "une", "un") for word in between)
