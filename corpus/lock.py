"""One process at a time: a lock that belongs to a database and ends with the process that holds it."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from sqlalchemy import URL, Connection, NullPool, create_engine, exc, text

from corpus.engine import parse_url, prepare_folder, sqlite_file
from corpus.errors import AlreadyRunning, DatabaseError

#: Lock files that this process holds open.
_held: set[IO[str]] = set()


@contextmanager
def hold(database_url: str, name: str) -> Iterator[None]:
    """Hold the lock `name` ("crawl", "scheduler") of a database, or raise `AlreadyRunning` with its holder.

    SQLite: a locked file beside the database, `marsad.db.crawl.lock`, which stays when it is released.
    PostgreSQL: a session's advisory lock, so processes on several machines exclude each other too.
    """
    url = parse_url(database_url)
    if url.get_backend_name() == "postgresql":
        with _hold_on_server(url, name):
            yield
        return
    file = sqlite_file(url)
    if file is None:
        yield  # a database in memory has no other process
        return
    prepare_folder(url, create=True)
    with _hold_file(file.with_name(f"{file.name}.{name}.lock"), name):
        yield


@contextmanager
def _hold_file(path: Path, name: str) -> Iterator[None]:
    try:
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise DatabaseError(f"cannot write the lock {path}: {error.strerror}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise AlreadyRunning(_message(name, path.name, file.read().strip())) from error
        file.truncate(0)
        file.write(f"pid {os.getpid()}")
        file.flush()
        _held.add(file)
        try:
            yield
        finally:
            _held.discard(file)


def _let_go_in_child() -> None:
    """A forked worker shares the open file, and would keep the lock when its parent is killed."""
    for file in _held:
        os.close(file.fileno())
    _held.clear()


os.register_at_fork(after_in_child=_let_go_in_child)


@contextmanager
def _hold_on_server(url: URL, name: str) -> Iterator[None]:
    holder = f"marsad {name}: pid {os.getpid()} on {socket.gethostname()}"[:63]
    # The connection is silent for hours; keepalives show a firewall, and us, that it lives.
    options: dict[str, Any] = {"connect_timeout": 10, "application_name": holder}
    options |= {"keepalives_idle": 60, "keepalives_interval": 20, "keepalives_count": 6}
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=options)
    try:
        with engine.connect() as connection:
            _take_on_server(connection, name)
            yield
    except exc.OperationalError as error:
        raise DatabaseError(f"{url.render_as_string(hide_password=True)}: {str(error.orig).splitlines()[0]}") from error


def _take_on_server(connection: Connection, name: str) -> None:
    key = int.from_bytes(sha256(f"marsad/{name}".encode()).digest()[:8], "big", signed=True)
    if connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar():
        connection.execute(text("SELECT set_config('idle_session_timeout', '0', false)"))
        return
    whose = text(
        "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)"
        " WHERE locktype = 'advisory' AND granted"
        " AND classid = (:key >> 32 & 4294967295)::bigint AND objid = (:key & 4294967295)::bigint"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    holder = connection.execute(whose, {"key": key}).scalar() or ""
    raise AlreadyRunning(_message(name, "an advisory lock", holder.partition(": ")[2]))


def _message(name: str, where: str, holder: str) -> str:
    return f"another {name} is running on this database: {holder or 'unknown process'} holds {where}"
