"""Why a page that came back is not an article: first honest rules, in three languages.

A real article must not be lost to them: patterns for walls and missing pages apply to short texts
only, and a listing is refused only when nothing says that the page is an article.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from corpus.types import Page, Rejected, RejectedReason

_TABLE: dict[str, Any] = tomllib.loads(files("pipelines").joinpath("quality.toml").read_text("utf-8"))
_LONGEST: int = _TABLE["longest"]
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")

_HTML_TYPES = ("text/html", "application/xhtml", "text/plain", "application/xml", "text/xml")
_MAGIC = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|p|div|article|title|h1|meta|table|span|br|a)\b", re.IGNORECASE)
#: Characters: a short text is a wall if it says so anywhere, a longer one if it opens so.
SHORT, OPENING = 350, 150
#: Bytes in which markup must begin.
SNIFFED = 20_000
#: Characters in which letters are counted: enough is enough.
SAMPLE = 1000
#: A listing: this many headline links, and less prose than this beside them (characters).
MANY_HEADLINES, LITTLE_PROSE = 12, 600


def _patterns(reason: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    title, text = ("|".join(_TABLE[reason][field]) for field in ("title", "text"))
    return re.compile(rf"\W*(?:{title})\W*", re.IGNORECASE), re.compile(text, re.IGNORECASE)


_WALLS: dict[RejectedReason, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "bot-wall": _patterns("bot-wall"),
    "soft-404": _patterns("soft-404"),
    "consent": _patterns("consent"),
}


def refuse_body(page: Page) -> Rejected | None:
    """What can be said before decoding: no body, or something else than HTML."""
    if not page.body.strip():
        return Rejected(reason="empty", detail="no body")
    kind = page.content_type.split(";")[0].strip().lower()
    if kind and not kind.startswith(_HTML_TYPES):
        return Rejected(reason="not-html", detail=kind[:80])
    if page.body.startswith(_MAGIC):
        return Rejected(reason="not-html", detail="a binary file")
    start = page.body[:SNIFFED].replace(b"\x00", b"")  # UTF-16
    return None if _MARKUP.search(start) else Rejected(reason="not-html", detail="no markup")


def refuse_page(page: Page, tree: HtmlElement, *, title: str, text: str) -> Rejected | None:
    """What the title, the text and the shape of a page show; None for an article."""
    return _wall(title, text) or _listing(page, tree, text) or refuse_text(title=title, text=text)


def refuse_text(*, title: str, text: str, given: bool = False) -> Rejected | None:
    """Too little to judge. Text that somebody `given` us as an article needs no length and no title."""
    if not text:
        return Rejected(reason="no-text", detail="no article body found")
    if given:
        return None
    arabic, letters = len(_ARABIC.findall(text[:SAMPLE])), sum(char.isalpha() for char in text[:SAMPLE])
    script = "arabic" if 2 * arabic > letters else "latin"
    if letters < _TABLE["too_short"][script]:
        return Rejected(reason="too-short", detail=f"{letters} letters of {script} script")
    return None if title else Rejected(reason="no-title", detail="neither the page nor the feed names it")


def _wall(title: str, text: str) -> Rejected | None:
    if len(text) > _LONGEST:
        return None
    # Where the title is all there is, it is the message.
    shown = (text if len(text) <= SHORT else text[:OPENING]) or title
    for reason, (of_title, of_text) in _WALLS.items():
        if found := of_title.fullmatch(title) or of_text.search(shown):
            return Rejected(reason=reason, detail=found.group().strip()[:120])
    return None


def _listing(page: Page, tree: HtmlElement, text: str) -> Rejected | None:
    """A home page, or many headlines with hardly any prose beside them."""
    if not urlsplit(page.final_url).path.strip("/") and not urlsplit(page.final_url).query:
        return Rejected(reason="listing", detail="the home page")
    if len(text) > LITTLE_PROSE or _says_article(tree):
        return None
    headlines = sum(1 for tag in ("h2", "h3") for heading in tree.iter(tag) if heading.find(".//a") is not None)
    if headlines >= MANY_HEADLINES:
        return Rejected(reason="listing", detail=f"{headlines} headlines that are links")
    return None


def _says_article(tree: HtmlElement) -> bool:
    kinds = (meta.get("content", "").lower() for meta in tree.iter("meta") if meta.get("property") == "og:type")
    return "article" in kinds
