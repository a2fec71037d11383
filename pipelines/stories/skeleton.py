"""Names in one spelling across the Arabic and the Latin script: the consonants that both write.

`الزريبي`, `Zribi`, `Ezzribi` → `zrb`; `طنجة`, `Tanger`, `Tangier` → `tnj`. Vowels and the half vowels و ي are left out,
because no two outlets write them alike, and consonants that French and English do not tell apart are one: ت ط ث,
د ض ذ ظ, س ص, ك ق غ خ. That makes `qfs` of few letters the key of many names, so that a key counts by its rarity, and
one of fewer than three consonants only where something else makes it sure (a place of the gazetteer, a given name).
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.normalise import fold_accents, normalise
from pipelines.inflect import is_arabic

#: Consonants of a key that may stand alone.
FEWEST = 3
#: Characters. No name is longer; what is, has no key.
_LONGEST = 40
_ARABIC = str.maketrans(
    {
        **dict.fromkeys("تطث", "t"),
        **dict.fromkeys("دضذظ", "d"),
        **dict.fromkeys("سص", "s"),
        **dict.fromkeys("كقغخ", "k"),
        **dict.fromkeys("حه", "h"),
        **dict(zip("بجرزشفلمن", "bjrzcflmn", strict=True)),
    }
)
#: Digraphs first; a `c` in the key is the sound of ش.
_LATIN = (
    (re.compile(r"t?[cs]h"), "ʃ"),
    (re.compile(r"[kg]h"), "k"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ph|v"), "f"),
    (re.compile(r"g(?=[eiy])"), "j"),
    (re.compile(r"gu(?=[eiy])|q|c(?![eiy])|g"), "k"),
    (re.compile(r"c"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"p"), "b"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_NOT_CONSONANT = re.compile("[^btjdhrzsʃkflmn]")
_NOT_KEY = re.compile("[^btjdhrzsckflmn]")
#: The article that is written into a Latin name: `Ezzribi`, `Essaouira`, `Elasri`, `Lasri`.
_GLUED = re.compile(r"[ae]([dlnrstz])(?=\1)|[ae]ch(?=ch)|[ae]l(?=[^aeiouy])|l(?=[aeiou])")
#: Particles that Arabic writes together with a name.
_PARTICLES = re.compile(r"(?:[وف]?[بلك]|[وف])(?=...)")


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonants of one word as it stands; "" where there are none.

    >>> skeleton("قرقنة") == skeleton("Kerkennah")
    True
    """
    if len(word) > _LONGEST:
        return ""
    normal = fold_accents(normalise(word))
    if is_arabic(normal):
        bare = normal.removeprefix("ال").removesuffix("ه")
        return _NOT_KEY.sub("", bare.translate(_ARABIC))
    bare = normal.removesuffix("h")
    for pattern, letters in _LATIN:
        bare = pattern.sub(letters, bare)
    return _NOT_CONSONANT.sub("", bare).replace("ʃ", "c")


@lru_cache(maxsize=100_000)
def skeletons(word: str) -> tuple[str, ...]:
    """All keys that a word may have: with and without what may be a particle or an article before it."""
    if len(word) > _LONGEST:
        return ()
    normal = fold_accents(normalise(word))
    readings = [normal]
    if is_arabic(normal):
        match = _PARTICLES.match(normal)
        if match and not normal.startswith("ال"):
            rest = normal[match.end() :]
            readings.append("ال" + rest[1:] if match[0].endswith("ل") and rest.startswith("ل") else rest)
    elif match := _GLUED.match(normal):
        readings.append(normal[match.end() :])
    return tuple(dict.fromkeys(filter(None, map(skeleton, readings))))


def phrase_skeleton(words: str) -> str:
    """The key of a name of several words, articles left out: `Bordj Badji Mokhtar` → `brjbjmktr`."""
    return "".join(skeleton(word) for word in re.findall(r"[^\W\d_]+", words) if word.lower() not in _ARTICLES)


_ARTICLES = frozenset(
    {"el", "al", "la", "le", "les", "l", "the", "de", "du", "des", "d", "of", "ez", "es", "ech", "en"}
)
