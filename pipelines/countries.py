"""Which countries an article is about, and which one most, with the names that say so.

Each mention of a country (its name, its people, a place, an institution, a law) counts by where it
stands; further mentions of the same name count less and less. A name that several countries share
goes to the one that the rest of the text speaks of, else to the first that the gazetteer lists. A
name that is also a common word counts only beside other evidence. A country is a tag when its
evidence passes a threshold and is not a small share of the strongest country's; the primary country
is the Maghreb one with most evidence, the earlier mentioned if two are equal. What happens in
Western Sahara is told with Morocco's police, ministries and agencies all over it, so there the
territory needs only a share of Morocco's evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.taxonomy import COUNTRIES
from corpus.types import Tag
from pipelines.matching import Hit, Reading
from pipelines.rules import Place, Rules, Thresholds
from pipelines.weighing import evidence, share_of_one, stretched, weigh

#: Evidence for Western Sahara, as a share of Morocco's, from which on it is where the story happens.
TERRITORY_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Mention:
    """A match that points at one country."""

    hit: Hit
    place: Place
    country: str


def country_tags(reading: Reading, rules: Rules) -> tuple[tuple[Tag, ...], str | None]:
    """Tags of kind `country` and `other_country`, strongest first, and the primary Maghreb country if there is one."""
    limits = rules.thresholds
    mentions = _resolve([(hit, hit.entry.meaning) for hit in reading.places if isinstance(hit.entry.meaning, Place)])
    by_country: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_country[mention.country].append(mention)
    scores = {country: _score(found, limits) for country, found in by_country.items()}
    ranked = sorted(scores, key=lambda country: (-scores[country], by_country[country][0].hit.start))
    strongest = max(scores.values(), default=0.0)
    tags = [
        _tag(country, scores[country], by_country[country], reading, limits)
        for country in ranked
        if scores[country] >= _needed(country, strongest, reading, limits)
    ]
    return tuple(tags), _primary([tag.name for tag in tags if tag.kind == "country"], scores)


def _primary(maghreb: list[str], scores: dict[str, float]) -> str | None:
    """The strongest Maghreb country; the territory before the state whose authorities act in it."""
    if maghreb[:1] == ["MA"] and "EH" in maghreb and scores["EH"] >= TERRITORY_SHARE * scores["MA"]:
        return "EH"
    return maghreb[0] if maghreb else None


def _resolve(found: Iterable[tuple[Hit, Place]]) -> list[Mention]:
    """Every mention with the one country that it means; weak ones without support are left out."""
    found = list(found)
    sure: dict[str, float] = defaultdict(float)
    for hit, place in found:
        if len(place.countries) == 1 and not place.weak:
            sure[place.countries[0]] += place.weight * (0.2 if hit.zone == "dateline" else 1)
    mentions = []
    for hit, place in found:
        country = max(place.countries, key=lambda code: sure[code])  # max keeps the first of equals: the default
        if place.weak and sure[country] < 1:
            continue
        mentions.append(Mention(hit, place, country))
    return mentions


def _score(mentions: list[Mention], limits: Thresholds) -> float:
    """Mentions by the same name fade; different names add up."""
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[mention.hit.entry.rule].append(mention)
    return sum(weigh((m.hit for m in same), same[0].place.weight, limits) for same in by_name.values())


def _needed(country: str, strongest: float, reading: Reading, limits: Thresholds) -> float:
    if country in COUNTRIES:
        return max(stretched(limits.country, reading.words, limits), limits.country_share * strongest)
    return max(stretched(limits.other_country, reading.words, limits), limits.other_country_share * strongest)


def _tag(country: str, score: float, mentions: list[Mention], reading: Reading, limits: Thresholds) -> Tag:
    return Tag(
        kind="country" if country in COUNTRIES else "other_country",
        name=country,
        score=share_of_one(score, limits.country),
        evidence=evidence((mention.hit for mention in mentions), reading, limits),
    )
