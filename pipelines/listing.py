"""Sentences that list crimes: `… contre le trafic de drogue, la contrebande et la traite des êtres humains`.

Communiqués close with them whatever they are about. What speaks for trafficking in the same sentence as another
crime (drugs, goods, terrorism: the groups with `crime`) counts as little as a passing word; titles are spared.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipelines.part import Part
from pipelines.sense import Sense


def demote(sense: Sense, text: Part) -> None:
    """Move the matches for trafficking that stand in a list of crimes of the `text` into the zone `listing`."""
    crimes = [hit.start for found in sense.groups.values() if found.group.crime for hit in found.hits]
    if not crimes:
        return
    ends = text.sentence_ends()
    listing = {_sentence(start, text, ends) for start in crimes if start >= text.first}
    for found in sense.groups.values():
        if found.group.core:
            found.hits = [
                replace(hit, zone="listing")
                if hit.start >= text.first and _sentence(hit.start, text, ends) in listing
                else hit
                for hit in found.hits
            ]


def _sentence(word: int, text: Part, ends: Sequence[int]) -> int:
    """The number of the sentence in which a word of the article stands."""
    return bisect_right(ends, text.start_of(word))
