"""Scores of one reading of one page, field by field: each from 0 to 1, with what was said and what is right."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import mean

from bench.reading.reading import Reading
from bench.reading.samples import Sample
from pipelines.agencies import agency_named

#: In the order in which they are shown. `dating` is the date with a wrong one counted double: 1 right, 0.5 missing,
#: 0 wrong. `dateless` and `undated` are 1 where no date was invented: on pages that have none, and on pages whose
#: date was taken out.
FIELDS = (
    "text", "standfirst", "title", "date", "dating", "time", "authors", "language", "title_language", "access",
    "agency", "snippets", "dateless", "undated",
)  # fmt: skip
#: A text below this is shown as a failure; of all else, what is not entirely right.
GOOD_TEXT = 0.9

_TOKEN = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")
_QUOTED = re.compile(r'"\s*([^"]*?)\s*"')
_QUOTES = str.maketrans("’‘“”«»–—", '\'\'""""--')


@dataclass(frozen=True, slots=True)
class Score:
    """One field of one page."""

    field: str
    value: float
    said: str
    gold: str

    @property
    def failed(self) -> bool:
        return self.value < (GOOD_TEXT if self.field == "text" else 1)


def score(sample: Sample, reading: Reading) -> Iterator[Score]:
    """The scores of what is labelled on this page and told by this reader."""
    if sample.undated:
        yield Score("undated", reading.date == "", _from(reading.date, reading.date_from), "no date")
        return
    yield from _text(sample, reading)
    yield from _title(sample, reading)
    yield from _date(sample, reading)
    yield from _authors(sample, reading)
    yield from _languages(sample, reading)
    yield from _told(sample, reading)


def plain(text: str) -> str:
    """Spelling that does not count as a difference: composition, quotes, case, spaces."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    return _SPACES.sub(" ", _QUOTED.sub(r'"\1"', text)).strip(" .")


def token_f1(gold: str, text: str, neutral: Iterable[str]) -> float:
    """F1 of the bags of words; words of neutral passages are not held against the text."""
    wanted, found = Counter(_words(gold)), Counter(_words(text))
    for passage in neutral:
        found -= Counter(_words(passage)) & (found - wanted)
    common = sum((wanted & found).values())
    return 2 * common / ((sum(wanted.values()) + sum(found.values())) or 1)


def holds(text: str, lead: str) -> bool:
    """Whether nine of ten of the lead's words, in order of fours, are in the text."""
    words, inside = _words(lead), f" {' '.join(_words(text))} "
    fours = [" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3))]
    return mean(f" {four} " in inside for four in fours) >= 0.9


def _words(text: str) -> list[str]:
    return _TOKEN.findall(plain(text))


def _text(sample: Sample, reading: Reading) -> Iterator[Score]:
    gold, leads = sample.labels["gold_text"], _list(sample.labels["gold_lead"])
    if gold:
        value = token_f1(gold, reading.text, [*leads, *_list(sample.labels["gold_captions"])])
        extra = _first_absent(reading.text, gold)
        said = reading.rejected or f"{len(reading.text)} characters" + (f", extra {extra!r}" if extra else "")
        lost = _first_absent(gold, reading.text)
        yield Score("text", value, said, f"{len(gold)} characters" + (f", lost {lost!r}" if lost else ""))
    if leads:
        lead = " ".join(leads)
        kept = holds(f"{reading.standfirst}\n{reading.text}", lead)
        yield Score("standfirst", kept, reading.standfirst[:120] or reading.text[:120], lead[:120])
    text = plain(reading.text)
    for name, wanted in (("gold_with", True), ("gold_without", False)):
        for snippet in _list(sample.labels[name]):
            held = plain(snippet) in text
            yield Score("snippets", held == wanted, "kept" if held else "lost", repr(snippet))


def _first_absent(lines: str, text: str) -> str:
    """The beginning of the first line that the other text does not have."""
    inside = " ".join(_words(text))
    return next((line[:80] for line in lines.split("\n") if " ".join(_words(line)) not in inside), "")


def _title(sample: Sample, reading: Reading) -> Iterator[Score]:
    if golds := _list(sample.labels["gold_title"]):
        right = plain(reading.title) in map(plain, golds)
        yield Score("title", right, _from(repr(reading.title), reading.title_from), repr(golds[0]))


def _date(sample: Sample, reading: Reading) -> Iterator[Score]:
    golds = sample.dates
    if golds is None:
        return
    right = reading.date in golds if golds else reading.date == ""
    said, known = _from(reading.date, reading.date_from), " or ".join(golds) or "no date"
    yield Score("date", right, said, known)
    # "2026-11" for 2026-11-12 says too little, but nothing wrong.
    missing = any(gold.startswith(reading.date) for gold in golds)
    yield Score("dating", 1 if right else 0.5 if missing else 0, said, known)
    if not golds:
        yield Score("dateless", right, said, known)
    if (gold_time := sample.labels.get("gold_time")) and reading.time is not None:
        yield Score("time", reading.time == gold_time, reading.time or "none", gold_time)


def _authors(sample: Sample, reading: Reading) -> Iterator[Score]:
    if (golds := sample.labels["gold_authors"]) is not None:
        right = set(map(plain, reading.authors)) == set(map(plain, golds))
        said = _from(" + ".join(reading.authors), reading.authors_from)
        yield Score("authors", right, said, " + ".join(golds) or "none")


def _from(answer: str, place: str) -> str:
    return f"{answer} [{place}]" if answer and place else answer or "none"


def _languages(sample: Sample, reading: Reading) -> Iterator[Score]:
    told = (
        ("language", reading.language, sample.labels["lang"] if sample.labels["gold_text"] else None),
        ("title_language", reading.title_language, sample.labels.get("gold_title_language")),
    )
    for name, said, gold in told:
        if said is not None and gold:
            # Darija is rightly called Arabic, too
            yield Score(name, said == gold or (said, gold) == ("ar", "ary"), said or "none", gold)


def _told(sample: Sample, reading: Reading) -> Iterator[Score]:
    """What only our own pages are labelled with."""
    if sample.own and reading.access is not None:
        gold = sample.labels["gold_access"]
        yield Score("access", reading.access == gold, reading.access or "none", gold)
    if sample.own and reading.agency is not None:
        name = sample.labels["gold_agency"] or ""
        gold = (agency_named(name) or name) if name else ""
        yield Score("agency", reading.agency == gold, reading.agency or "none", gold or "none")


def _list(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])
