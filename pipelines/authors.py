"""Who wrote an article: by the page's data, its markup, then the by-line that readers see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from corpus.types import Page, Source
from pipelines.agreement import letters
from pipelines.bylines import names_in, starts_like_byline
from pipelines.jsonld import names
from pipelines.metadata import Metadata
from pipelines.outlet_name import outlet_names
from pipelines.outlet_rules import Found
from pipelines.person_names import is_full_name
from pipelines.signed import Signed
from pipelines.visible import Visible

META = (
    "author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "dc.contributor",
    "sailthru.author",
    "parsely-author", "byl", "byline", "authors", "citation_author", "og:article:author", "cxenseparse:author",
    "article.author", "bt:author",
)  # fmt: skip
#: Joins two names; a comma puts a title or an employer behind one as often as a second name.
_AND = re.compile(r"\s(?:et|and|&|و)\s", re.IGNORECASE)
#: Voices that readers see, not data.
SEEN = ("rel-author", "byline")
#: Names that a seen by-line may add to those of the page's data.
MOST_MORE = 2


@dataclass(frozen=True, slots=True)
class Authors:
    """Names, where they were read, and the by-lines as printed (an agency may stand in one)."""

    names: tuple[str, ...]
    source: str  #: json-ld, meta, rel-author, byline, feed, outlet-rule, given, none
    raw: tuple[str, ...] = ()
    confidence: float = 0.0  #: share of the places that name anybody that name the same


def find_authors(page: Page, visible: Visible, said: Metadata, text: str, rules: Found) -> Authors:
    """The authors of the page's article; none where only a desk, an agency or the outlet signs."""
    outlet = outlet_names(page, said)
    raw: list[str] = []
    voices: list[Authors] = []
    for source, bylines in _told(page, said, rules, Signed(visible, outlet, text)):
        raw += bylines
        found = dict.fromkeys(name for byline in bylines for name in names_in(byline, outlet=outlet))
        if found:
            voices.append(Authors(tuple(found), source, tuple(bylines)))
    if not voices:
        return Authors((), "none", tuple(raw))
    best = _fullest(voices)
    agreeing = sum(1 for voice in voices if _share(voice.names, best.names))
    return Authors(best.names, best.source, tuple(raw), round(agreeing / len(voices), 3))


def tidy_authors(given: Iterable[str], source_name: str, *, source: Source | None) -> Authors:
    """Names that came as data, tidied like those of a page."""
    raw = tuple(given)
    outlet = (source.name, source.name_ar or "") if source else ()
    found = tuple(dict.fromkeys(name for byline in raw for name in names_in(byline, outlet=outlet)))
    return Authors(found, source_name if found else "none", raw, float(bool(found)))


def _told(page: Page, said: Metadata, rules: Found, signed: Signed) -> Iterator[tuple[str, list[str]]]:
    yield "outlet-rule", list(rules.names())
    yield "json-ld", list(names(_persons(said.article.get("author"))))
    yield "rel-author", signed.marked()
    yield "byline", signed.printed()
    yield "meta", [value for value in (*said.every(*META), *_labelled(said)) if not value.startswith("http")]
    yield "feed", list(page.link.authors) if page.link else []
    # Whom data name beside the author: alone, or where a by-line names them both.
    yield "json-ld", [name for role in ("creator", "contributor") for name in names(_persons(said.article.get(role)))]


def _labelled(said: Metadata) -> Iterator[str]:
    """What cards of social networks say behind "Written by"."""
    for number in ("1", "2"):
        if starts_like_byline(said.first(f"twitter:label{number}")):
            yield said.first(f"twitter:data{number}")


def _persons(authors: Any) -> Any:
    """JSON-LD authors; an organisation among them only where it is alone, so that an agency is seen."""
    if not isinstance(authors, list):
        return authors
    persons = [one for one in authors if not (isinstance(one, dict) and "Organization" in str(one.get("@type")))]
    return persons or authors


def _fullest(voices: list[Authors]) -> Authors:
    """The first voice, or one that says more: the by-line that readers see, or what another voice bears out.

    A voice says more where it names the same people and one or two more, and where data hold the user of a system.
    """
    best = voices[0]
    for place, voice in enumerate(voices[1:], start=1):
        more = _letters(voice) - _letters(best)
        if not more:
            continue
        seen = voice.source in SEEN
        fuller = len(more) == len(voice.names) - len(best.names) <= MOST_MORE
        joined = seen and (any(map(_AND.search, voice.raw)) or all(map(is_full_name, voice.names[1:])))
        if (seen and _is_user(best)) or (
            fuller and (joined or _are_told(more, [*voices[:place], *voices[place + 1 :]], seen))
        ):
            best = voice
    return best


def _letters(voice: Authors) -> set[str]:
    return {*map(letters, voice.names)}


def _are_told(more: set[str], voices: list[Authors], seen: bool) -> bool:
    """Whether other voices have each of these names, too. What is seen is read twice, and bears itself out."""
    others = (voice for voice in voices if not (seen and voice.source in SEEN))
    return more <= {name for voice in others for name in _letters(voice)}


def _is_user(voice: Authors) -> bool:
    """Whether data name nobody but by one word: what somebody is called in the system that keeps the pages."""
    told = voice.source in ("json-ld", "meta", "feed")
    return told and all(" " not in name for name in voice.names)


def _share(some: Iterable[str], others: Iterable[str]) -> bool:
    return not {*map(letters, some)}.isdisjoint(map(letters, others))
