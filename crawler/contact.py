"""Who we are, said to every server that we ask: no crawl of the public web without a contact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from corpus.errors import BadArgument, MarsadError
from corpus.types import Source

#: The product token, by which a robots.txt can name us, and the version of what we send.
PRODUCT = "marsad/0.1"

_CONTACT = re.compile(r"https?://[!-~]+\.[!-~]+|(?:mailto:)?[!-~]+@[!-~]+\.[!-~]+")


def require_contact(contact: str, sources: Iterable[Source]) -> None:
    """Raise `MarsadError` if an outlet that would be asked is not on this machine and `contact` is empty.

    Raises `BadArgument` for a contact that is neither a URL nor an e-mail address.
    """
    if contact and not _CONTACT.fullmatch(contact):
        raise BadArgument("CONTACT", contact, "a URL or an e-mail address, such as you@example.org")
    stranger = next((source for source in sources if not all(map(_is_loopback, _addresses(source)))), None)
    if stranger and not contact:
        raise MarsadError(
            f"no contact: {stranger.home} is a public host, and its keeper must be able to reach you; "
            "set MARSAD_CONTACT (or -s CONTACT=) to a URL or an e-mail address"
        )


def user_agent(contact: str) -> str:
    """The User-Agent header: `marsad/0.1 (+you@example.org)`."""
    return f"{PRODUCT} (+{contact})" if contact else PRODUCT


def _addresses(source: Source) -> Iterable[str]:
    yield source.home
    yield from (f"http://{host}" for host in source.hosts)
    yield from (endpoint.url for endpoint in (*source.endpoints, *source.guesses))


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
