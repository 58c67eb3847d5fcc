"""The store itself: ``flow.ports.Store`` over either database."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol, TypeVar, cast

from sqlalchemy import Connection, Executable, bindparam, select, update

from warmline.core.facts import Entry
from warmline.core.model import AssistantId, Conversation, ConversationId, Millis
from warmline.core.package import Package
from warmline.core.policy import Policy
from warmline.core.ways import CONSOLE
from warmline.flow.ports import EVERY_KIND, Command, Job, News, Outcome, Profile
from warmline.store import outbox
from warmline.store import tables as t
from warmline.store.batch import Change, Committed
from warmline.store.clock import SteadyClock, Timekeeper, database_time, newest_time
from warmline.store.codec import CONVERSATION, FACT, PACKAGE, PROFILE
from warmline.store.dialects import address
from warmline.store.policies import Parsed, Policies
from warmline.store.tx import SqlTx
from warmline.store.wishbook import Wishbook

T = TypeVar("T")
Clock = Callable[[], Millis]
# built once: making a statement costs more than running it
STATE = select(t.conversation.c.state).where(t.conversation.c.id == bindparam("id"))
ENTRIES = select(t.entry.c.seq, t.entry.c.body).where(
    t.entry.c.conversation == bindparam("id"), t.entry.c.seq > bindparam("after")
)
OLDEST = ENTRIES.order_by(t.entry.c.seq).limit(bindparam("limit"))
NEWEST = (
    ENTRIES.where(t.entry.c.seq < bindparam("before"))
    .order_by(t.entry.c.seq.desc())
    .limit(bindparam("limit"))
)
NEWS = (
    select(t.entry)
    .where(t.entry.c.position > bindparam("after"))
    .order_by(t.entry.c.position)
    .limit(bindparam("limit"))
)
POSITION = select(t.log.c.position)


class Database(Protocol):
    """A database that takes commands and changes in batches, and answers reads beside them."""

    def submit(self, what: Command | Change) -> Awaitable[object]: ...
    async def read(self, look: Callable[[Connection], T]) -> T: ...
    async def close(self) -> None: ...


class SqlStore:
    def __init__(  # noqa: PLR0913 each has its default, and is named where it is given
        self,
        url: str,
        *,
        clock: Clock | None = None,
        delivers: frozenset[str] = frozenset(),
        summarises: bool = False,
        ways: frozenset[str] = frozenset({CONSOLE}),
        mails: bool = False,
        committed: Committed = lambda _: None,
    ) -> None:
        """``url``: a path of a file, or ``postgresql://…``. To be called on the event loop.

        ``clock`` None: the time of this machine, or with its ``timekeeper`` the database's;
        ``committed`` is told there what each commit added to the log; ``delivers`` names the
        channels that need each message; with ``summarises``, handoffs are summed up by a model;
        ``ways`` are those in which staff can be told; with ``mails``, conversations can go on by
        mail.
        """
        self.clock = clock or SteadyClock()
        self._delivers = delivers
        self._summarises = summarises
        self._mails = mails
        self._parsed = Parsed()
        self.wishbook = Wishbook(ways)
        self._on_file = isinstance(address(url), Path)
        self.db = _open(url, self._tx, committed)

    def _tx(self, db: Connection) -> SqlTx:
        policies = Policies(db, self._parsed)
        return SqlTx(
            db,
            self.clock(),
            policies,
            self._delivers,
            wishbook=self.wishbook,
            summarises=self._summarises,
            mails=self._mails,
        )

    def timekeeper(self) -> Timekeeper | None:
        """What keeps the clock right while the store is in use; None: the clock was handed in."""
        if not isinstance(self.clock, SteadyClock):
            return None
        theirs = None if self._on_file else self._database_time
        return Timekeeper(self.clock, theirs=theirs, newest=self._newest_time)

    async def _database_time(self) -> Millis:
        return await self.read(database_time)

    async def _newest_time(self) -> Millis:
        return await self.read(newest_time)

    async def close(self) -> None:
        await self.db.close()

    async def read(self, look: Callable[[Connection], T]) -> T:
        return await self.db.read(look)

    async def write(self, change: Callable[[Connection], T]) -> T:
        """Run a change in the next transaction; durable when this returns."""
        return cast("T", await self.db.submit(change))

    # ── the way in ────────────────────────────────────────────────────────────────────────────────

    async def handle(self, command: Command) -> Outcome:
        return cast("Outcome", await self.db.submit(command))

    # ── the log ───────────────────────────────────────────────────────────────────────────────────

    async def conversation(self, id: ConversationId) -> Conversation | None:
        found = await self.read(lambda db: db.execute(STATE, {"id": id}).scalar_one_or_none())
        return CONVERSATION.validate_json(found) if found else None

    async def entries(
        self, id: ConversationId, *, after: int = 0, before: int = 0, limit: int = 500
    ) -> Sequence[Entry]:
        bounds = {"id": id, "after": after, "limit": limit} | ({"before": before} if before else {})
        query = NEWEST if before else OLDEST
        rows = await self.read(lambda db: db.execute(query, bounds).all())
        entries = [Entry(seq, FACT.validate_json(body)) for seq, body in rows]
        return entries[::-1] if before else entries

    async def newest_position(self) -> int:
        return await self.read(lambda db: db.execute(POSITION).scalar_one())

    async def news(self, *, after: int, limit: int) -> Sequence[News]:
        bounds = {"after": after, "limit": limit}
        rows = await self.read(lambda db: db.execute(NEWS, bounds).all())
        return [
            News(
                row.position,
                ConversationId(row.conversation),
                Entry(row.seq, FACT.validate_json(row.body)),
            )
            for row in rows
        ]

    # ── the outbox ────────────────────────────────────────────────────────────────────────────────

    async def claim(
        self, *, limit: int, lease: float, kinds: Collection[str] = EVERY_KIND
    ) -> Sequence[Job]:
        now = self.clock()
        until = now + round(lease * 1000)
        return await self.write(lambda db: outbox.claim(db, kinds, now, until, limit))

    async def next_due(self, kinds: Collection[str] = EVERY_KIND) -> Millis | None:
        return await self.read(lambda db: outbox.next_due(db, kinds))

    async def renew(self, jobs: Sequence[Job], *, lease: float) -> None:
        until = self.clock() + round(lease * 1000)
        await self.write(lambda db: outbox.renew(db, jobs, until))

    async def settle(self, job: Job) -> None:
        await self.write(lambda db: outbox.settle(db, job))

    async def postpone(self, job: Job, *, by: float, why: str) -> None:
        due = self.clock() + round(by * 1000)
        await self.write(lambda db: outbox.put_off(db, job, due, why))

    async def bury(self, job: Job, why: str) -> None:
        await self.write(lambda db: outbox.put_off(db, job, None, why))

    # ── settings ──────────────────────────────────────────────────────────────────────────────────

    async def policy(self, assistant: AssistantId) -> Policy:
        return await self.read(lambda db: Policies(db, self._parsed).of(assistant))

    async def profile(self, assistant: AssistantId) -> Profile:
        query = select(t.assistant.c.profile).where(t.assistant.c.id == assistant)
        found = await self.read(lambda db: db.execute(query).scalar_one_or_none())
        return PROFILE.validate_json(found) if found else Profile(id=assistant)

    async def package(self, id: ConversationId) -> Package | None:
        """The package of the newest handoff."""
        query = select(t.package.c.body).where(t.package.c.conversation == id)
        newest = query.order_by(t.package.c.handoff.desc()).limit(1)
        found = await self.read(lambda db: db.execute(newest).scalar_one_or_none())
        return PACKAGE.validate_json(found) if found else None

    async def amend_package(self, package: Package) -> None:
        """Keep a newer revision of a package in place of the one before."""
        c, body = t.package.c, PACKAGE.dump_json(package).decode()
        mine = (c.conversation == package.conversation) & (c.handoff == package.handoff)
        await self.write(does(update(t.package).where(mine).values(body=body)))


def does(*statements: Executable) -> Callable[[Connection], None]:
    """A change that runs these statements."""

    def run(db: Connection) -> None:
        for statement in statements:
            db.execute(statement)

    return run


def _open(url: str, open_tx: Callable[[Connection], SqlTx], committed: Committed) -> Database:
    where = address(url)
    if isinstance(where, Path):
        from warmline.store.sqlite import SqliteDatabase  # noqa: PLC0415 - only one is needed

        return SqliteDatabase(where, open_tx, committed)
    from warmline.store.postgres import PostgresDatabase  # noqa: PLC0415 - an extra

    return PostgresDatabase(where, open_tx, committed)
