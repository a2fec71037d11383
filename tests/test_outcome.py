"""The word and the exit code that a crawl ends with."""

from __future__ import annotations

import pytest

from corpus.types import Source
from crawler.lane import Lane
from crawler.outcome import EXIT_CODES, judge_crawl

SOURCE = Source(
    id="assada", name="Assada", home="http://127.0.0.11/", country="MA", languages=("ar",), kind="newspaper"
)
GOOD = Lane(source=SOURCE, budget=1, endpoints_ok=1)
DOWN = Lane(source=SOURCE, budget=1, endpoints_failed=1)


@pytest.mark.parametrize(
    ("lanes", "reason", "trouble", "outcome", "code"),
    [
        ([GOOD, GOOD], "finished", "", "complete", 0),
        ([GOOD, DOWN], "finished", "", "partial", 3),
        ([DOWN, DOWN], "finished", "", "failed", 1),
        ([], "finished", "", "complete", 0),
        ([GOOD], "finished", "the database is gone", "failed", 1),
        ([GOOD], "trouble", "the database is gone", "failed", 1),
        ([GOOD], "shutdown", "", "interrupted", 130),
        ([GOOD], "start_error", "", "failed", 1),
        ([GOOD], "memusage_exceeded", "", "failed", 1),
    ],
)
def test_judge_crawl(lanes: list[Lane], reason: str, trouble: str, outcome: str, code: int) -> None:
    judged = judge_crawl(lanes, reason, trouble)
    assert (judged, EXIT_CODES[judged]) == (outcome, code)
