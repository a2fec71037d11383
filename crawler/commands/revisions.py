"""`scrapy revisions URL|ID`: the texts that an article has had, and what changed from each to the next."""

from __future__ import annotations

import argparse
import json
from contextlib import closing

from rich.console import Console

from corpus.errors import BadArgument
from corpus.store import Store
from crawler.command import DONE, MarsadCommand, write_utf8
from crawler.revisions_view import as_object, edits, lines
from crawler.stored import stored_article


class Command(MarsadCommand):
    """`scrapy revisions URL|ID [--json] [--whole]`"""

    def syntax(self) -> str:
        """For `--help`."""
        return "[options] URL|ID"

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Show the texts that an article has had, and word by word what changed"

    def long_desc(self) -> str:
        """For `--help`."""
        return (
            "What was taken out is red and what was put in green on a terminal, [-…-] and {+…+} elsewhere. Words are "
            "compared in one spelling and shown in their own characters; Arabic is laid out right to left."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Beside Scrapy's own options."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one object with every edit, on one line")
        parser.add_argument("--whole", action="store_true", help="with the paragraphs in which nothing changed")

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Exit 2 for an article that is not stored."""
        if len(args) != 1:
            raise BadArgument("article", " ".join(args), "one URL or id of a stored article")
        write_utf8()
        with closing(Store.open(self.setting("DATABASE_URL"), create=False)) as store:
            record = store.record(stored_article(store, args[0]).id)
            assert record is not None  # nothing deletes articles
            found = edits(record.article, store.revisions(record.article.id))
        if opts.json:
            print(json.dumps(as_object(record, found), ensure_ascii=False))
            return DONE
        console = Console(highlight=False, soft_wrap=True)
        colour = console.is_terminal and not console.no_color
        for line in lines(record, found, colour=colour, whole=opts.whole):
            console.print(line)
        return DONE
