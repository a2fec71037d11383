"""What an input says before it is judged: address, title, text, authors, date. Pages and texts end here alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from lxml.html import HtmlElement

from corpus.types import Page, Rejected, Source, Via
from pipelines.address import own_address
from pipelines.agencies import credited_agency
from pipelines.authors import Authors, find_authors, tidy_authors
from pipelines.cleaning import clean_html, clean_line, clean_text
from pipelines.dates import parse_date
from pipelines.decoding import decode
from pipelines.extraction import extract_text
from pipelines.headings import headings_of
from pipelines.metadata import Metadata, read_metadata
from pipelines.parsing import parse, unfold_tables
from pipelines.published import NO_DATE, Published, find_published
from pipelines.quality import refuse_body, refuse_page, refuse_text
from pipelines.title import Title, find_title
from pipelines.visible import Visible


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
    text_source: str
    authors: Authors
    agency: str | None
    published: Published
    hint: str | None
    source: Source | None
    via: Via
    found_in: str | None
    fetched: datetime
    encoding: str | None


def draft_of_text(item: Text) -> Draft | Rejected:
    """The draft of what is already text; refused only where there is none."""
    text, title = clean_text(item.text), clean_line(item.title)
    if refused := refuse_text(title=title, text=text, given=True):
        return refused
    zone = item.source.time_zone if item.source else "UTC"
    date = parse_date(item.published or "", language=item.language, time_zone=zone, now=item.fetched)
    return Draft(
        url=item.url or "urn:sha256:" + sha256(f"{title}\n{text}".encode()).hexdigest(),
        title=Title(title, "given" if title else "none"),
        text=text,
        text_source="given",
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


def draft_of_page(page: Page) -> Draft | Rejected:
    """The draft of a page, or why it is not an article. May raise on a page that breaks a parser."""
    if refused := refuse_body(page):
        return refused
    decoded = decode(page.body, content_type=page.content_type, languages=_languages(page))
    tree = parse(clean_html(decoded.text))
    if tree is None:
        return Rejected(reason="no-text", detail="no markup to parse")
    unfold_tables(tree)
    return _draft_of_tree(page, tree, read_metadata(tree), decoded.encoding)


def _draft_of_tree(page: Page, tree: HtmlElement, said: Metadata, encoding: str) -> Draft | Rejected:
    headings = headings_of(tree)
    title = find_title(page, said, headings)
    visible = Visible(tree, title.text, headings)
    text = clean_text(extract_text(visible, said))
    if refused := refuse_page(page, tree, title=title.text, text=text):
        return refused
    authors = find_authors(page, visible, said, text)
    return Draft(
        url=own_address(page, said.canonical),
        title=title,
        text=text,
        text_source="trafilatura",
        authors=authors,
        agency=credited_agency(text, authors.raw),
        published=find_published(page, visible, said, text),
        hint=said.language or next(iter(_languages(page)), None),
        source=page.source,
        via=page.link.via if page.link else "ingest",
        found_in=page.link.found_in if page.link else None,
        fetched=page.fetched,
        encoding=encoding,
    )


def _languages(page: Page) -> tuple[str, ...]:
    """Those of the outlet, the link's own first."""
    of_link = (page.link.language,) if page.link and page.link.language else ()
    return (*of_link, *(page.source.languages if page.source else ()))
