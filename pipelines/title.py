"""The title of an article as its readers see it, without the outlet's name.

A page tells its title up to six times: JSON-LD, OpenGraph, h1, `<title>`, the feed. They differ by the
outlet's name, by wordings made for search engines, and by plain mistakes. The heading that readers see
wins, unless it is none; where no heading is seen, agreement decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.types import Page
from pipelines.agreement import agree, letters
from pipelines.cleaning import clean_field
from pipelines.headings import Heading
from pipelines.jsonld import text_of
from pipelines.metadata import Metadata
from pipelines.outlet_name import is_logo, outlet_names, parts_of, without_outlet
from pipelines.outlet_rules import Found

#: Characters of a title: comparing two costs their product.
MAX_LENGTH = 600
#: Meta names that tell the title, those of OpenGraph first.
_META = (
    "og:title", "twitter:title", "headline", "dc.title", "dcterms.title", "title", "sailthru.title", "parsely-title",
)  # fmt: skip
#: Signs after which a line goes on: what stands before them is part of the title.
_GOES_ON = (":", "-", "–", "—", ",", "،", "؛", "«", "(")
#: Blogger heads each day's posts with its date.
_DATE = re.compile(r"\b(?:19|20)\d\d\W*$|^\W*\d{1,2}[./-]\d")
#: How near each place is to what readers see, where agreement does not decide.
_RANK = {"h1": 0.6, "json-ld": 0.5, "open-graph": 0.4, "feed": 0.35, "heading": -0.3, "html-title": 0.1}
#: Above this many it is a paragraph in large letters.
LONGEST = 200
#: Below this many characters a heading is a rubric ("Société", "أخبار"), not a title.
MIN_LENGTH = 8
#: What it counts that a heading other than an h1 shows what the page's data call its title; an h1 counts 1 by itself.
SEEN = 1.6
#: Characters of a rubric or kicker that stands in a heading before its title.
KICKER = 40


@dataclass(frozen=True, slots=True)
class Title:
    """A title and where it was read; `source` is "none" when `text` is empty."""

    text: str
    source: str  #: h1, json-ld, open-graph, feed, html-title, heading, outlet-rule, given, none
    confidence: float = 1.0  #: share of the page's own voices that say the same


def find_title(page: Page, said: Metadata, headings: Sequence[Heading], found: Found) -> Title:
    """The title of the page's article; an empty one with source "none" when nothing names it."""
    names = outlet_names(page, said)
    if by_rule := without_outlet(found.line("title"), names):
        return Title(by_rule, "outlet-rule")
    voices = [
        Title(text, source)
        for source, raw in _voices(page, said, headings)
        if (text := without_outlet(clean_field(raw[:MAX_LENGTH]), names))
    ]
    if not voices:
        return Title("", "none", 0.0)
    seen = {heading.key: heading.text for heading in reversed(headings) if heading.key}
    best = max(voices, key=lambda voice: _trust(voice, voices, seen))
    agreeing = sum(1 for voice in voices if agree(voice.text, best.text))
    return Title(_as_seen(best, voices, seen), best.source, round(agreeing / len(voices), 3))


def _voices(page: Page, said: Metadata, headings: Sequence[Heading]) -> Iterator[tuple[str, str]]:
    """Each place that tells the title. OpenGraph, Twitter cards and meta names are filled by one hand: one voice."""
    told = [
        ("json-ld", text_of(said.article.get("headline") or said.article.get("name"))),
        ("open-graph", said.first(*_META)),
        ("feed", (page.link.title or "") if page.link else ""),
    ]
    main = [one.text for one in headings if one.element.tag == "h1" and not is_logo(one.element)]
    yield from told
    yield "html-title", said.html_title
    yield from (("h1", text) for text in main)
    if not main and not any(text for _, text in told):
        yield "heading", next((one.text for one in headings if _may_be_title(one)), "")


def _may_be_title(heading: Heading) -> bool:
    """Whether a heading that is no h1 can be the title, on a page that has nothing better: it leads nowhere."""
    element = heading.element
    leads = element.find(".//a") is not None or any(True for _ in element.iterancestors("a", "li", "nav", "aside"))
    return 2 * MIN_LENGTH <= len(heading.text) <= LONGEST and not leads and not _DATE.search(heading.text)


def _trust(voice: Title, voices: list[Title], seen: Mapping[str, str]) -> float:
    others = [other for other in voices if other.source != voice.source]
    support = sum(1 for other in others if agree(voice.text, other.text)) / (len(others) or 1)
    length = len(voice.text)
    is_main, is_heading = voice.source == "h1", length >= 2 * MIN_LENGTH or support > 0
    # A page has one h1, and makers of templates spend it on a slogan: a title that another heading shows is likelier.
    unshown = is_main or not any(agree(voice.text, other.text) for other in voices if other.source == "h1")
    shown = is_heading if is_main else (letters(voice.text) in seen) * (SEEN if unshown else 1)
    cut = voice.text.endswith(("…", "...")) and any(len(other.text) > length for other in others)
    return shown + support + _RANK[voice.source] - (length < MIN_LENGTH) - cut


def _as_seen(title: Title, voices: list[Title], seen: Mapping[str, str]) -> str:
    """The title without a kicker inside its heading or a name that no heading shows, in the signs that readers see."""
    if title.source == "h1":
        others = [voice.text for voice in voices if voice.source != "h1"]
        return _without_kicker(_whole(title.text, {letters(text): text for text in others}), others)
    candidates = (title.text, *(part for part in parts_of(title.text) if len(part) >= MIN_LENGTH))
    shown = next((key for text in candidates if (key := letters(text)) in seen), None)
    return seen[shown] if shown else _whole(title.text, seen)


def _whole(title: str, seen: Mapping[str, str]) -> str:
    """The heading that a title is the beginning of, where it was cut for others to show."""
    start = letters(title.rstrip("….")) if title.endswith(("…", "...")) else ""
    if len(start) < 2 * MIN_LENGTH:
        return title
    return next((text for key, text in seen.items() if key.startswith(start)), title)


def _without_kicker(heading: str, others: list[str]) -> str:
    """ "JUSTICE Dix ans pour un passeur" where the page's data say "Dix ans pour un passeur"."""
    for other in others:
        kicker = heading[: -len(other)] if heading.endswith(other) and len(other) >= 2 * MIN_LENGTH else ""
        if kicker and len(kicker) <= min(KICKER, len(other)) and not kicker.rstrip().endswith(_GOES_ON):
            return other
    return heading
