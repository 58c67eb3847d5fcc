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
        return None if value is None else storable(value)


def plain(text: str) -> bool:
    return text.isascii() and "\0" not in text


def storable(text: str) -> str:
    if plain(text):
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\ufffd")


metadata = MetaData()

Number = BigInteger().with_variant(Integer, "sqlite")
NEVER = 2**53 - 1
"""A moment later than any, where the earliest comes first: the last that every program can say."""
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
    Column("assigned", Words),  # to whom its pending handoff was given
    Column("due_at", Number, nullable=False, server_default=str(NEVER)),  # while it waits
    Index("conversation_by_status", "status", "updated_at", "id"),
    Index("conversation_by_rank", "rank", "due_at", "requested_at", "id"),
    Index("conversation_by_operator", "operator", "status"),
    Index("conversation_by_assigned", "assigned"),
    Index("conversation_by_contact", "contact"),
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
    Column("waited", Number, nullable=False),  # -1: it has not ended with a person
    Column("place", Integer, nullable=False, server_default="0"),  # in line, when it began
    Column("slots", Integer, nullable=False, server_default="0"),  # staffed, for the skills then
    Column("free", Integer, nullable=False, server_default="0"),  # of these
    Column("high", Number, nullable=False, server_default="0"),  # told as the longest; 0: nothing
    Column("skills", Words, nullable=False, server_default=""),  # one a line
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
    Column("merged_into", Words),  # the contact that this one is the same person as
    Index("contact_by_merge", "merged_into"),
    Index("contact_by_email", "email"),
)

merge = Table(  # two contacts are one person; a split or an undo ends it, and nothing is rewritten
    "merge",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("kept", Words, nullable=False),
    Column("gone", Words, nullable=False),
    Column("at", Number, nullable=False),
    Column("by", Words, nullable=False),  # an operator; "": proved by a verified identity
    Column("why", Words, nullable=False, server_default=""),
    Column("ended_at", Number),
    Column("ended_by", Words, nullable=False, server_default=""),
    Index("merge_by_kept", "kept"),
    Index("merge_by_gone", "gone"),
    sqlite_autoincrement=True,
)

# ── channels ──────────────────────────────────────────────────────────────────────────────────────

channel = Table(
    "channel",
    metadata,
    Column("id", Words, primary_key=True),
    Column("kind", Words, nullable=False),  # a key of CHANNELS
    Column("name", Words, nullable=False),
    Column("assistant", Words, nullable=False),
    Column("settings", Text, nullable=False),  # JSON
    Column("secrets", Text, nullable=False),  # JSON, sealed
    Column("on", Boolean, nullable=False, server_default="1"),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("health", Text, nullable=False, server_default="{}"),  # flow Health
    Column("memory", Text, nullable=False, server_default=""),  # what its adapter keeps, sealed
    Column("created_at", Number, nullable=False),
)

identity = Table(  # who is known on which kind of channel, by what never changes
    "identity",
    metadata,
    Column("kind", Words, primary_key=True),
    Column("identity", Words, primary_key=True),
    Column("contact", Words, nullable=False),
    Column("person", Text, nullable=False),  # flow Person
    Column("at", Number, nullable=False),
    Index("identity_by_contact", "contact"),
    sqlite_with_rowid=False,
)

thread = Table(  # where conversations live on channels
    "thread",
    metadata,
    Column("channel", Words, primary_key=True),
    Column("address", Words, primary_key=True),
    Column("conversation", Words, nullable=False),
    Column("contact", Words, nullable=False),
    Column("person", Text, nullable=False),  # flow Person
    Column("heard_at", Number, nullable=False, server_default="0"),
    Column("newest", Words, nullable=False, server_default=""),  # the visitor's, the provider's id
    Column("notes", Text, nullable=False, server_default="{}"),  # JSON
    Column("created_at", Number, nullable=False),
    Index("thread_by_conversation", "conversation"),
    Index("thread_by_contact", "contact"),
    sqlite_with_rowid=False,
)

