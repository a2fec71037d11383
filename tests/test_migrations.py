"""Opening and upgrading: empty, ours, older, newer, foreign, killed in the middle; in words that help."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, insert, inspect, text

from corpus.backup import backup, integrity
from corpus.engine import Database
from corpus.errors import BadArgument, DatabaseError, SchemaError
from corpus.fingerprint import text_hash
from corpus.ledger import begin_run
from corpus.migrate import current, head, migrations, prepare, upgrade
from corpus.rows import add_tags, to_row
from corpus.schema import articles, metadata
from corpus.store import Store
from corpus.types import Article
from tests.postgres import address
from tests.samples import FIGURES, FRENCH, NOW, article

ROOT = Path(__file__).resolve().parent.parent
STEP = """
import os
import sqlalchemy as sa
from alembic import op

revision, down_revision = "test2", "{down}"


def upgrade():
    op.create_table("first_half", sa.Column("id", sa.Integer, primary_key=True))
    with op.batch_alter_table("articles") as batch:
        batch.add_column(sa.Column("mood", sa.Text()))
        batch.alter_column("encoding", new_column_name="charset")
    if os.environ.get("KILL"):
        os.kill(os.getpid(), 9)
    op.create_table("second_half", sa.Column("id", sa.Integer, primary_key=True))
