"""The rules as values: what the lexicon's files say, ready to be matched.

`load_rules()` reads `pipelines/lexicon/` (format: docs/add-a-topic.md), refuses what is wrong with
file, line and field, expands every term into its forms and builds one Aho-Corasick automaton.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import ahocorasick

from corpus.errors import RulesError
from pipelines.cues import Cues, read_cues
from pipelines.inflect import demonym_forms, fixed_forms, forms
from pipelines.learned import TopicModel, read_topic_model
from pipelines.lexicon_file import LexiconFile
from pipelines.stems import Stems

BUILT_IN = Path(__file__).parent / "lexicon"
LANGUAGES = ("ar", "fr", "en")
_GROUP_FIELDS = ("name", "weight", "core", "related", "against", "crime", "needs", "also", "unless", "window", "terms")


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that say the same thing and count the same."""

    name: str  #: `sexual_exploitation/procuring/ar`
    topic: str | None  #: the topic it speaks for, or none
    weight: float = 0.0  #: for its topic
    core: float = 0.0  #: for relevance `core`
    related: float = 0.0  #: for relevance `related`
    against: float = 0.0  #: against relevance
    crime: bool = False  #: of what speaks against: a crime that is listed beside trafficking
    needs: tuple[str, ...] = ()  #: one of these contexts (`migrants/ar`) must be within `window` words …
    also: tuple[str, ...] = ()  #: … and one of these
    unless: tuple[str, ...] = ()  #: none of these contexts may be within `window` words
    window: int = 10


@dataclass(frozen=True, slots=True)
class Place:
    """A name that points at a country, or at one of several."""

    countries: tuple[str, ...]  #: the first is meant when nothing else in the text decides
    kind: str  #: name, demonym, place, institution …
    weight: float
    weak: bool = False  #: also a common word or shared by countries: counts only beside other evidence for the country


@dataclass(frozen=True, slots=True)
class Context:
    """A word that decides the sense of its neighbours."""

    name: str


@dataclass(frozen=True, slots=True)
class Mask:
    """A longer expression inside which nothing counts: `المغرب العربي`, `traite négrière`."""

    name: str


Meaning = Group | Place | Context | Mask


@dataclass(frozen=True, slots=True)
class Entry:
    """What a matched form means, and the name of the rule that says so."""

    meaning: Meaning
    rule: str
    language: str = ""  #: of the rule file; "" for places, whose names are good in any


