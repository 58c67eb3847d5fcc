"""Which conversation is which thread of a channel, whose it is, and which message is which entry.

A thread is made once however many processes are handed its first message: its rows have unique
keys, and whoever comes second finds what the first one made.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, RowMapping, Select, insert, select, update

from warmline.core.model import ContactId, ConversationId, Millis
from warmline.flow.channel_records import Thread
from warmline.flow.channels import Person, Setup
from warmline.store import tables as t
from warmline.store.deliveries import Deliveries
from warmline.store.dialects import insert_into
from warmline.store.sql import SqlStore, does

PERSON: Final = TypeAdapter(Person)
NewId = Callable[[], str]


def new_id() -> str:
    """Not guessable, and short enough to stand in a mail's address."""
    return secrets.token_hex(12)


class SqlThreads(Deliveries):
    """``flow.channels.Threads``."""

    def __init__(self, store: SqlStore, new: NewId = new_id) -> None:
        super().__init__(store)
        self._new = new

    async def open(self, setup: Setup, address: str, person: Person) -> Thread:
        thread = await self.at(setup.id, address)
        if thread is None:
            return await self._begin(setup, address, person, None)
        person = person.still(thread.person)
        return thread if thread.person == person else await self._renamed(setup, thread, person)

    async def join(self, setup: Setup, address: str, person: Person, to: ConversationId) -> Thread:
        """Where the thread is there already, it goes on with that conversation from now on."""
        thread = await self._begin(setup, address, person, to)
        if thread.conversation == to:
            return thread
        there = _place(setup.id, address)

        def again(db: Connection) -> Thread:
            contact = _contact_in(db, to) or thread.contact
            db.execute(update(t.thread).where(there).values(conversation=to, contact=contact))
            return replace(thread, conversation=to, contact=contact)

        return await self.store.write(again)

    async def at(self, channel: str, address: str) -> Thread | None:
        return await self._one(select(t.thread).where(_place(channel, address)))

    async def of(self, conversation: ConversationId) -> Thread | None:
        c = t.thread.c
        mine = select(t.thread).where(c.conversation == conversation)
        return await self._one(mine.order_by(c.heard_at.desc(), c.created_at.desc()).limit(1))

    async def turn_to(self, thread: Thread, id: str, at: Millis, notes: Mapping[str, str]) -> None:
        c, here = t.thread.c, _place(thread.channel, thread.address)
        newest = update(t.thread).where(here, c.heard_at <= at)
        newest = newest.values(heard_at=at, newest=id, notes=json.dumps(dict(notes)))
        await self.store.write(does(newest))

    async def heard(self, thread: Thread, id: str, seq: int) -> None:
        row = {
            "channel": thread.channel,
            "id": id,
            "conversation": thread.conversation,
            "seq": seq,
            "ours": False,
            "at": self.store.clock(),
        }

        def run(db: Connection) -> None:
            put = insert_into(db, t.external).values(row)
            db.execute(put.on_conflict_do_nothing(index_elements=["channel", "id"]))

        await self.store.write(run)

    async def entry_of(self, channel: str, id: str) -> tuple[ConversationId, int] | None:
        c = t.external.c
        query = select(c.conversation, c.seq).where(c.channel == channel, c.id == id, c.seq > 0)
        row = await self.store.read(lambda db: db.execute(query).one_or_none())
        return (ConversationId(row.conversation), row.seq) if row else None

    async def move(self, channel: str, address: str, to: str) -> None:
        """Where that other thread is there already, it stays what it is."""
        person, c, d = t.identity.c, t.thread.c, t.delivery.c
        kind = select(t.channel.c.kind).where(t.channel.c.id == channel).scalar_subquery()

        def run(db: Connection) -> None:
            if db.execute(select(c.address).where(_place(channel, to))).one_or_none() is None:
                db.execute(update(t.thread).where(_place(channel, address)).values(address=to))
                sent = update(t.delivery).where(d.channel == channel, d.thread == address)
                db.execute(sent.values(thread=to))
            known = select(person.contact).where(person.kind == kind, person.identity == to)
            if db.execute(known).one_or_none() is None:
                same = update(t.identity).where(person.kind == kind, person.identity == address)
                db.execute(same.values(identity=to))

        await self.store.write(run)

    async def _begin(
        self, setup: Setup, address: str, person: Person, to: ConversationId | None
    ) -> Thread:
        """A new thread, unless somebody else has made it since; its conversation likewise."""
        now, body = self.store.clock(), PERSON.dump_json(person).decode()
        conversation = to or ConversationId(self._new())
        fresh = ContactId(self._new())

        def run(db: Connection) -> Thread:
            known = _contact_of(db, setup.kind, person, fresh, now)
            contact = (to and _contact_in(db, to)) or known
            row = {
                "channel": setup.id,
                "address": address,
                "conversation": conversation,
                "contact": contact,
                "person": body,
                "created_at": now,
            }
            put = insert_into(db, t.thread).values(row)
            db.execute(put.on_conflict_do_nothing(index_elements=["channel", "address"]))
            found = select(t.thread).where(_place(setup.id, address))
            return _thread(db.execute(found).mappings().one())

        return await self.store.write(run)

    async def _renamed(self, setup: Setup, thread: Thread, person: Person) -> Thread:
        """The same person under other names, which are shown and matched by nobody."""
        body = PERSON.dump_json(person).decode()
        who, here = t.identity.c, _place(thread.channel, thread.address)
        mine = (who.kind == setup.kind) & (who.identity == person.identity)

        def run(db: Connection) -> None:
            db.execute(update(t.thread).where(here).values(person=body))
            db.execute(update(t.identity).where(mine).values(person=body))
            if person.name:
                unnamed = (t.contact.c.id == thread.contact) & (t.contact.c.name == "")
                db.execute(update(t.contact).where(unnamed).values(name=person.name))

        await self.store.write(run)
        return replace(thread, person=person)

    async def _one(self, query: Select[tuple[object, ...]]) -> Thread | None:
        row = await self.store.read(lambda db: db.execute(query).mappings().one_or_none())
        return _thread(row) if row else None


def _contact_of(
    db: Connection, kind: str, person: Person, fresh: ContactId, now: Millis
) -> ContactId:
    """Who is known by that identity; somebody new is a new contact."""
    c = t.identity.c
    row = {
        "kind": kind,
        "identity": person.identity,
        "contact": fresh,
        "person": PERSON.dump_json(person).decode(),
        "at": now,
    }
    put = insert_into(db, t.identity).values(row)
    made = put.on_conflict_do_nothing(index_elements=["kind", "identity"]).returning(c.contact)
    if db.execute(made).one_or_none():
        shown = {"id": fresh, "name": person.name, "email": person.email, "created_at": now}
        db.execute(insert(t.contact), shown)
    known = select(c.contact).where(c.kind == kind, c.identity == person.identity)
    return ContactId(db.execute(known).scalar_one())


def _contact_in(db: Connection, conversation: ConversationId) -> ContactId | None:
    c = t.conversation.c
    found = db.execute(select(c.contact).where(c.id == conversation)).scalar_one_or_none()
    return ContactId(found) if found else None


def _place(channel: str, address: str) -> ColumnElement[bool]:
    return (t.thread.c.channel == channel) & (t.thread.c.address == address)


def _thread(row: RowMapping) -> Thread:
    return Thread(
        channel=row["channel"],
        address=row["address"],
        conversation=ConversationId(row["conversation"]),
        contact=ContactId(row["contact"]),
        person=PERSON.validate_json(row["person"]),
        heard_at=row["heard_at"],
        newest=row["newest"],
        notes=json.loads(row["notes"]),
    )
