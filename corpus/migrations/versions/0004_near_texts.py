"""Texts that are one text: fingerprints and the keys under which they meet, in the place of links between articles.

The links that were stored said only which articles have word for word the same text, and that is said by
`articles.text_hash` already. `scrapy duplicates` fills the new tables from the stored articles.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("duplicates")
    op.create_table(
        "texts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary()),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.Column("paragraphs", sa.LargeBinary(), nullable=False),
        sa.Column("furniture", sa.JSON(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("leader", sa.Integer()),
        sa.Column("kind", sa.Text()),
        sa.Column("similarity", sa.Float()),
        sa.ForeignKeyConstraint(["original"], ["articles.id"], name="fk_texts_original_articles"),
        sa.ForeignKeyConstraint(["leader"], ["texts.id"], name="fk_texts_leader_texts"),
        sa.PrimaryKeyConstraint("id", name="pk_texts"),
        sa.UniqueConstraint("text_hash", name="uq_texts_text_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_texts_leader", "texts", ["leader"])
    op.create_table(
        "text_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "text", name="pk_text_keys"),
        sqlite_with_rowid=False,
    )
