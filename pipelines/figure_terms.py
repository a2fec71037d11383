"""The words that say what a number counts, as `lexicon/figures.toml` and `lexicon/currencies.toml` list them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.phrases import HEADS, Phrases, words

_LEXICON = Path(__file__).parent / "lexicon"


@dataclass(frozen=True, slots=True)
class FigureTerms:
    """Phrases by what they do for a number."""

    nouns: Phrases  #: what is counted, by class
    duals: Phrases  #: the same with the number two in it
    dual_forms: frozenset[str]  #: all their forms, to ask quickly
    before: Phrases  #: give their kind to a number after them
    after: Phrases  #: … to a number before them
    subset: Phrases
    ratio: Phrases
    deaths: Phrases
    drugs: Phrases
    stop: frozenset[str]
    auxiliaries: frozenset[str]
    barriers: frozenset[str]
    time: Phrases  #: years and months
    prison: Phrases
    sentenced: Phrases
    not_sentenced: Phrases
    not_time: Phrases
    not_time_before: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """A currency, or the name that several share."""

    code: str | None  #: where the name alone says it
    countries: Mapping[str, str]
    share: float = 1.0

    def of(self, places: tuple[str, ...]) -> str | None:
        """The code in an article about these countries, the main one first."""
        return next((self.countries[place] for place in places if place in self.countries), self.code)


@dataclass(frozen=True, slots=True)
class Currencies:
    """Currencies by the phrases that name them."""

    names: Phrases
    known: dict[str, Currency]
    signs: frozenset[str]  #: that also stand before the number: `$`, `€`, ISO codes


@lru_cache(maxsize=1)
def figure_terms() -> FigureTerms:
    """The terms, read once a process."""
    data = _read("figures.toml")
    plain = {name: Phrases({name: _all(data[name])}) for name in _PLAIN}
    return FigureTerms(
        nouns=_by_name(data["nouns"], plural=True),
        duals=_by_name(data["duals"]),
        dual_forms=_dual_forms(data["duals"]),
        before=_by_name(data["before"]),
        after=_by_name(data["after"]),
        time=_by_name(data["time"]),
        stop=_set(data["stop"]),
        auxiliaries=_set(data["auxiliaries"]),
        barriers=_set(data["barriers"]),
        **plain,
    )


@lru_cache(maxsize=1)
def currencies() -> Currencies:
    """The currencies, read once a process."""
    known: dict[str, Currency] = {}
    lists: dict[str, list[str]] = {}
    for name, table in _read("currencies.toml").items():
        code, countries = table.get("code", table.get("default")), table.get("countries", {})
        known[name] = Currency(code=code, countries=countries, share=table.get("share", 1.0))
        lists.setdefault(name, []).extend(table.get("names", []))
        for exact, phrases in table.get("qualified", {}).items():
            known[exact] = Currency(code=exact, countries={})
            lists.setdefault(exact, []).extend(phrases)
    signs = {phrase.lower() for phrases in lists.values() for phrase in phrases if _is_sign(phrase)}
    return Currencies(Phrases(lists, plural=True), known, frozenset(signs))


_PLAIN = ("subset", "ratio", "deaths", "drugs", "prison", "sentenced", "not_sentenced", "not_time", "not_time_before")


def _is_sign(phrase: str) -> bool:
    """`$`, or an ISO code; two letters are too many other things before a number."""
    return phrase in "$€£" or (len(phrase) == 3 and phrase.isascii() and phrase.isupper())


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_LEXICON / name).read_text(encoding="utf-8"))


def _all(lists: Mapping[str, list[str]]) -> list[str]:
    return [phrase for phrases in lists.values() for phrase in phrases]


def _set(lists: Mapping[str, list[str]]) -> frozenset[str]:
    return frozenset(word for phrase in _all(lists) for word in words(phrase))


def _dual_forms(tables: Mapping[str, Mapping[str, list[str]]]) -> frozenset[str]:
    plain = {word for lists in tables.values() for word in _set(lists)}
    return frozenset(head + word for word in plain for head in ("", *HEADS))


def _by_name(tables: Mapping[str, Mapping[str, list[str]]], *, plural: bool = False) -> Phrases:
    """Phrases whose names are `class/language/phrase`, which is also how a rule is named."""
    return Phrases(
        {
            f"{name}/{language}/{phrase}": [phrase]
            for name, lists in tables.items()
            for language, phrases in lists.items()
            for phrase in phrases
        },
        plural=plural,
    )
