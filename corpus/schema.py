"""The tables. Every change here needs a migration in `corpus/migrations/versions`; a test compares the two.

`articles` has the fields of `corpus.types.Article` under the same names, save `tags` and `figures`, plus
the columns of `ONLY_IN_DATABASE`, which say what no page can say about itself.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
)

from corpus.sqltypes import CleanJSON, CleanText, UTCDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Columns of `articles` that are not fields of `Article`.
ONLY_IN_DATABASE = ("page", "run", "first_fetched", "gone_at")

articles = Table(
    "articles",
    metadata,
    Column("id", CleanText, primary_key=True),
    Column("url", CleanText, nullable=False),
    Column("url_key", CleanText, nullable=False, unique=True),
    Column("source", CleanText, index=True),
    Column("source_country", CleanText),
    Column("title", CleanText, nullable=False),
    Column("title_source", CleanText, nullable=False),
    Column("title_confidence", Float, nullable=False),
    Column("title_language", CleanText),
    Column("standfirst", CleanText),
    Column("text", CleanText, nullable=False),
    Column("text_source", CleanText, nullable=False),
    Column("access", CleanText, nullable=False),
    Column("authors", CleanJSON, nullable=False),
    Column("authors_source", CleanText, nullable=False),
    Column("authors_confidence", Float, nullable=False),
    Column("agency", CleanText),
    Column("published", UTCDateTime),
    Column("published_source", CleanText, nullable=False),
    Column("published_precision", CleanText),
    Column("published_raw", CleanText),
    Column("published_confidence", Float, nullable=False),
    Column("modified", UTCDateTime),
    Column("language", CleanText, nullable=False),
    Column("language_confidence", Float, nullable=False),
    Column("language_method", CleanText, nullable=False),
    Column("second_language", CleanText),
    Column("relevance", CleanText, nullable=False),
    Column("primary_country", CleanText),
    Column("rules_version", CleanText, nullable=False),
    Column("text_hash", CleanText, nullable=False),
    Column("via", CleanText, nullable=False),
    Column("found_in", CleanText),
    Column("fetched", UTCDateTime, nullable=False),  # when the present text was fetched
    Column("encoding", CleanText),
    Column("missed_rules", CleanJSON, nullable=False),
    # What only the database knows
    Column("page", CleanText, nullable=False),  # url_key of the page that feeds it; other addresses are aliases
    Column("run", Integer, ForeignKey("runs.id"), index=True),  # which stored it first
    Column("first_fetched", UTCDateTime, nullable=False),
    Column("gone_at", UTCDateTime),  # when the outlet first answered 404 or 410 for it
    Index("ix_articles_published_id", "published", "id"),
    Index("ix_articles_text_hash_first_fetched_id", "text_hash", "first_fetched", "id"),
)

tags = Table(
    "tags",
    metadata,
    Column("article_id", CleanText, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", CleanText, primary_key=True),
    Column("name", CleanText, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("role", CleanText),
    Column("evidence", CleanJSON, nullable=False),
    Column("rules_version", CleanText, nullable=False),
    Index("ix_tags_kind_name", "kind", "name"),
)

#: Numbers that an article states. One figure may stand twice only with another value or unit.
figures = Table(
    "figures",
    metadata,
    Column("article_id", CleanText, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", CleanText, nullable=False),
    Column("low", Float),  # None: no lower bound is stated
    Column("high", Float),
    Column("qualifier", CleanText, nullable=False),
    Column("unit", CleanText, nullable=False),
    Column("evidence", CleanJSON, nullable=False),
    Column("rules_version", CleanText, nullable=False),
    Index("ix_figures_kind_low", "kind", "low"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("article_id", CleanText, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", CleanText, nullable=False),
    Column("text", CleanText, nullable=False),
    Column("text_hash", CleanText, nullable=False),
    Column("fetched", UTCDateTime, nullable=False),
    Column("replaced", UTCDateTime, nullable=False),
)

#: One row for each text that is long enough to compare, however many articles carry it; an article has the text
#: of its `text_hash`. Texts that are one text follow a leader: the first of them, an agency's own before others.
texts = Table(
    "texts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("text_hash", CleanText, nullable=False, unique=True),
    Column("original", CleanText, ForeignKey("articles.id"), nullable=False),  # the first article that carries it
    Column("outlet", CleanText, nullable=False),  # of the original; "" when none is known
    Column("standing", CleanText, nullable=False),  # of the original: `corpus.standing`; the least one leads
    Column("version", CleanText, nullable=False),  # `corpus.minhash.VERSION` of what follows
    Column("signature", LargeBinary),  # 128 × uint32; None for a text that is only compared whole
    Column("marks", LargeBinary, nullable=False),  # int64, under which it stands in `text_keys`
    Column("paragraphs", LargeBinary, nullable=False),  # int64 each, likewise
    Column("furniture", CleanJSON, nullable=False),  # numbers of the paragraphs that are the outlet's, not the text's
    Column("size", Integer, nullable=False),  # different runs of 3 words
    Column("leader", Integer, ForeignKey("texts.id"), index=True),  # None: it leads itself
    Column("kind", CleanText),  # how it is the leader's text: syndicated or excerpt
    Column("similarity", Float),
    sqlite_autoincrement=True,
)

#: Where texts that may be alike meet. Under a crowded key stands 0 in the place of the many texts.
text_keys = Table(
    "text_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("text", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: The frontier: one row for each address that was ever listed or fetched.
pages = Table(
    "pages",
    metadata,
    Column("url_key", CleanText, primary_key=True),
    Column("url", CleanText, nullable=False),
    Column("source", CleanText, nullable=False),  # "" when no source is known
    Column("state", CleanText, nullable=False),  # one of `corpus.frontier.STATES`
    Column("reason", CleanText),  # of a rejection or failure
    Column("detail", CleanText),
    Column("via", CleanText, nullable=False),
    Column("found_in", CleanText),
    Column("hints", CleanJSON, nullable=False),  # the other fields of `Link`
    Column("dated", UTCDateTime, nullable=False),  # the order of the queue: date by the endpoint, else discovery
    Column("discovered", UTCDateTime, nullable=False),
    Column("fetched", UTCDateTime),
    Column("status", Integer),
    Column("etag", CleanText),
    Column("last_modified", CleanText),
    Column("tries", Integer, nullable=False),  # failures in a row
    Column("not_before", UTCDateTime),  # of a page that is due; of one that was given up, when it was
    Column("idle", Integer, nullable=False),  # revisits in a row that found nothing new
    Column("run", Integer, ForeignKey("runs.id"), index=True),  # which touched it last
    Column("article_id", CleanText, ForeignKey("articles.id", ondelete="SET NULL"), index=True),
    Index("ix_pages_source_state_dated", "source", "state", "dated"),
)

endpoints = Table(
    "endpoints",
    metadata,
    Column("url", CleanText, primary_key=True),
    Column("source", CleanText, nullable=False, index=True),
    Column("kind", CleanText, nullable=False),
    Column("etag", CleanText),
    Column("last_modified", CleanText),
    Column("body_hash", CleanText),
    Column("polled", UTCDateTime, nullable=False),  # last attempt
    Column("answered", UTCDateTime),  # last success
    Column("failures", Integer, nullable=False),  # in a row
    Column("reason", CleanText),  # of the last failure
    Column("moved_to", CleanText),
    Column("items", Integer, nullable=False),  # in the last body
    Column("new_items", Integer, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", CleanText, nullable=False),
    Column("arguments", CleanJSON, nullable=False),
    Column("started", UTCDateTime, nullable=False),
    Column("ended", UTCDateTime),
    Column("outcome", CleanText),
    sqlite_autoincrement=True,  # an id is never given twice, or a WARC file could mean two runs
)

run_counts = Table(
    "run_counts",
    metadata,
    Column("run", Integer, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("source", CleanText, primary_key=True),
    Column("event", CleanText, primary_key=True),
    Column("reason", CleanText, primary_key=True),
    Column("n", Integer, nullable=False),
)

#: Where the raw response is; rows outlive the purged file, because the digest still proves what was read.
responses = Table(
    "responses",
    metadata,
    Column("file", CleanText, primary_key=True),
    Column("offset", BigInteger, primary_key=True, autoincrement=False),
    Column("length", BigInteger, nullable=False),
    Column("digest", CleanText, nullable=False),
    Column("status", Integer, nullable=False),
    Column("fetched", UTCDateTime, nullable=False),
    Column("url_key", CleanText, nullable=False, index=True),
    Column("article_id", CleanText, ForeignKey("articles.id", ondelete="SET NULL"), index=True),
    Column("run", Integer, ForeignKey("runs.id"), index=True),
)
