"""Starts the crawls: a service that crawls every day, or one crawl now for cron.

    python scheduler.py --at 01:15      every day at 01:15 UTC (else at MARSAD_CRAWL_AT, else at 03:30)
    python scheduler.py --every 6       every 6 hours, one of them at that time
    python scheduler.py --once          one crawl now; exits with its code

Once an hour the service asks the ledger whether a crawl is due: one question meets the time that passed
while the machine was off, the crawl that failed, and the clock that was set.
Exit codes: 0 stopped as asked, 1 another scheduler runs or the database refuses, 2 a bad argument.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import NoReturn

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

import settings
from corpus.errors import BadArgument, MarsadError
from corpus.ledger import last_success
from corpus.lock import hold
from corpus.schedule import Schedule, next_due
from corpus.store import Store
from corpus.types import utc_now

COMMAND = (sys.executable, "-m", "scrapy", "crawl", "press")
#: What the exit codes of the crawl mean, and how loudly to say it.
ENDINGS = {
    0: (logging.INFO, "complete"),
    1: (logging.ERROR, "failed"),
    2: (logging.ERROR, "bad arguments or settings"),
    3: (logging.INFO, "partial: some outlets did not answer"),
    4: (logging.WARNING, "another crawl runs already"),
    130: (logging.WARNING, "interrupted"),
}
#: Seconds that a crawl has to finish what it is fetching after SIGTERM; one request may take 30.
PATIENCE = 90.0
PR_SET_PDEATHSIG = 1  # linux/prctl.h
LIBC = ctypes.CDLL(None)
#: What main waits for: the number of a signal, or `ENDED` when a crawl has ended.
Mail = SimpleQueue[int]
ENDED = 0
log = logging.getLogger("scheduler")


def die_with(parent: int) -> None:
    """Run in the child before it becomes the crawl: SIGTERM when the scheduler dies, however it dies.

    Linux only; elsewhere the crawl runs on, alone by its own lock. The "parent" of prctl is the thread
    that forks: ours waits in `Crawl.run` until the crawl ends.
    """
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it died before we could ask
        os.kill(os.getpid(), signal.SIGTERM)


class Crawl:
    """The one crawl that runs at a time, in a session of its own: a terminal's Ctrl-C reaches only us."""

    def __init__(self, command: Sequence[str], mail: Mail) -> None:
        self._command, self._mail = command, mail
        self._child: subprocess.Popen[bytes] | None = None  # not yet reaped: its number is still its own
        self.stopping = False
        self._lock = Lock()

    def run(self) -> int | None:
        """Start a crawl and wait for its end: its exit code (-N: ended by signal N), None when stopping."""
        try:
            with self._lock:
                if self.stopping:
                    return None
                child = self._child = subprocess.Popen(
                    self._command, cwd=settings.ROOT, start_new_session=True, preexec_fn=partial(die_with, os.getpid())
                )
            os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
            with self._lock:
                self._child = None
                os.killpg(child.pid, signal.SIGKILL)  # the readers that a killed crawl left behind
                return child.wait()
        finally:
            self._mail.put(ENDED)

    def stop(self, patience: float = PATIENCE) -> None:
        """End the crawl by SIGTERM, after `patience` seconds or at our next signal by SIGKILL; start none."""
        self.stopping = True
        if not self._send(signal.SIGTERM):
            return
        log.info("stopping the crawl; a second signal ends it at once")
        try:
            self._mail.get(timeout=patience)
        except Empty:
            log.warning("the crawl did not stop within %g s", patience)
        if self._send(signal.SIGKILL):
            log.warning("the crawl was killed; what it had not kept stays due")

    def _send(self, number: signal.Signals) -> bool:
        with self._lock:
            if self._child is not None:
                os.kill(self._child.pid, number)  # the crawl alone: it ends its readers, or `run` does
            return self._child is not None


