"""The whole schema on one page. Times are milliseconds since 1970; JSON is text."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)


class Words(TypeDecorator[str]):
    """Text that any database can hold: a NUL or half a surrogate pair becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value if value is None or plain(value) else storable(value)


def plain(text: str) -> bool:
    return text.isascii() and "\0" not in text


def storable(text: str) -> str:
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\ufffd")


metadata = MetaData()

Number = BigInteger().with_variant(Integer, "sqlite")
# sqlite_with_rowid=False: the rows lie in the order of the primary key

# ── conversations ─────────────────────────────────────────────────────────────────────────────────

conversation = Table(
    "conversation",
    metadata,
    Column("id", Words, primary_key=True),
    Column("state", Text, nullable=False),  # core Conversation
    Column("seq", Integer, nullable=False),
    Column("status", Words, nullable=False),
    Column("floor", Words, nullable=False),
    Column("operator", Words),
    Column("team", Words, nullable=False, server_default=""),
    Column("rank", Integer),  # in the waiting list, lowest first; NULL: not in it
    Column("requested_at", Number, nullable=False, server_default="0"),  # of a pending handoff
    Column("contact", Words, nullable=False),
    Column("assistant", Words, nullable=False),
    Column("visitor_messages", Integer, nullable=False, server_default="0"),
    Column("preview", Words, nullable=False, server_default=""),
    Column("preview_author", Words, nullable=False, server_default=""),
    Column("updated_at", Number, nullable=False),
    Index("conversation_by_status", "status", "updated_at", "id"),
    Index("conversation_by_rank", "rank", "requested_at", "id"),
    Index("conversation_by_operator", "operator", "status"),
)

entry = Table(
    "entry",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("position", Number, nullable=False),
    Column("body", Text, nullable=False),  # core Fact
    Index("entry_by_position", "position", unique=True),
    sqlite_with_rowid=False,
)

log = Table(  # one row: the newest position. Taking it is what orders commits
    "log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("position", Number, nullable=False),
)

