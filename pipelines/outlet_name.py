"""The outlet's own name: in a title behind a separator, among authors, in a logo. It is neither title nor author."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from corpus.types import Page
from pipelines.agreement import letters
from pipelines.jsonld import text_of
from pipelines.metadata import Metadata
from pipelines.texts import text_in

#: Between a title and the outlet's name, in three scripts. A separator has space around it, save the bars.
_SEPARATOR = re.compile(r"\s+[-–—:•·»«‹›~]+\s+|\s*[|¦│]+\s*|\s+::+\s+|\s+[-–—]\s*$|\s*[»›]\s+")
#: Words of a part that is an outlet's name, its edition or section included.
MAX_WORDS = 6

#: Blogger's `<title>` is "Blog: Post"; a colon is cut only where a heading shows the rest.
_COLON = re.compile(r":\s+")
_HOME = re.compile(r"(?:https?:)?(?://[^/?#]+)?/?(?:index\.(?:php|html?))?")
_HOST_NOISE = frozenset(
    {"www", "com", "net", "org", "info", "ma", "dz", "tn", "ly", "mr", "fr", "ar", "en", "news", "co"}
)


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
    names += [text_in(heading, 80) for heading in said.headings if is_logo(heading)]
    names += [".".join(host), ".".join(host[-2:]), *(label for label in host if label not in _HOST_NOISE)]
    return tuple(dict.fromkeys(name for name in names if name))


def without_outlet(title: str, names: Iterable[str]) -> str:
    """The title without the outlet's name before or after a separator; any other part stays."""
    keys = frozenset(key for name in names if (key := letters(name)))
    while (shorter := _without_one(title, keys)) != title:
        title = shorter
    return title.strip(" \t|")


def parts_of(title: str) -> tuple[str, ...]:
    """A title up to and from each of its separators, the longest first: what it may be without an unknown name."""
    marks = [*_SEPARATOR.finditer(title), *_COLON.finditer(title)]
    parts = [title[: mark.start()].rstrip() for mark in marks] + [title[mark.end() :].lstrip() for mark in marks]
    return tuple(sorted(parts, key=len, reverse=True))


def is_logo(heading: HtmlElement) -> bool:
    """A heading that links to the home page is the outlet's name, whatever its tag."""
    links = (*heading.iter("a"), *heading.iterancestors("a"))
    return any(_HOME.fullmatch((link.get("href") or "-").strip()) for link in links)


def _without_one(title: str, names: frozenset[str]) -> str:
    marks = list(_SEPARATOR.finditer(title))
    if marks and _is_outlet(title[marks[-1].end() :], names):
        return title[: marks[-1].start()].rstrip()
    if marks and _is_outlet(title[: marks[0].start()], names):
        return title[marks[0].end() :].lstrip()
    return title


def _is_outlet(part: str, names: frozenset[str]) -> bool:
    """Whether a part of a title is the outlet's name, its host, or holds little more than its name."""
    key, words = letters(part), len(part.split())
    if not key:
        return True
    return any(key == name or _nearly(key, name, words) for name in names)


def _nearly(part: str, name: str, words: int) -> bool:
    """ "Hespress Français" for Hespress, "La Presse" for La Presse de Tunisie; "Tunisie" is not Tunisie Numérique."""
    if min(len(part), len(name)) <= 4 or words > MAX_WORDS:
        return False
    if part.startswith(name):
        return True
    enough = words > 1 or len(part) >= 0.7 * len(name)
    return enough and (name.startswith(part) or (name.endswith(part) and len(part) > 0.5 * len(name)))
