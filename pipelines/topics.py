"""Which topics an article substantially treats: weighted groups of terms against a threshold."""

from __future__ import annotations

from collections import defaultdict

from corpus.types import Tag
from pipelines.matching import Hit, Reading
from pipelines.rules import Group, Rules
from pipelines.weighing import evidence, share_of_one, stretched, weigh


def topic_tags(reading: Reading, rules: Rules) -> tuple[Tag, ...]:
    """Tags of kind `topic`, strongest first."""
    by_topic: dict[str, dict[Group, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    for hit in reading.groups:
        group = hit.entry.meaning
        if isinstance(group, Group) and group.topic and group.weight:
            by_topic[group.topic][group].append(hit)
    tags = []
    for topic, groups in by_topic.items():
        threshold = stretched(rules.topics[topic], reading.words, rules.thresholds)
        score = sum(weigh(hits, group.weight, rules.thresholds) for group, hits in groups.items())
        if score >= threshold:
            hits = [hit for same in groups.values() for hit in same]
            spans = evidence(hits, reading, rules.thresholds)
            tags.append(Tag(kind="topic", name=topic, score=share_of_one(score, threshold), evidence=spans))
    return tuple(sorted(tags, key=lambda tag: (-tag.score, tag.name)))
