"""What may be a name in a text, as keys that are the same in both scripts.

Arabic has no capitals: every word may be a name, and its rarity decides. In French and English a capital may begin a
name; the words that begin a sentence are no worse than Arabic ones. A person is a given name with what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.normalise import normalise
from pipelines.inflect import is_arabic
from pipelines.months import plain
from pipelines.person_names import is_given_name
from pipelines.stories.skeleton import FEWEST, skeleton, skeletons

_WORD = re.compile(r"[^\W\d_]+")
#: Between a given name and a surname: `Mohamed ould Abdel Aziz`, `سناء بن علي`.
_PARTICLES = frozenset(
    {"ben", "ibn", "bin", "ould", "mint", "bint", "el", "al", "ait", "aït", "بن", "ولد", "منت", "بنت"}
)
#: Given names that are everyday words once their vowel signs are gone.
_ALSO_WORDS = frozenset({"علي", "كريم", "امل", "نور", "مني", "هدي", "يوم", "عام", "paris", "marine", "claire"})


def name_keys(text: str) -> Iterator[str]:
    """The consonants of every word that may be a name and has enough of them."""
    for word in _WORD.findall(plain(text)):
        if is_arabic(word) or word[0].isupper():
            yield from (key for key in skeletons(word) if len(key) >= FEWEST)


def person_keys(text: str) -> Iterator[str]:
    """The persons of a text, `htm+zrb`; a surname that is an initial counts by it: `نزار ك.` → `nzr+k`."""
    text = plain(text)
    matches = list(_WORD.finditer(text))
    words = [match[0] for match in matches]
    for place, word in enumerate(words[:-1]):
        if normalise(word) in _ALSO_WORDS or not (is_arabic(word) or word[0].isupper()) or not is_given_name(word):
            continue
        last = place + 1
        while last < len(words) - 1 and words[last].lower() in _PARTICLES:
            last += 1
        if text[matches[last - 1].end() : matches[last].start()].strip(" -'’"):
            continue
        surname = words[last]
        if is_arabic(surname) or surname[0].isupper():
            given = skeleton(word)
            yield from (f"{given}+{key}" for key in skeletons(surname) if given and key)
