"""How the invented sites list their articles: RSS, Atom, JSON Feed, a news sitemap behind an index, a section page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from xml.sax.saxutils import escape as xml

from tests.press.articles import Text
from tests.press.furniture import printed
from tests.press.outlets import Outlet


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a listing."""

    url: str
    title: str
    lead: str
    published: datetime
    language: str
    edited: datetime | None = None
    authors: tuple[str, ...] = ()
    category: str = ""
    excerpt: str = ""  #: the beginning of the body, as WordPress gives it

    @property
    def updated(self) -> datetime:
        """When the text that is served now appeared."""
        return self.edited or self.published


def item(url: str, text: Text, *, edited: datetime | None = None) -> Item:
    """The line that lists an article."""
    return Item(
        url=url,
        title=text.title,
        lead=text.lead,
        published=text.published,
        language=text.expect.language,
        edited=edited,
        authors=text.authors,
        category=text.category,
        excerpt=text.paragraphs()[0],
    )


def rss(outlet: Outlet, items: Sequence[Item]) -> str:
    """RSS 2.0 as WordPress and SPIP write it; it names its encoding where the outlet's pages do."""
    entries = "".join(
        f"<item><title>{xml(one.title)}</title><link>{xml(one.url)}</link>"
        f'<guid isPermaLink="false">{xml(one.url)}#guid</guid>'
        f"<pubDate>{format_datetime(one.published)}</pubDate>"
        f"<dc:creator><![CDATA[{', '.join(one.authors) or outlet.name}]]></dc:creator>"
        f"<category><![CDATA[{one.category}]]></category>"
        f"<description><![CDATA[<p>{escape(one.lead)}</p>]]></description>{_excerpt(outlet, one)}</item>\n"
        for one in items
    )
    encoding = f' encoding="{outlet.encoding}"' if outlet.declared else ""
    return (
        f'<?xml version="1.0"{encoding}?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{xml(outlet.name)}</title><link>http://{outlet.address}/</link>\n{entries}</channel></rss>"
    )


def _excerpt(outlet: Outlet, one: Item) -> str:
    """WordPress: the first paragraph, and a line that leads back to the site."""
    if outlet.layout != "wordpress" or not one.excerpt:
        return ""
    back = (
        f'<p>The post <a href="{escape(one.url)}">{escape(one.title)}</a> appeared first on {escape(outlet.name)}.</p>'
    )
    return f"<content:encoded><![CDATA[<p>{escape(one.excerpt)} [&#8230;]</p>{back}]]></content:encoded>"


def cut_off(outlet: Outlet) -> str:
    """RSS from a server that died while writing the first item: no parser finds an address in it."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>{xml(outlet.name_ar)}</title><item><title>عنوان الخبر الأول"
    )


def atom(outlet: Outlet, items: Sequence[Item]) -> str:
    """Atom, the one form that says when a text was changed."""
    entries = "".join(
        f'<entry><title>{xml(one.title)}</title><link rel="alternate" href="{xml(one.url)}"/><id>{xml(one.url)}</id>'
        f"<published>{one.published.isoformat()}</published><updated>{one.updated.isoformat()}</updated>"
        f"<summary>{xml(one.lead)}</summary></entry>\n"
        for one in items
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{xml(outlet.name)}</title>\n{entries}</feed>"
    )


def json_feed(outlet: Outlet, items: Sequence[Item]) -> str:
    """JSON Feed 1.1."""
    entries = [
        {"id": one.url, "url": one.url, "title": one.title, "date_published": one.published.isoformat()}
        for one in items
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": outlet.name, "items": entries}
    return json.dumps(feed, ensure_ascii=False)


def sitemap_index(children: Sequence[str]) -> str:
    """An index of sitemaps."""
    entries = "".join(f"<sitemap><loc>{xml(url)}</loc></sitemap>" for url in children)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{entries}</sitemapindex>"
    )


def news_sitemap(outlet: Outlet, items: Sequence[Item]) -> str:
    """A news sitemap with the fields that Google asks for."""
    entries = "".join(
        f"<url><loc>{xml(one.url)}</loc><news:news><news:publication><news:name>{xml(outlet.name)}</news:name>"
        f"<news:language>{one.language}</news:language></news:publication>"
        f"<news:publication_date>{one.published.isoformat()}</news:publication_date>"
        f"<news:title>{xml(one.title)}</news:title></news:news></url>\n"
        for one in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
    )


def section(outlet: Outlet, items: Sequence[Item]) -> str:
    """A page of headlines, for the outlets that have nothing for machines."""
    rows = "".join(
        f'<div class="news-item"><h2><a href="{escape(one.url)}">{escape(one.title)}</a></h2>'
        f"<p>{escape(one.lead)}</p></div>"
        for one in items
    )
    pages = '<div class="pagination"><a href="/?page=2">2</a> <a href="/?page=3">3</a></div>'
    return printed(outlet, outlet.name_ar, "", f'<main class="list">{rows}{pages}</main>', outlet.languages[0])
