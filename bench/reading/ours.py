"""Our reader, in the form in which it is compared."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC

from bench.reading.reading import Reading, clock, local
from bench.reading.samples import Sample, page_of
from corpus.types import Article, Rejected
from pipelines.dates import parse_date
from pipelines.read import read_page
from pipelines.rules import load_rules

#: Columns that an article may have; one that it lacks is not scored.
_COLUMNS = frozenset(column.name for column in fields(Article))
_PARTIAL = {"month": "%Y-%m", "year": "%Y"}


def read_ours(sample: Sample) -> Reading:
    """What `read_page` makes of a page, its date on the outlet's clock."""
    article = read_page(page_of(sample), load_rules())
    if isinstance(article, Rejected):
        return Reading(
            rejected=f"{article.reason}: {article.detail}",
            time="",
            language="",
            title_language=_if_known("title_language"),
            access=_if_known("access"),
            agency="",
        )
    date, time = _published(article, sample)
    return Reading(
        text=article.text,
        standfirst=_column(article, "standfirst") or "",
        title=article.title,
        date=date,
        time=time,
        authors=article.authors,
        language=article.language,
        title_language=_title_language(article),
        access=_column(article, "access"),
        agency=article.agency or "",
        title_from=article.title_source,
        date_from=f"{article.published_source}: {article.published_raw}",
        authors_from=article.authors_source,
    )


def _column(article: Article, name: str) -> str | None:
    """A column that not every version has; "" where it is there and empty."""
    return (getattr(article, name) or "") if name in _COLUMNS else None


def _if_known(name: str) -> str | None:
    """A rejected page answers nothing to what articles answer."""
    return "" if name in _COLUMNS else None


def _title_language(article: Article) -> str | None:
    """That of the body, where the article does not tell it apart."""
    told = _column(article, "title_language")
    return article.language if told == "" else told


def _published(article: Article, sample: Sample) -> tuple[str, str]:
    """Local day and local time; both "" where they are not known."""
    published, precision = article.published, article.published_precision
    if published is None or precision is None:
        return "", ""
    if precision in _PARTIAL:
        return published.strftime(_PARTIAL[precision]), ""
    if precision == "day":  # midnight UTC of the printed day, in every zone
        return f"{published:%Y-%m-%d}", ""
    if sample.zone is None:  # the labels are the day as printed, whatever its zone
        told = parse_date(article.published_raw or "", language=sample.language, time_zone="UTC", now=article.fetched)
        return str(told.day if told else published.astimezone(UTC).date()), clock(published)
    there = local(published, sample.zone)
    return f"{there:%Y-%m-%d}", clock(there)
