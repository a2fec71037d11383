"""How a crawl ended, in one word and an exit code that tells the truth."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from crawler.lane import Lane

Outcome = Literal["complete", "partial", "failed", "interrupted"]

#: Exit codes of `scrapy crawl press`; 2 is a bad argument, 4 another crawl in progress.
EXIT_CODES: dict[Outcome, int] = {"complete": 0, "failed": 1, "partial": 3, "interrupted": 130}
ALREADY_RUNNING = 4


def judge_crawl(lanes: Collection[Lane], reason: str, trouble: str) -> Outcome:
    """`reason` is Scrapy's finish reason, `trouble` what ended the crawl early ("" if nothing did).

    complete: every outlet answered; partial: some did not; failed: none did, or the crawl itself
    broke; interrupted: somebody stopped it. What was not done stays due in every case.
    """
    if trouble:
        return "failed"
    if reason in ("shutdown", "cancelled"):
        return "interrupted"
    if reason != "finished":
        return "failed"
    unreachable = sum(lane.unreachable for lane in lanes)
    if not unreachable:
        return "complete"
    return "failed" if unreachable == len(lanes) else "partial"