handled = Table(  # every key ever handled, with the answer it got
    "handled",
    metadata,
    Column("key", Words, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("conversation", Words, nullable=False),
    Column("kind", Words, nullable=False),  # of the effect
    Column("lane", Words, nullable=False, server_default=""),  # jobs of one lane run in order
    Column("body", Text, nullable=False),  # core Effect
    Column("due", Number),  # NULL: dead
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", Words, nullable=False, server_default=""),
    Column("at", Number, nullable=False),
    Index("outbox_by_due", "due"),
    Index("outbox_by_lane", "lane", "id"),
    sqlite_autoincrement=True,
)

package = Table(
    "package",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("handoff", Integer, primary_key=True),
    Column("body", Text, nullable=False),  # core Package
)

wait = Table(  # how long visitors waited for a person; what estimates are made of
    "wait",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("handoff", Integer, primary_key=True),
    Column("team", Words, nullable=False),
    Column("at", Number, nullable=False),
    Column("waited", Number, nullable=False),
    Index("wait_by_team", "team", "at"),
)

judgement = Table(  # of answers, with what the answers' confidence rested on
    "judgement",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("seq", Integer, primary_key=True),  # of the answer
    Column("operator", Words, primary_key=True),  # "": the visitor judged
    Column("at", Number, nullable=False),
    Column("kind", Words, nullable=False),  # of the answer: quoted, written
    Column("body", Text, nullable=False),  # flow.learning Judgement
    Index("judgement_by_kind", "kind", "at"),
)

recalibration = Table(  # what was made of them; the newest version of each kind counts
    "recalibration",
    metadata,
    Column("kind", Words, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", Number, nullable=False),
    Column("body", Text, nullable=False),  # knowledge.recalibration Recalibration
)

contact = Table(
    "contact",
    metadata,
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False, server_default=""),
    Column("email", Words, nullable=False, server_default=""),  # as typed: not verified
    Column("created_at", Number, nullable=False),
)

spent = Table(  # tokens of language models, by day (since 1970, UTC) and by whose share they are
    "spent",
    metadata,
    Column("day", Integer, primary_key=True),
    Column("name", Words, primary_key=True),
    Column("tokens", Number, nullable=False),
    sqlite_with_rowid=False,
)

origin = Table(  # from where a conversation was begun, so that one address has one share
    "origin",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("address", Words, nullable=False),  # a keyed hash
    Column("day", Integer, nullable=False),
    Index("origin_by_day", "day"),
    sqlite_with_rowid=False,
)

counter = Table(  # what would cost too much to count: see store.counters
    "counter",
    metadata,
    Column("name", Words, primary_key=True),
    Column("value", Number, nullable=False),
)

# ── people ────────────────────────────────────────────────────────────────────────────────────────

operator = Table(
    "operator",
    metadata,
    Column("id", Words, primary_key=True),
    Column("email", Words, nullable=False, unique=True),  # lower case
    Column("name", Words, nullable=False),
    Column("role", Words, nullable=False),  # owner, admin, operator
    Column("team", Words, nullable=False),
    Column("password", Words, nullable=False),  # argon2
    Column("disabled", Boolean, nullable=False, server_default="0"),
    Column("email_notices", Boolean, nullable=False, server_default="1"),
    Column("created_at", Number, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("hash", Words, primary_key=True),  # of the cookie's token
    Column("operator", Words, nullable=False),
    Column("csrf", Words, nullable=False),
    Column("created_at", Number, nullable=False),
    Column("expires_at", Number, nullable=False),
    Index("session_by_operator", "operator"),
)

presence = Table(  # one row per open socket; a row that nobody renews is a ghost
    "presence",
    metadata,
    Column("socket", Words, primary_key=True),
    Column("operator", Words, nullable=False),
    Column("expires_at", Number, nullable=False),
    Index("presence_by_operator", "operator"),
)

seen = Table(
    "seen",
    metadata,
    Column("operator", Words, primary_key=True),
    Column("conversation", Words, primary_key=True),
    Column("messages", Integer, nullable=False),  # visitor messages seen
    sqlite_with_rowid=False,
)

# ── settings ──────────────────────────────────────────────────────────────────────────────────────

assistant = Table(
    "assistant",
    metadata,
    Column("id", Words, primary_key=True),
    Column("public_key", Words, nullable=False, unique=True),
    Column("profile", Text, nullable=False),  # flow Profile
    Column("handoff", Boolean, nullable=False),
    Column("mode", Words, nullable=False),
    Column("policy", Integer, nullable=False),  # the version that is live; 0: the default
)

policy = Table(
    "policy",
    metadata,
    Column("assistant", Words, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", Words, nullable=False),
    Column("published_at", Number, nullable=False),
    Column("by", Words, nullable=False),
)

flow = Table(  # the scripted flows of an assistant; the newest version is live
    "flow",
    metadata,
    Column("assistant", Words, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", Words, nullable=False),
    Column("published_at", Number, nullable=False),
    Column("by", Words, nullable=False),
)

shadow = Table(  # a draft that runs silently beside the live policy; the newest row is the latest
    "shadow",
    metadata,
    Column("assistant", Words, primary_key=True),
    Column("since", Number, primary_key=True),
    Column("until", Number),  # NULL: it runs
    Column("text", Words, nullable=False),
    Column("by", Words, nullable=False),
)

backtest = Table(
    "backtest",
    metadata,
    Column("id", Words, primary_key=True),
    Column("assistant", Words, nullable=False),
    Column("asked_at", Number, nullable=False),
    Column("state", Words, nullable=False),  # queued, running, done, failed, cancelled
    Column("beat_at", Number, nullable=False),  # when somebody last worked at it
    Column("body", Text, nullable=False),  # flow Backtest
    Column("result", Text),  # JSON; NULL until it is done
    Index("backtest_by_assistant", "assistant", "asked_at"),
)

source = Table(
    "source",
    metadata,
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False, unique=True),
    Column("kind", Words, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("status", Words, nullable=False),  # indexing, ready, failed
    Column("problems", Text, nullable=False),
    Column("updated_at", Number, nullable=False),
)

passage = Table(
    "passage",
    metadata,
    Column("source", Words, primary_key=True),
    Column("id", Words, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("body", Text, nullable=False),  # knowledge Passage
)

vector = Table(  # what texts mean, by the text's key: a text that stays is never read again
    "vector",
    metadata,
    Column("key", Words, primary_key=True),
    Column("model", Words, primary_key=True),
    Column("numbers", LargeBinary, nullable=False),  # float32
    sqlite_with_rowid=False,
)

knowledge_version = Table(  # one row; moves with each change, so that every process reloads
    "knowledge_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("at", Number, nullable=False),
    Column("operator", Words, nullable=False),
    Column("action", Words, nullable=False),
    Column("object", Words, nullable=False, server_default=""),
    Index("audit_by_time", "at"),
    sqlite_autoincrement=True,
)
