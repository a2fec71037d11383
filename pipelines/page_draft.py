"""From the bytes of a page to its draft: decode, clean, parse once, then ask each part of the article in turn."""

from __future__ import annotations

from lxml.html import HtmlElement

from corpus.types import Page, Rejected
from pipelines.access import find_access
from pipelines.address import own_address
from pipelines.agencies import credited_agency
from pipelines.authors import find_authors
from pipelines.cleaning import clean_html
from pipelines.decoding import decode
from pipelines.draft import Draft
from pipelines.extraction import extract_text
from pipelines.headings import headings_of
from pipelines.metadata import Metadata, read_metadata
from pipelines.outlet_rules import Found, find_by_rules, remove_by_rules
from pipelines.parsing import drop_unseen, parse, unfold_tables
from pipelines.published import find_published
from pipelines.quality import refuse_body, refuse_page
from pipelines.title import find_title
from pipelines.visible import Visible


def draft_of_page(page: Page) -> Draft | Rejected:
    """The draft of a page, or why it is not an article. May raise on a page that breaks a parser."""
    if refused := refuse_body(page):
        return refused
    decoded = decode(page.body, content_type=page.content_type, languages=_languages(page))
    tree = parse(clean_html(decoded.text))
    if tree is None:
        return Rejected(reason="no-text", detail="no markup to parse")
    unfold_tables(tree)
    said = read_metadata(tree)
    drop_unseen(tree)
    return _draft_of_tree(page, tree, said, _by_rules(page, tree), decoded.encoding)


def _by_rules(page: Page, tree: HtmlElement) -> Found:
    """What the outlet's own rules find; what they condemn is out of the tree then."""
    rules = page.source.reading if page.source else None
    if rules is None:
        return Found()
    found = find_by_rules(tree, rules)
    remove_by_rules(tree, rules, found)
    return found


def _draft_of_tree(page: Page, tree: HtmlElement, said: Metadata, found: Found, encoding: str) -> Draft | Rejected:
    headings = headings_of(tree)
    title = find_title(page, said, headings, found)
    visible = Visible(tree, title.text, headings)
    extracted = extract_text(visible, said, found)
    if refused := refuse_page(page, tree, title=title.text, text=extracted.text):
        return refused
    authors = find_authors(page, visible, said, extracted.text, found)
    return Draft(
        url=own_address(page, said.canonical),
        title=title,
        text=extracted.text,
        text_source=extracted.source,
        standfirst=extracted.standfirst or None,
        access=find_access(visible, said, extracted),
        authors=authors,
        agency=credited_agency(extracted.text, authors.raw),
        published=find_published(page, visible, said, extracted.text, authors.raw, found),
        hint=said.language or next(iter(_languages(page)), None),
        source=page.source,
        via=page.link.via if page.link else "ingest",
        found_in=page.link.found_in if page.link else None,
        fetched=page.fetched,
        encoding=encoding,
        missed_rules=found.missed,
    )


def _languages(page: Page) -> tuple[str, ...]:
    """Those of the outlet, the link's own first."""
    of_link = (page.link.language,) if page.link and page.link.language else ()
    return (*of_link, *(page.source.languages if page.source else ()))
