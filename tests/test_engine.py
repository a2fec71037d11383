"""Transactions: one writer at a time, nothing half done, a lost connection costs a wait."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from corpus.engine import Database
from corpus.errors import DatabaseError
from corpus.ledger import begin_run, count
from corpus.store import Store
from tests import postgres
from tests.samples import NOW

KILL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE application_name = 'marsad' AND pid <> pg_backend_pid()"
)


def test_an_error_leaves_nothing_behind(store: Store) -> None:
    def half(connection: Connection) -> None:
        begin_run(connection, "crawl", {}, NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.database.write(half)
    assert store.runs() == ()


def test_writers_that_read_first_wait_for_each_other(store: Store) -> None:
    run = store.begin_run("crawl", {}, NOW)

    def read_then_write(connection: Connection) -> None:
        seen = connection.execute(text("SELECT coalesce(sum(n), 0) FROM run_counts")).scalar_one()
        count(connection, run, "assada", "stored", f"after {seen}")

    def many() -> None:
        for _ in range(25):
            store.database.write(read_then_write)

    threads = [threading.Thread(target=many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.summary(run).reasons("stored") == {f"after {n}": 1 for n in range(100)}


def test_a_reader_does_not_hold_up_a_writer(store: Store) -> None:
    with store.database.read() as connection:
        before = connection.execute(text("SELECT count(*) FROM runs")).scalar()
        store.begin_run("crawl", {}, NOW)
        assert connection.execute(text("SELECT count(*) FROM runs")).scalar() == before == 0
    assert len(store.runs()) == 1


def test_case_of_letters_beyond_ascii(store: Store) -> None:
    with store.database.read() as connection:
        assert connection.execute(text("SELECT lower('ÉLOUED الجزائر')")).scalar() == "éloued الجزائر"


def test_a_lost_connection_costs_one_more_try(postgres_database: str) -> None:
    database = Database(postgres_database, waits=(0, 0))
    tries = []

    def work(connection: Connection) -> int:
        tries.append(1)
        run = begin_run(connection, "crawl", {}, NOW)
        if len(tries) == 1:
            end_other_connections(postgres_database)
        return begin_run(connection, "ingest", {}, NOW) - run

    assert database.write(work) == 1
    assert len(tries) == 2
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM runs WHERE kind = 'ingest'")).scalar() == 1
    database.close()


def test_a_server_that_stays_away_is_one_line(postgres_database: str) -> None:
    database = Database(postgres_database, waits=(0, 0))
    tries = []

    def work(connection: Connection) -> None:
        tries.append(1)
        end_other_connections(postgres_database)
        connection.execute(text("SELECT 1"))

    for method in (database.write, database.fetch):
        with pytest.raises(DatabaseError, match="terminating connection") as caught:
            method(work)
        assert "\n" not in str(caught.value)
    assert len(tries) == 6
    database.close()


def end_other_connections(url: str) -> None:
    other = Database(url, waits=())
    with other.engine.connect() as connection:
        connection.execute(text(KILL))
    other.close()


@pytest.mark.parametrize("find", [postgres.system_programs, postgres.wheel_programs])
def test_each_provider_of_postgresql_works_and_leaves_nothing(find: Callable[[], tuple[Path, ...]]) -> None:
    found = find()
    if not found:
        pytest.skip("these programs are not installed here")
    with postgres.own_server(found[:1]) as server:
        home = server.partition("host=")[2]
        with postgres.database(server, "marsad") as url:
            opened = Store.open(url)
            assert opened.begin_run("crawl", {}, NOW) == 1
            opened.close()
    assert not Path(home).exists()


def test_where_no_postgresql_can_be_had_the_reasons_are_said(tmp_path: Path) -> None:
    with (
        pytest.raises(postgres.NoPostgres, match=r"TEST_POSTGRES_URL is not set; .*: no initdb there"),
        postgres.own_server((tmp_path,)),
    ):
        pass
