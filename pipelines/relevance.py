"""Whether an article belongs in the corpus: what it says of trafficking, what speaks against, the Maghreb link.

`core` and `related` are sums over groups of terms; subjects such as drugs, goods or sport are
subtracted, so that a communiqué's closing words on "human trafficking" do not make a hashish
seizure a trafficking story. Without a Maghreb country as a tag nothing is more than `offtopic`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from corpus.types import Relevance, Tag
from pipelines.matching import Hit, Reading
from pipelines.rules import Group, Rules
from pipelines.weighing import evidence, share_of_one, stretched, weigh


def relevance_tag(reading: Reading, rules: Rules, linked: bool) -> Tag:
    """The one tag of kind `relevance`; `linked` says whether a Maghreb country is among the article's countries."""
    limits = rules.thresholds
    by_group: dict[Group, list[Hit]] = defaultdict(list)
    for hit in reading.groups:
        if isinstance(hit.entry.meaning, Group):
            by_group[hit.entry.meaning].append(hit)

    def total(of: Callable[[Group], float]) -> float:
        return sum(weigh(hits, of(group), limits) for group, hits in by_group.items() if of(group))

    against = total(lambda group: group.against)
    core = total(lambda group: group.core) - against
    related = total(lambda group: group.related) + core
    core_limit = stretched(limits.core, reading.words, limits)
    related_limit = stretched(limits.related, reading.words, limits)
    name: Relevance = "offtopic"
    score = share_of_one(max(core, 0) if not linked else max(related, core, 0), core_limit)
    if linked and core >= core_limit:
        name, score = "core", share_of_one(core, core_limit)
    elif linked and related >= related_limit:
        name, score = "related", share_of_one(related, related_limit)
    causes = [
        hit for group, hits in by_group.items() if group.core or (group.related and name != "core") for hit in hits
    ]
    spans = evidence(causes, reading, limits) if name != "offtopic" else ()
    return Tag(kind="relevance", name=name, score=score, evidence=spans)
