"""One page in, one article with its tags and their evidence out; or the reason why not.

decode → clean → parse → metadata → title, text, authors, date → language → judge → figures → `Article`.
Pure: no clock (the page says when it was fetched), no network, no database, no Scrapy.
"""

from __future__ import annotations

from corpus.fingerprint import text_hash
from corpus.types import Article, Page, Rejected
from corpus.urls import article_id, url_key
from pipelines.draft import Draft, Text, draft_of_text
from pipelines.figures import judged_figures
from pipelines.judge import judge
from pipelines.language import detect_language
from pipelines.page_draft import draft_of_page
from pipelines.rules import Rules

__all__ = ["Text", "read_page", "read_text"]


def read_page(page: Page, rules: Rules) -> Article | Rejected:
    """The article of a page, or why there is none. Never raises: a foreign page is never our error."""
    try:
        draft = draft_of_page(page)
        return draft if isinstance(draft, Rejected) else _finish(draft, rules)
    except MemoryError:
        return Rejected(reason="too-big", detail="reading ran out of memory")
    except Exception as error:
        return Rejected(reason="unreadable", detail=f"{type(error).__name__}: {error}"[:300])


def read_text(item: Text, rules: Rules) -> Article | Rejected:
    """The article of what is already text, or why there is none."""
    draft = draft_of_text(item)
    return draft if isinstance(draft, Rejected) else _finish(draft, rules)


def _finish(draft: Draft, rules: Rules) -> Article:
    """Language, judgement and identity: the half that pages and texts share."""
    language = detect_language(title=draft.title.text, text=draft.text, hint=draft.hint)
    verdict = judge(draft.title.text, draft.text, language.code, rules)
    figures = judged_figures(draft.title.text, draft.text, verdict)
    key = draft.url if draft.url.startswith("urn:") else url_key(draft.url)
    return Article(
        id=article_id(key),
        url=draft.url,
        url_key=key,
        source=draft.source.id if draft.source else None,
        source_country=draft.source.country if draft.source else None,
        title=draft.title.text,
        title_source=draft.title.source,
        title_confidence=draft.title.confidence,
        title_language=language.title,
        text=draft.text,
        text_source=draft.text_source,
        standfirst=draft.standfirst,
        access=draft.access,
        missed_rules=draft.missed_rules,
        authors=draft.authors.names,
        authors_source=draft.authors.source,
        authors_confidence=draft.authors.confidence,
        agency=draft.agency,
        published=draft.published.when,
        published_source=draft.published.source,
        published_precision=draft.published.precision,
        published_raw=draft.published.raw,
        published_confidence=draft.published.confidence,
        modified=draft.published.modified,
        language=language.code,
        language_confidence=language.confidence,
        language_method=language.method,
        second_language=language.second,
        relevance=verdict.relevance,
        primary_country=verdict.primary_country,
        rules_version=rules.version,
        text_hash=text_hash(draft.text),
        via=draft.via,
        found_in=draft.found_in,
        fetched=draft.fetched,
        encoding=draft.encoding,
        tags=verdict.tags,
        figures=figures,
    )
