"""Progress: every item passes, and what is said goes to stderr."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.progress import progress


def test_a_log_gets_ten_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress(range(5000), 5000, "تصدير")) == list(range(5000))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines()[0] == "تصدير: 500 of 5,000"
    assert len(captured.err.splitlines()) == 10


def test_without_a_total_there_is_a_line_every_thousand(capsys: pytest.CaptureFixture[str]) -> None:
    assert sum(1 for _ in progress(range(2500), None, "ingest")) == 2500
    assert capsys.readouterr().err == "ingest: 1,000\ningest: 2,000\n"


def test_a_short_work_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress([], 0, "export")) == []
    assert list(progress("ab", 2, "export")) == ["a", "b"]
    assert capsys.readouterr().err == ""


def test_a_terminal_gets_a_bar() -> None:
    script = "from crawler.progress import progress; print(sum(progress(range(50), 50, 'export')))"
    terminal, end = pty.openpty()
    root = Path(__file__).resolve().parent.parent
    environment = os.environ | {"PYTHONPATH": str(root), "TERM": "xterm"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, stderr=end, text=True, check=True
    )
    os.close(end)
    drawn = os.read(terminal, 65536).decode()
    os.close(terminal)
    assert done.stdout == "1225\n"
    assert "export" in drawn
    assert "━" in drawn
