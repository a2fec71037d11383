"""robots.txt after RFC 9309: what cannot be read forbids everything, what is absent forbids nothing.

Scrapy takes an unreachable or failing robots.txt as permission; the standard (section 2.3.1.4) says
that a server error means complete disallow. Client errors (2.3.1.3) mean that there are no rules.
"""

from __future__ import annotations

import logging

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

#: Bytes of robots.txt that are parsed (RFC 9309, section 2.5: at least 500 KiB).
LIMIT = 500 * 1024


class _WithoutTraceback(logging.Filter):
    """A host that is down is no bug: its line in the log suffices."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without its traceback."""
        record.exc_info = None
        return True


logging.getLogger("scrapy.downloadermiddlewares.robotstxt").addFilter(_WithoutTraceback())


class RobotsForbidden(IgnoreRequest):
    """The rules of the host forbid this address."""


class RobotsUnreachable(IgnoreRequest):
    """The rules of the host could not be read, so everything is forbidden for now."""


class Unreachable(RobotParser):
    """Stands for rules that could not be read."""

    def __init__(self, reason: str):
        self.reason = reason

    @classmethod
    def from_crawler(cls, crawler: object, robotstxt_body: bytes) -> Unreachable:  # pragma: no cover
        raise NotImplementedError("made from a failure, never from a body")

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:  # noqa: ARG002  # Scrapy's interface
        """Never."""
        return False


class Rfc9309Middleware(RobotsTxtMiddleware):
    """Scrapy's middleware with the standard's reading of errors."""

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of the request's host.

        They are looked up again after the wait: when several requests wait for one robots.txt, Scrapy
        2.19 gives the first of them the rules and all others None, which it takes for permission.
        """
        await super().robot_parser(request)
        rules = self._parsers[urlparse_cached(request).netloc]
        assert not isinstance(rules, Deferred)  # the wait is over
        return rules

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise one of our two reasons where the request may not go out."""
        if isinstance(rp, Unreachable):
            raise RobotsUnreachable(rp.reason)
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise RobotsForbidden(str(error)) from error

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status == 429 or response.status >= 500:
            self._settle(netloc, Unreachable(f"robots.txt answered {response.status}"))
            return
        body = response.body[:LIMIT] if 200 <= response.status < 300 else b""
        await super()._parse_robots(response.replace(body=body), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._settle(netloc, Unreachable(f"robots.txt: {type(exc).__name__}"))

    def _settle(self, netloc: str, parser: RobotParser) -> None:
        waiting = self._parsers[netloc]
        self._parsers[netloc] = parser
        if isinstance(waiting, Deferred):
            waiting.callback(parser)
