"""How fast the whole job is, beside its two halves: a crawl that reads nothing, and reading alone.

`python -m bench.crawl [--outlets 40] [--articles 50]`: 2,000 generated articles on 40 loopback hosts with
the delay set to zero, on SQLite. Plain trafilatura gets as many processes as the crawl has readers. The press
runs in a process of its own on the same machine.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from bench.process_tree import Usage, measure
from pipelines.readers import reading_processes
from pipelines.steps import Fetched, Read
from tests.press.generate import GeneratedPress

ROOT = Path(__file__).resolve().parents[1]
PORT = 8810


class SkipReading:
    """In the place of `ReadStep`: what a crawl costs when pages are fetched, stored and not read."""

    async def process_item(self, item: Fetched) -> Read:
        """Rejects every page."""
        from corpus.types import Rejected

        return Read(fetched=item, outcome=Rejected(reason="no-text", detail="reading is switched off"))


def crawl(folder: Path, registry: Path, *, readers: int, reading: bool) -> Usage:
    """One run of the real command on a new database."""
    environment = {
        "MARSAD_VAR": str(folder),
        "MARSAD_DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
        "MARSAD_SOURCES": str(registry),
        "MARSAD_DOWNLOAD_DELAY": "0",
        "MARSAD_READERS": str(readers),
        "MARSAD_LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "scrapy", "crawl", "press"]
    if not reading:
        steps = '{"bench.crawl.SkipReading": 100, "pipelines.steps.KeepStep": 200}'
        command += ["-s", f"ITEM_PIPELINES={steps}"]
    return measure(command, environment=environment, folder=ROOT)


def plain_trafilatura(pages: list[tuple[str, bytes]], processes: int) -> tuple[float, float]:
    """Wall and processor seconds of `bare_extraction` with metadata over `pages`, workers warmed up first."""
    with get_context("spawn").Pool(processes, initializer=_extract, initargs=(pages[0],)) as pool:
        pool.map(_extract, pages[: processes * 4], chunksize=1)
        before = time.monotonic()
        cpu = sum(pool.map(_extract, pages, chunksize=4))
        return time.monotonic() - before, cpu


def _extract(page: tuple[str, bytes]) -> float:
    from trafilatura import bare_extraction

    before = time.process_time()
    bare_extraction(page[1], url=page[0], with_metadata=True)
    return time.process_time() - before


@contextmanager
def served(outlets: int, articles: int, registry: Path) -> Iterator[None]:
    """The generated press in a process of its own."""
    command = [sys.executable, "-m", "tests.press", "--generate", f"{outlets}x{articles}", "--port", str(PORT)]
    press = subprocess.Popen([*command, "--registry", str(registry)], cwd=ROOT)
    try:
        while not registry.exists():
            time.sleep(0.1)
            if press.poll() is not None:
                raise SystemExit("the press did not start")
        yield
    finally:
        press.terminate()
        press.wait(10)


def row(name: str, count: int, seconds: float, cpu: float, peak: float | None) -> str:
    """One line of the table."""
    memory = f"{peak:8.0f}" if peak is not None else "       –"
    return f"{name:34} {count:6} {seconds:8.1f} {count / seconds:10.1f} {1000 * cpu / count:10.1f} {memory}"


def best(usages: list[Usage]) -> Usage:
    """The quickest round: what others do on the machine only ever adds to a time."""
    return min(usages, key=lambda usage: usage.seconds)


def main() -> int:
    """Print the table; exit 1 when the whole job is under 80 % of plain trafilatura."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--outlets", type=int, default=40)
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--readers", type=int, default=0, help="reading processes; 0: the crawl's own default")
    parser.add_argument("--rounds", type=int, default=3, help="each part is run so often, in turn; the best counts")
    options = parser.parse_args()
    total, processes = options.outlets * options.articles, options.readers or reading_processes()
    pages = list(GeneratedPress(outlets=options.outlets, articles=options.articles, port=PORT).pages())
    wholes, fetchings, plains = [], [], []
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as name:
            registry = Path(name) / "press.toml"
            with served(options.outlets, options.articles, registry):
                wholes.append(crawl(Path(name) / "whole", registry, readers=processes, reading=True))
                fetchings.append(crawl(Path(name) / "fetching", registry, readers=processes, reading=False))
        plains.append(plain_trafilatura(pages, processes))
        print(f"round: {wholes[-1].seconds:.1f} s, {fetchings[-1].seconds:.1f} s, {plains[-1][0]:.1f} s", flush=True)
    whole, fetching, (plain, plain_cpu) = best(wholes), best(fetchings), min(plains)
    print(whole.output.split("\n\nsource")[0])
    print(f"\n{total} articles, {options.outlets} hosts, {processes} reading processes, best of {options.rounds}\n")
    print(f"{'':34} {'pages':>6} {'seconds':>8} {'pages/s':>10} {'CPU ms':>10} {'peak MiB':>8}")
    print(row("the whole job", total, whole.seconds, whole.cpu, whole.peak))
    print(row("the same crawl, reading off", total, fetching.seconds, fetching.cpu, fetching.peak))
    print(row("plain trafilatura, same pages", total, plain, plain_cpu, None))
    share = plain / whole.seconds
    print(f"\nthe whole job reaches {share:.0%} of plain trafilatura")
    return 0 if share >= 0.8 and whole.code == fetching.code == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
