"""How the invented sites print an article: five makes of page, each with its own furniture around the text."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from tests.press.articles import Text
from tests.press.outlets import Layout, Outlet
from tests.press.phrases import PHRASES, Phrases


def page(outlet: Outlet, text: Text, url: str, *, edition: int = 1, canonical: str | None = None) -> str:
    """The HTML of one article on one outlet's site."""
    language = text.expect.language
    return LAYOUTS[outlet.layout](outlet, text, canonical or url, PHRASES[language], edition)


def printed(outlet: Outlet, title: str, head: str, body: str, language: str) -> str:
    """A whole document: the frame that every make shares."""
    words = PHRASES[language]
    direction = ' dir="rtl"' if language == "ar" else ""
    charset = f'<meta charset="{outlet.declared}">' if outlet.declared else ""
    menu = "".join(f'<li><a href="/rubrique/{n}">{escape(item)}</a></li>' for n, item in enumerate(words.menu))
    return f"""<!DOCTYPE html>
<html lang="{language}"{direction}>
<head>{charset}<title>{escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}
<style>.nav li{{display:inline}} .cookie{{position:fixed}}</style><script>window.dataLayer=[];</script></head>
<body class="single">
<div class="cookie" id="cookie-notice"><p>{escape(words.cookies)}</p><button>{escape(words.accept)}</button></div>
<header><a class="logo" href="/">{escape(outlet.name_ar if language == "ar" else outlet.name)}</a>
<nav class="nav"><ul>{menu}</ul></nav></header>
{body}
<footer><p>{escape(words.rights)} {escape(outlet.name)} 2026</p><ul>{menu}</ul></footer>
</body></html>"""


def paragraphs(text: Text, edition: int) -> str:
    """The body as HTML paragraphs."""
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in text.paragraphs(edition))


def lead(text: Text, markup: str) -> str:
    """The standfirst in the outlet's markup, or nothing."""
    return markup.format(escape(text.lead, quote=False)) if text.lead else ""


def related(text: Text, words: Phrases, kind: str) -> str:
    """The box of other headlines: it may name countries and subjects that are not the article's."""
    items = "".join(f'<li><a href="/x/{n}">{escape(title)}</a></li>' for n, title in enumerate(text.related))
    return f'<div class="{kind}"><h3>{escape(words.read_also)}</h3><ul>{items}</ul></div>'


def comments(text: Text, words: Phrases) -> str:
    """What readers wrote."""
    items = "".join(
        f'<li class="comment"><div class="comment-author">{n}</div><p>{escape(comment)}</p></li>'
        for n, comment in enumerate(text.comments, 1)
    )
    return f'<div id="comments" class="comments-area"><h2>{escape(words.comments)}</h2><ol>{items}</ol></div>'


def share(words: Phrases) -> str:
    """The bar of buttons."""
    links = "".join(f'<a href="https://{name}.invalid/share">{name}</a> ' for name in ("facebook", "x", "whatsapp"))
    return f'<div class="share-buttons"><span>{escape(words.share)}</span> {links}</div>'


def figure(text: Text) -> str:
    """A photograph that is not there, with its caption."""
    if not text.caption:
        return ""
    return f'<figure><img src="/img/1.jpg" alt=""><figcaption>{escape(text.caption)}</figcaption></figure>'


def open_graph(outlet: Outlet, text: Text, url: str) -> str:
    """The tags that most themes print; the title carries the outlet's name, as it does in life."""
    title = f"{text.title} - {outlet.name_ar if text.expect.language == 'ar' else outlet.name}"
    return (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(title)}">'
        f'<meta property="og:site_name" content="{escape(outlet.name)}"><meta property="og:url" content="{url}">'
        f'<meta property="article:published_time" content="{text.published.isoformat()}">'
        f'<link rel="canonical" href="{url}">'
    )


def json_ld(outlet: Outlet, text: Text, url: str) -> str:
    """A NewsArticle."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text.title,
        "datePublished": text.published.isoformat(),
        "author": [{"@type": "Person", "name": name} for name in text.authors],
        "publisher": {"@type": "Organization", "name": outlet.name},
        "mainEntityOfPage": url,
    }
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def wordpress(outlet: Outlet, text: Text, url: str, words: Phrases, edition: int) -> str:
    """A theme with OpenGraph, an entry header and comments."""
    body = f"""<main class="site-main"><article class="post type-post"><header class="entry-header">
