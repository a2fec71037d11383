"""Whether the name of a country or a people is a person's surname: it follows a given name."""

from __future__ import annotations

from functools import lru_cache

from pipelines.hits import Hit
from pipelines.inflect import is_arabic
from pipelines.part import Part
from pipelines.person_names import is_given_name

#: Given names that are also everyday words: على is spelled علي where it is folded.
_ALSO_WORDS = frozenset({"علي", "كريم", "امين", "نور", "امل", "منال", "هدي", "مني", "نهي"})
#: What shows that a people is meant after all: "أحمد المغربي الجنسية".
_NATIONALITY = frozenset({"الجنسيه", "الاصل", "المولد", "جنسيه"})
_known = lru_cache(maxsize=50_000)(is_given_name)


def is_surname(part: Part, hit: Hit) -> bool:
    """Whether a lone word stands right behind a given name, as a surname does."""
    at = hit.start - part.first
    if hit.end - hit.start != 1 or at == 0 or part.between(at, at) != " ":
        return False
    before, word = part.word(at - 1), part.word(at)
    if before in _ALSO_WORDS or not (_known(before) or _is_servant(part, at)):
        return False
    if is_arabic(word):
        return word.startswith("ال") and word.endswith("ي") and not _is_nationality(part, at)
    return _capital(part, at) and _capital(part, at - 1)


def _is_servant(part: Part, at: int) -> bool:
    """Whether a given name in two words stands before: "عبد الله", "عبد الكريم"."""
    return at > 1 and part.word(at - 2) == "عبد"


def _is_nationality(part: Part, at: int) -> bool:
    return at + 1 < len(part.bounds) and part.word(at + 1) in _NATIONALITY


def _capital(part: Part, at: int) -> bool:
    """Whether a word is written with a capital."""
    start, end = part.bounds[at]
    first, last = part.normal.span(start, end)
    return part.original[first:last][:1].isupper()
