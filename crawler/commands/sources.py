"""`scrapy sources`: the registry of outlets as a table, how well it covers the press, and how it answers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping

from scrapy.settings import Settings

from corpus.errors import BadArgument
from corpus.types import Source
from crawler.catalogue import as_json, coverage, table, totals
from crawler.checkup import Choice, check
from crawler.command import DONE, MarsadCommand
from crawler.registry import load_sources, matching


def list_sources(settings: Settings, opts: argparse.Namespace) -> int:
    """A line for each outlet; those that are named are shown with their notes."""
    found = wanted(settings, opts)
    if opts.json:
        sys.stdout.writelines(f"{as_json(source)}\n" for source in found)
    else:
        print(table(found, notes=bool(opts.source)))
    print(totals(found), file=sys.stderr)
    return DONE


def cover_sources(settings: Settings, opts: argparse.Namespace) -> int:
    """Outlets by country and language, as a table in Markdown."""
    found = wanted(settings, opts)
    print(coverage(found))
    print(totals(found), file=sys.stderr)
    return DONE


def wanted(settings: Settings, opts: argparse.Namespace) -> tuple[Source, ...]:
    """The outlets that the options ask for."""
    found = matching(
        load_sources(str(settings.get("SOURCES") or "")),
        countries=words(opts.country),
        languages=words(opts.language),
        ids=words(opts.source),
    )
    return tuple(source for source in found if opts.enabled in (None, source.enabled))


def check_sources(settings: Settings, opts: argparse.Namespace) -> int:
    """Exit 0 if all endpoints answered well, 3 if some did not."""
    choice = Choice(
        countries=words(opts.country), languages=words(opts.language), ids=words(opts.source), guesses=opts.guesses
    )
    return check(settings, choice, as_json=opts.json, out=sys.stdout)


#: A new subcommand is a function and a line; each returns the exit code.
SUBCOMMANDS: Mapping[str, Callable[[Settings, argparse.Namespace], int]] = {
    "list": list_sources,
    "check": check_sources,
    "coverage": cover_sources,
}


def words(value: str | None) -> tuple[str, ...]:
    """The words of a comma-separated option."""
    return tuple(word.strip() for word in (value or "").split(",") if word.strip())


class Command(MarsadCommand):
    """`scrapy sources [list|check|coverage] [--country MR] [--language ar] [--source ID] [--json]`"""

    def syntax(self) -> str:
        """For `--help`."""
        return f"[{'|'.join(SUBCOMMANDS)}] [options]"

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Show the registry of outlets, or ask them how they answer"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Beside Scrapy's own options."""
        super().add_options(parser)
        parser.add_argument("--country", metavar="MA,TN", help="only outlets of these countries")
        parser.add_argument("--language", metavar="ar,fr", help="only outlets in these languages")
        parser.add_argument("--source", metavar="ID,ID", help="only these outlets; disabled ones too")
        state = parser.add_mutually_exclusive_group()
        state.add_argument("--enabled", action="store_true", default=None, help="list: only outlets that are crawled")
        state.add_argument("--disabled", action="store_false", dest="enabled", help="list: only those that are not")
        parser.add_argument("--guesses", action="store_true", help="check: try the conventional addresses as well")
        parser.add_argument(
            "--json", action="store_true", help="an object for each outlet or checked endpoint, one a line"
        )

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Exit 2 for an unknown subcommand."""
        name = " ".join(args) or "list"
        if name not in SUBCOMMANDS:
            raise BadArgument("sources", name, tuple(SUBCOMMANDS))
        assert self.settings is not None
        return SUBCOMMANDS[name](self.settings, opts)
