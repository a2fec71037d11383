"""What was learned from labelled articles, as numbers in `lexicon/learned.toml`: no pickle, nothing hidden.

The file is written by `python -m bench.learn_topics`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.taxonomy import TOPICS
from pipelines.lexicon_file import LexiconFile

#: The features of a topic in an article; `pipelines.substance` says what each is.
FEATURES = ("strength", "relative", "share", "first", "length", "causes", "core")


@dataclass(frozen=True, slots=True)
class TopicModel:
    """Weights of the features, and a bias for each topic; in log-odds."""

    weights: Mapping[str, float]
    bias: Mapping[str, float]

    def terms(self, topic: str, values: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the log-odds of a topic; it is given where they add up to more than 0."""
        return {"topic": self.bias[topic], **{name: self.weights[name] * value for name, value in values.items()}}


def read_topic_model(file: LexiconFile) -> TopicModel:
    """The tables `[weights]` and `[bias]`; raises `RulesError` naming file, line and field."""
    return TopicModel(file.table("weights").signed(FEATURES), file.table("bias").signed(tuple(TOPICS)))
