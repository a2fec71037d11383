"""Why an article was judged as it was: every account, given or not, in the article's own words.

The same accounts that give the tags (`pipelines.judge`), with what spoke against, what was not enough, and the
matches that do not count with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.types import Span, Tag
from pipelines.account import Account, Cause
from pipelines.judge import Verdict, Weighed, verdict_of, weighed
from pipelines.rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One rule that spoke for a statement, or against it (points below 0)."""

    rule: str  #: group of terms, or country, kind and name: where it stands in `pipelines/lexicon/`
    weight: float  #: of one mention in the body
    points: float  #: of all mentions, by where they stand
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that could be said of the article, whether it is, and how it adds up."""

    kind: str
    name: str
    given: bool
    score: float  #: 0 to 1; 0.5 where it is as likely as not to be given
    points: float
    needed: float
    role: str | None  #: of a country that is given
    decided: Mapping[str, float] | None  #: of a topic: what was learned adds in log-odds; given where it sums above 0
    arguments: tuple[Argument, ...]  #: strongest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A match that does not count, and why."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A verdict with everything that led to it."""

    verdict: Verdict
    linked: bool  #: whether a Maghreb country was found: without one nothing is more than off topic
    statements: tuple[Statement, ...]  #: `core`, `related` unless core, then countries, then topics
    ignored: tuple[Passed, ...]
    rules_version: str


def explain(title: str, text: str, language: str, rules: Rules) -> Explanation:
    """Judge an article given in its original characters and keep the reasons. Any strings are accepted."""
    found = weighed(title, text, language, rules)
    verdict = verdict_of(found, rules)
    ignored = (*found.reading.sense.ignored, *found.countries.ignored)
    return Explanation(
        verdict=verdict,
        linked=found.standing.linked,
        statements=tuple(_statements(found, verdict)),
        ignored=tuple(
            Passed(span=found.reading.span(item.hit), why=item.why)
            for item in sorted(ignored, key=lambda item: (item.hit.start, item.hit.entry.rule))
        ),
        rules_version=rules.version,
    )


def _statements(found: Weighed, verdict: Verdict) -> list[Statement]:
    standing = found.standing
    accounts = [standing.core, *([] if standing.name == "core" else [standing.related])]
    given = {(tag.kind, tag.name): tag for tag in verdict.tags}
    return [
        _statement(account, given.get((account.kind, account.name)), found)
        for account in (*accounts, *found.countries.accounts, *found.topics)
    ]


def _statement(account: Account, tag: Tag | None, found: Weighed) -> Statement:
    return Statement(
        kind=account.kind,
        name=account.name,
        given=tag is not None,
        score=account.score,
        points=round(account.total, 2),
        needed=round(account.needed, 2),
        role=tag.role if tag else None,
        decided={name: round(value, 2) for name, value in account.decided.items()} if account.decided else None,
        arguments=tuple(_argument(cause, found) for cause in account.causes),
    )


def _argument(cause: Cause, found: Weighed) -> Argument:
    spans = tuple(found.reading.span(hit) for hit in cause.hits)
    return Argument(rule=cause.rule, weight=cause.weight, points=round(cause.points, 2), spans=spans)
