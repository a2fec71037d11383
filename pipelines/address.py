"""Under which address an article is kept: the page's own word for it, if it can be believed."""

from __future__ import annotations

from urllib.parse import parse_qsl, urljoin, urlsplit

from corpus.types import Page

#: Parts of a host that name another dress of the same site.
_DRESSES = ("www.", "m.", "mobile.", "amp.")
#: Parameters that choose a dress or follow a reader, and never an article.
_IDLE = frozenset({"amp", "outputtype", "output", "fbclid", "gclid", "ref", "print", "m", "s"})


def own_address(page: Page, canonical: str) -> str:
    """The canonical address if it is on the page's site and names one page of it; else the final one.

    A canonical link to another site would let it take over an article; one to the home page, or
    one that loses the article's number, would merge all articles of an outlet into one.
    """
    final = page.final_url or page.url
    try:
        claimed = urljoin(final, canonical.strip()) if canonical.strip() else final
        return claimed if _believable(claimed, final) else final
    except ValueError:  # "Invalid IPv6 URL" and the like
        return final


def _believable(claimed: str, final: str) -> bool:
    there, here = urlsplit(claimed), urlsplit(final)
    if there.scheme not in ("http", "https") or _site(there.hostname) != _site(here.hostname):
        return False
    if not there.path.strip("/") and not there.query:
        return False
    kept = {name for name, _ in parse_qsl(there.query)}
    lost = {name.lower() for name, _ in parse_qsl(here.query) if name not in kept}
    return there.path != here.path or all(name in _IDLE or name.startswith("utm_") for name in lost)


def _site(host: str | None) -> str:
    host = (host or "").lower()
    for dress in _DRESSES:
        host = host.removeprefix(dress)
    return host
