"""The shape of our commands: parse, call, print; a user's mistake is one line and an exit code."""

from __future__ import annotations

import argparse
import sys
from abc import abstractmethod
from io import TextIOWrapper
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from corpus.errors import BadArgument, MarsadError
from corpus.types import Source
from crawler.registry import load_sources

#: Exit codes, the same for every command.
DONE, FAILED, USAGE, PARTIAL = 0, 1, 2, 3


def write_utf8() -> None:
    """Write UTF-8 to standard output, whatever the terminal says: JSON is, and Arabic has to come through."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


class MarsadCommand(ScrapyCommand):
    """A command of the project that needs no crawler.

    Data goes to stdout and everything else to stderr. `act` returns the exit code; a `BadArgument`
    becomes one line and exit 2, any other `MarsadError` one line and exit 1.
    """

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    @abstractmethod
    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Do the work and return the exit code."""

    def setting(self, name: str) -> str:
        """A setting as text, whether it comes from `-s`, the environment or settings.py."""
        assert self.settings is not None
        return str(self.settings.get(name) or "")

    def outlet(self, name: str | None) -> Source | None:
        """The outlet that --source names."""
        if not name:
            return None
        sources = load_sources(self.setting("SOURCES"))
        if name not in sources:
            raise BadArgument("--source", name, "an id from `scrapy sources list`")
        return sources[name]

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Called by Scrapy."""
        try:
            refuse_unknown_options(args)
            self.exitcode = self.act(args, opts)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader of our output left (`| head`): nothing is wrong, and nobody listens.
            sys.stdout = None  # keeps the interpreter from flushing at exit
        except MarsadError as error:
            print(f"scrapy {self.__module__.rsplit('.', 1)[-1]}: {error}", file=sys.stderr)
            self.exitcode = USAGE if isinstance(error, BadArgument) else FAILED


def refuse_unknown_options(args: list[str]) -> None:
    """Scrapy passes options that it does not know on as arguments; a misspelt filter must not widen an export."""
    for arg in args:
        if arg.startswith("-") and arg != "-":
            raise BadArgument("option", arg, "see --help")
