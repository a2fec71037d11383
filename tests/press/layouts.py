"""How the invented sites print an article: five makes of page, each with its own furniture around the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from tests.press.articles import Text
from tests.press.furniture import (
    author_box,
    comments,
    figure,
    json_ld,
    open_graph,
    printed,
    read_also,
    related,
    share,
    tags,
)
from tests.press.outlets import Layout, Outlet
from tests.press.phrases import PHRASES, Phrases

#: Where French typography puts a space that does not break.
_NARROW = re.compile(r"(?<=«) | (?=[»:;?!])")


def page(outlet: Outlet, text: Text, url: str, *, edition: int = 1, canonical: str | None = None) -> str:
    """The HTML of one article on one outlet's site."""
    language = text.expect.language
    return LAYOUTS[outlet.layout](outlet, text, canonical or url, PHRASES[language], edition)


def print_twin(outlet: Outlet, text: Text, edition: int = 1) -> str:
    """The article alone, for paper."""
    body = f"<h1>{escape(text.title)}</h1><p>{escape(text.date_printed)}</p>{lead(text, '<p>{}</p>')}"
    return printed(outlet, text.title, "", f"{body}{paragraphs(text, edition)}", text.expect.language)


def paragraphs(text: Text, edition: int, between: str = "") -> str:
    """The body as HTML paragraphs, with something `between` the first and the second."""
    parts = [f"<p>{_typeset(part, text)}</p>" for part in text.paragraphs(edition)]
    return "\n".join([*parts[:1], *([between] if between else []), *parts[1:]])


def lead(text: Text, markup: str) -> str:
    """The standfirst in the outlet's markup, or nothing."""
    return markup.format(_typeset(text.lead, text)) if text.lead else ""


def _typeset(part: str, text: Text) -> str:
    """As an editor's software writes it: French with spaces that do not break."""
    plain = escape(part, quote=False)
    return _NARROW.sub("&nbsp;", plain) if text.expect.language == "fr" else plain


def wordpress(outlet: Outlet, text: Text, url: str, words: Phrases, edition: int) -> str:
    """A theme with OpenGraph, an entry header, a headline between two paragraphs, an author's box and comments."""
    body = f"""<main class="site-main"><article class="post type-post"><header class="entry-header">
<span class="cat-links">{escape(text.category)}</span><h1 class="entry-title">{escape(text.title)}</h1>
<div class="entry-meta"><span class="posted-on">{escape(text.date_printed)}</span>
<span class="byline author vcard">{escape(text.byline)}</span></div></header>
{share(words)}{figure(text)}<div class="entry-content">{lead(text, "<p><strong>{}</strong></p>")}
{paragraphs(text, edition, read_also(text, words))}</div>{tags(text, words)}{author_box(text, words)}
{related(text, words, "related-posts")}</article>{comments(text, words)}</main>
<aside class="widget-area"><h3>{escape(words.most_read)}</h3><ol><li>1</li><li>2</li></ol></aside>"""
    return printed(outlet, f"{text.title} | {outlet.name}", open_graph(outlet, text, url), body, text.expect.language)


def arc(outlet: Outlet, text: Text, url: str, words: Phrases, edition: int) -> str:
    """A publishing platform: JSON-LD, an AMP twin, a standfirst in the header, the body in its own section."""
    body = f"""<main><div class="b-headline"><h1>{escape(text.title)}</h1>
{lead(text, '<h2 class="subheadline">{}</h2>')}
<div class="b-byline">{escape(text.byline)}</div><time datetime="{text.published.isoformat()}">
{escape(text.date_printed)}</time></div>{figure(text)}{share(words)}<article class="b-article-body">
{paragraphs(text, edition)}</article>{author_box(text, words)}{related(text, words, "b-results-list")}
{comments(text, words)}</main>"""
    links = f'<link rel="canonical" href="{url}"><link rel="amphtml" href="{url}amp/">'
    head = json_ld(outlet, text, url) + links
    return printed(outlet, f"{text.title} – {outlet.name}", head, body, text.expect.language)


def drupal(outlet: Outlet, text: Text, url: str, words: Phrases, edition: int) -> str:
    """Fields in divs; the date only as it is printed and in `time`."""
    body = f"""<div class="layout-container"><main role="main"><article class="node node--type-article">
<h1 class="page-title"><span>{escape(text.title)}</span></h1><div class="node__meta">
<span class="field--name-uid">{escape(text.byline)}</span>
<time datetime="{text.published.isoformat()}" class="datetime">{escape(text.date_printed)}</time></div>
{lead(text, '<div class="field--name-field-chapo">{}</div>')}{figure(text)}
<div class="field--name-body">{paragraphs(text, edition)}</div>{tags(text, words)}</article>
{related(text, words, "block-views-related")}</main>{comments(text, words)}</div>"""
    head = f'<link rel="canonical" href="{url}"><meta name="Generator" content="Drupal 10">'
    return printed(outlet, f"{text.title} | {outlet.name}", head, body, text.expect.language)


def spip(outlet: Outlet, text: Text, url: str, words: Phrases, edition: int) -> str:
    """An older French make: `chapo`, `texte`, a print twin, and the date in words alone."""
    body = f"""<div id="page"><div id="contenu"><div class="cartouche"><p class="surtitre">{escape(text.category)}</p>
<h1 class="entry-title">{escape(text.title)}</h1><p class="info-publi">{escape(text.date_printed)}
<span class="auteurs">{escape(text.byline)}</span></p></div>{lead(text, '<div class="chapo"><p>{}</p></div>')}
{figure(text)}<div class="texte">{paragraphs(text, edition)}</div>
<p class="imprimer"><a href="{escape(url)}&amp;imprimer=oui" rel="nofollow">{escape(words.print_it)}</a></p>
{related(text, words, "menu articles")}{comments(text, words)}</div></div>"""
    head = f'<meta name="generator" content="SPIP 4.2"><link rel="canonical" href="{escape(url)}">'
    return printed(outlet, f"{text.title} - {outlet.name}", head, body, text.expect.language)


def handmade(outlet: Outlet, text: Text, url: str, words: Phrases, edition: int) -> str:
    """Tables, fonts and nothing for machines."""
    body = f"""<table width="100%"><tr><td class="side" width="20%">{related(text, words, "box")}</td>
<td class="main"><div class="titre"><font size="5"><b>{escape(text.title)}</b></font></div>
<div class="date">{escape(text.date_printed)}</div><div class="ecrit">{escape(text.byline)}</div>
<a href="{escape(url)}&amp;print=1">{escape(words.print_it)}</a>
{lead(text, '<div class="intro"><b>{}</b></div>')}{figure(text)}<div id="news_text">{paragraphs(text, edition)}</div>
{share(words)}{comments(text, words)}</td></tr></table>"""
    return printed(outlet, f"{outlet.name_ar} - {text.title}", "", body, text.expect.language)


LAYOUTS: dict[Layout, Callable[[Outlet, Text, str, Phrases, int], str]] = {
    "wordpress": wordpress,
    "arc": arc,
    "drupal": drupal,
    "spip": spip,
    "handmade": handmade,
}
