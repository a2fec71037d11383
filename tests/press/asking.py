"""Asking a press for a page as a test does: one connection a request, nothing decoded, nothing followed unasked."""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

from tests.press.server import Server


@dataclass(frozen=True)
class Got:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def get(press: Server, host: str, path: str, method: str = "GET", **headers: str) -> Got:
    connection = HTTPConnection(host, press.port, timeout=10)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        body = response.read()
        return Got(response.status, {name.lower(): value for name, value in response.getheaders()}, body)
    finally:
        connection.close()


def follow(press: Server, url: str) -> Got:
    """Get a page of the press, redirects followed."""
    parts = urlsplit(url)
    got = get(press, parts.hostname or "", parts.path + (f"?{parts.query}" if parts.query else ""))
    return follow(press, urljoin(url, got.headers["location"])) if got.status == 301 else got
