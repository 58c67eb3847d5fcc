"""Alembic's entry: it migrates over the connection that ``store.migrate`` hands in."""

from alembic import context

from warmline.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
