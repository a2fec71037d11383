"""The stored article that a user names by its address or its id."""

from __future__ import annotations

import re

from corpus.errors import BadArgument
from corpus.store import Store
from corpus.types import Article
from corpus.urls import url_key

#: As `corpus.urls.article_id` makes them.
ARTICLE_ID = re.compile(r"[0-9a-f]{16}")


def stored_article(store: Store, name: str) -> Article:
    """The article; raises `BadArgument` where none of this id or address is stored."""
    article = store.article(name) if ARTICLE_ID.fullmatch(name) else store.article_at(url_key(name))
    if article is None:
        raise BadArgument("article", name, "an article that is stored; `scrapy export` lists them")
    return article
