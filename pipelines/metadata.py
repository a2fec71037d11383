"""One pass over a page's tree: everything that it says about its article, before anything is chosen.

Fields keep the order of the page, first said first. Choosing is for title.py, authors.py, published.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from pipelines.cleaning import clean_field
from pipelines.jsonld import article_node, text_of
from pipelines.texts import text_in

#: Characters of a meta element that are read: a description is shorter, an attack is longer.
MAX_CONTENT = 2000


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says. `meta` maps lower-case names and properties to their contents."""

    article: dict[str, Any] = field(default_factory=dict)  #: the JSON-LD object
    meta: dict[str, tuple[str, ...]] = field(default_factory=dict)
    headings: tuple[HtmlElement, ...] = ()  #: the h1 elements
    html_title: str = ""
    canonical: str = ""
    locale: str = ""  #: `fr`, `en-GB`: of `<html lang>` or its like

    @property
    def language(self) -> str | None:
        """The ISO 639 code of the locale."""
        return self.locale.partition("-")[0] or None

    def first(self, *names: str) -> str:
        """The first content of the first of these meta names that has any."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), "")

    def every(self, *names: str) -> tuple[str, ...]:
        """All contents of these meta names, without repetition."""
        return tuple(dict.fromkeys(value for name in names for value in self.meta.get(name, ()) if value))


def read_metadata(tree: HtmlElement) -> Metadata:
    """All that the head and the markup of a page say about its article."""
    meta = _meta(tree)
    article = article_node(tree)
    return Metadata(
        article=article,
        meta=meta,
        headings=tuple(tree.iter("h1")),
        html_title=next((text_in(title) for title in tree.iter("title") if not _in_svg(title)), ""),
        canonical=next((link.get("href", "") for link in tree.iter("link") if _rel(link, "canonical")), ""),
        locale=_locale(tree, meta, article),
    )


def _meta(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = clean_field((element.get("content") or "")[:MAX_CONTENT])
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (element.get(attribute) or "").lower().split():
                if content:
                    found.setdefault(name, []).append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def _locale(tree: HtmlElement, meta: dict[str, tuple[str, ...]], article: dict[str, Any]) -> str:
    """`fr`, `en-GB`: of `<html lang>`, else of the data; empty where none is stated."""
    stated = (
        tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or tree.get("xml:lang")
        or text_of(article.get("inLanguage"))
    )
    if not stated:
        stated = next((meta[name][0] for name in ("content-language", "og:locale", "language") if name in meta), "")
    code, _, region = stated.strip().replace("_", "-").partition("-")
    code = code.lower() if len(code) in (2, 3) and code.isalpha() else ""
    return f"{code}-{region.upper()}" if code and len(region) == 2 else code


def _rel(link: HtmlElement, wanted: str) -> bool:
    return wanted in (link.get("rel") or "").lower().split()


def _in_svg(title: HtmlElement) -> bool:
    return next(title.iterancestors("svg"), None) is not None
