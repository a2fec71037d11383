"""Where each field of an article came from, how sure it is, and how much of the article its page gave."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: What is true of every article that was read before: nobody compared the sources of its fields or looked for
#: a paywall, no outlet had rules, and only what was given as text had no encoding.
_FILL = sa.text("""
    UPDATE articles SET title_confidence = 0, authors_confidence = 0, published_confidence = 0, access = 'full',
    missed_rules = '[]', text_source = CASE WHEN encoding IS NULL THEN 'given' ELSE 'trafilatura' END
""")


def upgrade() -> None:
    needed: dict[str, sa.types.TypeEngine[Any]] = {
        "title_confidence": sa.Float(),
        "text_source": sa.Text(),
        "access": sa.Text(),
        "authors_confidence": sa.Float(),
        "published_confidence": sa.Float(),
        "missed_rules": sa.JSON(),
    }
    for name, kind in needed.items():
        op.add_column("articles", sa.Column(name, kind))
    for name in ("title_language", "standfirst", "second_language"):
        op.add_column("articles", sa.Column(name, sa.Text()))
    op.add_column("articles", sa.Column("modified", sa.DateTime(timezone=True)))
    op.execute(_FILL)
    with op.batch_alter_table("articles") as batch:
        for name, kind in needed.items():
            batch.alter_column(name, existing_type=kind, nullable=False)
