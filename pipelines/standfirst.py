"""The standfirst (chapô) of an article: the few lines under its title that say who, where and what.

Country and topic stand there, and extraction loses it in a third of the pages because it sits in the
article's header, outside the body. It is looked for by its markup and by what the page's metadata
quotes, and only ever taken from what readers see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from corpus.normalise import normalise
from pipelines.agreement import agree
from pipelines.jsonld import text_of
from pipelines.lines import is_junk
from pipelines.metadata import Metadata
from pipelines.visible import Visible, marks

#: Characters: shorter is a rubric, longer is the article.
MIN_LENGTH, MAX_LENGTH = 40, 1200
#: A description counts as quoting an element when this many of its first characters stand in it.
QUOTED = 60
#: Lines at the top that may be the points of a standfirst, and characters of one.
POINTS, MIN_POINT, MAX_POINT = 6, 20, 200
#: Share of a standfirst that its points must make together.
ALL_POINTS = 0.9

_WORD = re.compile(r"\w+")

_CALLED = re.compile(
    r"(?<![a-z])(?:chap[eo]+(?:au)?|standfirst|stand-first|sub-?(?:title|head(?:line|ing)?)|sous-?titre|surtitre-?bas|accroche"
    r"|(?:article|post|entry|story|content|news)[-_]*(?:lead|intro|excerpt|summary|desc(?:ription)?|subtitle|teaser|hat)"
    r"|lead(?:-?(?:text|paragraph|in))?|intro(?:duction)?|excerpt|dek|hat|deck|head-?line-?desc|kicker-?text|teaser-?text|resume"
    r"|c-summary|descriptif|muqadima|essentiel|a-retenir|key-?(?:points|takeaways)|points-?cles|highlights)(?![a-z])",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"image|photo|caption|figure|list|card|(?<!field__)(?<!field-)item|nav|menu|share|btn|button|thumb|more|block-title|section-title",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"caption|legend|credit|wp-image", re.IGNORECASE)
#: How the words under a picture end: after a mark, whose it is.
_CREDIT = re.compile(
    r"(?:©|[(/|.،]|\s[-–—])\s*(?:©|(?:ph|photos?|crédits?|credits?|archives?|illustration|dr|afp|ap|reuters|map|aps|tap"
    r"|تصوير|عدسة|صورة|أرشيف|ارشيف|خاصة?|رويترز|أ ف ب|ا ف ب|وكالات)\b)[^!?؟]{0,30}$",
    re.IGNORECASE,
)
#: Characters of such words.
MAX_CAPTION = 160
_BLOCKS = frozenset({"p", "div", "h2", "h3", "h4", "strong", "span", "section", "header", "blockquote", "ul"})


def find_standfirst(visible: Visible, said: Metadata) -> str:
    """The standfirst as one line; empty where the page has none."""
    for text in _candidates(visible, said):
        if MIN_LENGTH <= len(text) <= MAX_LENGTH and not _is_beside(text) and not agree(text, visible.title):
            return text
    return ""


def _is_beside(text: str) -> bool:
    """Whether a line is furniture, or the words under a picture."""
    return is_junk(text) or (len(text) <= MAX_CAPTION and _CREDIT.search(text) is not None)


def joined(standfirst: str, text: str) -> str:
    """The text with its standfirst at the top, once, be it of several lines there."""
    key = _words(standfirst)
    if not key:
        return text
    first = text.split("\n", POINTS)
    points = [
        line
        for line in first[:POINTS]
        if len(line) <= MAX_POINT and len(words := _words(line)) >= MIN_POINT and words in key
    ]
    there = key in _words(text[: 3 * len(standfirst) + 2000])
    if there and (len(points) < 2 or sum(map(len, points)) < ALL_POINTS * len(standfirst)):
        return text
    rest = (line for line in first[:POINTS] if line not in points)
    return "\n".join((standfirst, *rest, *first[POINTS:]))


def _words(text: str) -> str:
    return " ".join(_WORD.findall(normalise(text)))


def _candidates(visible: Visible, said: Metadata) -> Iterator[str]:
    """What is called a standfirst or quoted as the page's description, the nearest below the title first."""
    quotes = [normalise(quote).rstrip(" .…")[:QUOTED] for quote in _descriptions(said)]
    starts = tuple(quote for quote in quotes if len(quote) >= MIN_LENGTH)
    for element, text in visible.near:
        may_be = element.tag in _BLOCKS and (_is_called(element) or _is_quoted(element, text, starts))
        if may_be and not _is_caption(element):
            yield text


def _is_quoted(element: HtmlElement, text: str, starts: tuple[str, ...]) -> bool:
    """Whether the page's description begins as an element does that is not the whole article."""
    if not starts or not MIN_LENGTH <= len(text) <= MAX_LENGTH or len(list(islice(element.iter("p"), 2))) > 1:
        return False
    return normalise(text[: 2 * QUOTED]).startswith(starts)


def _is_called(element: HtmlElement) -> bool:
    called = marks(element)
    return bool(called and _CALLED.search(called)) and not _NOT.search(called)


def _is_caption(element: HtmlElement) -> bool:
    """Whether an element is, or stands in, the words under a picture: outlets describe articles by them."""
    holders = (element, *islice(element.iterancestors(), 3))
    return any(holder.tag in ("figure", "figcaption") for holder in holders) or bool(_CAPTION.search(marks(element)))


def _descriptions(said: Metadata) -> Iterator[str]:
    yield text_of(said.article.get("description"))
    yield from said.every("og:description", "description", "twitter:description", "dc.description")
