"""How matches become a number: the arithmetic that relevance, countries and topics share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp, log2

from corpus.types import Span
from pipelines.hits import Hit, Zone
from pipelines.matching import Reading
from pipelines.rules import Thresholds

#: More spans than this show nothing new and make exports heavy.
MOST_SPANS = 8


def zone_factor(zone: Zone, limits: Thresholds) -> float:
    """How much a mention counts by where it stands."""
    return 1.0 if zone == "body" else float(getattr(limits, zone))


def weigh(hits: Iterable[Hit], weight: float, limits: Thresholds) -> float:
    """The best placed mention in full, each further one fading by `limits.repeat`."""
    factors = sorted((zone_factor(hit.zone, limits) for hit in hits), reverse=True)
    return weight * sum(factor * limits.repeat**rank for rank, factor in enumerate(factors[:10]))


def stretched(threshold: float, words: int, limits: Thresholds) -> float:
    """The threshold for a text of this length: a passing remark weighs less in a long article."""
    doublings = max(0.0, log2(max(words, 1) / limits.long_text_words))
    return threshold * (1 + limits.long_text_growth * doublings)


def share_of_one(score: float, threshold: float) -> float:
    """A score on 0 to 1 that is 0.5 at its threshold."""
    return round(score / (score + threshold), 3) if score > 0 else 0.0


def probability(log_odds: Mapping[str, float]) -> float:
    """Log-odds that add up as a number between 0 and 1, with 0.5 at 0."""
    return round(1 / (1 + exp(-max(-30.0, min(30.0, sum(log_odds.values()))))), 3)


def evidence(hits: Iterable[Hit], reading: Reading, limits: Thresholds) -> tuple[Span, ...]:
    """The spans of the best placed matches, none inside another, in reading order."""
    ranked = sorted(hits, key=lambda hit: (-zone_factor(hit.zone, limits), hit.start, -hit.end))
    shown: list[Hit] = []
    for hit in ranked:
        covered = any(other.start <= hit.start and hit.end <= other.end for other in shown)
        if not covered and len(shown) < MOST_SPANS:
            shown.append(hit)
    return tuple(reading.span(hit) for hit in sorted(shown, key=lambda hit: (hit.start, hit.end)))