"""
KILLED = """
import sys
from pathlib import Path
from corpus.engine import Database
from corpus.migrate import migrations, upgrade
upgrade(Database(sys.argv[1]), migrations(Path(sys.argv[2])))
"""


@pytest.fixture
def next_version(tmp_path: Path) -> Config:
    """Our migrations and one more, as a later version would have them."""
    folder = tmp_path / "migrations"
    ours = Path(str(migrations().get_main_option("script_location")))
    (folder / "versions").mkdir(parents=True)
    for path in [ours / "env.py", *ours.glob("versions/*.py")]:
        (folder / path.relative_to(ours)).write_bytes(path.read_bytes())
    (folder / "versions" / "test2.py").write_text(STEP.format(down=head()))
    return migrations(folder)


def tables(url: str) -> set[str]:
    database = Database(url)
    with database.read() as connection:
        found = set(inspect(connection).get_table_names())
    database.close()
    return found


def revision(url: str) -> str | None:
    database = Database(url)
    with database.read() as connection:
        found = current(connection)
    database.close()
    return found


def test_an_empty_database_gets_the_schema_of_the_code(empty_url: str) -> None:
    Store.open(empty_url).close()
    database = Database(empty_url)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert current(connection) == head()
    database.close()
    Store.open(empty_url).close()


def test_an_upgrade_keeps_the_rows_and_happens_once(database_url: str, next_version: Config) -> None:
    with_rows = Store.open(database_url)
    kept = article()
    with_rows.keep_loose(with_rows.begin_run("ingest", {}, NOW), kept, "a", NOW)
    with_rows.close()
    database = Database(database_url)
    try:
        assert upgrade(database, next_version) == (head(), "test2")
        assert upgrade(database, next_version) == ("test2", "test2")
        with database.read() as connection:
            assert connection.execute(text("SELECT title, charset, mood FROM articles")).one()[0] == kept.title
            assert connection.execute(text("SELECT count(*) FROM tags")).scalar() == len(kept.tags)
        with pytest.raises(SchemaError, match="newer Marsad"):
            Store.open(database_url)
        with pytest.raises(SchemaError, match="newer Marsad"):
            upgrade(database)
    finally:
        restore_schema(database)


def test_articles_of_the_first_schema_are_kept_and_say_what_nobody_looked_for(empty_url: str, tmp_path: Path) -> None:
    """0001 to now, with a page, a given text, and what hangs on them."""
    database = Database(empty_url)
    page, text_only = article(), article("https://assada.example/2", encoding=None, authors=(), published=None)
    assert upgrade(database, only("0001", tmp_path)) == (None, "0001")
    with pytest.raises(SchemaError, match="older schema 0001; run: scrapy db upgrade"):
        Store.open(empty_url)
    database.write(as_first_schema, page, text_only)
    assert upgrade(database) == ("0001", head())
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()
    store = Store.open(empty_url)
    store.group(store.to_group("", 9))
    assert store.article(page.id) == replace(page, **NEUTRAL, text_source="trafilatura")
    assert store.article(text_only.id) == replace(text_only, **NEUTRAL, text_source="given")
    assert store.duplicates(page.id)[0].article_id == text_only.id
    edited = replace(page, text=FRENCH, text_hash=text_hash(FRENCH), access="paywalled", missed_rules=("standfirst",))
    edited = replace(edited, figures=FIGURES)
    assert store.keep_loose(1, edited, "assada", NOW).what == "revised"
    assert store.article(page.id) == edited
    store.close()


#: What is said of articles that were read before their pages were asked.
NEUTRAL: dict[str, Any] = {
    "title_confidence": 0.0,
    "title_language": None,
    "standfirst": None,
    "access": "full",
    "authors_confidence": 0.0,
    "published_confidence": 0.0,
    "modified": None,
    "second_language": None,
    "missed_rules": (),
    "figures": (),
}


def only(first: str, folder: Path) -> Config:
    """Our migrations up to the first one."""
    ours = Path(str(migrations().get_main_option("script_location")))
    (folder / "old" / "versions").mkdir(parents=True)
    for path in [ours / "env.py", *ours.glob(f"versions/{first}_*.py")]:
        (folder / "old" / path.relative_to(ours)).write_bytes(path.read_bytes())
    return migrations(folder / "old")


def as_first_schema(connection: Connection, *kept: Article) -> None:
    """Store articles as the program of that schema did, the later ones as duplicates of the first."""
    run = begin_run(connection, "crawl", {}, NOW)
    for one in kept:
        row = {name: value for name, value in to_row(one).items() if name not in {*NEUTRAL, "text_source"}}
        extra = {"page": one.url_key, "run": run, "first_fetched": NOW}
        connection.execute(insert(articles).values(**row, **extra))
        add_tags(connection, one)
    for twin in kept[1:]:
        row = {"article": twin.id, "original": kept[0].id}
        connection.execute(text("INSERT INTO duplicates VALUES (:article, :original, 'exact', 1.0)"), row)


def restore_schema(database: Database) -> None:
    """The PostgreSQL database serves all tests."""
    if database.engine.dialect.name == "postgresql":
        with database.engine.begin() as connection:
            connection.execute(text("ALTER TABLE articles RENAME COLUMN charset TO encoding"))
            connection.execute(text("ALTER TABLE articles DROP COLUMN mood"))
            connection.execute(text("DROP TABLE first_half, second_half"))
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head()})
    database.close()


def test_a_kill_in_the_middle_leaves_the_old_schema(database_url: str, next_version: Config) -> None:
    before = tables(database_url)
    folder = str(next_version.get_main_option("script_location"))
    environment = os.environ | {"KILL": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", KILLED, database_url, folder]
    assert subprocess.run(command, env=environment, check=False).returncode == -9
    assert tables(database_url) == before
    assert revision(database_url) == head()
    Store.open(database_url).close()


def test_an_older_schema_is_refused_with_what_to_do(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.migrate.head", lambda _config=None: "9999")
    with pytest.raises(SchemaError, match="run: scrapy db upgrade"):
        Store.open(database_url)


def test_a_foreign_database_is_left_alone(empty_url: str) -> None:
    database = Database(empty_url)
    database.write(lambda connection: connection.execute(text("CREATE TABLE orders (id INTEGER)")))
    with pytest.raises(SchemaError, match="not Marsad's"):
        prepare(database)
    with pytest.raises(SchemaError, match="not Marsad's"):
        upgrade(database)
    database.close()
    assert tables(empty_url) == {"orders"}


def test_four_processes_open_an_empty_database_at_once(empty_url: str) -> None:
    script = "import sys; from corpus.store import Store; Store.open(sys.argv[1]).close()"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, empty_url]
    processes = [subprocess.Popen(command, env=environment) for _ in range(4)]
    assert [process.wait(60) for process in processes] == [0, 0, 0, 0]
    assert revision(empty_url) == head()


def test_what_cannot_be_opened_is_one_line_with_advice(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("هذا ليس قاعدة بيانات " * 50)
    (tmp_path / "file").write_text("")
    cases = {
        f"sqlite:///{tmp_path / 'text.db'}": "not a SQLite database",
        f"sqlite:///{tmp_path / 'file' / 'x.db'}": "cannot make the folder",
        f"sqlite:///{tmp_path}": "may write there",
        "postgresql://nobody:secret@127.0.0.1:1/x": "that the database is running",
        "not an address": "not a database address",
    }
    for url, advice in cases.items():
        with pytest.raises(DatabaseError, match=advice) as caught:
            Store.open(url)
        assert "\n" not in str(caught.value)
        assert "secret" not in str(caught.value)


def test_a_database_of_another_make_is_refused() -> None:
    with pytest.raises(BadArgument, match="sqlite, postgresql"):
        Store.open("mysql://localhost/x")


def test_a_missing_file_is_not_created_for_a_reader(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="there is no database"):
        Store.open(f"sqlite:///{tmp_path / 'marsad.db'}", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_the_server_does_not_have(postgres_server: str) -> None:
    with pytest.raises(DatabaseError, match="createdb no_such"):
        Store.open(address(postgres_server, "no_such"))


def test_a_backup_is_whole_and_never_overwrites(database_url: str, tmp_path: Path) -> None:
    opened = Store.open(database_url)
    opened.keep_loose(opened.begin_run("ingest", {}, NOW), article(), "a", NOW)
    target = tmp_path / "backup"
    if opened.database.engine.dialect.name == "postgresql" and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed here")
    backup(opened.database, target)
    with pytest.raises(DatabaseError, match="exists"):
        backup(opened.database, target)
    if opened.database.engine.dialect.name == "sqlite":
        copy = Store.open(f"sqlite:///{target}")
        assert list(copy.articles()) == list(opened.articles())
        assert integrity(copy.database) == ()
        copy.close()
    else:
        assert target.read_bytes()[:5] == b"PGDMP"
    opened.close()
    assert not list(tmp_path.glob(".*.part"))
