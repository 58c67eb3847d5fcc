"""Teams, routing, hours, service levels, notifications, and the rows of the reports."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEVER = str(2**53 - 1)
BY_WAIT = ("requested_at", "id")


def upgrade() -> None:
    _people()
    _routing()
    _waits()
    _reports()
    _notices()


def downgrade() -> None:
    _without_notices()
    _without_routing()
    _without_people()
    _without_waits()
    _without_reports()


# ── people, teams and routes ──────────────────────────────────────────────────────────────────────


def _people() -> None:
    """An operator may be in several teams now: the one that each was in is the first of them."""
    with op.batch_alter_table("operator") as operator:
        for name, kind, usual in OF_OPERATORS:
            operator.add_column(sa.Column(name, kind, nullable=False, server_default=usual))
    op.execute("""UPDATE operator SET teams = '["' || team || '"]' WHERE team <> ''""")
    op.execute("ALTER TABLE operator DROP COLUMN team")
    with op.batch_alter_table("presence") as presence:
        presence.add_column(sa.Column("seen_at", NUMBER, nullable=False, server_default="0"))
    with op.batch_alter_table("conversation") as conversation:
        conversation.add_column(sa.Column("assigned", sa.Text()))
        conversation.add_column(sa.Column("due_at", NUMBER, nullable=False, server_default=NEVER))
    op.create_index("conversation_by_assigned", "conversation", ["assigned"])
    op.drop_index("conversation_by_rank", "conversation")
    op.create_index("conversation_by_rank", "conversation", ["rank", "due_at", *BY_WAIT])


OF_OPERATORS: tuple[tuple[str, Any, str], ...] = (
    ("teams", sa.Text(), '["support"]'),
    ("skills", sa.Text(), "[]"),
    ("capacity", sa.Integer(), "5"),
    ("away", sa.Boolean(), "0"),
    ("given_at", NUMBER, "0"),
)


def _without_people() -> None:
    op.drop_index("conversation_by_rank", "conversation")
    op.create_index("conversation_by_rank", "conversation", ["rank", *BY_WAIT])
    op.drop_index("conversation_by_assigned", "conversation")
    with op.batch_alter_table("conversation") as conversation:
        conversation.drop_column("due_at")
        conversation.drop_column("assigned")
    with op.batch_alter_table("presence") as presence:
        presence.drop_column("seen_at")
    with op.batch_alter_table("operator") as operator:
        operator.add_column(sa.Column("team", sa.Text(), nullable=False, server_default="support"))
        for name, _, _ in OF_OPERATORS:
            operator.drop_column(name)


def _routing() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_table(
        "routing",
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_at", NUMBER, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
    )


def _without_routing() -> None:
    op.drop_table("routing")
    op.drop_table("team")


# ── waits ─────────────────────────────────────────────────────────────────────────────────────────

COUNTED = ("place", "slots", "free", "high")


def _waits() -> None:
    """How the line stood when a wait began; of those that ended before, it is not known."""
    with op.batch_alter_table("wait") as wait:
        for name in COUNTED:
            kind = NUMBER if name == "high" else sa.Integer()
            wait.add_column(sa.Column(name, kind, nullable=False, server_default="0"))
        wait.add_column(sa.Column("skills", sa.Text(), nullable=False, server_default=""))


def _without_waits() -> None:
    with op.batch_alter_table("wait") as wait:
        for name in (*COUNTED, "skills"):
            wait.drop_column(name)


# ── reports ───────────────────────────────────────────────────────────────────────────────────────

REPORTS = ("stretch", "request", "reply", "holding", "verdict", "target")


def _reports() -> None:
    op.create_table(
        "follower",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("position", NUMBER, nullable=False),
    )
    op.create_table(
        "report_telling",
        sa.Column("conversation", sa.Text(), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    for name in REPORTS:
        op.create_table(f"report_{name}", *_names(), *_columns(name))
        op.create_index(f"report_{name}_by_at", f"report_{name}", ["at", "conversation", "seq"])
    _presence()
    _knowledge_loop()


def _without_reports() -> None:
    kinds = (f"report_{name}" for name in reversed(REPORTS))
    for name in ("gap_report", "proposal", "report_presence", *kinds, "report_telling", "follower"):
        op.drop_table(name)


def _names() -> tuple[sa.Column[Any], ...]:
    """What every row is looked at by."""
    return (
        sa.Column("conversation", sa.Text(), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("assistant", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
    )


def _columns(name: str) -> tuple[sa.Column[Any], ...]:
    return COLUMNS[name]()


def _stretch() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("visitor_messages", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.Column("handoffs", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("upset", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("in_line", sa.Boolean(), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("ended_at", NUMBER),
        sa.Column("ended_by", sa.Text(), nullable=False),
        sa.Column("took", NUMBER),
        sa.Column("took_business", NUMBER),
    )


def _request() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("stretch", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("taken_at", NUMBER),
        sa.Column("replied_at", NUMBER),
        sa.Column("ended_at", NUMBER),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("fallback", sa.Text(), nullable=False),
        sa.Column("waited", NUMBER),
        sa.Column("waited_business", NUMBER),
        sa.Column("first_reply", NUMBER),
        sa.Column("first_reply_business", NUMBER),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.Column("transfers", sa.Integer(), nullable=False),
        sa.Column("needed", sa.Boolean()),
        sa.Column("bounced", sa.Boolean(), nullable=False),
    )


def _reply() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("took", NUMBER),
        sa.Column("took_business", NUMBER),
    )


def _holding() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("ended_at", NUMBER),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("took", NUMBER),
    )


def _verdict() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
    )


def _target() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("due_at", NUMBER, nullable=False),
        sa.Column("ended_at", NUMBER),
        sa.Column("met", sa.Boolean()),
    )


COLUMNS = {
    "stretch": _stretch,
    "request": _request,
    "reply": _reply,
    "holding": _holding,
    "verdict": _verdict,
    "target": _target,
}


def _presence() -> None:
    op.create_table(
        "report_presence",
        sa.Column("operator", sa.Text(), primary_key=True),
        sa.Column("at", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("until", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
    )
    op.create_index("report_presence_by_until", "report_presence", ["until"])


def _knowledge_loop() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_at", NUMBER),
        sa.Column("decided_by", sa.Text(), nullable=False, server_default=""),
        sa.Column("source", sa.Text(), nullable=False, server_default=""),
    )
    op.create_index("proposal_by_state", "proposal", ["state", "at"])
    op.create_index("proposal_by_reply", "proposal", ["conversation", "seq"], unique=True)
    op.create_table(
        "gap_report",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )


# ── notices ───────────────────────────────────────────────────────────────────────────────────────


def _notices() -> None:
    op.create_table(
        "wish",
        sa.Column("owner", sa.Text(), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "push",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False, unique=True),
        sa.Column("p256dh", sa.Text(), nullable=False),
        sa.Column("auth", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False, server_default=""),
        sa.Column("created_at", NUMBER, nullable=False),
    )
    op.create_index("push_by_operator", "push", ["operator"])
    _told()
    op.create_table(
        "sealed",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )


def _told() -> None:
    op.create_table(
        "told",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("told_by_conversation", "told", ["conversation"])
    op.create_index("told_by_recipient", "told", ["to", "way", "at"])


def _without_notices() -> None:
    for name in ("sealed", "told", "push", "wish"):
        op.drop_table(name)
