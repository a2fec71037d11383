"""What an article says of its event, in features that are the same in three languages where they can be.

    place    MA/tnj           a place of the gazetteer, by its identity (`places`)
    name     zrb              a word that may be a name, by its consonants (`names`)
    person   htm+zrb          a given name with what follows it
    number   61000            every number but 1 and years (`pipelines.quantities`); the law 27-14 is one, too
    figure   arrested=7       what a number counts (`pipelines.figures`)
    country  SD               countries and peoples
    matter   verdict          institutions, laws and the lexicon's groups, without their language
    concept  ransom           what happens (`concepts`)
    day      2024-06-04       the days it names (`days`)
    word     traff, مركب      stems (`stems`): within a script

Only the title and the head of the text are read, as an event stands there: 2 MB cost what 3 kB do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from corpus.normalise import normalise
from pipelines.figures import figures_of
from pipelines.judge import weighed
from pipelines.quantities import Tokens, cut, quantities
from pipelines.rules import Rules
from pipelines.stories.concepts import concepts
from pipelines.stories.days import named_days
from pipelines.stories.names import name_keys, person_keys
from pipelines.stories.places import place_identity
from pipelines.stories.stems import stems

Kind = Literal["place", "name", "person", "number", "figure", "country", "matter", "concept", "day", "word"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Characters of the title and of the text that are read.
TITLE, HEAD = 500, 3_000
_PEOPLES = ("name", "demonym", "club", "currency", "month")
_YEARS = range(1900, 2101)
_NO_LAW = re.compile(r"(?<!\d)(\d{1,4})[-./](\d{2,4})(?![\d.])")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventVector:
    """An article as its event's features; each kind's features with how much the article stresses them (1 or more)."""

    id: str
    language: str  #: ISO 639-1
    when: datetime  #: aware, UTC: published, or seen where that is missing or lies after it
    dated: bool  #: whether `when` is the article's own date
    country: str | None  #: its primary country
    features: Mapping[Kind, Mapping[str, float]]

    def all(self) -> Iterator[tuple[Kind, str]]:
        """Every feature, in a fixed order."""
        return ((kind, name) for kind in KINDS for name in sorted(self.features[kind]))


def event_vector(
    id_: str, title: str, text: str, language: str, *, published: datetime | None, seen: datetime, rules: Rules
) -> EventVector:
    """The vector of an article given in its original characters; any strings are accepted.

    `seen` (aware) is when it was fetched: it stands in for a date that is missing or lies in the future.
    """
    dated = published is not None and published <= seen
    when = (published if published is not None and dated else seen).astimezone(UTC)
    title, head = title[:TITLE], text[:HEAD]
    both = f"{title}\n{head}"
    tokens = cut(normalise(both))
    found = weighed(title, head, language, rules)
    country = found.countries.primary
    sense = found.reading.sense
    places = [(hit.entry.rule, place) for hit, place in sense.places]
    features: dict[Kind, Iterable[str]] = {
        "place": (place_identity(p.countries[0], rule.rsplit("/", 1)[1]) for rule, p in places if p.kind == "place"),
        "name": name_keys(both),
        "person": person_keys(both),
        "number": _numbers(tokens, both),
        "figure": (
            f"{figure.kind}={figure.low or figure.high:g}"
            for figure in figures_of(title, head, (country,) if country else ())
        ),
        "country": (place.countries[0] for _, place in places if place.kind in _PEOPLES),
        "matter": (name.rsplit("/", 1)[0].rsplit("/", 1)[-1] for name, hits in sense.groups.items() for _ in hits.hits),
        "concept": concepts(tokens.words),
        "day": (day.isoformat() for day in named_days(both, when.date())) if dated else (),
        "word": stems(both),
    }
    title_words = {"word": stems(title), "name": name_keys(title), "concept": concepts(cut(normalise(title)).words)}
    return EventVector(
        id=id_,
        language=language,
        when=when,
        dated=dated,
        country=country,
        features={kind: _stressed(names, title_words.get(kind, ())) for kind, names in features.items()},
    )


def _stressed(names: Iterable[str], in_title: Iterable[str]) -> dict[str, float]:
    """1 for what is said once, 1.5 for what is said again or in the title."""
    counts = Counter(names)
    title = set(in_title)
    return {name: 1.5 if count > 1 or name in title else 1.0 for name, count in counts.items()}


def _numbers(tokens: Tokens, text: str) -> Iterator[str]:
    for quantity in quantities(tokens):
        for value in {quantity.low, quantity.high} - {None, 1.0}:
            assert value is not None
            if value not in _YEARS:
                yield f"{value:g}"
    yield from (f"{match[1]}-{match[2]}" for match in _NO_LAW.finditer(normalise(text)))
