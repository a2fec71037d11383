"""How much of an article a page gives: all of it, what stands before a paywall, or a summary of it.

A cut text is kept and flagged: it is an article that the outlet published, but its silence about a country or
a topic means nothing, and counts of full texts leave it out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from lxml.html import HtmlElement

from corpus.types import Access
from pipelines.extraction import Extracted
from pipelines.metadata import Metadata
from pipelines.visible import Visible, marks

#: Characters of a notice; a longer line is a paragraph about subscriptions.
LONGEST = 240
#: A text with more characters than this is no summary, whatever links stand under it.
SUMMARY = 900
#: Fewer characters are what stands before a paywall; outlets that call an article not free often send all of it.
TEASER = 2500

_TABLE: dict[str, Any] = tomllib.loads(files("pipelines").joinpath("access.toml").read_text("utf-8"))
_TAGS = ("p", "div", "span", "strong", "b", "em", "a", "button", "h2", "h3", "h4", "h5", "li", "section", "label")
#: What holds notices about other stories.
_OTHERS = frozenset({"article", "nav", "footer", "ul", "ol"})
_LIST = re.compile(
    r"related|latest|recent|popular|most-?(?:read|viewed)|card(?!-)|teaser|sidebar|comment|menu|similar", re.IGNORECASE
)
_BODY = re.compile(
    r"(?<![a-z])(?:article-?body|(?:article|post|entry|item)-?_?(?:content|text|full-?text))(?![a-z])", re.IGNORECASE
)
_NOT_FREE = frozenset({"false", "no", "0"})


@dataclass(frozen=True, slots=True)
class _Notice:
    """Lines that say that an article is cut."""

    signs: re.Pattern[str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, kind: str) -> _Notice:
        table = _TABLE[kind]
        signs = re.compile("|".join(map(re.escape, table["signs"])))
        return cls(signs, re.compile("|".join(table["patterns"]), re.IGNORECASE))

    def may_be_in(self, text: str) -> bool:
        return self.signs.search(text) is not None


_PAYWALLED, _STUB = _Notice.of("paywalled"), _Notice.of("stub")


def find_access(visible: Visible, said: Metadata, extracted: Extracted) -> Access:
    """Whether the page holds the article in full."""
    lines = list(_lines(visible))
    everything = "\n".join(line for _, line in lines)
    cut = _is_not_free(said) and len(extracted.text) < TEASER
    if cut or _shown(visible, lines, everything, _PAYWALLED, whole=False):
        return "paywalled"
    if len(extracted.text) > SUMMARY:
        return "full"
    ends = _STUB.pattern.fullmatch(_plain(extracted.last)) is not None
    return "stub" if ends or _shown(visible, lines, everything, _STUB, whole=True) else "full"


def _is_not_free(said: Metadata) -> bool:
    """What JSON-LD says: https://schema.org/isAccessibleForFree, a boolean that many templates write as a string."""
    stated = said.article.get("isAccessibleForFree")
    return stated is not None and str(stated).strip().lower().rpartition("/")[2] in _NOT_FREE


def _lines(visible: Visible) -> Iterator[tuple[HtmlElement, str]]:
    """The elements that may be notices, with their text, or their own first words where they hold others."""
    for element in visible.tree.iter(*_TAGS):
        text = visible.text(element) if element.tag in ("a", "button", "p") and len(element) else element.text
        if text and len(text) <= LONGEST and (line := _plain(text)):
            yield element, line


def _shown(
    visible: Visible, lines: list[tuple[HtmlElement, str]], everything: str, notice: _Notice, *, whole: bool
) -> bool:
    """Whether a notice stands in the article, and not as a badge in a list of others."""
    if not notice.may_be_in(everything):
        return False
    fits = notice.pattern.fullmatch if whole else notice.pattern.search
    return any(notice.may_be_in(line) and fits(line) and _is_in_article(visible, element) for element, line in lines)


def _is_in_article(visible: Visible, element: HtmlElement) -> bool:
    """Whether a notice is the article's: it closes the text, in a box of its own or as a link to the shop."""
    if visible.belongs(element):
        return True
    article = next((one for one in _holders(visible) if one.tag in ("article", "main")), None)
    for holder in (element, *element.iterancestors()):
        if holder is article or _BODY.search(marks(holder)):
            return True
        if holder.tag in _OTHERS or _LIST.search(marks(holder)):
            return False
    return False


def _holders(visible: Visible) -> Iterator[HtmlElement]:
    return iter(()) if visible.heading is None else visible.heading.iterancestors()


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("’", "'").lower()
