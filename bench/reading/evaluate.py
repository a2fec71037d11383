"""Every page read by every reader."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing

from bench.reading.board import Board
from bench.reading.ours import read_ours
from bench.reading.peers import PEERS, Peer, version_of
from bench.reading.reading import Reading
from bench.reading.samples import Sample, without_dates

OURS = "Marsad"


def evaluate(samples: list[Sample], peers: Iterable[str] = ()) -> dict[str, Board]:
    """The boards of our reader and of the peers named, over the pages and those of ours without their dates."""
    with ExitStack() as stack:
        readers: dict[str, Callable[[Sample], tuple[Reading, float]]] = {OURS: _ours}
        for name in peers:
            readers[f"{name} {version_of(name)}"] = _asking(stack.enter_context(closing(Peer(name))))
        for read in readers.values():
            read(samples[0])  # what is loaded on first use is not the first page's time
        boards = {reader: Board() for reader in readers}
        for sample in [*samples, *without_dates(samples)]:
            for reader, read in readers.items():
                boards[reader].add(sample, *read(sample))
    return boards


def installed() -> tuple[list[str], list[str]]:
    """The peers that are installed here, and those that are not."""
    here = [name for name in PEERS if version_of(name)]
    return here, [name for name in PEERS if name not in here]


def _ours(sample: Sample) -> tuple[Reading, float]:
    begin = time.process_time()
    reading = read_ours(sample)
    return reading, time.process_time() - begin


def _asking(peer: Peer) -> Callable[[Sample], tuple[Reading, float]]:
    return lambda sample: peer.read((sample.body, sample.url, sample.language, sample.zone))
