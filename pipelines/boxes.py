"""Boxes in and around an article that are not its text: who wrote it, newsletters, donations, shares, captions.

Extraction leaves most of them out and keeps some; what they say names other places and stories. Templates
call them by few words, whatever the outlet, and their lines are known by that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from pipelines.visible import Visible

#: Characters of a box; a larger one is the page, whatever it is called.
MAX_BOX = 2500
#: Share of the text that boxes may take; where they would take more, one of them holds the article.
MOST = 0.35
#: Characters, without spaces, from which on a line is looked for: a shorter one stands anywhere.
LEAST = 3
#: Characters of a line at the top that may stand above the title: a date, a path of sections, a motto.
MAX_ABOVE, MOST_ABOVE = 160, 500

_TAGS = ("div", "section", "aside", "p", "ul", "form", "footer", "figcaption", "td", "table")
_ALWAYS = frozenset({"figcaption", "form"})
_CALLED = re.compile(
    r"(?<![a-z])(?:(?:about|post|article|entry)?[-_]*(?:the)?[-_]*(?:author|auteur)s?[-_]*(?:box|bio|biography|info|desc(?:ription)?"
    r"|card|profile|about|details|block|wrap(?:per)?|footer)?|(?:user-?)?bio(?:graphy|graphie)?"
    r"|(?:news-?letter|nl)(?:[-_]*(?:box|form|signup|cta|block|inline|subscribe|promo|inscription|wrap(?:per)?))?"
    r"|subscri(?:be|ption)(?:[-_]*(?:box|form|cta|block|promo))?|abonnement|pay-?wall[-_]*(?:box|cta|notice|message|banner|overlay|prompt|offer)s?|upgrade-?cta|premium-?box"
    r"|donat(?:e|ion)s?|don-?box|support-?us|soutien|wa-?box|whats-?app|telegram|follow-?us"
    r"|(?:social-?)?shar(?:e|ing)|partage(?:r)?|related|similar|see-?also|read-?(?:also|more)|lire-?aussi|a-?lire|recommend(?:ed|ation)s?"
    r"|tags?-?(?:list|links|cloud)?|mots-?cles|keywords|rating|votes?|poll|sondage|breadcrumbs?|ariane|link-?wrapper"
    r"|comment(?:s|-?list|-?form|aires?)|cookies?|consent|pop-?up|modal|toolbar|outils|print(?:er)?"
    r"|caption|legende?|credits?|copyright|location-?footer|site-?foot(?:er)?|page-?footer|pied(?:-?de-?page)?)"
    r"(?:[-_]*(?:box|block|bar|wrap(?:per)?|container|content|list|inline|section|area|links|text))?(?![a-z])",
    re.IGNORECASE,
)
#: A pull quote says again what a paragraph says.
_PULLED = re.compile(r"(?<![a-z])(?:pull(?:-?_?quotes?)?|exergue)(?![a-z])", re.IGNORECASE)
#: What is called so and holds the article: templates say of a page what it has, and of a text whether it is paid for.
_HOLDS = re.compile(
    r"(?:has|with|no|is|hide|show)[-_]|(?<![a-z])(?:main|page|body|content|hentry|post-?(?:content|body)|entry-?content"
    r"|article-?(?:body|content|text)|paywall-?(?:content|article|text)|print-?(?:only|content))(?![a-z])",
    re.IGNORECASE,
)


def lines_in_boxes(visible: Visible, lines: Iterable[str]) -> frozenset[str]:
    """Those of the lines that stand in boxes and nowhere else on the page."""
    wanted = {line: key for line in lines if len(key := _key(line)) >= LEAST}
    boxes = [(box, text) for box in _boxes(visible) if LEAST <= len(text := _key(_text(box))) <= MAX_BOX]
    found = {line: key for line, key in wanted.items() if any(key in text for _, text in boxes)}
    if not found:
        return frozenset()
    page = _key(_text(visible.tree))
    pulled = [text for box, text in boxes if _PULLED.search(box.get("class") or "")]
    inside = frozenset(
        line
        for line, key in found.items()
        if key in pulled or page.count(key) <= sum(text.count(key) for _, text in boxes)
    )
    return inside if sum(map(len, inside)) <= MOST * sum(map(len, wanted)) else frozenset()


def lines_above_title(visible: Visible, lines: list[str]) -> int:
    """How many of the first lines stand above the title: the page's head, a ticker, the hours of prayer."""
    if visible.heading is None or not lines or len(lines[0]) > MAX_ABOVE:
        return 0
    above = "".join("".join(visible.heading.xpath("preceding::text()")).split())
    count = 0
    for line in lines:
        if len(line) > MAX_ABOVE or len(key := _key(line)) < LEAST or key not in above:
            break
        count += 1
    return count if sum(map(len, lines[:count])) <= MOST_ABOVE else 0


def _boxes(visible: Visible) -> Iterator[HtmlElement]:
    """The outermost boxes, without those that hold the title."""
    holders = set() if visible.heading is None else {visible.heading, *visible.heading.iterancestors()}
    taken: set[HtmlElement] = set()
    for element in visible.tree.iter(*_TAGS):
        called = element.get("class")
        if (
            ((called and _is_box(called)) or element.tag in _ALWAYS)
            and element not in holders
            and taken.isdisjoint(element.iterancestors())
        ):
            taken.add(element)
            yield element


@lru_cache(maxsize=20_000)
def _is_box(called: str) -> bool:
    """Whether a class is a box's. Templates repeat few of them, on each page of an outlet."""
    return (_CALLED.search(called) or _PULLED.search(called)) is not None and _HOLDS.search(called) is None


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext())


def _key(line: str) -> str:
    """A line without spaces, bullets and bars, which an extractor sets."""
    return "".join(line.lstrip("-–•*| ").replace("|", " ").split())