def hourly(schedule: Schedule) -> CronTrigger:
    """When the service asks: every hour at the minute of the schedule, hence at each of its times too."""
    return CronTrigger(minute=schedule.at // timedelta(minutes=1) % 60, timezone=UTC)


class Watch:
    """Asks whether a crawl is due, runs it, and writes down how it ended."""

    def __init__(self, schedule: Schedule, crawl: Crawl, *, url: str, journal: Path) -> None:
        self._schedule, self._crawl = schedule, crawl
        self._url, self._journal = url, journal
        self._told: datetime | None = None

    def due(self, now: datetime) -> datetime:
        """When the next crawl should start, by the ledger; `MarsadError` if the database refuses."""
        with closing(Store.open(self._url)) as store:
            return next_due(last_success(store, now), now, self._schedule)

    def ask(self) -> None:
        """Crawl if it is due. A database that is away costs this hour, not the service."""
        try:
            if self.due(now := utc_now()) <= now:
                self.crawl_now()
            if not self._crawl.stopping:
                self._tell(utc_now())
        except MarsadError as error:
            log.error("%s; asking again within the hour", error)

    def crawl_now(self) -> int | None:
        """One crawl, written in the journal: its exit code, None when we are stopping."""
        started = utc_now()
        log.info("crawl starts")
        if (code := self._crawl.run()) is not None:
            level, words = ENDINGS.get(code, (logging.ERROR, "a bug" if code > 0 else f"ended by signal {-code}"))
            log.log(level, "crawl ended with exit code %d (%s)", code, words)
            self._write({"started": started.isoformat(), "ended": utc_now().isoformat(), "exit_code": code})
        return code

    def _tell(self, now: datetime) -> None:
        if (due := self.due(now)) <= now:  # it failed
            due = hourly(self._schedule).get_next_fire_time(None, now)
        if due != self._told:
            log.info("next crawl at %s UTC", f"{due:%Y-%m-%d %H:%M}")
        self._told = due

    def _write(self, entry: dict[str, object]) -> None:
        """A crawl that fails before it reaches the database leaves no run in the ledger, but a line here."""
        try:
            self._journal.parent.mkdir(parents=True, exist_ok=True)
            with self._journal.open("a", encoding="utf-8") as file:
                file.write(json.dumps(entry) + "\n")
        except OSError as error:
            log.error("cannot write %s: %s", self._journal, error.strerror)

    def timer(self) -> BackgroundScheduler:
        """A timer, not yet started, that asks at once and then every hour; its jobs live in memory."""
        timer = BackgroundScheduler(timezone=UTC, executors={"default": {"type": "threadpool", "max_workers": 1}})
        late = {"coalesce": True, "max_instances": 1, "misfire_grace_time": 12 * 3600}
        timer.add_job(self.ask, hourly(self._schedule), id="crawl", next_run_time=utc_now(), **late)
        return timer


def serve(watch: Watch, crawl: Crawl, mail: Mail) -> int:
    """The service: returns when it got SIGTERM or SIGINT and the crawl has ended."""
    watch.due(utc_now())  # a database that refuses us is said at the start, not every hour
    timer = watch.timer()
    timer.start()
    while mail.get() == ENDED:
        pass
    crawl.stop()
    timer.shutdown()
    log.info("stopped")
    return 0


def once(watch: Watch, crawl: Crawl, mail: Mail) -> int:
    """One crawl now: its exit code as a shell gives it (128 + N when signal N ended it)."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        ended = pool.submit(watch.crawl_now)
        if mail.get() != ENDED:
            crawl.stop()
        code = ended.result()
    return 128 + signal.SIGTERM if code is None else code if code >= 0 else 128 - code


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadArgument("arguments", message, "see --help")


def _arguments(argv: Sequence[str] | None) -> tuple[Schedule, bool]:
    parser = _Parser(description="Crawl the press every day, or once for cron.")
    parser.add_argument("--at", metavar="HH:MM", help="time of the day in UTC (MARSAD_CRAWL_AT, else 03:30)")
    parser.add_argument("--every", metavar="HOURS", default="24", help="hours from one crawl to the next (24)")
    parser.add_argument("--once", action="store_true", help="crawl once, now, and exit with the crawl's code")
    opts = parser.parse_args(argv)
    name = "MARSAD_CRAWL_AT" if opts.at is None else "--at"
    at = os.environ.get(name, "03:30") if opts.at is None else opts.at
    return Schedule.parse(at, opts.every, at_name=name), opts.once


def _log_in_utc() -> None:
    logging.Formatter.converter = time.gmtime
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    log.setLevel(logging.INFO)
    # It warns at each hour in which a crawl still runs, which is nothing to worry about.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)


def main(argv: Sequence[str] | None = None, command: Sequence[str] = COMMAND) -> int:
    """The program: its exit code. `command` is what a crawl runs, in the project's folder."""
    mail: Mail = SimpleQueue()  # the one queue whose `put` a signal handler may call
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: mail.put(number))
    try:
        schedule, is_once = _arguments(argv)
        _log_in_utc()
        os.chdir(settings.ROOT)  # relative paths in the settings mean the same for us and the crawl
        crawl = Crawl(command, mail)
        watch = Watch(schedule, crawl, url=settings.DATABASE_URL, journal=Path(settings.VAR) / "scheduler.jsonl")
        with hold(settings.DATABASE_URL, "scheduler"):
            return once(watch, crawl, mail) if is_once else serve(watch, crawl, mail)
    except MarsadError as error:
        print(f"scheduler: {error}", file=sys.stderr)
        return 2 if isinstance(error, BadArgument) else 1


if __name__ == "__main__":
    sys.exit(main())
