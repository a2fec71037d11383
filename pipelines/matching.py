"""One pass over an article: which rules match where, and what the original says there.

Title and text are normalised, cut into words, each word into its key (`pipelines.inflect`); the
automaton runs once over the keys. Which of the matches are meant is decided in `pipelines.sense`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from corpus.types import Span
from pipelines.hits import Hit, Zone
from pipelines.listing import demote
from pipelines.part import Part, cut
from pipelines.rules import Form, Rules
from pipelines.sense import Sense, sense_of

_WORD = re.compile(r"\w+")
#: Languages that share their letters and many words.
_RIVALS = {"fr": "en", "en": "fr"}
#: `Rabat –`, `CAIRO (AP) —`, `EL TARF-`, `الرباط:`, `طرابلس 14 يوليو 2025 (شينخوا)`: two words before a bare
#: sign, six before an agency in brackets.
_DATELINE = re.compile(
    r"\W*(?:\w+[ ,]{1,2}){0,2}\w+(?: ?-{1,2} | ?:)|\W*(?:\w+[ ,/']{1,3}){0,5}\w+ ?\([^()\n]{2,30}\) ?(?:-{1,2}|:)?"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as the rules see it."""

    words: int  #: in title and text
    parts: tuple[Part, Part]
    sense: Sense

    def part(self, hit: Hit) -> Part:
        """Title or text: where a match stands."""
        return self.parts[1 if hit.start >= self.parts[1].first else 0]

    def span(self, hit: Hit) -> Span:
        """The original characters of a match."""
        part = self.part(hit)
        first, last = part.bounds[hit.start - part.first], part.bounds[hit.end - 1 - part.first]
        start, end = part.normal.span(first[0], last[1])
        return Span(field=part.name, start=start, end=end, text=part.original[start:end], rule=hit.entry.rule)


def read(title: str, text: str, language: str, rules: Rules) -> Reading:
    """All matches of the rules in an article, in the sense that the contexts allow.

    In a French or English article the terms of the other language do not count: `servitude`, `or`, `but` are words of
    both. In a language that is not known or is another, all do.
    """
    foreign = _RIVALS.get(language)
    heading = cut("title", title, 0, rules.stems)
    body = cut("text", text, len(heading.bounds), rules.stems)
    dateline = _dateline_words(body.normal.text)
    found: list[Hit] = []
    contexts: dict[str, list[int]] = {}
    for part in (heading, body):
        for start, end, form in _matches(part, rules):
            for name in form.contexts:
                contexts.setdefault(name, []).append(part.first + start)
            if form.entries:
                zone = _zone(start, part, dateline, rules.thresholds.lead_words)
                found += [
                    Hit(part.first + start, part.first + end, zone, entry)
                    for entry in form.entries
                    if foreign is None or entry.language != foreign
                ]
    sense = sense_of(found, contexts)
    demote(sense, body)
    return Reading(len(heading.bounds) + len(body.bounds), (heading, body), sense)


def _matches(part: Part, rules: Rules) -> Iterator[tuple[int, int, Form]]:
    """First word, word after the last, and meaning of each form found in a part."""
    starts = list(accumulate((len(word) + 1 for word in part.keys), initial=0))
    for last, form in rules.automaton.iter(f" {' '.join(part.keys)} "):
        # `last` is the blank after the last word, in a string that itself begins with a blank.
        end = bisect_left(starts, last)
        yield end - form.words, end, form


def _dateline_words(text: str) -> int:
    """How many words of the text are a dispatch's dateline."""
    match = _DATELINE.match(text[:120])
    return len(_WORD.findall(match[0])) if match else 0


def _zone(start: int, part: Part, dateline: int, lead: int) -> Zone:
    if part.name == "title":
        return "title"
    if start < dateline:
        return "dateline"
    return "lead" if start < lead else "body"
