"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _conversation()
    _entry()
    _log()
    _handled()
    _outbox()
    _package()
    _wait()
    _contact()
    _counter()
    _operator()
    _session()
    _presence()
    _seen()
    _assistant()
    _policy()
    _source()
    _passage()
    _vector()
    _knowledge_version()
    _audit()
    op.execute("INSERT INTO log (id, position) VALUES (1, 0)")
    op.execute("INSERT INTO knowledge_version (id, version) VALUES (1, 1)")


def downgrade() -> None:
    op.drop_table("audit")
    op.drop_table("knowledge_version")
    op.drop_table("vector")
    op.drop_table("passage")
    op.drop_table("source")
    op.drop_table("policy")
    op.drop_table("assistant")
    op.drop_table("seen")
    op.drop_table("presence")
    op.drop_table("session")
    op.drop_table("operator")
    op.drop_table("counter")
    op.drop_table("contact")
    op.drop_table("wait")
    op.drop_table("package")
    op.drop_table("outbox")
    op.drop_table("handled")
    op.drop_table("log")
    op.drop_table("entry")
    op.drop_table("conversation")


def _conversation() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("floor", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=True),
        sa.Column("team", sa.Text(), nullable=False, server_default=""),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("requested_at", NUMBER, nullable=False, server_default="0"),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("assistant", sa.Text(), nullable=False),
        sa.Column("visitor_messages", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("preview", sa.Text(), nullable=False, server_default=""),
        sa.Column("preview_author", sa.Text(), nullable=False, server_default=""),
        sa.Column("updated_at", NUMBER, nullable=False),
    )
    op.create_index("conversation_by_operator", "conversation", ["operator", "status"])
    op.create_index("conversation_by_rank", "conversation", ["rank", "requested_at", "id"])
    op.create_index("conversation_by_status", "conversation", ["status", "updated_at", "id"])


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("conversation", sa.Text(), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("entry_by_position", "entry", ["position"], unique=True)


def _log() -> None:
    op.create_table(
        "log",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("position", NUMBER, nullable=False),
    )


def _handled() -> None:
    op.create_table(
        "handled",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False, server_default=""),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("due", NUMBER, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("error", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", NUMBER, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_by_due", "outbox", ["due"])
    op.create_index("outbox_by_lane", "outbox", ["lane", "id"])


def _package() -> None:
    op.create_table(
        "package",
        sa.Column("conversation", sa.Text(), primary_key=True),
        sa.Column("handoff", sa.Integer(), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False),
    )


def _wait() -> None:
    op.create_table(
        "wait",
        sa.Column("conversation", sa.Text(), primary_key=True),
        sa.Column("handoff", sa.Integer(), primary_key=True),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("waited", NUMBER, nullable=False),
    )
    op.create_index("wait_by_team", "wait", ["team", "at"])


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False, server_default=""),
        sa.Column("email", sa.Text(), nullable=False, server_default=""),
        sa.Column("created_at", NUMBER, nullable=False),
    )


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("value", NUMBER, nullable=False),
    )


def _operator() -> None:
    op.create_table(
        "operator",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("email", sa.Text(), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("email_notices", sa.Boolean(), nullable=False, server_default="1"),
        sa.Column("created_at", NUMBER, nullable=False),
    )


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("hash", sa.Text(), primary_key=True),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("csrf", sa.Text(), nullable=False),
        sa.Column("created_at", NUMBER, nullable=False),
        sa.Column("expires_at", NUMBER, nullable=False),
    )
    op.create_index("session_by_operator", "session", ["operator"])


def _presence() -> None:
    op.create_table(
        "presence",
        sa.Column("socket", sa.Text(), primary_key=True),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("expires_at", NUMBER, nullable=False),
    )
    op.create_index("presence_by_operator", "presence", ["operator"])


def _seen() -> None:
    op.create_table(
        "seen",
        sa.Column("operator", sa.Text(), primary_key=True),
        sa.Column("conversation", sa.Text(), primary_key=True),
        sa.Column("messages", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )


def _assistant() -> None:
    op.create_table(
        "assistant",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("public_key", sa.Text(), nullable=False, unique=True),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("handoff", sa.Boolean(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("policy", sa.Integer(), nullable=False),
    )


def _policy() -> None:
    op.create_table(
        "policy",
        sa.Column("assistant", sa.Text(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_at", NUMBER, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
    )


def _source() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("updated_at", NUMBER, nullable=False),
    )


def _passage() -> None:
    op.create_table(
        "passage",
        sa.Column("source", sa.Text(), primary_key=True),
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )


def _vector() -> None:
    op.create_table(
        "vector",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("model", sa.Text(), primary_key=True),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )


def _knowledge_version() -> None:
    op.create_table(
        "knowledge_version",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False, server_default=""),
        sqlite_autoincrement=True,
    )
    op.create_index("audit_by_time", "audit", ["at"])
