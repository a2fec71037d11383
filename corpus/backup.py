"""A copy of the database that is whole, made while others read and write."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from corpus.engine import BUSY_TIMEOUT, Database, sqlite_file
from corpus.errors import DatabaseError


def backup(database: Database, target: Path) -> None:
    """Write a backup to `target`, which must not exist; it appears under its name when it is complete.

    SQLite: a compacted database file (copying the file itself under writes gives a broken one).
    PostgreSQL: a custom-format dump by `pg_dump`, which must be installed. Raises `DatabaseError`.
    """
    if target.exists():
        raise DatabaseError(f"{target} exists; name a new file")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if (file := sqlite_file(database.url)) is not None:
            _vacuum(file, part)
        else:
            _dump(database.url, part)
        _sync(part)
        part.rename(target)
    except OSError as error:
        raise DatabaseError(f"cannot write {target}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def integrity(database: Database) -> tuple[str, ...]:
    """What is broken in a SQLite file, in its own words; nothing for PostgreSQL, which checks its pages itself."""
    if sqlite_file(database.url) is None:
        return ()
    with database.read() as connection:
        found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    references = (f"{table} row {row} points at a missing row of {parent}" for table, row, parent, _ in broken[:20])
    return tuple(line for line in found if line != "ok") + tuple(references)


def _vacuum(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source, timeout=BUSY_TIMEOUT, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise DatabaseError(f"the backup of {source} failed: {error}") from error


def _dump(url: URL, target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise DatabaseError("pg_dump is not installed; install the client programs of PostgreSQL")
    # The password goes by the environment: arguments can be read by every user of the machine.
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = dict(os.environ) | ({"PGPASSWORD": str(url.password)} if url.password else {})
    command = [program, "--format=custom", f"--file={target}", f"--dbname={plain}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise DatabaseError(f"pg_dump failed: {said}")


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
