"""The lock: one process at a time, who holds it, and that it dies with its holder; real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import AlreadyRunning, DatabaseError
from corpus.lock import hold

ROOT = Path(__file__).resolve().parent.parent
HOLDER = """
import os, sys, time
from corpus.lock import hold
with hold(sys.argv[1], "crawl"):
    if len(sys.argv) > 2 and os.fork() == 0:
        os.setsid()  # an orphaned reader: it outlives its parent
        sys.stdout.write(f"{os.getpid()}\\n")
        sys.stdout.flush()
        time.sleep(60)
        os._exit(0)
    print("held", flush=True)
    time.sleep(60)
"""


def holder(url: str, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", HOLDER, url, *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_process_is_told_who_holds_it(database_url: str) -> None:
    with holder(database_url) as process:
        assert said(process) == "held"
        with (
            pytest.raises(AlreadyRunning, match=f"another crawl is running.*pid {process.pid}"),
            hold(database_url, "crawl"),
        ):
            pass
        with hold(database_url, "scheduler"):
            pass  # another name is another lock
        process.kill()


def test_a_kill_frees_it(database_url: str) -> None:
    for _ in range(3):
        with holder(database_url) as process:
            assert said(process) == "held"
            process.send_signal(signal.SIGKILL)
        with hold(database_url, "crawl"):
            pass


def test_a_worker_that_outlives_the_kill_does_not_keep_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'marsad.db'}"
    with holder(url, "fork") as process:
        lines = {said(process), said(process)}
        worker = int((lines - {"held"}).pop())
        try:
            process.send_signal(signal.SIGKILL)
            process.wait()
            with hold(url, "crawl"):
                os.kill(worker, 0)  # raises if it were dead, and the test would show nothing
        finally:
            os.kill(worker, signal.SIGKILL)


def test_it_can_be_taken_again_after_an_error(database_url: str) -> None:
    with pytest.raises(ZeroDivisionError), hold(database_url, "crawl"):
        raise ZeroDivisionError
    with (
        hold(database_url, "crawl"),
        pytest.raises(AlreadyRunning, match=f"pid {os.getpid()}"),
        hold(database_url, "crawl"),
    ):
        pass
    with hold(database_url, "crawl"):
        pass


def test_it_makes_the_folder_of_a_database_that_is_not_there_yet(tmp_path: Path) -> None:
    with hold(f"sqlite:///{tmp_path / 'var' / 'marsad.db'}", "crawl"):
        assert (tmp_path / "var" / "marsad.db.crawl.lock").exists()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseError, match="cannot make the folder"), hold(f"sqlite:///{tmp_path}/file/x.db", "crawl"):
        pass
