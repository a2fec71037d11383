"""`scrapy sources check`: how the outlets of the registry answer, in plain words."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping

from scrapy.settings import Settings

from corpus.errors import BadArgument
from crawler.checkup import Choice, check
from crawler.command import MarsadCommand


def check_sources(settings: Settings, opts: argparse.Namespace) -> int:
    """Exit 0 if all endpoints answered well, 3 if some did not."""
    choice = Choice(
        countries=words(opts.country), languages=words(opts.language), ids=words(opts.source), guesses=opts.guesses
    )
    return check(settings, choice, as_json=opts.json, out=sys.stdout)


#: A new subcommand is a function and a line; each returns the exit code.
SUBCOMMANDS: Mapping[str, Callable[[Settings, argparse.Namespace], int]] = {
    "check": check_sources,
}


def words(value: str | None) -> tuple[str, ...]:
    """The words of a comma-separated option."""
    return tuple(word.strip() for word in (value or "").split(",") if word.strip())


class Command(MarsadCommand):
    """`scrapy sources check [--country MR] [--language ar] [--source ID] [--guesses] [--json]`"""

    def syntax(self) -> str:
        """For `--help`."""
        return f"[{'|'.join(SUBCOMMANDS)}] [options]"

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Ask the outlets of the registry how they answer"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Beside Scrapy's own options."""
        super().add_options(parser)
        parser.add_argument("--country", metavar="MA,TN", help="only outlets of these countries")
        parser.add_argument("--language", metavar="ar,fr", help="only outlets in these languages")
        parser.add_argument("--source", metavar="ID,ID", help="only these outlets; disabled ones too")
        parser.add_argument("--guesses", action="store_true", help="check: try the conventional addresses as well")
        parser.add_argument("--json", action="store_true", help="an object for each endpoint, one a line")

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Exit 2 for an unknown subcommand."""
        name = " ".join(args)
        if name not in SUBCOMMANDS:
            raise BadArgument("sources", name, tuple(SUBCOMMANDS))
        assert self.settings is not None
        return SUBCOMMANDS[name](self.settings, opts)
