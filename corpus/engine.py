"""Opening a database, and the two ways to use it: one writer at a time, and readers that see one moment.

SQLite and PostgreSQL behave alike here: a write waits until no other process writes (`BEGIN IMMEDIATE`,
an advisory lock), so what it read cannot change before it commits; a read sees the database as it was
when the read began, however long it streams.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import Table

from corpus.errors import BadArgument, DatabaseError

P = ParamSpec("P")
R = TypeVar("R")

#: Seconds that a writer waits for another one on SQLite.
BUSY_TIMEOUT = 30
#: Seconds to wait between tries when the server went away: 63 in all, so that a restart costs nothing.
WAITS = (0.25, 0.5, 1, 2, 4, 8, 16, 32)
#: Key of PostgreSQL's advisory lock for writers; any constant will do. ("MARSAD" in ASCII.)
WRITER_LOCK = 0x4D4152534144


def parse_url(url: str) -> URL:
    """The address with its driver; `BadArgument` for a database that we do not speak to."""
    try:
        parsed = make_url(url)
    except exc.ArgumentError as error:
        raise DatabaseError(f"{url!r} is not a database address; try sqlite:///var/marsad.db") from error
    kind = parsed.drivername.partition("+")[0]
    if kind in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise BadArgument("DATABASE_URL", kind, ("sqlite", "postgresql"))
    return parsed


def sqlite_file(url: URL) -> Path | None:
    """The file of a SQLite address; None for PostgreSQL and for a database in memory."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def prepare_folder(url: URL, *, create: bool) -> None:
    """Make the folder of a SQLite file; without `create`, raise `DatabaseError` when there is no file."""
    file = sqlite_file(url)
    if file is None:
        return
    if not create and not file.exists():
        raise DatabaseError(f"there is no database at {file}; run: scrapy crawl press (or set MARSAD_DATABASE_URL)")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"cannot make the folder {file.parent}: {error.strerror}; set MARSAD_VAR") from error


def make_engine(url: URL, *, foreign_keys: bool = True) -> Engine:
    """An engine with our transactions. Migrations of SQLite rebuild tables, hence without `foreign_keys`."""
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, foreign_keys)
    return create_engine(
        url,
        json_serializer=_dumps,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10, "client_encoding": "utf8", "application_name": "marsad"},
    )


def insert_into(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what to do on conflict, which both databases spell alike and SQLAlchemy apart."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


class Database:
    """A database that is open. `write` runs a function in one transaction, `read` lends a snapshot."""

    def __init__(self, url: str, *, foreign_keys: bool = True, waits: tuple[float, ...] = WAITS):
        self.url = parse_url(url)
        self.engine = make_engine(self.url, foreign_keys=foreign_keys)
        self._waits = waits

    @property
    def name(self) -> str:
        """The address without its password."""
        return self.url.render_as_string(hide_password=True)

    def write(self, work: Callable[Concatenate[Connection, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """`work(connection, …)` in one transaction, again from the start when the connection was lost.

        A connection that is lost during COMMIT leaves open whether it happened; `work` is then done twice,
        so it must leave one row for one fact (only counts can be one too high).
        """

        def attempt() -> R:
            with self._translated(), self.engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
                return work(connection, *args, **kwargs)

        return self._retried(attempt)

    def fetch(self, work: Callable[Concatenate[Connection, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """`work(connection, …)` on a snapshot, again when the connection was lost; it must not return a stream."""

        def attempt() -> R:
            with self.read() as connection:
                return work(connection, *args, **kwargs)

        return self._retried(attempt)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees the database as it is now until the block ends."""
        with self._translated(), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            else:
                connection.execution_options(reading=True)
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def _retried(self, attempt: Callable[[], R]) -> R:
        for wait in self._waits:
            try:
                return attempt()
            except _LostConnection:
                time.sleep(wait)
        return attempt()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except exc.DBAPIError as error:
            message = f"{self.name}: {_one_line(error)}; {_advice(self.url, error)}"
            lost = error.connection_invalidated or _refused_connection(error)
            raise (_LostConnection if lost else DatabaseError)(message) from error
        except exc.TimeoutError as error:
            raise DatabaseError(f"{self.name}: no connection is free") from error


class _LostConnection(DatabaseError):
    """The server went away, or is not there."""


def _sqlite_engine(url: URL, foreign_keys: bool) -> Engine:
    connect = {"timeout": BUSY_TIMEOUT, "isolation_level": None}
    engine = create_engine(url, json_serializer=_dumps, connect_args=connect)

    @event.listens_for(engine, "connect")
    def configure(dbapi: Any, _record: object) -> None:
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT * 1000}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
        ):
            dbapi.execute(f"PRAGMA {pragma}").fetchall()
        # The built-in lower() knows ASCII only: É would not be found by é.
        dbapi.create_function("lower", 1, _lower, deterministic=True)

    # Without our own BEGIN the sqlite3 module leaves DDL outside the transaction; without IMMEDIATE two
    # writers that read first fail at once with "database is locked", whatever the timeout.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _lower(value: object) -> str | None:
    return None if value is None else str(value).lower()


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _one_line(error: exc.DBAPIError) -> str:
    lines = [line.strip() for line in str(error.orig).splitlines() if line.strip()]
    return lines[0] if lines else type(error.orig).__name__


def _refused_connection(error: exc.DBAPIError) -> bool:
    """PostgreSQL refused a new connection because it is down or starting, which passes."""
    message = str(error.orig).lower()
    passing = ("connection refused", "starting up", "shutting down", "could not connect", "connection timeout")
    return isinstance(error, exc.OperationalError) and any(words in message for words in passing)


def _advice(url: URL, error: exc.DBAPIError) -> str:
    """What to do, by what the database says."""
    message = str(error.orig).lower()
    if "does not exist" in message and "database" in message:
        return f"create it: createdb {url.database}"
    if "password" in message or "role" in message:
        return "check user and password in MARSAD_DATABASE_URL"
    if "not a database" in message or "malformed" in message:
        return "the file is not a SQLite database; name another one in MARSAD_DATABASE_URL"
    if "locked" in message:
        return f"another process has been writing for {BUSY_TIMEOUT} s; try again when it has ended"
    if "unable to open" in message or "readonly" in message or "read-only" in message:
        return "check that the folder exists and that you may write there"
    if "full" in message or "disk i/o" in message:
        return "free some space and run the same command again; nothing that was stored is lost"
    return "check MARSAD_DATABASE_URL and that the database is running"
