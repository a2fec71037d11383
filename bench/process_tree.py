"""Time, processor time and peak memory of a command with all its processes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """`seconds` of wall clock, `cpu` seconds of all processes, `peak` MiB of their summed resident memory."""

    code: int
    output: str
    seconds: float
    cpu: float
    peak: float


def measure(command: Sequence[str], *, environment: Mapping[str, str], folder: Path) -> Usage:
    """Run `command` to its end. Memory is sampled every 0.1 s and counts shared pages once a process."""
    started = time.monotonic()
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    watch = _Watch(process.pid)
    watch.start()
    output, _ = process.communicate()
    seconds = time.monotonic() - started
    watch.stop()
    return Usage(
        code=process.returncode, output=output.decode(), seconds=seconds, cpu=watch.cpu(), peak=watch.peak / 1024**2
    )


class _Watch(threading.Thread):
    def __init__(self, root: int):
        super().__init__(daemon=True)
        self._root, self._done = root, threading.Event()
        self._seen: dict[int, float] = {}
        self.peak = 0

    def run(self) -> None:
        while not self._done.wait(0.1):
            tree = _tree(self._root)
            self.peak = max(self.peak, sum(_resident(pid) for pid in tree))
            self._seen.update({pid: _cpu(pid) for pid in tree})

    def stop(self) -> None:
        self._done.set()
        self.join()

    def cpu(self) -> float:
        """Seconds, as last seen of each process: at most 0.1 s short each."""
        return sum(self._seen.values())


def _tree(root: int) -> list[int]:
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            parents[int(entry.name)] = int(fields[1])
    members = {root}
    while True:
        more = {pid for pid, parent in parents.items() if parent in members} - members
        if not more:
            return [pid for pid in members if pid in parents]
        members |= more


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat behind the command's name: state, parent, …"""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None  # it ended between the listing and the look


def _resident(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[21]) * _PAGE if fields else 0


def _cpu(pid: int) -> float:
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / _TICK if fields else 0.0
