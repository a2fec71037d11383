"""The title of an article as its readers see it, without the outlet's name.

A page tells its title up to six times: JSON-LD, OpenGraph, h1, `<title>`, the feed. They differ by the
outlet's name, by wordings made for search engines, and by plain mistakes, so that agreement decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from corpus.normalise import normalise
from corpus.types import Page
from pipelines.cleaning import clean_field
from pipelines.jsonld import text_of
from pipelines.metadata import Metadata
from pipelines.texts import text_in

#: Two titles agree from this similarity of their words on, or when one holds the other.
AGREE = 0.8
#: Characters of a title: comparing two costs their product.
MAX_LENGTH = 600
#: Below this many characters a heading is a rubric ("Société", "أخبار"), not a title.
MIN_LENGTH = 8

#: Between a title and the outlet's name, in three scripts. A separator has space around it, save the bars.
_SEPARATOR = re.compile(r"\s+[-–—:•·»«‹›~]+\s+|\s*[|¦│]+\s*|\s+::+\s+|\s+[-–—]\s*$|\s*[»›]\s+")
_WORD = re.compile(r"\w+")
_HOME = re.compile(r"(?:https?:)?(?://[^/?#]+)?/?(?:index\.(?:php|html?))?")
_HOST_NOISE = frozenset(
    {"www", "com", "net", "org", "info", "ma", "dz", "tn", "ly", "mr", "fr", "ar", "en", "news", "co"}
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title and where it was read; `source` is "none" when `text` is empty."""

    text: str
    source: str  #: json-ld, open-graph, twitter, meta, feed, h1, html-title, given, none


def find_title(page: Page, said: Metadata) -> Title:
    """The title of the page's article; an empty one with source "none" when nothing names it."""
    names = outlet_names(page, said)
    candidates = [
        Title(text, source)
        for source, raw in _candidates(page, said)
        if (text := without_outlet(clean_field(raw[:MAX_LENGTH]), names))
    ]
    if not candidates:
        return Title("", "none")
    return max(candidates, key=lambda title: _trust(title, candidates))


def outlet_names(page: Page, said: Metadata) -> tuple[str, ...]:
    """What the outlet is called: by the registry, by itself, by its host."""
    source = page.source
    names = [source.name, source.name_ar or ""] if source else []
    names += said.every(
        "og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site", "al:android:app_name"
    )
    publisher = said.article.get("publisher")
    names.append(text_of(publisher.get("name")) if isinstance(publisher, dict) else "")
    host = (urlsplit(page.final_url).hostname or "").split(".")
    names += [text_in(heading, 80) for heading in said.headings if _is_logo(heading)]
    names += [".".join(host), ".".join(host[-2:]), *(label for label in host if label not in _HOST_NOISE)]
    return tuple(dict.fromkeys(name for name in names if name))


def without_outlet(title: str, names: Iterable[str]) -> str:
    """The title without the outlet's name before or after a separator; any other part stays."""
    keys = frozenset(key for name in names if (key := _key(name)))
    while (shorter := _without_one(title, keys)) != title:
        title = shorter
    return title.strip(" \t|")


def _without_one(title: str, names: frozenset[str]) -> str:
    marks = list(_SEPARATOR.finditer(title))
    if marks and _is_outlet(title[marks[-1].end() :], names):
        return title[: marks[-1].start()].rstrip()
    if marks and _is_outlet(title[: marks[0].start()], names):
        return title[marks[0].end() :].lstrip()
    return title


def _is_outlet(part: str, names: frozenset[str]) -> bool:
    """Whether a part of a title is the outlet's name, its host, or holds little more than its name."""
    key = _key(part)
    if not key:
        return True
    # "Hespress Français" for an outlet called Hespress, "La Presse" for La Presse de Tunisie
    return any(key == name or (len(name) > 4 and len(key) > 4 and _holds(key, name)) for name in names)


def _holds(part: str, name: str) -> bool:
    shorter, longer = sorted((part, name), key=len)
    return longer.startswith(shorter) or (longer.endswith(shorter) and len(shorter) > 0.5 * len(longer))


def _key(text: str) -> str:
    """Letters and digits in one spelling, spaces gone: "Le 360" and "le360" are one name."""
    return "".join(_WORD.findall(normalise(text.lstrip("@"))))


def _candidates(page: Page, said: Metadata) -> Iterator[tuple[str, str]]:
    yield "h1", _best_heading(said.headings)
    yield "json-ld", text_of(said.article.get("headline") or said.article.get("name"))
    yield "open-graph", said.first("og:title")
    yield "meta", said.first("headline", "dc.title", "dcterms.title", "title", "sailthru.title", "parsely-title")
    yield "twitter", said.first("twitter:title")
    yield "feed", (page.link.title or "") if page.link else ""
    yield "html-title", said.html_title


def _best_heading(headings: Iterable[HtmlElement]) -> str:
    """The first h1 that is long enough to be a title: logos and rubrics are h1 too."""
    texts = [text_in(heading) for heading in headings if not _is_logo(heading)]
    return next((text for text in texts if len(text) >= 2 * MIN_LENGTH), next(iter(texts), ""))


def _is_logo(heading: HtmlElement) -> bool:
    """A heading that links to the home page is the outlet's name, whatever its tag."""
    links = (*heading.iter("a"), *heading.iterancestors("a"))
    return any(_HOME.fullmatch((link.get("href") or "-").strip()) for link in links)


#: How near each place is to what readers see; agreement with the others counts more.
_RANK = {"h1": 0.6, "json-ld": 0.5, "open-graph": 0.4, "feed": 0.35, "twitter": 0.2, "meta": 0.15, "html-title": 0.1}


def _trust(title: Title, candidates: list[Title]) -> float:
    others = [other for other in candidates if other.source != title.source]
    support = sum(1 for other in others if agree(title.text, other.text)) / (len(others) or 1)
    short = len(title.text) < MIN_LENGTH
    cut = title.text.endswith(("…", "...")) and any(len(other.text) > len(title.text) for other in others)
    return support + _RANK[title.source] - short - cut


def agree(one: str, other: str) -> bool:
    """Whether two titles are the same but for spelling, punctuation, a rubric before or a cut at the end."""
    one, other = _key(one), _key(other)
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 2 * MIN_LENGTH and shorter in longer:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= AGREE
