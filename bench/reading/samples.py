"""Labelled pages: the project's own under tests/reading/, and others' pages outside the project.

A folder holds `manifest.jsonl`, one page a line; tests/reading/README.md tells the fields. Pages of others
(`../shared/pages`) carry fewer: no outlet, no time zone, and null means "not labelled" where on our own
pages it means "there is none".
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus.types import Link, Page, Source

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "reading"
SHARED = ROOT.parent / "shared" / "pages"
LANGUAGES = ("fr", "ar", "en")
#: Others' pages do not say when they were fetched: before this day.
FETCHED = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One page as it was fetched, with its line of the manifest."""

    labels: dict[str, Any] = field(repr=False)
    body: bytes = field(repr=False)
    url: str
    undated: bool = False  #: its dates were taken out; nothing but that is scored

    @property
    def id(self) -> str:
        return str(self.labels["id"])

    @property
    def own(self) -> bool:
        """Whether everything is labelled, so that null means none."""
        return "fetched" in self.labels

    @property
    def language(self) -> str:
        """The language under which it is reported; Darija is Arabic."""
        return "ar" if self.labels["lang"] == "ary" else str(self.labels["lang"])

    @property
    def zone(self) -> str | None:
        """The outlet's, as an IANA name."""
        return self.labels.get("time_zone")

    @property
    def dates(self) -> tuple[str, ...] | None:
        """The accepted days; () where a page tells none, None where that was not labelled."""
        days = self.labels["gold_date"]
        return tuple(days) if days else () if self.own else None


def folders(place: Path) -> list[Path]:
    """The folders with a manifest: the place itself, or one for each language in it."""
    return [path.parent for path in (*place.glob("manifest.jsonl"), *sorted(place.glob("*/manifest.jsonl")))]


def load(place: Path, only: str = "") -> list[Sample]:
    """The pages of a place whose ids begin with `only`."""
    return [sample for folder in folders(place) for sample in _load(folder) if sample.id.startswith(only)]


def _load(folder: Path) -> Iterator[Sample]:
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        if line.strip():
            labels = json.loads(line)
            body = (folder / labels["file"]).read_bytes()
            body = gzip.decompress(body) if labels["file"].endswith(".gz") else body
            yield Sample(labels=labels, body=body, url=labels["url"])


def without_dates(samples: list[Sample]) -> list[Sample]:
    """The same pages with their dates taken out of markup, address and feed; decoys stay.

    Pages of ours that tell no date anyway are left out. Raises ValueError where `date_shown` is not in the page.
    """
    return [_without_date(sample) for sample in samples if sample.own and sample.dates]


def _without_date(sample: Sample) -> Sample:
    encoding, labels = sample.labels["encoding"], sample.labels
    markup = sample.body.decode(encoding, "surrogateescape")
    if absent := [shown for shown in labels["date_shown"] if shown not in markup]:
        raise ValueError(f"{sample.id}: date_shown is not in the page: {absent}")
    for shown in sorted(labels["date_shown"], key=len, reverse=True):
        markup = markup.replace(shown, "")
    feed = {**labels["feed"], "published": None} if labels.get("feed") else None
    body = markup.encode(encoding, "surrogateescape")
    return replace(sample, labels={**labels, "feed": feed}, body=body, url=labels["undated_url"], undated=True)


def page_of(sample: Sample) -> Page:
    """The page as a crawl would hand it to the reader."""
    labels = sample.labels
    fetched = datetime.fromisoformat(labels["fetched"]) if sample.own else FETCHED
    return Page(
        url=sample.url,
        final_url=sample.url,
        body=sample.body,
        fetched=fetched if fetched.tzinfo else fetched.replace(tzinfo=UTC),
        content_type=labels.get("content_type") or "",
        source=_source(sample) if sample.own else None,
        link=_link(sample) if labels.get("feed") else None,
    )


def _source(sample: Sample) -> Source:
    labels, address = sample.labels, urlsplit(sample.url)
    return Source(
        id=(address.hostname or sample.id).replace(".", "-"),
        name=labels["outlet"],
        name_ar=labels["outlet"] if sample.language == "ar" else None,
        home=f"{address.scheme}://{address.netloc}/",
        country=labels["country"],
        languages=(sample.language,),
        kind="newspaper",
        time_zone=labels["time_zone"],
        enabled=True,
    )


def _link(sample: Sample) -> Link:
    feed = sample.labels["feed"]
    authors = feed.get("authors") or ()
    return Link(
        url=sample.url,
        via="feed",
        found_in=urlsplit(sample.url)._replace(path="/feed", query="").geturl(),
        title=feed.get("title"),
        summary=feed.get("summary"),
        authors=(authors,) if isinstance(authors, str) else tuple(authors),
        published=_moment(feed["published"]) if feed.get("published") else None,
    )


def _moment(told: str) -> datetime:
    """An aware moment out of RFC 3339 or RFC 822."""
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        moment = parsedate_to_datetime(told)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def digest(samples: list[Sample]) -> str:
    """What pages and labels these are: a figure compares only with a figure of the same pages."""
    lines = (json.dumps(sample.labels, sort_keys=True).encode() + sample.body for sample in samples)
    return sha256(b"".join(sha256(line).digest() for line in lines)).hexdigest()[:16]
