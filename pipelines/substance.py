"""What a topic is in an article beside its sum: the features of the small linear model that decides.

The rules say how much speaks for each topic; two careful readers then still ask whether it is more than a passing
remark. The model weighs how strong the topic is by itself and beside the others of the article, how many of the
sentences speak of it, where it first occurs, how long the text is, and how generous readers are with each topic. Its
few numbers were learned by `python -m bench.learn_topics` from the labelled articles and stand in
`lexicon/learned.toml`, where they can be read; the evidence stays that of the rules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import log

from pipelines.account import Account
from pipelines.matching import Reading

#: Below this share of what is needed, a sum is as good as nothing.
_LEAST = 0.05


def features(accounts: Sequence[Account], reading: Reading, *, core: bool) -> list[dict[str, float]]:
    """The features of each topic of one article, all of them numbers of about 0 to 3.

    `strength`: log of its sum over what is needed. `relative`: log of its sum over that of the strongest topic.
    `share`: sentences with evidence over all. `first`: where the first evidence stands, 0 to 1. `length`: log of the
    words over 150. `causes`: log of how many groups speak for it. `core`: 1 in a core article, 0 in a related one.
    """
    ratios = [max(account.total / account.needed, _LEAST) for account in accounts]
    strongest = max(ratios, default=1.0)
    text = reading.parts[1]
    ends = text.sentence_ends()
    found = []
    for account, ratio in zip(accounts, ratios, strict=True):
        starts = [hit.start for cause in account.causes for hit in cause.hits]
        sentences = {bisect_right(ends, text.start_of(start)) for start in starts if start >= text.first}
        found.append(
            {
                "strength": log(ratio),
                "relative": log(ratio / strongest),
                "share": len(sentences) / max(1, len(ends)),
                "first": min(starts) / max(1, reading.words),
                "length": log(max(reading.words, 10) / 150),
                "causes": log(1 + len(account.causes)),
                "core": float(core),
            }
        )
    return found
