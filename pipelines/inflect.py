"""The forms that a word takes: one key a token for text and lexicon alike, and the forms listed for a term.

Cheap regular things are done to every token (`key`), so that the lexicon does not list them: the
French and English plural `s`/`x`, and the Arabic article behind و ف ب ك ل (`وبالمهاجرين` → `المهاجرين`).
What can only be undone when one knows the lexicon (is the ب of `بشر` a preposition?) is done by
`pipelines.stems`. Broken plurals stand in the lexicon by hand.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from corpus.normalise import fold_accents, normalise

_WORD = re.compile(r"\w+")
#: Longer than any word of the three languages; such a token can match nothing.
_LONGEST = 40
#: Accents are all that keeps a shorter name from a common word (`Salé`, English `sale`).
_SHORT_NAME = 5
_ARTICLE = re.compile(r"(?:[وف]?[بك]ال|[وف]ال|[وف]?لل)(?=...)")
_BRACES = re.compile(r"\{([^{}]*)\}")


def is_arabic(text: str) -> bool:
    """Whether a normalised word is written in Arabic script."""
    return "\u0600" <= text[:1] <= "\u06ff"


@lru_cache(maxsize=200_000)
def _key(token: str) -> str:
    if is_arabic(token):
        return _ARTICLE.sub("ال", token, count=1) if _ARTICLE.match(token) else token
    return token[:-1] if len(token) > 3 and token[-1] in "sx" else token


def key(token: str) -> str:
    """What a normalised token is matched by."""
    return _key(token) if len(token) <= _LONGEST else "…"


def _spellings(pattern: str) -> list[tuple[str, ...]]:
    """The keys of each spelling of a term of the lexicon, in order."""
    return [tuple(key(token) for token in _WORD.findall(spelling)) for spelling in braces(normalise(pattern))]


def braces(pattern: str) -> list[str]:
    """`{a,b} c` → `a c`, `b c`; an empty alternative is allowed."""
    match = _BRACES.search(pattern)
    if match is None:
        return [pattern]
    head, tail = pattern[: match.start()], pattern[match.end() :]
    return [form for choice in match[1].split(",") for form in braces(head + choice + tail)]


def forms(term: str) -> set[str]:
    """Every key sequence, joined by single spaces, under which a term of the lexicon is found."""
    found: set[str] = set()
    for words in _spellings(term):
        if words and is_arabic(words[0]):
            found.update(_arabic_forms(words))
        elif words:
            found.update(_latin_forms(words))
    return found


def fixed_forms(name: str) -> set[str]:
    """As `forms` for proper names: an Arabic name keeps its article or its lack of one and takes no pronoun."""
    found: set[str] = set()
    for words in _spellings(name):
        if not words:
            continue
        plain = " ".join(words)
        if is_arabic(words[0]):
            found.add(plain)
        else:
            found.update((plain, fold_accents(plain)) if len(plain) > _SHORT_NAME else (plain,))
    return found


def _latin_forms(words: tuple[str, ...]) -> set[str]:
    """Headlines in capitals drop accents; a lone short word does not, or `traité` would become `traite`."""
    plain = " ".join(words)
    return {plain, fold_accents(plain)} if len(words) > 1 or len(plain) > 8 else {plain}


def _arabic_forms(words: tuple[str, ...]) -> set[str]:
    """With and without the article on each word; particles and pronouns come off the text (`pipelines.stems`)."""
    bare = words[0].removeprefix("ال") if len(words[0]) > 4 else words[0]
    tails = [_with_and_without_article(word) for word in words[1:]]
    return {" ".join(choice) for choice in product((bare, f"ال{bare}"), *tails)}


def _with_and_without_article(word: str) -> tuple[str, ...]:
    """A later word of a term, as `بشر` and `البشر`; short words are particles and stay."""
    if len(word) < 4 and not word.startswith("ال"):
        return (word,) if len(word) < 3 else (word, "ال" + word)
    bare = word.removeprefix("ال")
    return (bare, "ال" + bare)


def demonym_forms(demonym: str) -> set[str]:
    """A masculine singular demonym in its genders and numbers: `ivoirien`, `ivoirienne`; `مغربي`, `مغربيات`."""
    found: set[str] = set()
    for word in braces(demonym):
        normal = normalise(word)
        if is_arabic(normal):
            for ending in ("", "ه", "ون", "ين", "ات", "ان", "تان", "تين") if normal.endswith("ي") else ("",):
                found.update((normal + ending, f"ال{normal}{ending}"))
        else:
            found.update(form for gender in {normal, _feminine(normal)} for form in fixed_forms(gender))
    return found


def _feminine(word: str) -> str:
    """The French feminine; harmless in English, where it makes no word."""
    if word.endswith(("ien", "éen")):
        return word + "ne"
    return word if word.endswith("e") else word + "e"
