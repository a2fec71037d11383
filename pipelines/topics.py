"""Which topics an article substantially treats: weighted groups of terms against a threshold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pipelines.account import Account, Cause, strongest_first
from pipelines.matching import Reading
from pipelines.rules import Rules
from pipelines.sense import GroupHits
from pipelines.substance import features
from pipelines.weighing import stretched, weigh


def topic_accounts(reading: Reading, rules: Rules, *, core: bool) -> tuple[Account, ...]:
    """An account of every topic for which anything speaks, strongest first; `core`: whether the article is."""
    by_topic: dict[str, list[GroupHits]] = defaultdict(list)
    for found in reading.sense.groups.values():
        if found.group.topic and found.group.weight:
            by_topic[found.group.topic].append(found)
    summed = [_account(topic, groups, reading, rules) for topic, groups in by_topic.items()]
    accounts = (
        replace(account, decided=rules.topic_model.terms(account.name, values))
        for account, values in zip(summed, features(summed, reading, core=core), strict=True)
    )
    return tuple(sorted(accounts, key=lambda account: (-account.score, account.name)))


def _account(topic: str, groups: Iterable[GroupHits], reading: Reading, rules: Rules) -> Account:
    return Account(
        kind="topic",
        name=topic,
        causes=strongest_first(_cause(found, rules) for found in groups),
        needed=stretched(rules.thresholds.topic, reading.words, rules.thresholds),
    )


def _cause(found: GroupHits, rules: Rules) -> Cause:
    weight = found.group.weight
    return Cause(found.group.name, weight, weigh(found.hits, weight, rules.thresholds), tuple(found.hits))
