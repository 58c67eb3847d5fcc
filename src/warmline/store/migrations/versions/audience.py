"""Sources of the knowledge base are for everybody, or internal: for staff alone."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """What is there already answers visitors, and goes on to."""
    with op.batch_alter_table("source") as source:
        source.add_column(sa.Column("audience", sa.Text(), nullable=False, server_default="public"))


def downgrade() -> None:
    """What was internal goes: an older program would tell it to visitors."""
    internal = "SELECT id FROM source WHERE audience <> 'public'"
    op.execute(f"DELETE FROM passage WHERE source IN ({internal})")  # noqa: S608 - no input
    op.execute("DELETE FROM source WHERE audience <> 'public'")
    op.execute("UPDATE knowledge_version SET version = version + 1")
    op.execute("ALTER TABLE source DROP COLUMN audience")
