"""`scrapy extract`: read one page from disk, show the article as JSON. No database, no network."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import zlib
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import BadArgument, MarsadError
from corpus.types import Article, Page, Rejected, utc_now
from crawler.command import DONE, FAILED, MarsadCommand
from pipelines import load_rules, read_page


class UnreadableFile(MarsadError):
    """A file that cannot be read, with the reason of the system."""


class Command(MarsadCommand):
    """`scrapy extract FILE.html --url URL [--source ID]`"""

    def syntax(self) -> str:
        """For `--help`."""
        return "[options] FILE.html"

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Read one page from disk and show the article as JSON"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Beside Scrapy's own options."""
        super().add_options(parser)
        parser.add_argument("--url", metavar="URL", help="the address that the page came from")
        parser.add_argument("--source", metavar="ID", help="the outlet that published it, an id of the registry")

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Exit 0 for an article, 1 for a page that is none."""
        if len(args) != 1:
            raise BadArgument("FILE", " ".join(args), "one HTML file, gzipped if it ends in .gz, or - for stdin")
        if not opts.url or not opts.url.startswith(("http://", "https://")):
            raise BadArgument("--url", opts.url or "", "the http or https address that the page came from")
        source = self.outlet(opts.source)
        body = read_bytes(args[0])
        page = Page(url=opts.url, final_url=opts.url, body=body, fetched=utc_now(), source=source)
        result = read_page(page, load_rules())
        print(json.dumps(as_json(result), ensure_ascii=False, indent=2))
        return DONE if isinstance(result, Article) else FAILED


def read_bytes(path: str) -> bytes:
    """The bytes of a file, unpacked if its name ends in .gz; of stdin for `-`."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return gzip.decompress(data) if path.endswith(".gz") else data
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or "not a whole gzip file"
        raise UnreadableFile(f"{path}: {reason}") from error


def as_json(result: Article | Rejected) -> dict[str, Any]:
    """All fields of an article, moments as `2024-05-13T09:20:00Z`; for a rejection its reason and detail."""
    if isinstance(result, Rejected):
        return {"rejected": result.reason, "detail": result.detail}
    return {name: _value(value) for name, value in asdict(result).items()}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return value
