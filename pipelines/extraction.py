"""The text of a page, by trafilatura on the tree that we parsed, with the standfirst on top.

Metadata, comments and dates are not asked of it: that is half of its cost, and ours know the region.
`fast` comes first; the full cascade with its two fallbacks runs only where fast found too little.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import trafilatura.external
from justext.utils import get_stoplist
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from pipelines.boxes import lines_above_title, lines_in_boxes
from pipelines.cleaning import clean_line, clean_text
from pipelines.lines import without_junk
from pipelines.metadata import Metadata
from pipelines.outlet_rules import Found
from pipelines.prose import Prose
from pipelines.standfirst import find_standfirst, joined
from pipelines.subheadings import with_subheadings
from pipelines.visible import Visible

# jusText hashes its stop words at each call: 154,484 of all languages, or 3,604 of ours; the texts of
# 617 pages were identical.
_OURS = ("French", "Arabic", "English")
_STOP_WORDS: Any = tuple(sorted({word for name in _OURS for word in get_stoplist(name)}))
trafilatura.external.JT_STOPLIST = _STOP_WORDS
# It reports each page without text as an error on stderr; we count such pages as rejected.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

#: Below these the full cascade runs: on 338 labelled pages no text is lost against always running it.
ENOUGH, ENOUGH_SHARE = 800, 0.6
#: Characters below which an outlet's rule found a teaser.
LEAST = 200


@dataclass(frozen=True, slots=True)
class Extracted:
    """The article's paragraphs, one a line, its standfirst first; `text` is empty where there is no article."""

    text: str
    standfirst: str  #: "" where the page has none
    source: str  #: outlet-rule, trafilatura
    last: str = ""  #: the last line that was found, furniture or not: "Read more" shows a stub


def extract_text(visible: Visible, said: Metadata, found: Found) -> Extracted:
    """The text that the outlet's own rules find, if it can be all of it, else what trafilatura finds."""
    standfirst = clean_text(found.line("standfirst")) or find_standfirst(visible, said)
    source, lines = _lines(visible, found)
    kept = without_junk(_in_article(visible, lines), title=visible.title)
    text = clean_text(joined(standfirst, "\n".join(kept)) if kept else standfirst)
    return Extracted(text, standfirst if standfirst in text else "", source, lines[-1] if lines else "")


def _in_article(visible: Visible, lines: list[str]) -> list[str]:
    """The lines without those of boxes around the article, and with its subheadings."""
    beside = visible.furniture() | lines_in_boxes(visible, lines)
    inside = [line for line in lines[lines_above_title(visible, lines) :] if line not in beside]
    return with_subheadings(visible, inside)


def _lines(visible: Visible, found: Found) -> tuple[str, list[str]]:
    prose = Prose(visible)
    paragraphs = list(found.paragraphs())
    length = sum(map(len, paragraphs))
    if length >= LEAST and length >= ENOUGH_SHARE * prose.length:
        return "outlet-rule", paragraphs
    return "trafilatura", [line for raw in _body(visible, prose).split("\n") if (line := clean_line(raw))]


def _body(visible: Visible, prose: Prose) -> str:
    text = body_text(visible.tree, prose.length)
    if len(text) < ENOUGH_SHARE * prose.length and prose.join_chunks():
        text = max(text, body_text(visible.tree, prose.length), key=len)
    return text


def body_text(tree: HtmlElement, prose: int) -> str:
    """What trafilatura takes for the body of a page with `prose` characters of it; the tree stays as it is."""
    text = _trafilatura(tree, fast=True) if prose >= ENOUGH else ""
    if len(text) >= ENOUGH and len(text) >= ENOUGH_SHARE * prose:
        return text
    return _trafilatura(tree, fast=False) or text


def _trafilatura(tree: HtmlElement, *, fast: bool) -> str:
    options = Extractor(output_format="python", fast=fast, comments=False, with_metadata=False)
    if fast:
        # Any focus but "balanced" leaves out the last stage, which measures the page to see whether
        # the text is too short: that is what `ENOUGH` decides here, at a hundredth of its cost.
        options.focus = "first pass"
    document = trafilatura.bare_extraction(tree, options=options)
    return document.text or "" if isinstance(document, trafilatura.settings.Document) else ""