<span class="cat-links">{escape(text.category)}</span><h1 class="entry-title">{escape(text.title)}</h1>
<div class="entry-meta"><span class="posted-on">{escape(text.date_printed)}</span>
<span class="byline author vcard">{escape(text.byline)}</span></div></header>
{share(words)}{figure(text)}<div class="entry-content">{lead(text, "<p><strong>{}</strong></p>")}
{paragraphs(text, edition)}</div>{related(text, words, "related-posts")}</article>{comments(text, words)}</main>
<aside class="widget-area"><h3>{escape(words.most_read)}</h3><ol><li>1</li><li>2</li></ol></aside>"""
    return printed(outlet, f"{text.title} | {outlet.name}", open_graph(outlet, text, url), body, text.expect.language)


def arc(outlet: Outlet, text: Text, url: str, words: Phrases, edition: int) -> str:
    """A publishing platform: JSON-LD, a standfirst in the header, the body in its own section."""
    body = f"""<main><div class="b-headline"><h1>{escape(text.title)}</h1>
{lead(text, '<h2 class="subheadline">{}</h2>')}
<div class="b-byline">{escape(text.byline)}</div><time datetime="{text.published.isoformat()}">
{escape(text.date_printed)}</time></div>{figure(text)}{share(words)}<article class="b-article-body">
{paragraphs(text, edition)}</article>{related(text, words, "b-results-list")}{comments(text, words)}</main>"""
    head = json_ld(outlet, text, url) + f'<link rel="canonical" href="{url}">'
    return printed(outlet, f"{text.title} – {outlet.name}", head, body, text.expect.language)


def drupal(outlet: Outlet, text: Text, url: str, words: Phrases, edition: int) -> str:
    """Fields in divs; the date only as it is printed and in `time`."""
    body = f"""<div class="layout-container"><main role="main"><article class="node node--type-article">
<h1 class="page-title"><span>{escape(text.title)}</span></h1><div class="node__meta">
<span class="field--name-uid">{escape(text.byline)}</span>
<time datetime="{text.published.isoformat()}" class="datetime">{escape(text.date_printed)}</time></div>
{lead(text, '<div class="field--name-field-chapo">{}</div>')}{figure(text)}
<div class="field--name-body">{paragraphs(text, edition)}</div></article>
{related(text, words, "block-views-related")}</main>{comments(text, words)}</div>"""
    head = f'<link rel="canonical" href="{url}"><meta name="Generator" content="Drupal 10">'
    return printed(outlet, f"{text.title} | {outlet.name}", head, body, text.expect.language)


def spip(outlet: Outlet, text: Text, url: str, words: Phrases, edition: int) -> str:
    """An older French make: `chapo`, `texte`, and the date in words alone."""
    body = f"""<div id="page"><div id="contenu"><div class="cartouche"><p class="surtitre">{escape(text.category)}</p>
<h1 class="entry-title">{escape(text.title)}</h1><p class="info-publi">{escape(text.date_printed)}
<span class="auteurs">{escape(text.byline)}</span></p></div>{lead(text, '<div class="chapo"><p>{}</p></div>')}
{figure(text)}<div class="texte">{paragraphs(text, edition)}</div>
{related(text, words, "menu articles")}{comments(text, words)}</div></div>"""
    head = f'<meta name="generator" content="SPIP 4.2"><link rel="canonical" href="{url}">'
    return printed(outlet, f"{text.title} - {outlet.name}", head, body, text.expect.language)


def handmade(outlet: Outlet, text: Text, url: str, words: Phrases, edition: int) -> str:  # noqa: ARG001  # one shape for all
    """Tables, fonts and nothing for machines."""
    body = f"""<table width="100%"><tr><td class="side" width="20%">{related(text, words, "box")}</td>
<td class="main"><div class="titre"><font size="5"><b>{escape(text.title)}</b></font></div>
<div class="date">{escape(text.date_printed)}</div><div class="ecrit">{escape(text.byline)}</div>
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
