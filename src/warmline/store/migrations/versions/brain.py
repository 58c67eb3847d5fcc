"""What the brain keeps: flows and what else this schema has besides the first one's."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _flow()
    _shadow()
    _backtest()
    _spent()
    _origin()
    _judgement()


def downgrade() -> None:
    op.drop_table("recalibration")
    op.drop_table("judgement")
    op.drop_table("origin")
    op.drop_table("spent")
    op.drop_table("backtest")
    op.drop_table("shadow")
    op.drop_table("flow")


def _flow() -> None:
    op.create_table(
        "flow",
        sa.Column("assistant", sa.Text(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_at", NUMBER, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
    )


def _shadow() -> None:
    op.create_table(
        "shadow",
        sa.Column("assistant", sa.Text(), primary_key=True),
        sa.Column("since", NUMBER, primary_key=True),
        sa.Column("until", NUMBER),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
    )


def _backtest() -> None:
    op.create_table(
        "backtest",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("assistant", sa.Text(), nullable=False),
        sa.Column("asked_at", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("beat_at", NUMBER, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("result", sa.Text()),
    )
    op.create_index("backtest_by_assistant", "backtest", ["assistant", "asked_at"])


def _spent() -> None:
    op.create_table(
        "spent",
        sa.Column("day", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("tokens", NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )


def _origin() -> None:
    op.create_table(
        "origin",
        sa.Column("conversation", sa.Text(), primary_key=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("origin_by_day", "origin", ["day"])


def _judgement() -> None:
    op.create_table(
        "judgement",
        sa.Column("conversation", sa.Text(), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("operator", sa.Text(), primary_key=True),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_index("judgement_by_kind", "judgement", ["kind", "at"])
    op.create_table(
        "recalibration",
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
