"""Ordinary news: texts that are off topic, built from the sentence banks in tests/ordinary/.

The same language, count, part and seed always give the same texts. tests/ordinary/README.md tells what is in the banks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

BANKS = Path(__file__).with_name("ordinary")
LANGUAGES = ("ar", "fr", "en")
COUNTRIES = ("MA", "DZ", "TN", "LY", "MR", "EH")
#: How many texts of a beat marked `boilerplate` end in a sentence that lists trafficking among other crimes.
LISTING = 0.2
SLOT = re.compile(r"\{(\w+)\}")

Part = Literal["development", "held-out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinary:
    """One generated text."""

    language: str
    beat: str
    country: str  #: whose places and names are in it
    title: str
    text: str  #: a sentence a line
    listing: bool  #: whether a sentence lists trafficking among other crimes


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """The sentences of one beat, by where they stand in a text."""

    beat: str
    countries: tuple[str, ...]
    headlines: tuple[str, ...]
    openings: tuple[str, ...]
    middles: tuple[str, ...]
    closings: tuple[str, ...]
    listings: tuple[str, ...]  #: empty where a beat has none


def ordinary(language: str, count: int, part: Part, seed: int = 0) -> list[Ordinary]:
    """`count` texts, no two equal, beats and countries in turn, from one half of each bank."""
    banks, found, seen = banks_of(language, part), [], set[str]()
    random = Random(f"{language} {part} {seed}")
    for number in range(count):
        text = _text(banks[number % len(banks)], language, random)
        while text.text in seen:
            text = _text(banks[number % len(banks)], language, random)
        seen.add(text.text)
        found.append(text)
    return found


@cache
def banks_of(language: str, part: Part) -> tuple[Bank, ...]:
    """The banks of a language, in the order of their files, each cut to a part."""
    listings = _tables(BANKS / language / "crime.toml")["boilerplate"]["sentences"]
    return tuple(
        _bank(beat, table, listings, part)
        for path in sorted((BANKS / language).glob("*.toml"))
        if path.name != "places.toml"
        for beat, table in _tables(path).items()
        if beat != "boilerplate"
    )


def _bank(beat: str, table: dict[str, Any], listings: str, part: Part) -> Bank:
    left_out = table.get("without", ())
    return Bank(
        beat=beat,
        countries=tuple(code for code in table.get("countries", COUNTRIES) if code not in left_out),
        headlines=_half(table["headlines"], part),
        openings=_half(table["openings"], part),
        middles=_half(table["middles"], part),
        closings=_half(table["closings"], part),
        listings=_half(listings, part) if table.get("boilerplate") else (),
    )


def _half(lines: str, part: Part) -> tuple[str, ...]:
    """The lines of a part: the first, third, … are for development, the others held out."""
    sentences = tuple(lines.strip().splitlines())
    return sentences[::2] if part == "development" else sentences[1::2]


def _text(bank: Bank, language: str, random: Random) -> Ordinary:
    country = random.choice(bank.countries)
    listing = bool(bank.listings) and random.random() < LISTING
    sentences = (
        random.choice(bank.openings),
        *random.sample(bank.middles, random.randint(3, min(7, len(bank.middles)))),
        *([random.choice(bank.listings)] if listing else []),
        *([random.choice(bank.closings)] if random.random() < 0.8 else []),
    )
    title, *lines = _filled((random.choice(bank.headlines), *sentences), language, country, random)
    return Ordinary(
        language=language, beat=bank.beat, country=country, title=title, text="\n".join(lines), listing=listing
    )


def _filled(sentences: tuple[str, ...], language: str, country: str, random: Random) -> Iterator[str]:
    """The sentences with their slots filled: one city and the same people throughout, numbers anew each time."""
    slots = _slots(language, country, random)

    def fill(match: re.Match[str]) -> str:
        value = slots.get(match[1]) or _number(match[1], random)
        return SLOT.sub(fill, value)

    for sentence in sentences:
        filled = SLOT.sub(fill, sentence)
        yield filled[0].upper() + filled[1:]


def _slots(language: str, country: str, random: Random) -> dict[str, str]:
    tables = _tables(BANKS / language / "places.toml")
    place, everywhere = tables[country], tables["all"]
    city, city2 = random.sample(place["cities"], 2)
    person, person2 = random.sample(place["names"], 2)
    chosen = {
        slot: random.choice(choices)
        for slot, choices in (
            ("force", place["force"]),
            ("woman", place["women"]),
            ("day", everywhere["days"]),
            ("month", everywhere["months"]),
            ("foreign", everywhere["foreign"]),
            ("the_foreign", everywhere.get("the_foreign", everywhere["foreign"])),
            ("outlet", everywhere["outlets"]),
        )
    }
    same = {name: value for name, value in (place | everywhere).items() if isinstance(value, str)}
    return same | chosen | {"city": city, "city2": city2, "person": person, "person2": person2}


def _number(slot: str, random: Random) -> str:
    """Numbers in ranges that need one grammatical form: Arabic counts 3–10, 11–99 and hundreds differently."""
    first, last, step = {"few": (3, 9, 1), "n": (11, 89, 1), "n2": (200, 900, 100)}[slot]
    return str(random.randrange(first, last + 1, step))


@cache
def _tables(path: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
