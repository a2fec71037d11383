"""The judgement on one article: relevance, countries, topics, each with the words that caused it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.types import Relevance, Tag
from pipelines.account import Account
from pipelines.countries import Map, map_of
from pipelines.matching import Reading, read
from pipelines.relevance import Standing, standing
from pipelines.roles import roles
from pipelines.rules import Rules
from pipelines.topics import topic_accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the rules say of an article."""

    relevance: Relevance
    score: float  #: of the relevance, 0 to 1
    primary_country: str | None  #: one of the six territories, or none
    tags: tuple[Tag, ...]  #: the relevance, then countries, then topics, each kind strongest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """An article with the account of everything that anything in it speaks for."""

    reading: Reading
    standing: Standing
    countries: Map
    topics: tuple[Account, ...]  #: strongest first


def judge(title: str, text: str, language: str, rules: Rules) -> Verdict:
    """Judge an article given in its original characters. Any strings are accepted; empty ones are off topic.

    `language` is its ISO 639 code: French words do not count in an English article, nor English ones in a French. In
    one of another language, or of none that is known (`und`), all count.
    """
    return verdict_of(weighed(title, text, language, rules), rules)


def weighed(title: str, text: str, language: str, rules: Rules) -> Weighed:
    """All accounts of an article, also of what is not given in the end."""
    reading = read(title, text, language, rules)
    countries = map_of(reading, rules)
    stands = standing(reading, rules, linked=countries.primary is not None)
    return Weighed(
        reading=reading,
        standing=stands,
        countries=countries,
        topics=topic_accounts(reading, rules, core=stands.name == "core"),
    )


def verdict_of(found: Weighed, rules: Rules) -> Verdict:
    """What the accounts come to."""
    reading, limits, offtopic = found.reading, rules.thresholds, found.standing.name == "offtopic"
    relevance = found.standing.tag(reading, rules)
    given = [account for account in found.countries.accounts if account.given]
    role = {} if offtopic else roles(found.countries.mentions, found.countries.primary, reading, rules)
    countries = (account.tag(reading, limits, role.get(account.name)) for account in given)
    topics = (account.tag(reading, limits) for account in found.topics if account.given and not offtopic)
    return Verdict(
        relevance=found.standing.name,
        score=relevance.score,
        primary_country=found.countries.primary,
        tags=(relevance, *countries, *topics),
    )
