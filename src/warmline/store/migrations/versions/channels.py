"""Channels, their threads and deliveries, who is whom, and files."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEW = ("merge", "channel", "identity", "thread", "external", "delivery", "unread", "file", "lease")


def upgrade() -> None:
    op.add_column("contact", sa.Column("merged_into", sa.Text()))
    op.create_index("contact_by_merge", "contact", ["merged_into"])
    op.create_index("contact_by_email", "contact", ["email"])
    op.create_index("conversation_by_contact", "conversation", ["contact"])
    _merge()
    _channel()
    _identity()
    _thread()
    _external()
    _delivery()
    _unread()
    _file()
    _lease()


def downgrade() -> None:
    """Conversations stay; what came by channels that an older program has not, cannot go on."""
    for name in reversed(NEW):
        op.drop_table(name)
    op.drop_index("conversation_by_contact", "conversation")
    op.drop_index("contact_by_email", "contact")
    op.drop_index("contact_by_merge", "contact")
    op.execute("ALTER TABLE contact DROP COLUMN merged_into")


def _merge() -> None:
    op.create_table(
        "merge",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("gone", sa.Text(), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False, server_default=""),
        sa.Column("ended_at", NUMBER),
        sa.Column("ended_by", sa.Text(), nullable=False, server_default=""),
        sqlite_autoincrement=True,
    )
    op.create_index("merge_by_gone", "merge", ["gone"])
    op.create_index("merge_by_kept", "merge", ["kept"])


def _channel() -> None:
    op.create_table(
        "channel",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("assistant", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("secrets", sa.Text(), nullable=False),
        sa.Column("on", sa.Boolean(), nullable=False, server_default="1"),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("health", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("memory", sa.Text(), nullable=False, server_default=""),
        sa.Column("created_at", NUMBER, nullable=False),
    )


def _identity() -> None:
    op.create_table(
        "identity",
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("identity", sa.Text(), primary_key=True),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("identity_by_contact", "identity", ["contact"])


def _thread() -> None:
    op.create_table(
        "thread",
        sa.Column("channel", sa.Text(), primary_key=True),
        sa.Column("address", sa.Text(), primary_key=True),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("heard_at", NUMBER, nullable=False, server_default="0"),
        sa.Column("newest", sa.Text(), nullable=False, server_default=""),
        sa.Column("notes", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("created_at", NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("thread_by_conversation", "thread", ["conversation"])
    op.create_index("thread_by_contact", "thread", ["contact"])


def _external() -> None:
    op.create_table(
        "external",
        sa.Column("channel", sa.Text(), primary_key=True),
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False, server_default=""),
        sa.Column("why", sa.Text(), nullable=False, server_default=""),
        sqlite_with_rowid=False,
    )
    op.create_index("external_by_entry", "external", ["conversation", "seq"])


def _delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("conversation", sa.Text(), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ids", sa.Text(), nullable=False, server_default="[]"),
        sa.Column("parts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("why", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("delivery_by_thread", "delivery", ["channel", "thread", "at"])


def _unread() -> None:
    op.create_table(
        "unread",
        sa.Column("channel", sa.Text(), primary_key=True),
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("unread_by_at", "unread", ["channel", "at"])


def _file() -> None:
    op.create_table(
        "file",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("claimed", sa.Text(), nullable=False, server_default=""),
        sa.Column("type", sa.Text(), nullable=False, server_default=""),
        sa.Column("size", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False, server_default=""),
        sa.Column("sha256", sa.Text(), nullable=False, server_default=""),
        sa.Column("blob", sa.Text(), nullable=False, server_default=""),
        sa.Column("thumbnail", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("message", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("channel", sa.Text(), nullable=False, server_default=""),
        sa.Column("remote", sa.Text(), nullable=False, server_default=""),
        sa.Column("due", NUMBER),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_index("file_by_at", "file", ["at"])
    op.create_index("file_by_conversation", "file", ["conversation"])
    op.create_index("file_by_due", "file", ["due"])
    op.create_index("file_by_sha256", "file", ["sha256"])


def _lease() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", NUMBER, nullable=False),
    )
