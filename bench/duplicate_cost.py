"""What finding copies costs as the corpus grows: `python -m bench.duplicate_cost 10000 100000 [--postgres]`.

The tables `texts` and `text_keys` are filled with made-up rows of the usual size (61 keys, 7 paragraphs, random as
hashes are), then new articles of 3 kB are stored one by one, each in a transaction: three of five new texts, one an
edited copy, one an excerpt of an earlier one. Printed: milliseconds of `duplicates.link` alone and of the whole
transaction, and the growth from the first size to the last. Medians; each size has a database of its own.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import numpy as np
from sqlalchemy import Connection, func, insert, select

from bench import labelled
from bench.variants import vary
from corpus import duplicates, keyring
from corpus.minhash import VERSION
from corpus.rows import to_row
from corpus.schema import articles, text_keys, texts
from corpus.store import Store
from corpus.types import Article
from tests import postgres
from tests.samples import article

#: Keys and paragraphs of a made-up text, as texts of 3 kB have them.
KEYS, PARAGRAPHS = 61, 7
#: Articles that are stored and timed at each size.
TIMED = 300
#: Made-up texts written at once.
PIECE = 50_000


def fill(store: Store, size: int, seed: int) -> None:
    """Make up texts until there are so many."""
    there = store.database.fetch(lambda c: c.execute(select(func.count()).select_from(texts)).scalar_one())
    draw = np.random.default_rng(seed)
    for start in range(there, size, PIECE):
        store.database.write(_piece, range(start, min(size, start + PIECE)), draw)


def _piece(connection: Connection, numbers: range, draw: np.random.Generator) -> None:
    keys = draw.integers(-(2**63), 2**63 - 1, (len(numbers), KEYS + PARAGRAPHS))
    signatures = draw.bytes(512 * len(numbers))
    same = {"original": "filler", "outlet": "", "standing": "2", "version": VERSION, "furniture": [], "size": 440}
    same |= {"leader": None, "kind": None, "similarity": None}
    rows = [
        {
            **same,
            "id": 10_000_000 + number,
            "text_hash": f"made up {number}",
            "signature": signatures[512 * place : 512 * (place + 1)],
            "marks": keyring.pack(keys[place, :KEYS].tolist()),
            "paragraphs": keyring.pack(keys[place, KEYS:].tolist()),
        }
        for place, number in enumerate(numbers)
    ]
    connection.execute(insert(texts), rows)
    order = np.argsort(keys, axis=None)  # in the order of the tree, which is several times faster to fill
    owners = 10_000_000 + numbers.start + order // keys.shape[1]
    pairs = zip(keys.ravel()[order].tolist(), owners.tolist(), strict=True)
    _insert_keys(connection, pairs)


def _insert_keys(connection: Connection, pairs: Iterator[tuple[int, int]]) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None
    if connection.dialect.name == "sqlite":
        raw.executemany(f"INSERT INTO {text_keys.name} VALUES (?, ?)", pairs)
        return
    with raw.cursor().copy(f"COPY {text_keys.name} FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(["int8", "int4"])
        for pair in pairs:
            copy.write_row(pair)


def stories(seed: int) -> Iterator[Article]:
    """New texts of about 3 kB with the words of labelled articles in another order, edited copies and excerpts."""
    draw = random.Random(seed)
    said: dict[str, list[str]] = {language: [] for language in ("ar", "fr", "en")}
    for one in labelled.own():
        said.get(one.language, []).extend(one.text.split())
    last: list[tuple[str, str]] = []
    for number in range(10**9):
        language = draw.choice(("ar", "fr", "en"))
        words = draw.choices(said[language], k=450)
        text = "\n".join(" ".join(words[start : start + 56]) + "." for start in range(0, 450, 56))
        if number % 5 >= 3:
            language, text = draw.choice(last[-50:])
            text = vary(text, language, "cut and signed" if number % 5 == 3 else "misprinted", number)
        else:
            last.append((language, text))
        yield article(f"https://o{number % 90}.example/{seed}/{number}", text, source=f"o{number % 90}", tags=())


def timed(store: Store, seed: int) -> list[tuple[float, float, float]]:
    """Milliseconds of linking, of its processor time here, and of the whole transaction, for each article."""
    found = []
    for number, one in zip(range(TIMED + 20), stories(seed), strict=False):
        begun = time.perf_counter()
        linking, busy = store.database.write(_keep, one)
        if number >= 20:  # the first ones fill caches and compile statements
            found.append((1000 * linking, 1000 * busy, 1000 * (time.perf_counter() - begun)))
    return found


def _keep(connection: Connection, one: Article) -> tuple[float, float]:
    extra = {"page": one.url_key, "run": None, "first_fetched": one.fetched, "gone_at": None}
    connection.execute(insert(articles), [{**to_row(one), **extra}])
    begun, busy = time.perf_counter(), time.process_time()
    duplicates.link(connection, one.id, one.text_hash)
    return time.perf_counter() - begun, time.process_time() - busy


def measure(url: str, size: int) -> float:
    """Fill a database, time and print; returns the median of linking."""
    with closing(Store.open(url)) as store:
        store.database.write(_keep, article("https://filler.example/", "حشو", id="filler"))
        fill(store, size, seed=size)
        name = store.database.engine.dialect.name
        if name == "postgresql":
            with store.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM ANALYZE")
        found = timed(store, 1)
    linking, busy, whole = (float(statistics.median(row[place] for row in found)) for place in range(3))
    peak = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{name:<10} {size:9,} texts: link {linking:6.2f} ms, of it processor {busy:6.2f} ms; "
        f"transaction {whole:6.2f} ms; peak memory {peak} MiB",
        flush=True,
    )
    return linking


def main(arguments: list[str]) -> None:
    """On SQLite in a temporary folder, or on a PostgreSQL as the tests have it."""
    parser = argparse.ArgumentParser(prog="bench.duplicate_cost", description=__doc__)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--postgres", action="store_true")
    wanted = parser.parse_args(arguments)
    medians = []
    with ExitStack() as stack:
        server = stack.enter_context(postgres.server()) if wanted.postgres else ""
        for size in sorted(wanted.sizes):
            with _database(server) as url:
                medians.append(measure(url, size))
    print(f"growth: {medians[-1] / medians[0]:.2f} ×")


@contextmanager
def _database(server: str) -> Iterator[str]:
    """A new database for each size."""
    if server:
        with postgres.database(server, "marsad_cost") as url:
            yield url
        return
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'cost.db'}"


if __name__ == "__main__":
    main(sys.argv[1:])
