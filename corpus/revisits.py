"""Which stored articles are looked at again: those on topic, soon after their first fetch, then less and less often.

The schedule is no second queue. When a crawl begins, `plan` makes those pages due in the frontier for which a
step has passed since anybody looked; nothing is stored about the steps. So another schedule, new judgements
(`scrapy retag`) and older databases need no rewriting, and an outage leaves one visit for all that it missed.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select, update

from corpus import ledger
from corpus.frontier import chunks
from corpus.schema import articles, pages, tags
from corpus.steps import Steps, is_due
from corpus.types import FINAL_FAILURES

#: The rest is read once.
ON_TOPIC = ("core", "related")
#: A last step that was missed is caught up with until the article is this many times as old as it.
REACH = 2


def plan(connection: Connection, run: int, sources: Collection[str], steps: Steps, now: datetime) -> int:
    """Put the articles of these sources that are to be looked at again into the queue; returns how many."""
    if not steps:
        return 0
    # One look-up for each article on topic, through the index on the tags' names.
    rows = connection.execute(_young(now - REACH * steps[-1])).all()
    due = [row for row in rows if row.source in sources and is_due(row.first_fetched, _looked(row), now, steps)]
    for keys in chunks([row.url_key for row in due]):
        # No `found_in`: it is our wish, and says nothing about how far the outlet's dates can be believed.
        again: dict[str, Any] = {"state": "due", "via": "revisit", "found_in": None, "tries": 0, "not_before": None}
        connection.execute(update(pages).where(pages.c.url_key.in_(keys)).values({**again, "run": run}))
    for source in {row.source for row in due}:
        ledger.count(connection, run, source, "scheduled", n=sum(row.source == source for row in due))
    return len(due)


def _young(since: datetime) -> Select[Any]:
    """The pages of articles on topic that were first fetched after `since` and may be asked for again."""
    columns = (pages.c.url_key, pages.c.source, pages.c.fetched, pages.c.not_before, articles.c.first_fetched)
    joined = tags.join(articles, articles.c.id == tags.c.article_id).join(pages, pages.c.url_key == articles.c.page)
    given_up = pages.c.state.in_(("failed", "gone"))
    mendable = given_up & pages.c.not_before.is_not(None) & pages.c.reason.not_in(_FINAL)
    return (
        select(*columns)
        .select_from(joined)
        .where(tags.c.kind == "relevance", tags.c.name.in_(ON_TOPIC), articles.c.relevance.in_(ON_TOPIC))
        # What came from disk was not fetched from the outlet, and its text may not be what a page gives.
        .where(articles.c.first_fetched >= since, articles.c.via != "ingest")
        .where(or_(pages.c.state.in_(("done", "rejected")), mendable))
        .order_by(pages.c.url_key)
    )


#: 410 says "for good"; 404 does not, and pages do come back.
_FINAL = sorted(FINAL_FAILURES - {"not-found"})


def _looked(row: Row[Any]) -> datetime:
    """When the page was last asked for; one that was given up has the time of that in `not_before`."""
    moments = [moment for moment in (row.fetched, row.not_before) if moment is not None]
    return max(moments, default=row.first_fetched)  # type: ignore[no-any-return]  # a column of datetimes
