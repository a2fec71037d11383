"""The judgement on one article: relevance, countries, topics, each with the words that caused it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from corpus.types import Relevance, Tag
from pipelines.countries import country_tags
from pipelines.matching import read
from pipelines.relevance import relevance_tag
from pipelines.rules import Rules
from pipelines.topics import topic_tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the rules say of an article."""

    relevance: Relevance
    score: float  #: of the relevance, 0 to 1
    primary_country: str | None  #: one of the six territories, or none
    tags: tuple[Tag, ...]  #: the relevance, then countries, then topics, each kind strongest first


def judge(title: str, text: str, language: str, rules: Rules) -> Verdict:  # noqa: ARG001 - the contract; see below
    """Judge an article given in its original characters. Any strings are accepted; empty ones are off topic.

    `language` does not yet narrow the rules: articles mix languages, and the three vocabularies rarely
    collide. Where they do (`Salé`, English `sale`) the gazetteer leaves the ambiguous form out.
    """
    reading = read(title, text, rules)
    places, primary = country_tags(reading, rules)
    relevance = relevance_tag(reading, rules, linked=primary is not None)
    topics = topic_tags(reading, rules) if relevance.name != "offtopic" else ()
    return Verdict(
        relevance=cast(Relevance, relevance.name),
        score=relevance.score,
        primary_country=primary,
        tags=(relevance, *places, *topics),
    )
