"""The press as tests and the demo use it: a server, its registry, and how long it may be asked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Self

from tests.press.outlets import BROKEN, DOWN, OUTLETS, Outlet
from tests.press.server import Server
from tests.press.site import LISTING_PATHS, routes


class Press(Server):
    """The invented outlets on one port of several loopback addresses. In edition 2, one story was edited."""

    def __init__(self, port: int = 0, edition: int = 1):
        # The addresses are in the pages, so the port must be known before they are written.
        super().__init__(routes(port or 1), port)
        self._edition = edition

    def start(self) -> Self:
        """Listen, then write the pages for the port that was found."""
        super().start()
        self.publish(self._edition)
        return self

    def publish(self, edition: int) -> None:
        """Change what is served, as an editor does while readers read: edition 2 was edited this moment."""
        self.routes = routes(self.port, datetime.now(UTC) if edition == 2 else None)

    def registry_toml(self) -> str:
        """The registry of these outlets, with one that is down and one whose feed is broken."""
        return "\n".join(entry(outlet, self.port) for outlet in (*OUTLETS, DOWN, BROKEN))


def entry(outlet: Outlet, port: int) -> str:
    """One outlet as `crawler/registry.py` reads it."""
    base = f"http://{outlet.address}:{port}"
    url = base + LISTING_PATHS[outlet.listing]
    if outlet.id == "libya-ledger":
        url = f"{base}/feed"  # the address of some years ago, which redirects
    languages = ", ".join(f'"{language}"' for language in outlet.languages)
    listing = {
        "news-sitemap": f'news_sitemaps = ["{url}"]',
        "section": f'sections = ["{url}"]',
    }.get(outlet.listing, f'feeds = [{{ url = "{url}", language = "{outlet.languages[0]}" }}]')
    return f'''[[source]]
id = "{outlet.id}"
name = "{outlet.name}"
name_ar = "{outlet.name_ar}"
home = "{base}/"
country = "{outlet.country}"
languages = [{languages}]
kind = "{"agency" if outlet.agency else "newspaper"}"
agency = {str(outlet.agency).lower()}
time_zone = "{outlet.time_zone}"
enabled = true
{listing}
'''
