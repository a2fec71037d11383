"""A generated press for load: N outlets with M articles each, every article another, all from one seed.

A page has about 3 kB of text in 30 to 45 kB of HTML, as real ones have. The sentences are the project's own:
those of the demo press, shuffled between articles of one language, with figures and places of their own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape
from typing import Self

from tests.press import feeds
from tests.press.articles import Text, texts
from tests.press.layouts import page
from tests.press.outlets import OUTLETS, Layout, Outlet
from tests.press.press import entry
from tests.press.server import Answer, Routes, Server

#: Characters of HTML that a generated page has at least.
PAGE_SIZE = 36_000
#: Paragraphs of a generated article: about 3 kB.
PARAGRAPHS = 10
_START = datetime(2026, 11, 1, 6, tzinfo=UTC)
_MAKES: tuple[Layout, ...] = ("wordpress", "arc", "drupal")


class GeneratedPress(Server):
    """`outlets` hosts from 127.0.1.1 on with `articles` articles each; the same bytes for the same seed."""

    def __init__(self, outlets: int = 40, articles: int = 50, seed: int = 1, port: int = 0):
        self.outlets = tuple(_outlet(number) for number in range(outlets))
        self._articles, self._seed = articles, seed
        # The addresses are in the pages, so the pages are written when the port is known.
        super().__init__({(outlet.address, "/"): Answer() for outlet in self.outlets}, port)

    def start(self) -> Self:
        """Listen, then write the pages for the port that was found."""
        super().start()
        self.routes = self._build()
        return self

    def registry_toml(self) -> str:
        """The registry of these outlets."""
        return "\n".join(entry(outlet, self.port) for outlet in self.outlets)

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """Address and bytes of every article, to be read without a network."""
        for outlet in self.outlets:
            for url, text in self._written(outlet):
                yield url, _html(outlet, text, url)

    def _build(self) -> Routes:
        routes: Routes = {}
        for outlet in self.outlets:
            base = f"http://{outlet.address}:{self.port}"
            written = list(self._written(outlet))
            routes |= {
                (outlet.address, url.removeprefix(base)): Answer(_html(outlet, text, url)) for url, text in written
            }
            feed = feeds.rss(outlet, [feeds.item(url, text) for url, text in written])
            routes[outlet.address, "/feed/"] = Answer(feed.encode(), "application/xml", validators=True)
            routes[outlet.address, "/robots.txt"] = Answer(b"User-agent: *\nDisallow:\n", "text/plain")
        return routes

    def _written(self, outlet: Outlet) -> Iterator[tuple[str, Text]]:
        draw = random.Random(f"{self._seed} {outlet.id}")
        for number in range(self._articles):
            text = _text(draw, outlet, number)
            yield f"http://{outlet.address}:{self.port}/2026/11/{text.id}/", text


def _outlet(number: int) -> Outlet:
    language = ("ar", "fr", "en")[number % 3]
    model = next(outlet for outlet in OUTLETS if language in outlet.languages)
    return replace(
        model,
        id=f"generated-{number:03}",
        name=f"Generated {number:03}",
        name_ar=f"جريدة مولدة {number:03}",
        address=f"127.0.{1 + number // 250}.{1 + number % 250}",
        languages=(language,),
        listing="rss",
        layout=_MAKES[number // 3 % len(_MAKES)],  # every make in every language
        encoding="utf-8",
        declared="utf-8",
    )


def _text(draw: random.Random, outlet: Outlet, number: int) -> Text:
    language = outlet.languages[0]
    bank = _paragraphs(language)
    chosen = [
        f"{paragraph} ({outlet.id[-3:]}/{number}-{place})"
        for place, paragraph in enumerate(draw.sample(bank, PARAGRAPHS))
    ]
    published = _START + timedelta(minutes=draw.randrange(22 * 24 * 60))
    model = draw.choice([text for text in texts() if text.expect.language == language])
    return replace(
        model,
        id=f"generated-{outlet.id[-3:]}-{number:04}",
        title=f"{model.title} ({number})",
        body="\n\n".join(chosen),
        edition2="",
        agency="",
        published=published,
        date_printed=published.date().isoformat(),
    )


@cache
def _paragraphs(language: str) -> tuple[str, ...]:
    return tuple(part for text in texts() if text.expect.language == language for part in text.paragraphs())


def _html(outlet: Outlet, text: Text, url: str) -> bytes:
    html = page(outlet, text, url)
    filler = _furniture(outlet.languages[0], max(0, PAGE_SIZE - len(html)))
    return html.replace("<footer>", f"{filler}<footer>").encode()


@cache
def _furniture(language: str, size: int) -> str:
    """Menus, teasers and scripts, as they surround real articles: most of a page's bytes."""
    titles = [text.title for text in texts() if text.expect.language == language]
    blocks: list[str] = []
    length = 0
    while length < size:
        number, title = len(blocks), escape(titles[len(blocks) % len(titles)])
        blocks.append(
            f'<div class="td-block card-{number}"><a class="thumb" href="/c/{number}">'
            f'<img src="/t/{number}.jpg" alt="" width="218" height="150"></a>'
            f'<h3 class="entry-title"><a href="/c/{number}">{title}</a></h3><script>window.slots=window.slots||[];'
            f'slots.push({{"id":"slot-{number}","sizes":[[300,250],[728,90],[970,250]]}});</script></div>'
        )
        length += len(blocks[-1])
    return f'<aside class="sidebar">{"".join(blocks)}</aside>'
