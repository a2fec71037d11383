"""Others' readers as they come, each in a process that imports nothing of ours: `python -m bench.reading.peers NAME`.

A request is (body, address, language, time zone or None); the answer a `Reading` and its CPU seconds.
"""

from __future__ import annotations

import logging
import socket
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NoReturn

from bench.reading.reading import Reading, clock, local
from bench.reading.served import Served, serve

Request = tuple[bytes, str, str, str | None]


def trafilatura() -> Callable[[Request], Reading]:
    """`bare_extraction` with metadata, nothing else set."""
    from trafilatura import bare_extraction

    def read(request: Request) -> Reading:
        found: Any = bare_extraction(request[0], url=request[1], with_metadata=True)
        if found is None:
            return Reading(rejected="None")
        authors = tuple(part.strip() for part in (found.author or "").split(";") if part.strip())
        return Reading(text=found.text or "", title=found.title or "", date=found.date or "", authors=authors)

    return read


def newspaper4k() -> Callable[[Request], Reading]:
    """`Article.parse` on the bytes, the language told; images are not fetched and `nlp` is not run."""
    article_class = import_module("newspaper.article").Article
    configuration_class = import_module("newspaper.configuration").Configuration

    def read(request: Request) -> Reading:
        body, url, language, zone = request
        configuration = configuration_class()
        configuration.fetch_images = False
        configuration.language = language
        article = article_class(url, config=configuration)
        article.download(input_html=body)
        article.parse()
        moment = local(article.publish_date, zone) if article.publish_date else None
        return Reading(
            text=article.text or "",
            title=article.title or "",
            date=f"{moment:%Y-%m-%d}" if moment else "",
            time=clock(moment) if moment else "",
            authors=tuple(article.authors or ()),
        )

    return read


PEERS: dict[str, Callable[[], Callable[[Request], Reading]]] = {
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
}


def version_of(name: str) -> str | None:
    """The installed version of a peer; None where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


class Peer:
    """One peer, asked from outside."""

    def __init__(self, name: str):
        self._served = Served(__name__, name)

    def read(self, request: Request) -> tuple[Reading, float]:
        """Its reading of a page and the CPU seconds that took."""
        reading, seconds = self._served.ask(request)
        return reading, seconds

    def close(self) -> None:
        self._served.close()


def _timed(read: Callable[[Request], Reading], request: Request) -> tuple[Reading, float]:
    begin = time.process_time()
    try:
        reading = read(request)
    except Exception as error:  # a page that breaks a peer is a page without an answer
        reading = Reading(rejected=f"{type(error).__name__}: {error}"[:200])
    return reading, time.process_time() - begin


def _no_network(*_: object) -> NoReturn:
    raise OSError("peers are measured without a network")


def main(name: str) -> None:
    # Lists of suffixes, tokenizers and images are fetched on first use otherwise.
    vars(socket)["socket"].connect = _no_network
    logging.disable(logging.CRITICAL)
    read = PEERS[name]()
    serve(lambda request: _timed(read, request))


if __name__ == "__main__":
    main(sys.argv[1])
