"""What an input says before it is judged: address, title, text, authors, date. Pages and texts end here alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from corpus.types import Access, Rejected, Source, Via
from pipelines.agencies import credited_agency
from pipelines.authors import Authors, tidy_authors
from pipelines.cleaning import clean_line, clean_text
from pipelines.dates import parse_date
from pipelines.published import NO_DATE, Published
from pipelines.quality import refuse_text
from pipelines.title import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What is already text: a line of JSON Lines, a file of plain text."""

    url: str  #: "" when it has none
    title: str
    text: str
    fetched: datetime
    published: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    source: Source | None = None
    via: Via = "ingest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What pages and texts come down to, before language, judgement and identity."""

    url: str
    title: Title
    text: str
    text_source: str  #: trafilatura, outlet-rule, given
    standfirst: str | None
    access: Access
    authors: Authors
    agency: str | None
    published: Published
    hint: str | None
    source: Source | None
    via: Via
    found_in: str | None
    fetched: datetime
    encoding: str | None
    missed_rules: tuple[str, ...] = ()


def draft_of_text(item: Text) -> Draft | Rejected:
    """The draft of what is already text; refused only where there is none."""
    text, title = clean_text(item.text), clean_line(item.title)
    if refused := refuse_text(title=title, text=text, given=True):
        return refused
    zone = item.source.time_zone if item.source else "UTC"
    date = parse_date(item.published or "", language=item.language, time_zone=zone, now=item.fetched)
    return Draft(
        url=item.url or "urn:sha256:" + sha256(f"{title}\n{text}".encode()).hexdigest(),
        title=Title(title, "given") if title else Title("", "none", 0.0),
        text=text,
        text_source="given",
        standfirst=None,
        access="full",
        authors=tidy_authors(item.authors, "given", source=item.source),
        agency=credited_agency(text, item.authors),
        published=Published.of(date, "given") if date and not date.modified else NO_DATE,
        hint=item.language,
        source=item.source,
        via=item.via,
        found_in=None,
        fetched=item.fetched,
        encoding=None,
    )
