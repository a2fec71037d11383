"""What stands around an article on a page, block by block; none of it may come out with the text."""

from __future__ import annotations

import json
from html import escape

from tests.press.articles import Text
from tests.press.outlets import Outlet
from tests.press.phrases import PHRASES, Phrases


def printed(outlet: Outlet, title: str, head: str, body: str, language: str) -> str:
    """A whole document: the frame that every make shares."""
    words = PHRASES[language]
    direction = ' dir="rtl"' if language == "ar" else ""
    charset = f'<meta charset="{outlet.declared}">' if outlet.declared else ""
    name = escape(outlet.name_ar if language == "ar" else outlet.name)
    return f"""<!DOCTYPE html>
<html lang="{language}"{direction}>
<head>{charset}<title>{escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}
<link rel="stylesheet" href="/assets/main.css?ver=6.8"><link rel="icon" href="/favicon.ico">
<style>.nav li{{display:inline}} .cookie{{position:fixed}}</style><script>window.dataLayer=[];</script></head>
<body class="single">
<div class="cookie" id="cookie-notice"><p>{escape(words.cookies)}</p><button>{escape(words.accept)}</button></div>
<header><a class="logo" href="/">{name}</a>
<form class="search" action="/"><label>{escape(words.search)} <input name="s"></label></form>
<nav class="nav">{_menu(words)}</nav></header>
{body}
<footer><form class="newsletter"><label>{escape(words.newsletter)} <input type="email"></label></form>
<p>{escape(words.rights)} {escape(outlet.name)} 2026</p>{_menu(words)}</footer>
</body></html>"""


def _menu(words: Phrases) -> str:
    items = "".join(f'<li><a href="/rubrique/{n}">{escape(item)}</a></li>' for n, item in enumerate(words.menu))
    return f"<ul>{items}</ul>"


def related(text: Text, words: Phrases, kind: str) -> str:
    """The box of other headlines: it may name countries and subjects that are not the article's."""
    items = "".join(f'<li><a href="/x/{n}">{escape(title)}</a></li>' for n, title in enumerate(text.related))
    return f'<div class="{kind}"><h3>{escape(words.read_also)}</h3><ul>{items}</ul></div>'


def read_also(text: Text, words: Phrases) -> str:
    """One of those headlines between two paragraphs, as many newsrooms put it."""
    if not text.related:
        return ""
    return f'<p><strong>{escape(words.read_also)} : <a href="/x/0">{escape(text.related[0])}</a></strong></p>'


def comments(text: Text, words: Phrases) -> str:
    """What readers wrote, and the form that asks for more."""
    items = "".join(
        f'<li class="comment"><div class="comment-author">{n}</div><p>{escape(comment)}</p></li>'
        for n, comment in enumerate(text.comments, 1)
    )
    note = f'<p class="comment-notes">{escape(words.reply)}</p>'
    form = f'<div id="respond">{note}<form><textarea></textarea></form></div>'
    return f'<div id="comments" class="comments-area"><h2>{escape(words.comments)}</h2><ol>{items}</ol>{form}</div>'


def share(words: Phrases) -> str:
    """The bar of buttons."""
    links = "".join(f'<a href="https://{name}.invalid/share">{name}</a> ' for name in ("facebook", "x", "whatsapp"))
    return f'<div class="share-buttons"><span>{escape(words.share)}</span> {links}</div>'


def figure(text: Text) -> str:
    """A photograph that is not there, with its caption."""
    if not text.caption:
        return ""
    return f'<figure><img src="/img/1.jpg" alt=""><figcaption>{escape(text.caption)}</figcaption></figure>'


def tags(text: Text, words: Phrases) -> str:
    """Key words below the text."""
    links = "".join(f'<a rel="tag" href="/tag/{n}">{escape(word)}</a> ' for n, word in enumerate((text.category,)))
    return f'<div class="post-tags"><span>{escape(words.tags)}</span> {links}</div>'


def author_box(text: Text, words: Phrases) -> str:
    """Who wrote it and what else they do; nothing where nobody signs."""
    if not text.authors:
        return ""
    return (
        f'<div class="author-box"><a class="author-name" rel="author" href="/author/1">{escape(text.authors[0])}</a>'
        f"<p>{escape(words.written_by)}</p></div>"
    )


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
