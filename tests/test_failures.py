"""Every way in which a request can fail has one name of the closed set."""

from __future__ import annotations

import pytest
from scrapy import exceptions

from corpus.types import FAILURE_CLASSES, FINAL_FAILURES
from crawler.failures import by_exception, by_status
from crawler.robots import RobotsForbidden, RobotsUnreachable


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (301, "redirect"),
        (304, "redirect"),
        (400, "client-error"),
        (401, "refused"),
        (403, "refused"),
        (404, "not-found"),
        (410, "gone"),
        (418, "client-error"),
        (429, "rate-limited"),
        (451, "refused"),
        (500, "server-error"),
        (503, "server-error"),
        (999, "server-error"),
    ],
)
def test_by_status(status: int, reason: str) -> None:
    failure = by_status(status)
    assert failure.reason == reason
    assert failure.status == status
    assert str(status) in failure.detail


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (RobotsForbidden("Forbidden by robots.txt"), "robots"),
        (RobotsUnreachable("robots.txt answered 503"), "connection"),
        (exceptions.CannotResolveHostError("no such host"), "dns"),
        (exceptions.DownloadTimeoutError("30 seconds"), "timeout"),
        (exceptions.DownloadConnectionRefusedError("refused"), "connection"),
        (exceptions.DownloadFailedError("[('SSL routines', '', 'bad record')]"), "tls"),
        (exceptions.DownloadFailedError("connection lost"), "connection"),
        (exceptions.ResponseDataLossError("half a body"), "truncated"),
        (exceptions.DownloadCancelledError("expected size larger than maxsize"), "too-big"),
        (exceptions.UnsupportedURLSchemeError("file"), "redirect"),
        (exceptions.IgnoreRequest("max redirections reached"), "redirect"),
        (RuntimeError("a bug"), "other"),
    ],
)
def test_by_exception(error: BaseException, reason: str) -> None:
    failure = by_exception(error)
    assert failure.reason == reason
    assert type(error).__name__ in failure.detail


def test_a_final_failure_is_a_failure_class() -> None:
    assert set(FAILURE_CLASSES) > FINAL_FAILURES
