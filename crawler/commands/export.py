"""`scrapy export`: the corpus, or what of it the filters let through, as CSV, JSON Lines or Parquet."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import BinaryIO

from corpus.errors import BadArgument
from corpus.exports import FORMATS, Writer
from corpus.exports.delivery import export_file, export_stdout
from corpus.query import Query
from corpus.rows import Record
from corpus.store import Store
from crawler.command import DONE, MarsadCommand
from crawler.progress import progress
from crawler.registry import load_sources

#: The filters, with what `--help` says of each. Several values are separated by commas.
FILTERS = {
    "country": "countries that an article speaks of: MA, DZ, TN, LY, MR, EH",
    "topic": "topics of the taxonomy",
    "language": "ar (spoken Arabic included), ary, arq, aeb (one of the spoken), fr, en, und or another stored one",
    "relevance": "core, related, offtopic",
    "access": "full, paywalled, stub: how much of the article its page gave",
    "source": "outlets, by their ids in `scrapy sources list`",
    "since": "published on or after YYYY-MM-DD, YYYY-MM or YYYY (days in UTC)",
    "until": "published on or before that day, month or year",
    "query": "words that must all occur in title or text",
}


class Command(MarsadCommand):
    """`scrapy export --format csv|jsonl|parquet -o FILE [filters]`"""

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Write the corpus, or a part of it, as CSV, JSON Lines or Parquet"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Beside Scrapy's own options."""
        super().add_options(parser)
        parser.add_argument("--format", default="csv", metavar="FORMAT", help=f"{', '.join(FORMATS)} (default: csv)")
        parser.add_argument("-o", "--output", default="-", metavar="FILE", help="- (the default) is standard output")
        parser.add_argument("--authors", action="store_true", help="add the names of authors, left out by default")
        parser.add_argument("--unique", action="store_true", help="one article of each group with one text")
        parser.add_argument("--story", metavar="ID", help="not yet available")
        for name, meaning in FILTERS.items():
            parser.add_argument(f"--{name}", metavar=name.upper(), help=meaning)

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Exit 0 also when no article matches: the file then has its header only, and stderr says so."""
        if args:
            raise BadArgument("argument", args[0], "options only; see --help")
        if opts.format not in FORMATS:
            raise BadArgument("--format", opts.format, tuple(FORMATS))
        if opts.story:
            raise BadArgument("--story", opts.story, "none, because stories do not exist yet")
        chosen = {name: getattr(opts, name) for name in FILTERS}
        with closing(Store.open(self.setting("DATABASE_URL"), create=False)) as store:
            query = self.query(store, chosen, unique=opts.unique)
            total = store.how_many(query)
            records = progress(store.records(query), total, "export")
            count = _deliver(opts, partial(_write, FORMATS[opts.format], records, opts.authors))
        said = f"{count:,} articles" if count else "no article matches; the file has only its header"
        print(f"scrapy export: {said}", file=sys.stderr)
        return DONE

    def query(self, store: Store, chosen: dict[str, str | None], *, unique: bool) -> Query:
        """The filters, checked against what is stored, and sources against the registry too."""
        languages, sources = store.known()
        known = {*load_sources(self.setting("SOURCES")), *sources} if chosen["source"] else None
        return Query.parse(**chosen, unique=unique, known_languages=languages, known_sources=known)


def _deliver(opts: argparse.Namespace, write: partial[int]) -> int:
    if opts.output == "-":
        return export_stdout(opts.format, write)
    return export_file(Path(opts.output), write)


def _write(writer: Writer, records: Iterable[Record], authors: bool, stream: BinaryIO) -> int:
    return writer(records, stream, authors=authors)
