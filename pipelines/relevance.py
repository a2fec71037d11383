"""Whether an article belongs in the corpus: what it says of trafficking, what speaks against, the Maghreb link.

`core` and `related` are sums over groups of terms; subjects such as drugs, goods or sport are
subtracted, so that a communiqué's closing words on "human trafficking" do not make a hashish
seizure a trafficking story. One mention, however strong, makes no article `core` that is more than
a few lines. Without a Maghreb country as a tag nothing is more than `offtopic`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.types import Relevance, Tag
from pipelines.account import Account, Cause, strongest_first
from pipelines.matching import Reading
from pipelines.rules import Group, Rules
from pipelines.sense import GroupHits
from pipelines.weighing import share_of_one, stretched, weigh


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands to the subject: the accounts of `core` and of `related`, and the Maghreb link."""

    core: Account
    related: Account
    linked: bool  #: whether a Maghreb country is among the article's countries
    core_mentions: int  #: places of the article that must speak for `core`

    @property
    def name(self) -> Relevance:
        """The verdict."""
        if not self.linked:
            return "offtopic"
        if self.core.given and self.core.mentions >= self.core_mentions:
            return "core"
        return "related" if self.related.given else "offtopic"

    def tag(self, reading: Reading, rules: Rules) -> Tag:
        """The one tag of kind `relevance`; `offtopic` has no evidence, only a score.

        A text that is too short to be judged gets its verdict with a score that falls with its length.
        """
        if self.name == "offtopic":
            best = max(self.core.total, self.related.total if self.linked else 0)
            tag = Tag(kind="relevance", name="offtopic", score=share_of_one(best, self.core.needed), evidence=())
        else:
            account = self.core if self.name == "core" else self.related
            tag = account.tag(reading, rules.thresholds)
        enough = min(1.0, reading.words / rules.thresholds.short_text_words)
        return replace(tag, score=round(tag.score * enough, 3))


def standing(reading: Reading, rules: Rules, *, linked: bool) -> Standing:
    """What speaks for and against an article's belonging."""
    groups = list(reading.sense.groups.values())
    limits = rules.thresholds
    return Standing(
        core=_account("core", groups, lambda group: group.core - group.against, limits.core, reading, rules),
        related=_account(
            "related", groups, lambda group: group.core + group.related - group.against, limits.related, reading, rules
        ),
        linked=linked,
        core_mentions=limits.core_mentions if reading.words > limits.one_mention_words else 1,
    )


def _account(
    name: Relevance,
    groups: list[GroupHits],
    weight: Callable[[Group], float],
    threshold: float,
    reading: Reading,
    rules: Rules,
) -> Account:
    return Account(
        kind="relevance",
        name=name,
        causes=strongest_first(_cause(found, value, rules) for found in groups if (value := weight(found.group))),
        needed=stretched(threshold, reading.words, rules.thresholds),
    )


def _cause(found: GroupHits, weight: float, rules: Rules) -> Cause:
    return Cause(found.group.name, weight, weigh(found.hits, weight, rules.thresholds), tuple(found.hits))
