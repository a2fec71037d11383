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
from hashlib import sha1
from types import TracebackType
from typing import Self

REASONS = {200: "OK", 301: "Moved Permanently", 304: "Not Modified", 403: "Forbidden", 404: "Not Found"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a path gives. `validators`: sent with an ETag and a Last-Modified, and answered 304 when they come back."""

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    validators: bool = False
    modified: float = 1_795_000_000.0
    #: 304 whatever has changed: some servers' caches lie.
    lying: bool = False

    @property
    def etag(self) -> str:
        """A strong validator of these bytes."""
        return f'"{sha1(self.body).hexdigest()[:16]}"'


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


class Server:
    """Serves `routes` on `port` of every address in them; port 0 takes a free one. A context manager."""

    def __init__(self, routes: Routes, port: int = 0):
        self.routes = routes
        self.port = port
        self.log: list[Asked] = []
        self.connections: set[asyncio.Transport] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="press", daemon=True)
        self._ready = threading.Event()
        self._trouble: OSError | None = None
        self._stop: asyncio.Event

    def start(self) -> Self:
        """Listen. Raises `OSError` when the port is taken."""
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
        servers = []
        for host in sorted({host for host, _ in self.routes}):
            servers.append(await self._loop.create_server(lambda: _Connection(self), host, self.port))
            self.port = servers[0].sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        for server in servers:
            server.close()
        for transport in list(self.connections):
            transport.abort()
        await asyncio.gather(*(server.wait_closed() for server in servers))

    def answer(self, head: bytes) -> bytes:
        """The whole response to the head of a request."""
        first, *lines = head.decode("latin-1").split("\r\n")
        path = first.split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        host = headers.get("host", "").rsplit(":", 1)[0]
        answer = self.routes.get((host, path), NOTHING)
        status = 304 if _unchanged(answer, headers) else answer.status
        self.log.append(Asked(host, path, status, time.monotonic(), headers))
        return _response(answer, status)


def _unchanged(answer: Answer, headers: Mapping[str, str]) -> bool:
    if answer.lying and "if-none-match" in headers:
        return True
    return answer.validators and headers.get("if-none-match") == answer.etag


def _response(answer: Answer, status: int) -> bytes:
    body = b"" if status == 304 else answer.body
    lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}", f"Content-Length: {len(body)}"]
    if status != 304:
        lines.append(f"Content-Type: {answer.content_type}")
    if answer.validators or answer.lying:
        lines += [f"ETag: {answer.etag}", f"Last-Modified: {formatdate(answer.modified, usegmt=True)}"]
    lines += [f"{name}: {value}" for name, value in answer.headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


class _Connection(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, GET only: what a crawler sends."""

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
