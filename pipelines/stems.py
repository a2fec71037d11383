"""Arabic particles and pronouns taken off a word of a text, down to a word that the lexicon knows.

و ف ب ل ك are written as one word with what follows, pronouns with what stands before: `وبشبكتهم` is the lexicon's
`شبكه`. What begins a form of the lexicon as it stands stays (`بشر` is no `ب` before `شر`); what leads to no word of it
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
        self._heads: set[str] = set()
        self._nouns: set[str] = set()

    def add(self, form: str, *, takes_pronouns: bool) -> None:
        """Take in the first word of a form of the lexicon; a lone word may take pronouns."""
        head, _, rest = form.partition(" ")
        self._heads.add(head)
        if takes_pronouns and not rest:
            self._nouns.add(head)

    def form(self, form: str) -> str:
        """A form of the lexicon as it is looked for, once all are taken in: its later words treated as those of a text.

        `السفارة بتونس` must not keep `بتونس` from being `تونس`.
        """
        if " " not in form or not is_arabic(form):
            return form
        head, *rest = form.split()
        return " ".join((head, *(self[word] for word in rest)))

    def __missing__(self, token: str) -> str:
        plain = key(token)
        found = self._stem(plain) if is_arabic(plain) else plain
        if len(self) < _MOST:
            self[token] = found
        return found

    def __reduce__(self) -> tuple[object, ...]:
        """As it was built: what was met in texts since is no part of the rules."""
        return _restored, (self._heads, self._nouns)

    def _stem(self, word: str) -> str:
        if word in self._heads:
            return word
        bare = list(_without_particles(word))
        found = next((rest for rest in bare if rest in self._heads), None)
        if found is None:
            found = next(
                (noun for rest in (word, *bare) for noun in _without_pronoun(rest) if noun in self._nouns), None
            )
        return found or word


def _restored(heads: set[str], nouns: set[str]) -> Stems:
    stems = Stems()
    stems._heads, stems._nouns = heads, nouns
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
