"""The first schema: articles and their tags, the frontier, the ledger, where the responses are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "endpoints",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("body_hash", sa.Text()),
        sa.Column("polled", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered", sa.DateTime(timezone=True)),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("moved_to", sa.Text()),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("new_items", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_endpoints"),
    )
    op.create_index("ix_endpoints_source", "endpoints", ["source"])

    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "articles",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("source_country", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_source", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("authors_source", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text()),
        sa.Column("published", sa.DateTime(timezone=True)),
        sa.Column("published_source", sa.Text(), nullable=False),
        sa.Column("published_precision", sa.Text()),
        sa.Column("published_raw", sa.Text()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("language_confidence", sa.Float(), nullable=False),
        sa.Column("language_method", sa.Text(), nullable=False),
        sa.Column("relevance", sa.Text(), nullable=False),
        sa.Column("primary_country", sa.Text()),
        sa.Column("rules_version", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("found_in", sa.Text()),
        sa.Column("fetched", sa.DateTime(timezone=True), nullable=False),
        sa.Column("encoding", sa.Text()),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer()),
        sa.Column("first_fetched", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_articles_run_runs"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("url_key", name="uq_articles_url_key"),
    )
    op.create_index("ix_articles_published_id", "articles", ["published", "id"])
    op.create_index("ix_articles_run", "articles", ["run"])
    op.create_index("ix_articles_source", "articles", ["source"])
    op.create_index("ix_articles_text_hash_first_fetched_id", "articles", ["text_hash", "first_fetched", "id"])

    op.create_table(
        "run_counts",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_run_counts_run_runs", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run", "source", "event", "reason", name="pk_run_counts"),
    )
    op.create_table(
        "duplicates",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("original_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_duplicates_article_id_articles", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["original_id"], ["articles.id"], name="fk_duplicates_original_id_articles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "original_id", "kind", name="pk_duplicates"),
    )
    op.create_index("ix_duplicates_original_id", "duplicates", ["original_id"])

    op.create_table(
        "pages",
        sa.Column("url_key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("detail", sa.Text()),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("found_in", sa.Text()),
        sa.Column("hints", sa.JSON(), nullable=False),
        sa.Column("dated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("discovered", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetched", sa.DateTime(timezone=True)),
        sa.Column("status", sa.Integer()),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True)),
        sa.Column("idle", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer()),
        sa.Column("article_id", sa.Text()),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_pages_article_id_articles", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_pages_run_runs"),
        sa.PrimaryKeyConstraint("url_key", name="pk_pages"),
    )
    op.create_index("ix_pages_article_id", "pages", ["article_id"])
    op.create_index("ix_pages_run", "pages", ["run"])
    op.create_index("ix_pages_source_state_dated", "pages", ["source", "state", "dated"])

    op.create_table(
        "responses",
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("offset", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("fetched", sa.DateTime(timezone=True), nullable=False),
        sa.Column("url_key", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text()),
        sa.Column("run", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_responses_article_id_articles", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_responses_run_runs"),
        sa.PrimaryKeyConstraint("file", "offset", name="pk_responses"),
    )
    op.create_index("ix_responses_article_id", "responses", ["article_id"])
    op.create_index("ix_responses_run", "responses", ["run"])
    op.create_index("ix_responses_url_key", "responses", ["url_key"])

    op.create_table(
        "revisions",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("fetched", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_revisions_article_id_articles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "number", name="pk_revisions"),
    )
    op.create_table(
        "tags",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("role", sa.Text()),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("rules_version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_tags_article_id_articles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "kind", "name", name="pk_tags"),
    )
    op.create_index("ix_tags_kind_name", "tags", ["kind", "name"])
