"""The key under which an address is known: equal for the spellings of one page, apart for two pages."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import urlsplit

from w3lib.url import canonicalize_url


def url_key(url: str) -> str:
    """The address in normal form, without scheme, fragment, `www.` and a final slash."""
    parts = urlsplit(canonicalize_url(url))
    host = parts.netloc.removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def article_id(key: str) -> str:
    """16 hex digits (64 bits) that name the article of this URL key in every database."""
    return sha256(key.encode()).hexdigest()[:16]
