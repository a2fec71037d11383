"""`scrapy duplicates`: which articles carry one text, counted; and decided anew after an upgrade."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack

from corpus.errors import BadArgument
from corpus.lock import hold
from corpus.regrouping import GroupCounts
from corpus.store import Store
from crawler.command import DONE, MarsadCommand
from crawler.progress import progress

#: Texts in one transaction: about half a second.
BATCH = 100


class Command(MarsadCommand):
    """`scrapy duplicates [--rebuild]`"""

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Count articles, texts and groups of one text; compare what is not yet compared; --rebuild: all anew"

    def long_desc(self) -> str:
        """For `--help`."""
        return (
            "Articles are compared when they are stored. This compares the texts that an upgrade left uncompared, and "
            "with --rebuild all of them, a batch a transaction; stopped, it goes on where it was when it is called "
            "without --rebuild. It may run beside a crawl; until it ends, copies that it has not reached stand "
            "alone. Then it prints how many articles, different texts and groups there are. Nothing is deleted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Beside Scrapy's own options."""
        super().add_options(parser)
        parser.add_argument("--rebuild", action="store_true", help="forget what was found and compare every text again")

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Exit 0 also when nothing was to do."""
        if args:
            raise BadArgument("argument", args[0], "options only; see --help")
        database = self.setting("DATABASE_URL")
        with ExitStack() as stack:
            store = Store.open(database, create=False)
            stack.callback(store.close)
            stack.enter_context(hold(database, "duplicates"))
            store.clear_groups(all_of_them=opts.rebuild)
            compared = sum(1 for _ in progress(compare(store), store.ungrouped(), "duplicates"))
            figures = store.group_figures()
        print(f"scrapy duplicates: {compared:,} texts compared", file=sys.stderr)
        _show(figures)
        return DONE


def compare(store: Store) -> Iterator[str]:
    """Compare batch after batch, then hand the hashes of its texts on."""
    after = ""
    while hashes := store.to_group(after, BATCH):
        store.group(hashes)
        after = hashes[-1]
        yield from hashes


def _show(figures: GroupCounts) -> None:
    print(f"articles\t{figures.articles}")
    print(f"texts\t{figures.texts}")
    print(f"groups\t{figures.groups}")
    for kind, count in figures.kinds.items():
        print(f"{kind}\t{count}")
