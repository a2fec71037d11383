"""What becomes of a page that was read: stored, revised, left alone, an alias, or rejected; in one transaction.

Each function does its part of one transaction on the connection it is given. The order of the questions:
is it an article at all, do we know it, by this address or another, is its text another one?
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, update

from corpus import duplicates, frontier, ledger, revisited
from corpus.rows import add_figures, add_tags, replace_tags, to_row
from corpus.schema import articles, responses, revisions
from corpus.sqltypes import clean_text
from corpus.types import Article, Duplicate, Rejected, Visit

if TYPE_CHECKING:
    from corpus.archive import ResponseRecord

What = Literal["stored", "revised", "unchanged", "alias", "rejected"]
#: Set when an article is first stored and never by a later reading: how it came to us.
_PROVENANCE = ("via", "found_in")
_DATE = ("published", "published_source", "published_precision", "published_raw", "published_confidence")
_JUDGEMENT = ("relevance", "primary_country", "rules_version")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of a page."""

    what: What
    article_id: str | None = None
    twin: Duplicate | None = None  #: a link to another article with this text, when this one was just stored
    returned: bool = False  #: the outlet had answered 404 or 410 for it


def keep(
    connection: Connection,
    run: int,
    visit: Visit,
    outcome: Article | Rejected,
    now: datetime,
    *,
    response: ResponseRecord | None = None,
    etag: str | None = None,
    last_modified: str | None = None,
) -> Kept:
    """Keep what a visit brought, end the visit and count it."""
    known = revisited.as_known(connection, visit, outcome)
    kept = _settle(connection, run, visit.url_key, known, now)
    validators: dict[str, Any] = {"etag": etag, "last_modified": last_modified}
    if isinstance(outcome, Rejected) or kept.what == "rejected":
        state, values = _no_article(connection, visit, outcome, validators)
    else:
        idle = _idle(connection, visit, kept.what)
        state, values = "done", {"article_id": kept.article_id, "idle": idle, **validators}
        if outcome.url_key != visit.url_key:
            _know(connection, run, outcome, visit.source, now, kept.article_id)
    status = response.status if response else 200
    frontier.finish(connection, visit.url_key, run, now, state, status=status, **values)
    if response is not None:
        _note_response(connection, run, visit.url_key, kept.article_id, response)
    ledger.count_all(connection, run, visit.source, [("fetched", "", 1), *_counts(outcome, kept)])
    return kept


def keep_loose(
    connection: Connection, run: int, outcome: Article | Rejected, source: str | None, now: datetime
) -> Kept:
    """Keep what was read from disk: the same rules, without a visit to end."""
    key = outcome.url_key if isinstance(outcome, Article) else ""
    kept = _settle(connection, run, key, outcome, now)
    if isinstance(outcome, Article) and kept.what != "rejected":
        _know(connection, run, outcome, source or outcome.source or "", now, outcome.id)
    ledger.count_all(connection, run, source, _counts(outcome, kept))
    return kept


def unmodified(connection: Connection, run: int, visit: Visit, now: datetime) -> None:
    """The outlet answered 304 to a revisit: what we have still stands."""
    idle = _idle(connection, visit, "unchanged")
    frontier.finish(connection, visit.url_key, run, now, "done", status=304, idle=idle)
    returned = revisited.back(connection, visit.url_key)
    counts = [("fetched", "", 1), ("unchanged", "", 1), ("returned", "", int(returned))]
    ledger.count_all(connection, run, visit.source, counts)


def _settle(connection: Connection, run: int, page: str, outcome: Article | Rejected, now: datetime) -> Kept:
    if isinstance(outcome, Rejected) or not _storable(outcome):
        return Kept(what="rejected")
    row = connection.execute(select(articles).where(articles.c.id == outcome.id)).one_or_none()
    if row is None:
        return _store(connection, run, page, outcome)
    if page not in (outcome.url_key, row.page):
        return Kept(what="alias", article_id=row.id)
    returned = revisited.has_returned(row, outcome)
    if not revisited.edited(row, outcome):
        _refresh(connection, row, page, outcome)
        return Kept(what="unchanged", article_id=row.id, returned=returned)
    if outcome.fetched < row.fetched:
        return Kept(what="revised" if _remember(connection, row, outcome) else "unchanged", article_id=row.id)
    _revise(connection, row, page, outcome, now)
    return Kept(what="revised", article_id=row.id, returned=returned)


def _store(connection: Connection, run: int, page: str, article: Article) -> Kept:
    extra = {"page": page, "run": run, "first_fetched": article.fetched, "gone_at": None}
    connection.execute(insert(articles), [{**to_row(article), **extra}])
    add_tags(connection, article)
    add_figures(connection, article)
    twin = duplicates.link(connection, article.id, article.text_hash)
    return Kept(what="stored", article_id=article.id, twin=twin)


def _revise(connection: Connection, row: Row[Any], page: str, article: Article, now: datetime) -> None:
    """Move the stored text into the revisions and put the new one in its place."""
    _add_revision(connection, row.id, row, now)
    # An edited page that no longer says when it was published was still published then.
    stays = _PROVENANCE if article.published else _PROVENANCE + _DATE
    new = {name: value for name, value in to_row(article).items() if name not in stays}
    new |= {"page": page, "gone_at": revisited.gone_still(row, article)}
    duplicates.unlink(connection, row.id, row.text_hash)
    connection.execute(update(articles).where(articles.c.id == row.id).values(**new))
    replace_tags(connection, article)
    duplicates.link(connection, article.id, article.text_hash)


