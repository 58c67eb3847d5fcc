"""What became of messages that went out, part by part, in whatever order the receipts come in.

A receipt may be there before the answer that names the message: it waits in a row of its own, with
no conversation, until that answer comes, or for a day.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, RowMapping, delete, select, update

from warmline.core.model import ConversationId, Millis
from warmline.flow.channel_records import Delivery
from warmline.flow.channels import Receipt, State
from warmline.store import tables as t
from warmline.store.dialects import insert_into, upsert
from warmline.store.sql import SqlStore

RANK: Final[Mapping[str, int]] = {
    "": 0,
    "sending": 0,
    "sent": 1,
    "failed": 2,
    "delivered": 3,
    "read": 4,
}
"""What is known later, or better: a message that was read did not fail."""

SLOWEST_FIRST: Final[Sequence[State]] = ("failed", "sent", "delivered", "read")
UNCLAIMED: Final[Millis] = 24 * 3600 * 1000  # a receipt of a message that is not ours is kept


class Deliveries:
    """The part of ``flow.channels.Threads`` that is about what goes out."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store

    async def delivery(self, conversation: ConversationId, seq: int) -> Delivery | None:
        c = t.delivery.c
        query = select(t.delivery).where(c.conversation == conversation, c.seq == seq)
        row = await self.store.read(lambda db: db.execute(query).mappings().one_or_none())
        return _delivery(row) if row else None

    async def deliveries(self, conversation: ConversationId) -> Sequence[Delivery]:
        query = select(t.delivery).where(t.delivery.c.conversation == conversation)
        query = query.order_by(t.delivery.c.seq)
        rows = await self.store.read(lambda db: db.execute(query).mappings().all())
        return [_delivery(row) for row in rows]

    async def sent(self, channel: str, *deliveries: Delivery) -> None:
        """What a receipt has told of their parts meanwhile is not forgotten."""
        now = self.store.clock()

        def run(db: Connection) -> None:
            for delivery in deliveries:
                _keep(db, channel, delivery, now)

        await self.store.write(run)

    async def received(self, channel: str, receipt: Receipt) -> Sequence[Delivery]:
        now = self.store.clock()

        def run(db: Connection) -> list[Delivery]:
            touched = dict.fromkeys(_touched(db, channel, receipt, now))
            return list(_told(db, channel, touched, receipt, receipt.at or now))

        return await self.store.write(run)


def _keep(db: Connection, channel: str, delivery: Delivery, now: Millis) -> None:
    _name_parts(db, channel, delivery, now)
    state = delivery.state
    if state == "sent":
        state = max((state, _of_parts(db, channel, delivery.ids)), key=RANK.__getitem__)
    row = {
        "conversation": delivery.conversation,
        "seq": delivery.seq,
        "channel": channel,
        "thread": _address(db, channel, delivery.conversation),
        "state": state,
        "ids": json.dumps(delivery.ids),
        "parts": delivery.parts,
        "why": delivery.why,
        "at": delivery.at or now,
    }
    db.execute(upsert(db, t.delivery, *row).values(row))


def _touched(
    db: Connection, channel: str, receipt: Receipt, now: Millis
) -> Iterator[tuple[str, int]]:
    """The messages that a receipt is about, their parts noted. One that is not known waits."""
    c = t.external.c
    for id in receipt.ids:
        row = {"channel": channel, "id": id, "conversation": "", "seq": 0, "ours": True, "at": now}
        told = {"state": receipt.state, "why": receipt.why}
        put = insert_into(db, t.external).values(row | told)
        here = (c.channel == channel) & (c.id == id)
        if db.execute(
            put.on_conflict_do_nothing(index_elements=["channel", "id"]).returning(c.id)
        ).one_or_none():
            _forget_unclaimed(db, now)
            continue
        known = db.execute(select(t.external).where(here).with_for_update()).mappings().one()
        if known["ours"] and RANK[known["state"]] < RANK[receipt.state]:
            db.execute(update(t.external).where(here).values(told))
            if known["seq"]:
                yield known["conversation"], known["seq"]
    if receipt.until and receipt.thread:
        yield from _up_to(db, channel, receipt)


def _up_to(db: Connection, channel: str, receipt: Receipt) -> Iterator[tuple[str, int]]:
    """A watermark: everything that went out in that thread until then."""
    d, c = t.delivery.c, t.external.c
    lower = [state for state, rank in RANK.items() if rank < RANK[receipt.state]]
    there = (d.channel == channel) & (d.thread == receipt.thread) & (d.at <= receipt.until)
    rows = db.execute(select(d.conversation, d.seq).where(there, d.state.in_(lower))).all()
    for conversation, seq in rows:
        parts = update(t.external).where(
            c.conversation == conversation, c.seq == seq, c.ours, c.state.in_(lower)
        )
        db.execute(parts.values(state=receipt.state))
        yield conversation, seq


def _told(
    db: Connection, channel: str, touched: Iterable[tuple[str, int]], receipt: Receipt, at: Millis
) -> Iterator[Delivery]:
    """Those whose state moves by it; one whose parts are not all out is still being sent."""
    d = t.delivery.c
    for conversation, seq in touched:
        here = (d.conversation == conversation) & (d.seq == seq)
        row = db.execute(select(t.delivery).where(here)).mappings().one_or_none()
        if row is None or row["state"] == "sending":
            continue
        state = _of_parts(db, channel, json.loads(row["ids"]))
        if RANK[row["state"]] < RANK[state]:
            change = {"state": state, "why": receipt.why if state == "failed" else "", "at": at}
            db.execute(update(t.delivery).where(here).values(change))
            yield _delivery({**row, **change})


def _of_parts(db: Connection, channel: str, ids: Sequence[str]) -> State:
    """Of a message in parts: failed where one has, else as far as the slowest."""
    c = t.external.c
    query = select(c.state).where(c.channel == channel, c.id.in_(ids), c.ours)
    states = set(db.execute(query).scalars())
    slowest: list[State] = [state for state in SLOWEST_FIRST if {state} & states]
    return slowest[0] if slowest else "sent"


def _name_parts(db: Connection, channel: str, delivery: Delivery, now: Millis) -> None:
    """The parts are this entry's; what was told of one before it had a name stays."""
    about = {"conversation": delivery.conversation, "seq": delivery.seq, "ours": True}
    for id in filter(None, delivery.ids):
        row = {"channel": channel, "id": id, "at": now, "state": "sent", **about}
        put = insert_into(db, t.external).values(row)
        db.execute(put.on_conflict_do_update(index_elements=["channel", "id"], set_=about))


def _forget_unclaimed(db: Connection, now: Millis) -> None:
    c = t.external.c
    db.execute(delete(t.external).where(c.conversation == "", c.seq == 0, c.at < now - UNCLAIMED))


def _address(db: Connection, channel: str, conversation: ConversationId) -> str:
    c = t.thread.c
    query = select(c.address).where(c.conversation == conversation, c.channel == channel)
    newest = query.order_by(c.heard_at.desc()).limit(1)
    return db.execute(newest).scalar_one_or_none() or ""


def _delivery(row: RowMapping | Mapping[str, object]) -> Delivery:
    values = {name: row[name] for name in ("conversation", "seq", "state", "parts", "why", "at")}
    return Delivery(**values, ids=tuple(json.loads(str(row["ids"]))))  # type: ignore[arg-type] - as the columns are
