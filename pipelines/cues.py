"""Words beside the name of a country that say what it is in the story: `venus du`, `نحو`, `women`.

`pipelines/lexicon/LANGUAGE/roles.toml` lists them; they are looked up around each mention, not in the whole text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from pipelines.inflect import forms
from pipelines.lexicon_file import LexiconFile
from pipelines.stems import Stems

#: What a country may be in a story, in the order in which roles are written.
Role = Literal["event", "victims", "suspects", "origin", "transit", "destination"]
ROLES: tuple[Role, ...] = get_args(Role)
_FIELDS = ("role", "name", "side", "within", "kinds", "terms")
Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A group of words that give a role to the country named beside them."""

    rule: str  #: `role/destination/towards/fr`
    role: Role
    side: Side  #: on which side of the country's name the words stand
    within: int  #: words that may stand between them and the name
    kinds: frozenset[str]  #: of the mention: name, demonym, place …; empty for all


class Cues:
    """Every cue by the first word of its terms, for each side."""

    def __init__(self, stems: Stems) -> None:
        self._stems = stems
        self._listed: list[tuple[str, Cue]] = []
        self._by_first: dict[Side, dict[str, list[tuple[tuple[str, ...], Cue]]]] = {"before": {}, "after": {}}
        self._reach = 0  #: words from a name to the farthest word of any cue

    def add(self, cue: Cue, terms: Iterable[str]) -> None:
        """Take in the terms of a cue, in all their forms."""
        for form in {form for term in terms for form in forms(term)}:
            self._stems.add(form, takes_pronouns=False)
            self._listed.append((form, cue))

    def index(self) -> None:
        """Make what was taken in ready to be looked up, once the whole lexicon is read."""
        for form, cue in self._listed:
            words = tuple(self._stems.form(form).split())
            self._by_first[cue.side].setdefault(words[0], []).append((words, cue))
            self._reach = max(self._reach, cue.within + len(words))

    def beside(self, words: Sequence[str], start: int, end: int, kind: str) -> Iterator[tuple[Cue, int, int]]:
        """The cues that stand beside the mention `words[start:end]` of a `kind`, each with its first word and end."""
        for position in range(max(0, start - self._reach), start):
            for term, cue in self._by_first["before"].get(words[position], ()):
                after = position + len(term)
                if 0 <= start - after <= cue.within and _fits(cue, kind, term, words[position:after]):
                    yield cue, position, after
        for position in range(end, min(len(words), end + self._reach)):
            for term, cue in self._by_first["after"].get(words[position], ()):
                after = position + len(term)
                if position - end <= cue.within and _fits(cue, kind, term, words[position:after]):
                    yield cue, position, after


def _fits(cue: Cue, kind: str, term: tuple[str, ...], words: Sequence[str]) -> bool:
    return (not cue.kinds or kind in cue.kinds) and tuple(words) == term


def read_cues(file: LexiconFile, language: str, cues: Cues) -> None:
    """The `[[cue]]` tables of a language; raises `RulesError` naming file, line and field."""
    for table in file.rows("cue", _FIELDS):
        role = table.choice("role", ROLES)
        cue = Cue(
            rule=f"role/{role}/{table.text('name')}/{language}",
            role=role,
            side=table.choice("side", get_args(Side)),
            within=int(table.number("within", 0)),
            kinds=frozenset(table.names("kinds", ("name", "demonym", "place", "institution"))),
        )
        cues.add(cue, table.terms("terms"))
