"""Alembic's entry: runs the steps on the connection that `corpus.migrate` passes, inside its transaction."""

from __future__ import annotations

from alembic import context

from corpus.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by rebuilding it
    transactional_ddl=True,  # true on SQLite too, with the BEGIN of corpus.engine
)
with context.begin_transaction():
    context.run_migrations()
