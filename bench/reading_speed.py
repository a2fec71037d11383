"""How fast pages are read, beside plain trafilatura, page by page in turn: `python -m bench.reading`.

Three processes take each page one after the other, so that what else the machine does hits all alike: our
reading without tags, the whole `read_page`, and `trafilatura.bare_extraction` with metadata in a process that
imports nothing of ours. Every page is read so often, and the least CPU time counts: others only ever add to it.
Then where the time of `read_page` goes, stage by stage, in a fourth process (the watches cost a little, too).
Times are CPU times of one process, not wall clock.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import mean, median, quantiles

from bench.reading.peers import version_of
from bench.reading.samples import OWN, SHARED, Sample, load, page_of
from bench.reading.served import Served

CLOCK = "bench.reading.clock"
ROWS = {
    "draft": "Marsad, reading without tags",
    "whole": "Marsad, read_page with tags",
    "trafilatura": f"trafilatura {version_of('trafilatura')}, metadata",
}


def least_times(samples: list[Sample], repeats: int) -> dict[str, list[float]]:
    """The least CPU milliseconds of each page, by reader, in the order of the pages."""
    with ExitStack() as stack:
        clocks = {name: stack.enter_context(closing(Served(CLOCK, name))) for name in ROWS}
        for name, clock in clocks.items():  # caches and imports are not the page's
            warm_up(name, clock, samples[0])
        least: dict[str, list[float]] = {name: [] for name in ROWS}
        for sample in samples:
            tries: dict[str, list[float]] = {name: [] for name in ROWS}
            for _ in range(repeats):
                for name, clock in clocks.items():
                    tries[name].append(ask(name, clock, sample))
            for name, times in tries.items():
                least[name].append(min(times))
    return least


def warm_up(name: str, clock: Served, sample: Sample) -> None:
    for _ in range(3):
        ask(name, clock, sample)


def ask(name: str, clock: Served, sample: Sample) -> float:
    """CPU milliseconds of one reading; the peer's process gets no value of ours."""
    page = (sample.body, sample.url) if name == "trafilatura" else page_of(sample)
    return 1000 * float(clock.ask(page))


def stage_times(samples: list[Sample]) -> dict[str, float]:
    """CPU milliseconds a page of each stage of `read_page`, and of what is between them."""
    with closing(Served(CLOCK, "stages")) as clock:
        warm_up("stages", clock, samples[0])
        before = clock.ask(None)
        total = sum(ask("stages", clock, sample) for sample in samples)
        stages = {name: 1000 * (value - before.get(name, 0.0)) for name, value in clock.ask(None).items()}
    stages["between the stages"] = total - sum(stages.values())
    return {name: value / len(samples) for name, value in sorted(stages.items(), key=lambda row: -row[1])}


def row(name: str, times: list[float]) -> str:
    """One line of the table."""
    high = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    rate = f"{1000 / mean(times):12.1f}"
    return f"{name:32} {rate} {median(times):10.1f} {high:10.1f} {mean(times):10.1f} {max(times):10.1f}"


def show(title: str, times: dict[str, list[float]]) -> None:
    """The table, and ours in relation to the peer's."""
    print(f"\n{title}: {len(times['draft'])} pages")
    print(f"{'':32} {'pages/s core':>12} {'median ms':>10} {'p95 ms':>10} {'mean ms':>10} {'worst ms':>10}")
    for name, label in ROWS.items():
        print(row(label, times[name]))
    pairs = list(zip(times["draft"], times["trafilatura"], strict=True))
    share = mean(ours <= peer for ours, peer in pairs)
    print(f"reading without tags / trafilatura: {ratios(times)}; not slower on {share:.0%} of the pages")


def ratios(times: dict[str, list[float]]) -> str:
    """Ours over the peer's, in sum and at the median."""
    ours, peer = times["draft"], times["trafilatura"]
    return f"sum {sum(ours) / sum(peer):.2f}, median {median(ours) / median(peer):.2f}"


def show_stages(stages: dict[str, float], least: float) -> None:
    """Where the time goes; stages under that share in one line."""
    total = sum(stages.values())
    print(f"\nwhere the {total:.1f} ms a page of read_page go (each stage without those that it calls)")
    for name, value in stages.items():
        if value >= least * total:
            print(f"{name:36} {value:8.2f} ms {value / total:6.1%}")
    rest = sum(value for value in stages.values() if value < least * total)
    print(f"{'all others':36} {rest:8.2f} ms {rest / total:6.1%}")


def spread(samples: list[Sample], limit: int) -> list[Sample]:
    """So many pages, evenly out of all; 0: all."""
    step = max(1, len(samples) // limit) if limit else 1
    return samples[::step][: limit or None]


def found(places: Iterable[Path]) -> dict[str, list[Sample]]:
    """The pages that are here, by set."""
    sets = {str(place.relative_to(OWN.parents[1]) if place == OWN else place.name): load(place) for place in places}
    return {name: samples for name, samples in sets.items() if samples}


def main(given: list[str]) -> int:
    """0 done, 1 no pages."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=Path, nargs="+", default=[OWN, SHARED], metavar="FOLDER")
    parser.add_argument("--repeats", type=int, default=3, help="each page is read so often, in turn; the least counts")
    parser.add_argument("--limit", type=int, default=0, help="so many pages of a set, evenly out of all")
    parser.add_argument("--least", type=float, default=0.01, help="stages below this share are summed up")
    options = parser.parse_args(given)
    sets = {name: spread(samples, options.limit) for name, samples in found(options.pages).items()}
    if not sets:
        print("no pages with a manifest.jsonl in", *options.pages, file=sys.stderr)
        return 1
    for name, samples in sets.items():
        show(name, least_times(samples, options.repeats))
    show_stages(stage_times([sample for samples in sets.values() for sample in samples]), options.least)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
