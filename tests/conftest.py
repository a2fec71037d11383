"""What many tests need: a fresh database on each of the two engines.

A test that asks for `store`, `database_url` or `empty_url` runs on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from os import getpid
from pathlib import Path

import pytest

from corpus.schema import metadata
from corpus.store import Store
from tests import postgres
from tests.shell import Run, runner

#: Why PostgreSQL was not tested, for the last lines of the test run.
NOT_TESTED = pytest.StashKey[str]()
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> Iterator[str]:
    """The address of a PostgreSQL server; skips, and says so loudly, where none can be had."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(postgres.server())
        except postgres.NoPostgres as error:
            pytestconfig.stash[NOT_TESTED] = str(error)
            pytest.skip(f"storage on PostgreSQL was NOT tested: {error}")
        yield url


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str) -> Iterator[str]:
    """The address of one database at our schema, for all tests in turn."""
    with postgres.database(postgres_server, f"marsad_test_{getpid()}") as url:
        Store.open(url).close()
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file at our schema, to be copied."""
    path = tmp_path_factory.mktemp("template") / "marsad.db"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database at our schema with nothing in it."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "marsad.db")
        yield f"sqlite:///{tmp_path / 'marsad.db'}"
        return
    url: str = request.getfixturevalue("postgres_database")
    postgres.empty(url, [table.name for table in metadata.sorted_tables])  # ten times faster than a new database
    yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    with postgres.database(server, f"marsad_test_{getpid()}_{next(_numbers)}") as url:
        yield url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An open store with nothing in it."""
    opened = Store.open(database_url)
    yield opened
    opened.close()


@pytest.fixture
def scrapy(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process, as Scrapy would: `scrapy(url, "export", "--country", "MA")`."""
    return runner(capfd)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """A skip is easily overlooked; this one is a gap in what the run has shown."""
    if reason := config.stash.get(NOT_TESTED, ""):
        terminalreporter.write_sep("!", "STORAGE ON POSTGRESQL WAS NOT TESTED", red=True, bold=True)
        terminalreporter.write_line(f"Set TEST_POSTGRES_URL, or make test to install one. Tried: {reason}")
