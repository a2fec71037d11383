"""How well texts that are one text are found, per language: `python -m bench.near_duplicates [--errors]`.

Two sets. *Generated*: every labelled article and every article of the demo press with five variants each
(`bench.variants`). *Written*: pairs and near misses by hand (`tests/near/*.toml`). All go through the store of a new
SQLite database, in a random order, and the groups that come out are compared with the true ones.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from math import comb
from pathlib import Path

from bench import labelled
from bench.variants import CHANGES, vary
from corpus.query import Query
from corpus.store import Store
from corpus.types import Article
from tests.near import pairs
from tests.samples import NOW, article

LANGUAGES = ("ar", "fr", "en")
#: Variants of each article.
VARIANTS = 5
#: Outlets among which the texts are dealt out.
OUTLETS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One text that is stored, and the group that it belongs to."""

    id: str
    group: str
    text: str
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Pairs of texts that are rightly together, and the adjusted Rand index of the groups."""

    texts: int
    groups: int
    precision: float
    recall: float
    ari: float


def generated(language: str, seed: int = 1) -> tuple[Sample, ...]:
    """Articles and their variants."""
    found = []
    for base in (*labelled.press(), *labelled.own()):
        if base.language == language:
            text = "\n".join(filter(None, base.text.split("\n")))
            names = random.Random(f"{seed} {base.id}").sample(sorted(CHANGES), VARIANTS)
            found.append(Sample(id=base.id, group=base.id, text=text))
            found += [
                Sample(id=f"{base.id} {name}", group=base.id, text=vary(text, language, name, seed), change=name)
                for name in names
            ]
    return tuple(found)


def written(language: str) -> tuple[Sample, ...]:
    """The hand-made pairs and near misses."""
    return tuple(Sample(id=one.id, group=one.group, text=one.text, change=one.kind) for one in pairs.load(language))


def grouped(samples: Iterable[Sample], seed: int = 1) -> dict[str, str]:
    """Which group the store puts each sample into, by sample id, when they come in a random order."""
    draw = random.Random(seed)
    shuffled = list(samples)
    draw.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(f"sqlite:///{Path(folder) / 'near.db'}")) as store:
        run = store.begin_run("ingest", {}, NOW)
        names = {}
        for number, sample in enumerate(shuffled):
            kept = _article(sample, f"outlet{draw.randrange(OUTLETS)}", number, draw.randrange(20_000))
            names[kept.id] = sample.id
            store.keep_loose(run, kept, kept.source, NOW)
        leaders = {record.article.id: record.duplicate_of for record in store.records(Query())}
    return {names[id_]: names[leader or id_] for id_, leader in leaders.items()}


def _article(sample: Sample, outlet: str, number: int, minutes: int) -> Article:
    url, published = f"https://{outlet}.example/{number}", NOW - timedelta(minutes=minutes)
    return article(url, sample.text, source=outlet, agency=None, published=published, tags=())


def score(samples: Iterable[Sample], found: Mapping[str, str]) -> Scores:
    """Compare groups with the true ones."""
    cells, truth, given = Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    for sample in samples:
        cells[sample.group, found[sample.id]] += 1
        truth[sample.group] += 1
        given[found[sample.id]] += 1
    both, true, said = (sum(comb(n, 2) for n in counts.values()) for counts in (cells, truth, given))
    every = comb(sum(truth.values()), 2)
    chance = true * said / every
    return Scores(
        texts=sum(truth.values()),
        groups=len(truth),
        precision=both / said if said else 1.0,
        recall=both / true if true else 1.0,
        ari=(both - chance) / ((true + said) / 2 - chance),
    )


def errors(samples: Iterable[Sample], found: Mapping[str, str]) -> Iterator[str]:
    """Samples that are not with the others of their group, and groups that hold several."""
    by_true: dict[str, list[Sample]] = defaultdict(list)
    by_found: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        by_true[sample.group].append(sample)
        by_found[found[sample.id]].append(sample)
    for group, members in by_true.items():
        if len(where := Counter(found[one.id] for one in members)) > 1:
            main = where.most_common(1)[0][0]
            yield f"apart     {group}: {', '.join(one.id for one in members if found[one.id] != main)}"
    for members in by_found.values():
        for one, other in combinations({one.group: one for one in members}.values(), 2):
            yield f"together  {one.id} ~ {other.id}"


def main(arguments: list[str]) -> None:
    """Print a table, and the errors when asked for."""
    parser = argparse.ArgumentParser(prog="bench.near_duplicates", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="name the pairs that are wrong")
    wanted = parser.parse_args(arguments)
    print(f"{'set':<10} {'':<3} {'texts':>6} {'groups':>6} {'precision':>9} {'recall':>7} {'ARI':>6}")
    for name, samples_of in (("generated", generated), ("written", written)):
        for language in LANGUAGES:
            samples = samples_of(language)
            found = grouped(samples)
            got = score(samples, found)
            print(
                f"{name:<10} {language:<3} {got.texts:6,} {got.groups:6,} "
                f"{got.precision:9.4f} {got.recall:7.4f} {got.ari:6.4f}"
            )
            if wanted.errors:
                print(*errors(samples, found), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
