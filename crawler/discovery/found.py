"""What a reader of listings finds, and the rules that hold for every address and line of text in it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from importlib.resources import files
from typing import Final
from urllib.parse import urljoin, urlsplit

from corpus.types import Link, Source
from corpus.urls import is_web_address, site_of, url_key
from pipelines.cleaning import clean_line

#: Characters of a summary that are kept.
SUMMARY = 2_000
#: Characters of a title that are kept: the longest real headlines have some 300.
TITLE = 500
#: Characters of an address beyond which no outlet's server answers; longer ones are attacks or errors.
ADDRESS = 2_048

WORDS: Final = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
_MEDIA = tuple(f".{ending}" for ending in WORDS["media"])
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Listing:
    """What one answer of an endpoint lists.

    `children` are the sitemaps of a sitemap index, newest first; `problems` are sentences for a person.
    """

    links: tuple[Link, ...] = ()
    children: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class Passed:
    """Counts what was passed over, by reason, and says it in words."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._notes: list[str] = []

    def note(self, sentence: str) -> None:
        """Something else that a person should know."""
        self._notes.append(sentence)

    def over(self, reason: str) -> None:
        """Note one more entry that was passed over because it is `reason`, as "without an address"."""
        self._counts[reason] += 1

    def problems(self) -> tuple[str, ...]:
        """One sentence for each reason, then the notes."""
        counted = (f"{n:,} {'entry' if n == 1 else 'entries'} {why} passed over" for why, n in self._counts.items())
        return (*counted, *self._notes)


def web_address(raw: str | None, base: str) -> str | None:
    """The absolute http(s) address that `raw` means at `base`; None for anything else."""
    raw = clean_line(raw or "").replace("&amp;", "&").replace("&amp;", "&")  # often escaped twice
    if not raw or len(raw) > ADDRESS:
        return None
    try:
        url = raw if raw.startswith(("http://", "https://")) else urljoin(base, raw)
    except ValueError:
        return None
    return url if is_web_address(url) else None


def is_media(url: str) -> bool:
    """Whether the address names a picture, a sound, a film or a document."""
    return urlsplit(url).path.lower().endswith(_MEDIA)


def own_sites(listed_at: str, source: Source | None) -> frozenset[str | None]:
    """The sites (`corpus.urls.site_of`) on which an endpoint may list articles: its own and the outlet's."""
    known = (source.home, *(f"https://{host}" for host in source.hosts)) if source else ()
    return frozenset(map(site_of, (listed_at, *known)))


def of_outlet(url: str, listed_at: str, source: Source | None) -> bool:
    """Whether an address lies on the site that lists it, or on one of the outlet's."""
    return site_of(url) in own_sites(listed_at, source)


def plain_text(markup: str | None, limit: int) -> str | None:
    """One line without tags, entities and invisible characters, at most `limit` characters; None if empty."""
    if not markup:
        return None
    # Feeds escape once, twice or not at all: what is a tag after unescaping was meant as one.
    text = _without_tags(unescape(unescape(_without_tags(markup[: limit * 20]))))
    line = clean_line(text[: limit * 2])
    return (line if len(line) <= limit else line[: limit - 1].rstrip() + "…") or None


def unique(links: Iterable[Link]) -> tuple[Link, ...]:
    """The links, each address once: the first that names it counts."""
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(url_key(link.url), link)
    return tuple(found.values())


def _without_tags(text: str) -> str:
    return _MARKUP.sub(" ", _HIDDEN.sub(" ", text)) if "<" in text else text
