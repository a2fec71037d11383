"""Arabic particles and pronouns taken off a word of a text, down to a word that the lexicon knows.

و ف ب ل ك are written as one word with what follows, pronouns with what stands before: `وبشبكتهم` is the lexicon's
`شبكه`. What is a word of the lexicon as it stands stays (`بشر` is no `ب` before `شر`); what leads to no word of it
stays as well. So the lexicon needs one form of a word where it would otherwise need seventy.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.inflect import is_arabic, key

_PRONOUNS = ("هما", "هم", "هن", "ها", "ه")
#: Words of a text whose form is remembered; more than a year of news has.
_MOST = 300_000


class Stems(dict[str, str]):
    """What each word of a text is matched by, found out once: `stems["وبشبكتهم"]`, a normalised word, is `شبكه`.

    A dictionary, because it is asked for every word of every article.
    """

    def __init__(self) -> None:
        super().__init__()
        self._words: set[str] = set()
        self._nouns: set[str] = set()

    def add(self, form: str, *, takes_pronouns: bool) -> None:
        """Take in the words of a form of the lexicon; a lone word may take pronouns."""
        words = form.split()
        self._words.update(words)
        if takes_pronouns and len(words) == 1:
            self._nouns.update(words)

    def __missing__(self, token: str) -> str:
        plain = key(token)
        found = self._stem(plain) if is_arabic(plain) else plain
        if len(self) < _MOST:
            self[token] = found
        return found

    def __reduce__(self) -> tuple[object, ...]:
        """As it was built: what was met in texts since is no part of the rules."""
        return _restored, (self._words, self._nouns)

    def _stem(self, word: str) -> str:
        if word in self._words:
            return word
        bare = list(_without_particles(word))
        found = next((rest for rest in bare if rest in self._words), None)
        if found is None:
            found = next(
                (noun for rest in (word, *bare) for noun in _without_pronoun(rest) if noun in self._nouns), None
            )
        return found or word


def _restored(words: set[str], nouns: set[str]) -> Stems:
    stems = Stems()
    stems._words, stems._nouns = words, nouns
    return stems


def _without_particles(word: str) -> Iterator[str]:
    """The word without و or ف, without ب ل or ك, without both."""
    rest = word[1:] if word[0] in "وف" else word
    if rest is not word and len(rest) > 1:
        yield rest
    if len(rest) > 2 and rest[0] in "بلك":
        yield key(rest[1:])


def _without_pronoun(word: str) -> Iterator[str]:
    """The noun before a pronoun, its ta marbuta restored."""
    for pronoun in _PRONOUNS:
        stem = word.removesuffix(pronoun)
        if stem != word and len(stem) > 2:
            yield stem
            if stem.endswith("ت"):
                yield f"{stem[:-1]}ه"
