"""Which countries an article is about, and which one most, with the names that say so.

Each mention of a country (its name, its people, a place, an institution, a law) counts by where it
stands; further mentions of the same name count less and less. A name that several countries share
goes to the one that the rest of the text speaks of, else to the first that the gazetteer lists. A
name that is also a common word counts only beside other evidence. A country is a tag when its
evidence passes a threshold and is not a small share of the strongest country's; beside another Maghreb
country it needs more the longer the text is, because long texts mention neighbours in passing. The primary country
is the Maghreb one with most evidence, the earlier mentioned if two are equal. What happens in
Western Sahara is told with Morocco's police, ministries and agencies all over it, so there the
territory needs only a share of Morocco's evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from corpus.taxonomy import COUNTRIES
from pipelines.account import Account, Cause, strongest_first
from pipelines.hits import Hit
from pipelines.matching import Reading
from pipelines.rules import Place, Rules, Thresholds
from pipelines.sense import Ignored
from pipelines.surnames import is_surname
from pipelines.weighing import stretched, weigh

#: Kinds of names that are surnames, too.
_SURNAMES = ("name", "demonym")
#: Evidence for Western Sahara, as a share of Morocco's, from which on it is where the story happens.
TERRITORY_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Mention:
    """A match that points at one country."""

    hit: Hit
    place: Place
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """What an article says of countries."""

    accounts: tuple[Account, ...]  #: of kind `country` and `other_country`, strongest first
    mentions: Mapping[str, Sequence[Mention]]  #: by country
    primary: str | None  #: the Maghreb country that it is about most
    ignored: tuple[Ignored, ...]  #: names that are also common words, without other evidence for the country


def map_of(reading: Reading, rules: Rules) -> Map:
    """The accounts of all countries that anything in an article points at."""
    named, ignored = _without_surnames(reading)
    mentions, weak = _resolve(named)
    ignored += weak
    by_country: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_country[mention.country].append(mention)
    causes = {country: _causes(found, rules.thresholds) for country, found in by_country.items()}
    scores = {country: sum(cause.points for cause in found) for country, found in causes.items()}
    ranked = sorted(scores, key=lambda country: (-scores[country], by_country[country][0].hit.start))
    accounts = tuple(
        Account(
            kind="country" if country in COUNTRIES else "other_country",
            name=country,
            causes=strongest_first(causes[country]),
            needed=_needed(country, scores, reading, rules.thresholds),
        )
        for country in ranked
    )
    given = [account.name for account in accounts if account.kind == "country" and account.given]
    return Map(accounts=accounts, mentions=by_country, primary=_primary(given, scores), ignored=tuple(ignored))


def _primary(maghreb: list[str], scores: dict[str, float]) -> str | None:
    """The strongest Maghreb country; the territory before the state whose authorities act in it."""
    if maghreb[:1] == ["MA"] and "EH" in maghreb and scores["EH"] >= TERRITORY_SHARE * scores["MA"]:
        return "EH"
    return maghreb[0] if maghreb else None


def _without_surnames(reading: Reading) -> tuple[list[tuple[Hit, Place]], list[Ignored]]:
    """The names of countries and peoples without those that follow a given name: `سعد المغربي`, `Marc Maroc`."""
    kept: list[tuple[Hit, Place]] = []
    ignored: list[Ignored] = []
    for hit, place in reading.sense.places:
        if place.kind in _SURNAMES and is_surname(reading.part(hit), hit):
            ignored.append(Ignored(hit, "the surname of a person"))
        else:
            kept.append((hit, place))
    return kept, ignored


def _resolve(found: Sequence[tuple[Hit, Place]]) -> tuple[list[Mention], list[Ignored]]:
    """Every mention with the one country that it means; weak ones without support are set aside.

    Names of one country decide what shared ones mean, and both whether a weak one counts.
    """
    sure: dict[str, float] = defaultdict(float)
    for shared in (False, True):
        more: dict[str, float] = defaultdict(float)
        for hit, place in found:
            if not place.weak and (len(place.countries) > 1) == shared:
                country = max(place.countries, key=lambda code: sure[code])
                more[country] += place.weight * (0.2 if hit.zone == "dateline" else 1)
        for country, weight in more.items():
            sure[country] += weight
    mentions: list[Mention] = []
    ignored: list[Ignored] = []
    for hit, place in found:
        country = max(place.countries, key=lambda code: sure[code])  # max keeps the first of equals: the default
        if place.weak and sure[country] < 1:
            ignored.append(Ignored(hit, f"also a common word, and nothing else says {country}"))
        else:
            mentions.append(Mention(hit, place, country))
    return mentions, ignored


def _causes(mentions: list[Mention], limits: Thresholds) -> list[Cause]:
    """Mentions by the same name fade; different names add up."""
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[mention.hit.entry.rule].append(mention)
    return [_cause(rule, same, limits) for rule, same in by_name.items()]


def _cause(rule: str, same: list[Mention], limits: Thresholds) -> Cause:
    hits = tuple(mention.hit for mention in same)
    weight = same[0].place.weight
    return Cause(rule, weight, weigh(hits, weight, limits), hits)


def _needed(country: str, scores: Mapping[str, float], reading: Reading, limits: Thresholds) -> float:
    """What a country needs: more in a long text, and the more the farther it is behind the country of the story."""
    strongest = max(scores.values())
    if country not in COUNTRIES:
        return max(stretched(limits.other_country, reading.words, limits), limits.other_country_share * strongest)
    needed = max(stretched(limits.country, reading.words, limits), limits.country_share * strongest)
    if scores[country] < max(score for name, score in scores.items() if name in COUNTRIES):
        doublings = max(0.0, log2(max(reading.words, 1) / limits.second_country_words))
        needed = max(needed, limits.country * (1 + limits.second_country_growth * doublings))
    return needed
