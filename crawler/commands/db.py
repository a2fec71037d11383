"""`scrapy db`: bring the database to the schema of this version, check it, back it up."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from corpus.backup import backup, integrity
from corpus.engine import Database, prepare_folder, sqlite_file
from corpus.errors import BadArgument
from corpus.migrate import check, current, head, upgrade
from crawler.command import DONE, FAILED, MarsadCommand

ACTIONS = ("upgrade", "check", "backup")


class Command(MarsadCommand):
    """`scrapy db upgrade`, `scrapy db check`, `scrapy db backup FILE`"""

    def syntax(self) -> str:
        """For `--help`."""
        return "upgrade | check | backup FILE"

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Upgrade, check or back up the database"

    def act(self, args: list[str], opts: argparse.Namespace) -> int:  # noqa: ARG002 no options of its own
        """Exit 1 when the check finds something."""
        action, *rest = args or [""]
        if action not in ACTIONS:
            raise BadArgument("db", action, ACTIONS)
        if len(rest) != (1 if action == "backup" else 0):
            raise BadArgument(f"db {action}", " ".join(rest), "a file name" if action == "backup" else "no argument")
        work: dict[str, Callable[[Database], int]] = {
            "upgrade": upgraded,
            "check": checked,
            "backup": lambda database: backed_up(database, Path(rest[0])),
        }
        with closing(Database(self.setting("DATABASE_URL"))) as database:
            prepare_folder(database.url, create=action == "upgrade")
            return work[action](database)


def upgraded(database: Database) -> int:
    """Upgrade, after a backup of a SQLite file that holds an older schema."""
    with database.read() as connection:
        before = current(connection)
    file = sqlite_file(database.url)
    if file is not None and before not in (None, head()):
        copy = file.with_name(f"{file.stem}-before-{head()}{file.suffix}")
        if not copy.exists():
            backup(database, copy)
            print(f"backup: {copy}")
    before, after = upgrade(database)
    print(f"{database.name}: schema {after}" + (" already" if before == after else f", was {before or 'empty'}"))
    return DONE


def checked(database: Database) -> int:
    """The schema and, on SQLite, every page of the file."""
    with database.read() as connection:
        check(connection, database.name)
    problems = integrity(database)
    for problem in problems:
        print(problem)
    print(f"{database.name}: schema {head()}, {len(problems) or 'no'} problems")
    return FAILED if problems else DONE


def backed_up(database: Database, target: Path) -> int:
    """One whole copy."""
    backup(database, target)
    print(f"{target}: {target.stat().st_size:,} bytes")
    return DONE
