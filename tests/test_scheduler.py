"""The service with real processes: one leader, one crawl, a clean end however it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue

import pytest

import scheduler
from tests.small_crawls import POLITE, QUICK, STUBBORN, address, crawled, is_alive, journal, until

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "import json, sys, scheduler; sys.exit(scheduler.main(sys.argv[2:], json.loads(sys.argv[1])))"


class Service:
    """A scheduler as a process, in a folder of its own."""

    def __init__(self, folder: Path, crawl: str, *args: str, code: int = 0, **env: str) -> None:
        command = [sys.executable, "-c", crawl, str(folder), str(code)]
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, json.dumps(command), *args],
            cwd=ROOT,
            env={**os.environ, "MARSAD_VAR": str(folder), "MARSAD_DATABASE_URL": address(folder), **env},
            stderr=subprocess.PIPE,
            text=True,
        )

    def crawling(self) -> int:
        """The number of the crawl's process, once it runs."""
        until((self.folder / "pid").exists)
        return int((self.folder / "pid").read_text())

    def end(self, seconds: float = 20) -> tuple[int, str]:
        """Exit code and stderr, when it has ended."""
        _, stderr = self.process.communicate(timeout=seconds)
        return self.process.returncode, stderr


Start = Callable[..., Service]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts services on the same folder, and ends those that a failing test leaves."""
    services: list[Service] = []

    def start(crawl: str, *args: str, **options: object) -> Service:
        services.append(Service(tmp_path, crawl, *args, **options))  # type: ignore[arg-type]  # code and env
        return services[-1]

    yield start
    for service in services:
        if service.process.poll() is None:
            service.process.kill()  # its crawl gets SIGTERM, or sleeps for a minute at most
            service.end()
        assert service.process.stderr is not None
        service.process.stderr.close()


# --- Stopping ----------------------------------------------------------------------------------------
def test_sigterm_ends_the_service_and_its_crawl(start: Start, tmp_path: Path) -> None:
    service = start(POLITE)
    pid = service.crawling()
    before = time.monotonic()
    service.process.terminate()
    code, stderr = service.end()
    assert (code, (tmp_path / "stopped").read_text()) == (0, str(int(signal.SIGTERM)))
    assert not is_alive(pid)
    assert time.monotonic() - before < 10
    assert "crawl ended with exit code 0" in stderr
    assert [entry["exit_code"] for entry in journal(tmp_path)] == [0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_an_idle_service(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    crawled(tmp_path, datetime.now(UTC))
    service = start(QUICK)
    lines = iter(service.process.stderr or ())
    assert "next crawl at" in next(lines)
    service.process.send_signal(number)
    code, rest = service.end(5)
    assert (code, rest.count("\n")) == (0, 1)
    assert not (tmp_path / "ran").exists()


def test_a_second_signal_kills_a_crawl_that_does_not_stop(start: Start, tmp_path: Path) -> None:
    service = start(STUBBORN)
    pid = service.crawling()
    service.process.terminate()
    until((tmp_path / "stopped").exists)
    service.process.terminate()
    code, stderr = service.end(10)
    assert (code, is_alive(pid)) == (0, False)
    assert "killed" in stderr
    assert journal(tmp_path)[0]["exit_code"] == -signal.SIGKILL


def test_patience_ends_with_the_whole_session(tmp_path: Path) -> None:
    reader = "import subprocess, sys; subprocess.Popen(['sleep', '60'])\n"
    crawl = scheduler.Crawl([sys.executable, "-c", reader + STUBBORN, str(tmp_path)], SimpleQueue())
    codes: list[int | None] = []
    thread = threading.Thread(target=lambda: codes.append(crawl.run()))
    thread.start()
    until((tmp_path / "pid").exists)
    session = int((tmp_path / "pid").read_text())
    members = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and in_session(int(p.name), session)]
    assert len(members) == 2
    crawl.stop(patience=0.3)
    thread.join(10)
    assert codes == [-signal.SIGKILL]
    until(lambda: not any(map(is_alive, members)))
    assert crawl.run() is None  # none starts after `stop`


def in_session(pid: int, session: int) -> bool:
    try:
        return os.getsid(pid) == session
    except ProcessLookupError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's; elsewhere the crawl's own lock protects")
def test_a_crawl_dies_with_a_scheduler_that_is_killed(start: Start, tmp_path: Path) -> None:
    service = start(POLITE)
    pid = service.crawling()
    service.process.kill()
    service.end()
    until((tmp_path / "stopped").exists, 5)
    until(lambda: not is_alive(pid), 5)


# --- One leader --------------------------------------------------------------------------------------
def test_a_second_scheduler_refuses_and_names_the_first(start: Start) -> None:
    first = start(POLITE)
    first.crawling()
    for args in ((), ("--once",)):
        code, stderr = start(QUICK, *args).end()
        assert code == 1
        assert re.fullmatch(rf"scheduler: .*\b{first.process.pid}\b.*\n", stderr)
    assert first.process.poll() is None


def test_of_five_that_start_at_once_one_leads(start: Start) -> None:
    services = [start(POLITE) for _ in range(5)]
    until(lambda: sum(service.process.poll() is not None for service in services) == 4)
    services[0].crawling()
    assert sorted(str(service.process.poll()) for service in services) == ["1", "1", "1", "1", "None"]


def test_kill_9_frees_the_lock(start: Start, tmp_path: Path) -> None:
    first = start(POLITE)
    first.crawling()
    first.process.kill()
    first.end()
    assert start(QUICK, "--once").end()[0] == 0
    assert (tmp_path / "ran").exists()


# --- By cron -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("code", [0, 1, 3, 4])
def test_once_hands_the_exit_code_through(start: Start, tmp_path: Path, code: int) -> None:
    crawled(tmp_path, datetime.now(UTC))  # it crawls however fresh the last one is
    got, stderr = start(QUICK, "--once", code=code).end()
    assert got == code
    assert f"exit code {code} ({scheduler.ENDINGS[code][1]})" in stderr


def test_sigterm_ends_once_and_its_crawl(start: Start, tmp_path: Path) -> None:
    service = start(POLITE, "--once")
    pid = service.crawling()
    service.process.terminate()
    assert service.end(10)[0] == 0
    assert (tmp_path / "stopped").exists()
    assert not is_alive(pid)


def test_once_says_which_signal_ended_the_crawl(start: Start) -> None:
    service = start(POLITE, "--once")
    os.kill(service.crawling(), signal.SIGKILL)
    code, stderr = service.end(10)
    assert code == 128 + signal.SIGKILL
    assert "ended by signal 9" in stderr


# --- What is wrong is said in one line -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("args", "env", "words"),
    [
        (("--at", "25:00"), {}, "--at: '25:00' is not known; allowed: HH:MM in UTC"),
        (("--every", "5"), {}, "--every: '5' is not known; allowed: 1, 2, 3, 4, 6, 8, 12, 24"),
        ((), {"MARSAD_CRAWL_AT": "ظهرا"}, "MARSAD_CRAWL_AT: 'ظهرا' is not known"),
        (("--daily",), {}, "unrecognized arguments: --daily"),
        (("--at",), {}, "expected one argument"),
    ],
)
def test_a_bad_argument_is_one_line_and_exit_2(
    start: Start, args: tuple[str, ...], env: dict[str, str], words: str
) -> None:
    code, stderr = start(QUICK, *args, **env).end()
    assert (code, stderr.count("\n")) == (2, 1)
    assert words in stderr


def test_a_database_that_refuses_is_one_line_and_exit_1(start: Start, tmp_path: Path) -> None:
    (tmp_path / "marsad.db").write_text("مرصد" * 1000)
    code, stderr = start(QUICK).end()
    assert (code, stderr.count("\n")) == (1, 1)
    assert stderr.startswith("scheduler: ")
    assert not (tmp_path / "ran").exists()


def test_running_it_loads_neither_scrapy_nor_twisted(tmp_path: Path) -> None:
    crawl = [sys.executable, "-c", QUICK, str(tmp_path), "0"]
    code = f"import sys, scheduler; scheduler.main(['--once'], {crawl!r}); print(*sys.modules)"
    env = {**os.environ, "MARSAD_VAR": str(tmp_path), "MARSAD_DATABASE_URL": address(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True, timeout=30
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert (tmp_path / "ran").exists()
    assert "apscheduler" in loaded
    assert not loaded & {"scrapy", "twisted", "crawler", "pipelines", "trafilatura"}


def test_the_unit_in_the_manual_gives_a_crawl_its_time() -> None:
    unit = dict(re.findall(r"^(\w+)=(.*)$", (ROOT / "docs" / "operations.md").read_text("utf-8"), re.MULTILINE))
    # "control-group" would send the crawl a second SIGTERM, which makes Scrapy drop what it is fetching.
    assert unit["KillMode"] == "mixed"
    assert float(unit["TimeoutStopSec"]) > scheduler.PATIENCE
    assert unit["RestartPreventExitStatus"] == "2"