@dataclass(frozen=True, slots=True)
class Form:
    """What the automaton gives for a form that it found."""

    words: int
    contexts: tuple[str, ...]  #: apart, because they are the most and nobody wants to see them
    entries: tuple[Entry, ...]  #: of groups, places and masks


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where scores become statements; all from `lexicon/thresholds.toml`, which says how they were found."""

    core: float
    core_mentions: int
    one_mention_words: int
    related: float
    topic: float
    country: float
    country_share: float
    second_country_words: int
    second_country_growth: float
    other_country: float
    other_country_share: float
    title: float
    lead: float
    lead_words: int
    dateline: float
    listing: float
    repeat: float
    short_text_words: int
    long_text_words: int
    long_text_growth: float


@dataclass(frozen=True, eq=False)
class Rules:
    """All that a judgement needs. Immutable; may be shared by threads and sent to worker processes."""

    version: str  #: 12 hex digits that change when any rule changes
    automaton: ahocorasick.Automaton
    groups: tuple[Group, ...]
    topics: frozenset[str]  #: those that have groups
    stems: Stems
    cues: Cues
    topic_model: TopicModel
    thresholds: Thresholds
    size: int  #: number of forms


class _Forms:
    """Collects the forms of all entries."""

    def __init__(self) -> None:
        self.entries: dict[str, list[Entry]] = {}
        self.stems = Stems()

    def add(self, spellings: Iterable[str], meaning: Meaning, rule: str, language: str = "") -> None:
        entry = Entry(meaning, rule, language)
        for spelling in spellings:
            self.entries.setdefault(spelling, []).append(entry)
            self.stems.add(spelling, takes_pronouns=isinstance(meaning, Group | Context))

    def automaton(self) -> ahocorasick.Automaton:
        """Built once all forms and cues are in, because what a later word is looked for as depends on them all."""
        by_form: dict[str, tuple[Entry, ...]] = {}
        for spelling, entries in self.entries.items():
            form = self.stems.form(spelling)
            by_form[form] = (*by_form[form], *entries) if form in by_form else tuple(entries)
        built = ahocorasick.Automaton()
        shared: dict[tuple[int, tuple[int, ...]], Form] = {}  # the forms of a term mean the same
        for form, meant in by_form.items():
            words = form.count(" ") + 1
            same = (words, tuple(map(id, meant)))
            found = shared.get(same)
            if found is None:
                contexts = {entry.meaning.name: None for entry in meant if isinstance(entry.meaning, Context)}
                others = tuple(entry for entry in meant if not isinstance(entry.meaning, Context))
                found = shared[same] = Form(words, tuple(contexts), others)
            built.add_word(f" {form} ", found)
        built.make_automaton()
        return built


def load_rules(folder: Path | None = None) -> Rules:
    """The rules of a folder, or the built-in ones, which are read once a process.

    Raises `RulesError` naming file, line and field.
    """
    return _built_in() if folder is None else _load(folder)


@lru_cache(maxsize=1)
def _built_in() -> Rules:
    return _load(BUILT_IN)


def _load(folder: Path) -> Rules:
    paths = sorted(folder.rglob("*.toml"))
    if not paths:
        raise RulesError(f"{folder}: no rule files (*.toml) here")
    files = {path.relative_to(folder).as_posix(): LexiconFile.read(path) for path in paths}
    collected = _Forms()
    groups = [group for language in LANGUAGES for group in _read_language(language, files, folder, collected)]
    for name, file in files.items():
        if name.startswith("places/"):
            _read_places(file, collected)
    cues = Cues(collected.stems)
    for language in LANGUAGES:
        read_cues(_needed(files, folder, f"{language}/roles.toml"), language, cues)
    cues.index()
    thresholds = Thresholds(**_needed(files, folder, "thresholds.toml").numbers(Thresholds.__annotations__))
    return Rules(
        version=sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:12],
        automaton=collected.automaton(),
        groups=tuple(groups),
        topics=frozenset(group.topic for group in groups if group.topic),
        stems=collected.stems,
        cues=cues,
        topic_model=read_topic_model(_needed(files, folder, "learned.toml")),
        thresholds=thresholds,
        size=len(collected.entries),
    )


def _needed(files: dict[str, LexiconFile], folder: Path, name: str) -> LexiconFile:
    if name not in files:
        raise RulesError(f"{folder / name}: this file is missing")
    return files[name]


def _read_language(language: str, files: dict[str, LexiconFile], folder: Path, collected: _Forms) -> list[Group]:
    """The contexts, masks and groups of one language."""
    contexts = _needed(files, folder, f"{language}/contexts.toml")
    for name, words in contexts.lists():
        for word in words:
            collected.add(forms(word), Context(f"{name}/{language}"), f"context/{name}/{language}/{word}", language)
    for name, words in _needed(files, folder, f"{language}/masks.toml").lists():
        for word in words:
            collected.add(fixed_forms(word), Mask(name), f"mask/{name}/{language}/{word}", language)
    known = frozenset(contexts.values)
    groups = _read_groups(_needed(files, folder, f"{language}/relevance.toml"), None, language, known, collected)
    for name, file in files.items():
        if name.startswith(f"{language}/topics/"):
            groups += _read_groups(file, file.topic(), language, known, collected)
    return groups


def _read_groups(
    file: LexiconFile, topic: str | None, language: str, contexts: frozenset[str], collected: _Forms
) -> list[Group]:
    groups: list[Group] = []
    for table in file.rows("group", _GROUP_FIELDS):
        group = Group(
            name=f"{topic or 'relevance'}/{table.text('name')}/{language}",
            topic=topic,
            weight=table.number("weight"),
            core=table.number("core"),
            related=table.number("related"),
            against=table.number("against"),
            crime=table.flag("crime"),
            needs=_of(language, table.names("needs", contexts)),
            also=_of(language, table.names("also", contexts)),
            unless=_of(language, table.names("unless", contexts)),
            window=int(table.number("window", 10)),
        )
        if any(group.name == other.name for other in groups):
            table.fail("name", f"{table.text('name')!r} is the name of a group above")
        groups.append(group)
        for word in table.terms("terms"):
            collected.add(forms(word), group, f"{group.name}/{word}", language)
    return groups


def _of(language: str, contexts: Iterable[str]) -> tuple[str, ...]:
    """Contexts of a language: `sport` has other words, and other accidents, in each."""
    return tuple(f"{name}/{language}" for name in contexts)


def _read_places(file: LexiconFile, collected: _Forms) -> None:
    for table in file.rows("place", (*LANGUAGES, "country", "kind", "weight", "weak")):
        place = Place(table.countries("country"), table.text("kind"), table.number("weight", 1.0), table.flag("weak"))
        expand = demonym_forms if place.kind == "demonym" else fixed_forms
        for word in (word for language in LANGUAGES for word in table.terms(language)):
            collected.add(expand(word), place, f"country/{'|'.join(place.countries)}/{place.kind}/{word}")
