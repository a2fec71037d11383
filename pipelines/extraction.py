"""The text of a page, by trafilatura on the tree that we parsed, with the standfirst on top.

Metadata, comments and dates are not asked of it: that is half of its cost, and ours know the region.
`fast` comes first; the full cascade with its two fallbacks runs only where fast found too little.
"""

from __future__ import annotations

import logging
from typing import Any

import trafilatura.external
from justext.utils import get_stoplist
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from pipelines.cleaning import clean_line
from pipelines.lines import without_junk
from pipelines.metadata import Metadata
from pipelines.standfirst import find_standfirst, joined
from pipelines.visible import Visible

# jusText hashes its stop words at each call: 154,484 of all languages, or 3,604 of ours; the texts of
# 617 pages were identical.
_OURS = ("French", "Arabic", "English")
_STOP_WORDS: Any = tuple(sorted({word for name in _OURS for word in get_stoplist(name)}))
trafilatura.external.JT_STOPLIST = _STOP_WORDS
# It reports each page without text as an error on stderr; we count such pages as rejected.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

#: Below these the full cascade runs: 19 % of pages, no text lost against always running it.
ENOUGH, ENOUGH_SHARE = 1500, 0.6
#: Characters of a paragraph that must be somebody's prose.
LONG_PARAGRAPH = 80


def extract_text(visible: Visible, said: Metadata) -> str:
    """The article's paragraphs, one a line, its standfirst first; empty where there is no article."""
    standfirst = find_standfirst(visible, said)
    beside_title = visible.furniture()
    found = (clean_line(line) for line in body_text(visible.tree).split("\n"))
    lines = without_junk((line for line in found if line not in beside_title), title=visible.title)
    return joined(standfirst, "\n".join(lines)) if lines else standfirst


def body_text(tree: HtmlElement) -> str:
    """What trafilatura takes for the body; the tree stays as it is."""
    prose = _prose(tree)
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


def _prose(tree: HtmlElement) -> int:
    """Characters in the long paragraphs of a page."""
    lengths = (len("".join(paragraph.itertext())) for paragraph in tree.iter("p"))
    return sum(length for length in lengths if length >= LONG_PARAGRAPH)