external = Table(  # which entry a provider's message is; "" and 0: a receipt came before we knew
    "external",
    metadata,
    Column("channel", Words, primary_key=True),
    Column("id", Words, primary_key=True),
    Column("conversation", Words, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("ours", Boolean, nullable=False),
    Column("at", Number, nullable=False),
    Column("state", Words, nullable=False, server_default=""),  # of a part of ours
    Column("why", Words, nullable=False, server_default=""),  # it failed
    Index("external_by_entry", "conversation", "seq"),
    sqlite_with_rowid=False,
)

delivery = Table(  # what became of messages that went out through a channel
    "delivery",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("channel", Words, nullable=False),
    Column("thread", Words, nullable=False),
    Column("state", Words, nullable=False),  # sending, sent, delivered, read, failed
    Column("ids", Text, nullable=False, server_default="[]"),  # JSON: the provider's, of each part
    Column("parts", Integer, nullable=False, server_default="0"),  # that went out
    Column("why", Words, nullable=False, server_default=""),
    Column("at", Number, nullable=False),
    Index("delivery_by_thread", "channel", "thread", "at"),
    sqlite_with_rowid=False,
)

unread = Table(  # what a provider sent and nobody here can read, bounded
    "unread",
    metadata,
    Column("channel", Words, primary_key=True),
    Column("id", Words, primary_key=True),
    Column("what", Words, nullable=False),
    Column("raw", Words, nullable=False),
    Column("at", Number, nullable=False),
    Index("unread_by_at", "channel", "at"),
    sqlite_with_rowid=False,
)

file = Table(  # of messages, and such as wait for theirs
    "file",
    metadata,
    Column("id", Words, primary_key=True),
    Column("conversation", Words, nullable=False),
    Column("owner", Words, nullable=False),  # visitor, operator:…, assistant
    Column("name", Words, nullable=False),
    Column("claimed", Words, nullable=False, server_default=""),  # type, as its sender says
    Column("type", Words, nullable=False, server_default=""),  # as its bytes say
    Column("size", Integer, nullable=False, server_default="0"),
    Column("state", Words, nullable=False),  # waiting, ready, refused, withdrawn
    Column("why", Words, nullable=False, server_default=""),
    Column("sha256", Words, nullable=False, server_default=""),
    Column("blob", Words, nullable=False, server_default=""),  # where its bytes are; "": nowhere
    Column("thumbnail", Boolean, nullable=False, server_default="0"),
    Column("message", Integer, nullable=False, server_default="0"),  # its entry; 0: none has it
    Column("channel", Words, nullable=False, server_default=""),  # from which it is fetched
    Column("remote", Words, nullable=False, server_default=""),  # what its adapter fetches it by
    Column("due", Number),  # when there is something to do for it: fetch, scan; NULL: nothing
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("at", Number, nullable=False),
    Index("file_by_conversation", "conversation"),
    Index("file_by_sha256", "sha256"),
    Index("file_by_due", "due"),
    Index("file_by_at", "at"),
)

lease = Table(  # what one process at a time does: receiving from a mailbox, a gateway
    "lease",
    metadata,
    Column("name", Words, primary_key=True),
    Column("holder", Words, nullable=False),
    Column("until", Number, nullable=False),
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
    Column("role", Words, nullable=False),  # owner, admin, supervisor, operator, viewer
    Column("password", Words, nullable=False),  # argon2
    Column("disabled", Boolean, nullable=False, server_default="0"),
    Column("email_notices", Boolean, nullable=False, server_default="1"),
    Column("created_at", Number, nullable=False),
    Column("teams", Words, nullable=False, server_default='["support"]'),  # JSON
    Column("skills", Words, nullable=False, server_default="[]"),  # JSON
    Column("capacity", Integer, nullable=False, server_default="5"),  # conversations at once
    Column("away", Boolean, nullable=False, server_default="0"),  # chose not to be given any
    Column("given_at", Number, nullable=False, server_default="0"),  # when last assigned one
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

presence = Table(  # one row per socket, open or not long gone; one that nobody renews is a ghost
    "presence",
    metadata,
    Column("socket", Words, primary_key=True),  # or "deed:" and the operator, who acted without one
    Column("operator", Words, nullable=False),
    Column("expires_at", Number, nullable=False),  # passed: it is not alive
    Column("seen_at", Number, nullable=False, server_default="0"),  # the newest sign of life
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

# ── notices ───────────────────────────────────────────────────────────────────────────────────────

wish = Table(  # how operators and teams want to be told
    "wish",
    metadata,
    Column("owner", Words, primary_key=True),  # ``operator:…`` or ``team:…``
    Column("body", Text, nullable=False),  # flow.wishes Wishes or Board, with sealed secrets
    sqlite_with_rowid=False,
)

push = Table(  # browsers that take pushes
    "push",
    metadata,
    Column("id", Words, primary_key=True),
    Column("operator", Words, nullable=False),
    Column("endpoint", Words, nullable=False, unique=True),
    Column("p256dh", Words, nullable=False),
    Column("auth", Words, nullable=False),
    Column("label", Words, nullable=False, server_default=""),
    Column("created_at", Number, nullable=False),
    Index("push_by_operator", "operator"),
)

told = Table(  # what became of each notice
    "told",
    metadata,
    Column("key", Words, primary_key=True),  # of its cause, recipient and way
    Column("conversation", Words, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("notice", Words, nullable=False),
    Column("to", Words, nullable=False),
    Column("way", Words, nullable=False),
    Column("state", Words, nullable=False),  # sent, dropped, held, folded, failed
    Column("why", Words, nullable=False),
    Column("at", Number, nullable=False),
    Index("told_by_conversation", "conversation"),
    Index("told_by_recipient", "to", "way", "at"),
    sqlite_with_rowid=False,
)

sealed = Table(  # secrets that the installation made itself, sealed with its own
    "sealed",
    metadata,
    Column("name", Words, primary_key=True),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)

# ── settings ──────────────────────────────────────────────────────────────────────────────────────

team = Table(
    "team",
    metadata,
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("body", Text, nullable=False),  # core Team
)

routing = Table(  # the routes of all teams; the newest version is live
    "routing",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Words, nullable=False),
    Column("published_at", Number, nullable=False),
    Column("by", Words, nullable=False),
)

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
    Column("audience", Words, nullable=False, server_default="public"),  # or internal: staff alone
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

# ── reports ───────────────────────────────────────────────────────────────────────────────────────
# rows that ``flow.ledger`` makes of the log, and can make anew: see ``reports.rows``

follower = Table(  # how far each reader of the log has come that keeps what it read
    "follower",
    metadata,
    Column("name", Words, primary_key=True),
    Column("position", Number, nullable=False),
)

report_telling = Table(  # how far each conversation is told
    "report_telling",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("body", Text, nullable=False),  # reports Telling
    sqlite_with_rowid=False,
)

report_stretch = Table(  # from an opening to its resolution
    "report_stretch",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Number, nullable=False),
    Column("team", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("assistant", Words, nullable=False),
    Column("operator", Words, nullable=False),
    Column("rule", Words, nullable=False),
    Column("visitor_messages", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("replies", Integer, nullable=False),
    Column("handoffs", Integer, nullable=False),
    Column("asked", Boolean, nullable=False),
    Column("upset", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("in_line", Boolean, nullable=False),
    Column("helped", Boolean, nullable=False),
    Column("ended_at", Number),
    Column("ended_by", Words, nullable=False),
    Column("took", Number),
    Column("took_business", Number),
    Index("report_stretch_by_at", "at", "conversation", "seq"),
)

report_request = Table(  # a handoff
    "report_request",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Number, nullable=False),
    Column("team", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("assistant", Words, nullable=False),
    Column("operator", Words, nullable=False),
    Column("rule", Words, nullable=False),
    Column("stretch", Integer, nullable=False),
    Column("trigger", Words, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("question", Words, nullable=False),
    Column("taken_at", Number),
    Column("replied_at", Number),
    Column("ended_at", Number),
    Column("end", Words, nullable=False),
    Column("fallback", Words, nullable=False),
    Column("waited", Number),
    Column("waited_business", Number),
    Column("first_reply", Number),
    Column("first_reply_business", Number),
    Column("replies", Integer, nullable=False),
    Column("transfers", Integer, nullable=False),
    Column("needed", Boolean),
    Column("bounced", Boolean, nullable=False),
    Index("report_request_by_at", "at", "conversation", "seq"),
)

report_reply = Table(  # a message of an operator
    "report_reply",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Number, nullable=False),
    Column("team", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("assistant", Words, nullable=False),
    Column("operator", Words, nullable=False),
    Column("rule", Words, nullable=False),
    Column("took", Number),
    Column("took_business", Number),
    Index("report_reply_by_at", "at", "conversation", "seq"),
)

report_holding = Table(  # an operator has a conversation
    "report_holding",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Number, nullable=False),
    Column("team", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("assistant", Words, nullable=False),
    Column("operator", Words, nullable=False),
    Column("rule", Words, nullable=False),
    Column("ended_at", Number),
    Column("end", Words, nullable=False),
    Column("took", Number),
    Index("report_holding_by_at", "at", "conversation", "seq"),
)

report_verdict = Table(  # an answer was judged
    "report_verdict",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Number, nullable=False),
    Column("team", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("assistant", Words, nullable=False),
    Column("operator", Words, nullable=False),
    Column("rule", Words, nullable=False),
    Column("answer", Integer, nullable=False),
    Column("right", Boolean, nullable=False),
    Index("report_verdict_by_at", "at", "conversation", "seq"),
)

report_target = Table(  # a clock of the service level
    "report_target",
    metadata,
    Column("conversation", Words, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Number, nullable=False),
    Column("team", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("assistant", Words, nullable=False),
    Column("operator", Words, nullable=False),
    Column("rule", Words, nullable=False),
    Column("target", Words, nullable=False),
    Column("due_at", Number, nullable=False),
    Column("ended_at", Number),
    Column("met", Boolean),
    Index("report_target_by_at", "at", "conversation", "seq"),
)

report_presence = Table(  # an operator was there; seen, and not told by any log
    "report_presence",
    metadata,
    Column("operator", Words, primary_key=True),
    Column("at", Number, primary_key=True, autoincrement=False),
    Column("until", Number, nullable=False),
    Column("state", Words, nullable=False),  # online, away
    Index("report_presence_by_until", "until"),
)

proposal = Table(  # questions with answers, for the knowledge base to be taken in
    "proposal",
    metadata,
    Column("id", Words, primary_key=True),
    Column("conversation", Words, nullable=False),
    Column("seq", Integer, nullable=False),  # the reply that it is made of
    Column("at", Number, nullable=False),
    Column("by", Words, nullable=False),
    Column("question", Words, nullable=False),
    Column("answer", Words, nullable=False),
    Column("state", Words, nullable=False),  # open, accepted, rejected
    Column("decided_at", Number),
    Column("decided_by", Words, nullable=False, server_default=""),
    Column("source", Words, nullable=False, server_default=""),  # of the knowledge base
    Index("proposal_by_state", "state", "at"),
    Index("proposal_by_reply", "conversation", "seq", unique=True),
)

gap_report = Table(  # one row: what visitors asked that people had to answer, grouped
    "gap_report",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Number, nullable=False),
    Column("body", Text, nullable=False),  # flow GapReport
)
