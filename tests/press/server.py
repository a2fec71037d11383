"""A small HTTP server: prebuilt answers by host and path, conditional requests, and a log of what was asked.

One thread with an event loop serves many addresses in 127.0.0.0/8 on one port; answers are bytes made
beforehand, so that a benchmark on the same machine measures the crawler and not its press.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import cached_property
from hashlib import sha1
from http import HTTPStatus
from types import TracebackType
from typing import Self

#: Bytes of a request's head at most: what a crawler sends is far shorter.
LONGEST_HEAD = 65_536


@dataclass(frozen=True)
class Answer:
    """What a path gives. `validators`: sent with an ETag and a Last-Modified, and answered 304 when they come back."""

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    validators: bool = False
    modified: float = 1_795_000_000.0  #: seconds since 1970: 18 November 2026
    lying: bool = False  #: 304 whatever has changed: some servers' caches lie

    @cached_property
    def etag(self) -> str:
        """A strong validator of these bytes."""
        return f'"{sha1(self.body).hexdigest()[:16]}"'

    @property
    def last_modified(self) -> str:
        """`modified` as a header has it."""
        return formatdate(self.modified, usegmt=True)

    def unchanged(self, headers: Mapping[str, str]) -> bool:
        """Whether a conditional request is answered by 304; the ETag decides where both validators come."""
        if self.lying:
            return "if-none-match" in headers or "if-modified-since" in headers
        if not self.validators:
            return False
        if "if-none-match" in headers:
            return headers["if-none-match"] == self.etag
        return headers.get("if-modified-since") == self.last_modified

    def response(self, status: int, *, with_body: bool = True) -> bytes:
        """Status line, headers and body."""
        body = b"" if status == 304 else self.body
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"Content-Length: {len(body)}"]
        if status != 304:
            lines.append(f"Content-Type: {self.content_type}")
        if self.validators or self.lying:
            lines += [f"ETag: {self.etag}", f"Last-Modified: {self.last_modified}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + (body if with_body else b"")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that reached the press."""

    host: str
    path: str
    status: int
    at: float  #: seconds of the monotonic clock
    headers: Mapping[str, str] = field(default_factory=dict)


Routes = dict[tuple[str, str], Answer]
NOTHING = Answer(b"<html><title>404</title><h1>Not Found</h1></html>", status=404)
BAD = Answer(b"<html><title>400</title><h1>Bad Request</h1></html>", status=400, headers=(("Connection", "close"),))


class Server:
    """Serves `routes` on `port` of every address in them; port 0 takes a free one. A context manager."""

    def __init__(self, routes: Routes, port: int = 0):
        self.routes = routes
        self.port = port
        self.log: list[Asked] = []
        self.connections: set[asyncio.Transport] = set()
        self._loop: asyncio.AbstractEventLoop
        self._thread = threading.Thread(target=self._run, name="press", daemon=True)
        self._ready = threading.Event()
        self._trouble: OSError | None = None
        self._stop: asyncio.Event

    def start(self) -> Self:
        """Listen. Raises `OSError` when the port is taken."""
        self._loop = asyncio.new_event_loop()
        self._thread.start()
        self._ready.wait()
        if self._trouble:
            self._thread.join()
            raise self._trouble
        return self

    def stop(self) -> None:
        """Close the port and every connection."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def asked(self, part: str = "") -> list[Asked]:
        """The requests so far whose path contains `part`."""
        return [request for request in self.log if part in request.path]

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        except OSError as error:
            self._trouble = error
        finally:
            self._ready.set()
            self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        servers: list[asyncio.Server] = []
        try:
            for host in sorted({host for host, _ in self.routes}):
                servers.append(await self._loop.create_server(lambda: _Connection(self), host, self.port))
                self.port = servers[0].sockets[0].getsockname()[1]
            self._ready.set()
            await self._stop.wait()
        finally:
            for server in servers:
                server.close()
            for transport in list(self.connections):
                transport.abort()
            await asyncio.gather(*(server.wait_closed() for server in servers))

    def answer(self, head: bytes) -> bytes:
        """The whole response to the head of a request; what is no request gets a 400 and is not logged."""
        first, *lines = head.decode("latin-1").split("\r\n")
        method, _, rest = first.partition(" ")
        path, _, version = rest.rpartition(" ")
        if method not in ("GET", "HEAD") or not path.startswith("/") or not version.startswith("HTTP/1."):
            return BAD.response(400)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        host = headers.get("host", "").rsplit(":", 1)[0]
        answer = self.routes.get((host, path), NOTHING)
        status = 304 if answer.unchanged(headers) else answer.status
        self.log.append(Asked(host, path, status, time.monotonic(), headers))
        return answer.response(status, with_body=method == "GET")


class _Connection(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, GET and HEAD only: what a crawler sends."""

    def __init__(self, server: Server):
        self._server = server
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._server.connections.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # asyncio's interface
        self._server.connections.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            self._transport.write(self._server.answer(head))
        if len(self._buffer) > LONGEST_HEAD:
            self._transport.abort()
