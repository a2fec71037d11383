"""Why a request did not bring a page, in the closed set of `corpus.types.FailureClass`."""

from __future__ import annotations

from scrapy import exceptions

from corpus.types import Failure, FailureClass
from crawler.robots import RobotsForbidden, RobotsUnreachable

_BY_STATUS: dict[int, FailureClass] = {
    401: "refused",
    403: "refused",
    404: "not-found",
    410: "gone",
    429: "rate-limited",
    451: "refused",
}
_BY_EXCEPTION: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], FailureClass], ...] = (
    (RobotsForbidden, "robots"),
    (RobotsUnreachable, "connection"),
    (exceptions.CannotResolveHostError, "dns"),
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.DownloadConnectionRefusedError, "connection"),
    (exceptions.DownloadCancelledError, "too-big"),
    (exceptions.ResponseDataLossError, "truncated"),
    (exceptions.UnsupportedURLSchemeError, "redirect"),
    (exceptions.NotSupported, "redirect"),
    (exceptions.IgnoreRequest, "redirect"),
    (exceptions.DownloadFailedError, "connection"),
)


def by_status(status: int) -> Failure:
    """The failure that an HTTP status other than 2xx means."""
    if status in _BY_STATUS:
        return Failure(reason=_BY_STATUS[status], status=status, detail=f"HTTP {status}")
    if 300 <= status < 400:
        return Failure(reason="redirect", status=status, detail=f"HTTP {status} that was not followed")
    reason: FailureClass = "server-error" if status >= 500 else "client-error"
    return Failure(reason=reason, status=status, detail=f"HTTP {status}")


def by_exception(error: BaseException) -> Failure:
    """The failure that an exception of the downloader means."""
    detail = f"{type(error).__name__}: {error}"[:300]
    for kinds, reason in _BY_EXCEPTION:
        if isinstance(error, kinds):
            if reason == "connection" and _speaks_of_tls(detail):
                return Failure(reason="tls", detail=detail)
            return Failure(reason=reason, detail=detail)
    return Failure(reason="other", detail=detail)


def _speaks_of_tls(detail: str) -> bool:
    return "SSL" in detail or "certificate" in detail
