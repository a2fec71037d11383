"""Bringing a database to the schema of this version, in one transaction or not at all."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from corpus.engine import Database
from corpus.errors import SchemaError


def migrations(folder: Path | None = None) -> Config:
    """Alembic's configuration; `folder` replaces the built-in history (tests bring their own)."""
    config = Config()
    config.set_main_option("script_location", str(folder or resources.files("corpus") / "migrations"))
    return config


def head(config: Config | None = None) -> str:
    """The newest revision that this version of the program knows."""
    return str(ScriptDirectory.from_config(config or migrations()).get_current_head())


def current(connection: Connection) -> str | None:
    """The revision of the database; None when it has none."""
    return MigrationContext.configure(connection).get_current_revision()


def check(connection: Connection, name: str) -> None:
    """Raise `SchemaError`, saying what to do, unless the database is at our schema."""
    revision = current(connection)
    if revision == head():
        return
    if revision is None and inspect(connection).get_table_names():
        raise SchemaError(f"{name} holds tables that are not Marsad's; name an empty database in MARSAD_DATABASE_URL")
    if revision is None:
        raise SchemaError(f"{name} is empty; run: scrapy db upgrade")
    if not _known(revision):
        raise SchemaError(f"{name} was written by a newer Marsad (schema {revision}); update the program")
    raise SchemaError(f"{name} is at the older schema {revision}; run: scrapy db upgrade")


def prepare(database: Database) -> None:
    """Create the schema in an empty database; refuse any other that is not at our schema."""
    with database.read() as connection:
        empty = _empty(connection)
    if empty:
        upgrade(database)
    with database.read() as connection:
        check(connection, database.name)


def upgrade(database: Database, config: Config | None = None) -> tuple[str | None, str]:
    """Bring the database to the newest schema; returns the revisions before and after.

    Everything happens in one transaction on both databases: killed at any point, the old schema stands.
    """
    config = config or migrations()
    migrating = Database(database.url.render_as_string(hide_password=False), foreign_keys=False)
    try:
        return migrating.write(_upgrade, config, migrating.name)
    finally:
        migrating.close()


def _upgrade(connection: Connection, config: Config, name: str) -> tuple[str | None, str]:
    before = current(connection)
    if before is None and not _empty(connection):
        raise SchemaError(f"{name} holds tables that are not Marsad's; name an empty database in MARSAD_DATABASE_URL")
    if before is not None and not _known(before, config):
        raise SchemaError(f"{name} was written by a newer Marsad (schema {before}); update the program")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    _check_foreign_keys(connection, name)
    return before, head(config)


def _check_foreign_keys(connection: Connection, name: str) -> None:
    """SQLite did not watch them while tables were rebuilt."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise SchemaError(f"{name}: the upgrade would break {len(broken)} references; nothing was changed")


def _empty(connection: Connection) -> bool:
    return not inspect(connection).get_table_names()


def _known(revision: str, config: Config | None = None) -> bool:
    script = ScriptDirectory.from_config(config or migrations())
    return revision in {step.revision for step in script.walk_revisions()}
