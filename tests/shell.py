"""A command of ours run in this process as Scrapy would run it, which is a hundred times faster than a shell."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

import pytest
from scrapy.cmdline import ScrapyArgumentParser
from scrapy.settings import Settings

from crawler.command import MarsadCommand


class Done(NamedTuple):
    """What a command left."""

    returncode: int
    stdout: str
    stderr: str


#: `scrapy(url, "export", "--country", "MA")`: database, command, arguments.
Run = Callable[..., Done]


def runner(capture: pytest.CaptureFixture[str]) -> Run:
    """A function that runs a command against a database and returns what it printed."""

    def run(url: str, name: str, *arguments: str) -> Done:
        command: MarsadCommand = import_module(f"crawler.commands.{name}").Command()
        command.settings = Settings({"DATABASE_URL": url, "SOURCES": ""})
        parser = ScrapyArgumentParser(prog=f"scrapy {name}")
        command.add_options(parser)
        opts, rest = parser.parse_known_args(args=list(arguments))
        command.run(rest, opts)
        return Done(command.exitcode, *capture.readouterr())

    return run
