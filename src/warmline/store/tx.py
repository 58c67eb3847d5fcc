"""One transaction of the way in: load and lock, look up keys, read the context, record the steps.

Written once for both databases, against a synchronous connection (on PostgreSQL inside
``run_sync``). Every statement serves the whole batch: its cost does not grow with the inputs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from sqlalchemy import Connection, Integer, bindparam, select, update

from warmline.core.clocks import next_due
from warmline.core.drills import drilled, people
from warmline.core.effects import Deliver, Effect, Later, Notify
from warmline.core.facts import (
    Assigned,
    Claimed,
    Entry,
    HandoffRequested,
    MessageAdded,
    MessageEdited,
    MessageWithdrawn,
    TicketOpened,
)
from warmline.core.inputs import ChannelJoined, Input, Open, VisitorSaid
from warmline.core.model import (
    Author,
    Conversation,
    ConversationId,
    Floor,
    Millis,
    OperatorId,
    Seat,
    Status,
)
from warmline.core.package import Package
from warmline.core.policy import Context, Policy
from warmline.core.preview import preview
from warmline.flow.ports import Added, News, Outcome, Remembered, Taken
from warmline.store import counters, file_marks
from warmline.store import tables as t
from warmline.store.codec import CONVERSATION, EFFECT, FACT, PACKAGE, fact_json
from warmline.store.corrections import Correction, correct
from warmline.store.dialects import add, change, put, upsert
from warmline.store.lines import Lines, joining, waited
from warmline.store.policies import Policies
from warmline.store.prepared import Prepared, one_of
from warmline.store.staff import seats
from warmline.store.wishbook import Book, Wishbook

DRILL, DRILLED = "drill", "drilled"  # the status of a drill's row, open and resolved

Row = dict[str, object]

# built once: making a statement costs more than running it
LOAD = Prepared(
    select(t.conversation.c.id, t.conversation.c.state)
    .where(one_of(t.conversation.c.id, "ids"))
    .order_by(t.conversation.c.id)
    .with_for_update()
)
HOLD = (  # of two processes that give somebody the last one they have room for, one comes second
    select(t.operator.c.id)
    .where(t.operator.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(t.operator.c.id)
    .with_for_update()
)
GIVEN = (
    update(t.operator).where(t.operator.c.id == bindparam("who")).values(given_at=bindparam("at"))
)
REMEMBERED = Prepared(
    select(t.handled.c.key, t.handled.c.first, t.handled.c.last, t.handled.c.digest).where(
        one_of(t.handled.c.key, "keys")
    )
)
WAITED = (
    update(t.wait)
    .where(t.wait.c.conversation == bindparam("key"), t.wait.c.handoff == bindparam("number"))
    .values(at=bindparam("now"), waited=bindparam("took"))
)
HISTORY = select(t.entry.c.seq, t.entry.c.body).order_by(t.entry.c.seq)
MOVE = Prepared(
    update(t.log)
    .values(position=t.log.c.position + bindparam("by", type_=Integer))
    .returning(t.log.c.position)
)


class SqlTx:
    """``flow.ports.Tx`` over one connection."""

    def __init__(  # noqa: PLR0913 what a transaction is given, once
        self,
        db: Connection,
        now: Millis,
        policies: Policies,
        delivers: frozenset[str],
        *,
        wishbook: Wishbook,
        summarises: bool = False,
        mails: bool = False,
    ) -> None:
        self._db = db
        self._now = now
        self._policies = policies
        self._delivers = delivers
        self._wishbook = wishbook
        self._summarises = summarises
        self._mails = mails
        self._lines = Lines(db)
        self._loaded: dict[ConversationId, Conversation] = {}
        self._news: tuple[News, ...] = ()
        self._jobs = False
        self._corrected: list[tuple[Taken, Correction]] = []

    @property
    def now(self) -> Millis:
        return self._now

    @property
    def added(self) -> Added:
        return Added(self._news, self._jobs)

    def load(self, ids: Sequence[ConversationId]) -> dict[ConversationId, Conversation]:
        rows = LOAD(self._db, {"ids": ids})
        found = {ConversationId(id): CONVERSATION.validate_json(state) for id, state in rows}
        self._loaded = {id: found.get(id) or Conversation(id=id) for id in ids}
        return dict(self._loaded)

    def hold(self, operators: Sequence[OperatorId]) -> None:
        if operators:
            self._db.execute(HOLD, {"ids": operators})

    def remembered(self, keys: Sequence[str]) -> Mapping[str, Remembered]:
        rows = REMEMBERED(self._db, {"keys": keys})
        return {
            key: Remembered(Outcome(first, last), bytes(digest))
            for key, first, last, digest in rows
        }

    def context(self, conversation: Conversation, input: Input) -> Context:
        """What the input may depend on. Words to a person depend on no roster and no queue."""
        policy = self._policies.of(conversation.assistant or getattr(input, "assistant", ""))
        joined = input.channel if isinstance(input, ChannelJoined) else conversation.channel
        delivers = joined in self._delivers
        if conversation.floor is Floor.HUMAN and isinstance(input, VisitorSaid):
            teams, routes = self._policies.teams()
            return Context(
                now=self._now,
                policy=policy,
                roster=self._holder(conversation),
                delivers=delivers,
                teams=teams,
                routes=routes,
            )
        if conversation.drill or (isinstance(input, Open) and input.drill):
            return drilled(self._context(policy, self._seats, delivers=delivers))
        return self._context(policy, self._roster, delivers=delivers)

    def _context(self, policy: Policy, roster: tuple[Seat, ...], *, delivers: bool) -> Context:
        teams, routes = self._policies.teams()
        return Context(
            now=self._now,
            policy=policy,
            roster=roster,
            queues=self._lines,
            teams=teams,
            routes=routes,
            tells=self._book.tells,
            delivers=delivers,
            summarises=self._summarises,
            mails=self._mails,
        )

    def _holder(self, conversation: Conversation) -> tuple[Seat, ...]:
        """Whoever holds it, where they are told of each message in another way than live."""
        operator = None if conversation.drill else conversation.operator
        seat = self._book.out_of_band(operator) if operator else None
        return (seat,) if seat else ()

    def history(self, id: ConversationId) -> Sequence[Entry]:
        rows = self._db.execute(HISTORY.where(t.entry.c.conversation == id))
        return [Entry(seq, FACT.validate_json(body)) for seq, body in rows]

    def record(self, taken: Sequence[Taken]) -> None:
        """The log comes last: whoever holds its row waits for no other lock."""
        if not taken:
            return
        self._record_rows(taken)
        self._record_counters(taken)
        self._record_jobs(taken)
        add(self._db, t.handled, sorted(map(_handled, taken), key=_key))
        for one in taken:
            self._record_aside(one)
        self._record_entries(taken)
        if self._corrected:
            correct(self._db, self._corrected, taken)

    def keep_package(self, package: Package) -> None:
        body = PACKAGE.dump_json(package).decode()
        row = {"conversation": package.conversation, "handoff": package.handoff, "body": body}
        self._db.execute(upsert(self._db, t.package, *row), row)

    @cached_property
    def _roster(self) -> tuple[Seat, ...]:
        return people(self._seats)

    @cached_property
    def _seats(self) -> tuple[Seat, ...]:
        return self._book.seated(seats(self._db, self._now))

    @cached_property
    def _book(self) -> Book:
        return self._wishbook.read(self._db, self._now)

    def _record_entries(self, taken: Sequence[Taken]) -> None:
        fresh = [(one.step.conversation.id, entry) for one in taken for entry in one.step.entries]
        if not fresh:
            return
        [[newest]] = MOVE(self._db, {"by": len(fresh)})
        first = newest - len(fresh) + 1
        self._news = tuple(News(at, id, entry) for at, (id, entry) in enumerate(fresh, first))
        add(self._db, t.entry, list(map(_entry_row, self._news)))

    def _record_rows(self, taken: Sequence[Taken]) -> None:
        """One row a conversation, as the last step left it; always in one order."""
        left, shown = dict[ConversationId, Conversation](), dict[ConversationId, Row]()
        for one in taken:
            if one.step.entries:
                now = one.step.conversation
                left[now.id] = now
                shown[now.id] = dict(_preview(one.step.entries)) or shown.get(now.id, {})
        alike: dict[tuple[str, ...], list[Row]] = {}
        for id in sorted(left):
            row = self._row(left[id]) | shown[id]
            alike.setdefault(tuple(row), []).append(row)
        for group in alike.values():
            (put if "status" in group[0] else change)(self._db, t.conversation, group)

    def _row(self, now: Conversation) -> Row:
        """Its row; only what moves with each message where it stands as it stood."""
        before = self._loaded[now.id]
        place = _place(now)
        row: Row = {
            "id": now.id,
            "state": CONVERSATION.dump_json(now, exclude_defaults=True).decode(),
            "seq": now.seq,
            "visitor_messages": now.visitor_messages,
            "updated_at": self._now,
        }
        return row if before.seq and place == _place(before) else row | place

    def _record_counters(self, taken: Sequence[Taken]) -> None:
        left = {one.step.conversation.id: one.step.conversation for one in taken}
        moved = Counter[str]()
        for id, after in left.items():
            moved.update(counters.moves(self._loaded[id], after))
        counters.move(self._db, moved)

    def _record_jobs(self, taken: Sequence[Taken]) -> None:
        jobs = [
            _job(one.step.conversation.id, effect, self._now)
            for one in taken
            for effect in one.step.effects
        ]
        if jobs:
            self._jobs = True
            add(self._db, t.outbox, jobs)

    def _record_aside(self, taken: Taken) -> None:
        """The few facts that other tables keep something of."""
        now = taken.step.conversation
        for entry in taken.step.entries:
            match entry.fact:
                case MessageAdded(files=files) if files:
                    file_marks.said(self._db, now.id, (one.id for one in files), entry.seq)
                case HandoffRequested() if row := joining(now, entry, entry.fact):
                    self._db.execute(upsert(self._db, t.wait, *row), row)
                case Claimed() if row := waited(now, now.handoff, entry):
                    self._db.execute(WAITED, row)
                case Assigned(at=at, operator=operator):
                    self._db.execute(GIVEN, {"who": operator, "at": at})
                case TicketOpened(email=email, name=name):
                    row = {"id": now.contact, "email": email, "name": name, "created_at": self._now}
                    self._db.execute(upsert(self._db, t.contact, *row), row)
                case MessageEdited() | MessageWithdrawn() as fact:
                    self._corrected.append((taken, fact))
                case _:
                    pass


def _entry_row(news: News) -> Row:
    return {
        "conversation": news.conversation,
        "seq": news.entry.seq,
        "position": news.position,
        "body": fact_json(news.entry.fact),
    }


def _key(row: Row) -> str:
    return str(row["key"])


def _handled(taken: Taken) -> Row:
    kept = taken.remembered
    first, last = kept.outcome.first, kept.outcome.last
    return {"key": taken.command.key, "first": first, "last": last, "digest": kept.digest}


def _place(now: Conversation) -> Row:
    """In which lists it stands, and where: a drill in none, which its row's status says."""
    if now.drill:
        over = now.status is Status.RESOLVED
        place = _place(replace(now, drill=False, operator=None, handoff=None))
        return place | {"status": DRILLED if over else DRILL}
    handoff = now.handoff if now.status is Status.WAITING else None
    clock = next_due(now)
    return {
        "status": now.status.value,
        "floor": now.floor.value,
        "operator": now.operator,
        "assigned": now.assigned,
        "team": handoff.team if handoff else "",
        "rank": -handoff.priority if handoff else None,
        "due_at": clock.due_at if handoff and clock else t.NEVER,
        "requested_at": handoff.requested_at if handoff else 0,
        "contact": now.contact,
        "assistant": now.assistant,
    }


def _preview(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """The newest words said, for the inbox's line; nothing where none were said.

    What the house says stands there only until somebody has spoken.
    """
    said = [entry.fact for entry in entries if isinstance(entry.fact, MessageAdded)]
    spoken = [fact for fact in said if fact.author is not Author.SYSTEM]
    spoken = spoken or (said if entries[0].seq == 1 else [])
    if spoken:
        yield "preview", preview(spoken[-1])
        yield "preview_author", spoken[-1].author.value


def _job(conversation: ConversationId, effect: Effect, now: Millis) -> Row:
    return {
        "conversation": conversation,
        "kind": effect.kind,
        "lane": conversation if isinstance(effect, Deliver) else "",
        "body": EFFECT.dump_json(effect).decode(),
        "due": now + (effect.after if isinstance(effect, Later | Notify) else 0),
        "at": now,
    }