def _remember(connection: Connection, row: Row[Any], article: Article) -> bool:
    """A text older than the one we have, out of an archive: a revision, unless we have it already."""
    mine = select(revisions).where(revisions.c.article_id == row.id)
    if connection.execute(mine.where(revisions.c.text_hash == article.text_hash)).first() is not None:
        return False
    _add_revision(connection, row.id, article, row.fetched)
    return True


def _add_revision(connection: Connection, article_id: str, old: Row[Any] | Article, replaced: datetime) -> None:
    count = select(func.count()).where(revisions.c.article_id == article_id)
    row = {"article_id": article_id, "number": connection.execute(count).scalar_one() + 1, "replaced": replaced}
    row |= {name: getattr(old, name) for name in ("title", "text", "text_hash", "fetched")}
    connection.execute(insert(revisions), [row])


def _refresh(connection: Connection, row: Row[Any], page: str, article: Article) -> None:
    """The same text: take the judgement of newer rules and dates that were missing, nothing else.

    Evidence points into the stored characters, so tags and figures change only while these are the very same.
    """
    values: dict[str, Any] = {"gone_at": revisited.gone_still(row, article), "page": page}
    new = to_row(article)
    same = (row.title, row.text) == (clean_text(article.title), clean_text(article.text))
    if same and row.rules_version != article.rules_version:
        values |= {name: new[name] for name in _JUDGEMENT}
        replace_tags(connection, article)
    if row.published is None and article.published is not None:
        values |= {name: new[name] for name in _DATE}
    if row.modified is None and article.modified is not None:
        values["modified"] = article.modified
    connection.execute(update(articles).where(articles.c.id == row.id).values(values))
    if "published" in values:
        duplicates.restand(connection, row.id)


def _know(
    connection: Connection, run: int, article: Article, source: str, now: datetime, article_id: str | None
) -> None:
    """The article's own address needs no fetch of its own, now or when an endpoint lists it."""
    known = frontier.page(connection, article.url_key)
    if known is not None and known.state == "due":
        frontier.finish(connection, article.url_key, run, now, "done", article_id=article_id)
    elif known is None:
        row: dict[str, Any] = {"url_key": article.url_key, "url": article.url, "source": source, "state": "done"}
        row |= {"via": article.via, "found_in": article.found_in, "hints": {}, "dated": article.published or now}
        row |= {"discovered": now, "fetched": article.fetched, "tries": 0, "idle": 0}
        frontier.record(connection, {**row, "run": run, "article_id": article_id})


def _storable(article: Article) -> bool:
    return frontier.usable(article.url_key, "http://")


def _no_article(
    connection: Connection, visit: Visit, outcome: Article | Rejected, validators: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """A page without an article; one that had an article before keeps it.

    It keeps the article's validators, too: with those of a consent wall, 304 would say that the article still stands.
    """
    if revisited.has_article(connection, visit):
        return "done", dict(_reason(outcome))
    return "rejected", {**_reason(outcome), **validators}


def _reason(outcome: Article | Rejected) -> dict[str, str | None]:
    if isinstance(outcome, Rejected):
        return {"reason": outcome.reason, "detail": outcome.detail or None}
    return {"reason": "unreadable", "detail": f"an address of over {frontier.LONGEST_KEY} bytes"}


def _idle(connection: Connection, visit: Visit, what: What) -> int:
    """Revisits in a row that an endpoint asked for and that found nothing new; those of the schedule do not count."""
    if visit.link.via != "revisit" or what not in ("unchanged", "alias"):
        return 0
    row = frontier.page(connection, visit.url_key)
    return row.idle + bool(visit.link.found_in) if row is not None else 0


def _note_response(
    connection: Connection, run: int, key: str, article_id: str | None, response: ResponseRecord
) -> None:
    row = {"file": response.file, "offset": response.offset, "length": response.length, "digest": response.digest}
    row |= {"status": response.status, "fetched": response.fetched, "url_key": key}
    connection.execute(insert(responses), [{**row, "article_id": article_id, "run": run}])


def _counts(outcome: Article | Rejected, kept: Kept) -> list[tuple[str, str, int]]:
    reason = str(_reason(outcome)["reason"]) if kept.what == "rejected" else ""
    twin = [("duplicate", kept.twin.kind, 1)] if kept.twin is not None else []
    return [(kept.what, reason, 1), *twin, ("returned", "", int(kept.returned)), *_shortfalls(outcome, kept)]


def _shortfalls(outcome: Article | Rejected, kept: Kept) -> list[tuple[str, str, int]]:
    """What a reading that was kept lacks: the whole text, and what the outlet's own rules should have found."""
    if isinstance(outcome, Rejected) or kept.what not in ("stored", "revised"):
        return []
    part = [("not_full", outcome.access, 1)] if kept.what == "stored" and outcome.access != "full" else []
    return [*part, *(("rule_missed", rule, 1) for rule in outcome.missed_rules)]
