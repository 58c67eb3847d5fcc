"""Jobs that were given up: listed, run again on demand, or dropped."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import CursorResult, Delete, Update, delete, select, update

from warmline.core.model import ConversationId
from warmline.flow.desk import DeadJob
from warmline.store import tables as t
from warmline.store.channel_watch import ANSWERED_ON, DELIVER
from warmline.store.codec import EFFECT
from warmline.store.sql import SqlStore

MOST_SHOWN = 200
MOST_DIGITS = 18  # a number that either database can hold
c = t.outbox.c
DEAD = (
    select(t.outbox, ANSWERED_ON.label("channel"))
    .where(c.due.is_(None))
    .order_by(c.id.desc())
    .limit(MOST_SHOWN)
)


class SqlDeadLetters:
    """``flow.desk.DeadLetters``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def all(self) -> Sequence[DeadJob]:
        rows = await self._store.read(lambda db: db.execute(DEAD).all())
        return [
            DeadJob(
                id=str(row.id),
                conversation=ConversationId(row.conversation),
                kind=row.kind,
                error=row.error,
                at=row.at,
                attempts=row.attempts,
                channel=(row.channel or "") if row.kind == DELIVER else "",
                seq=_seq(row.body) if row.kind == DELIVER else 0,
            )
            for row in rows
        ]

    async def replay(self, id: str) -> bool:
        """Make a dead job due again; whether there was one of that id."""
        return await self.replay_all([id]) == 1

    async def replay_all(self, ids: Collection[str]) -> int:
        """Make these due again, all at once; how many of them were dead."""
        again = update(t.outbox).where(c.id.in_(_numbers(ids)), c.due.is_(None))
        return await self._changed(again.values(due=self._store.clock(), attempts=0))

    async def drop(self, id: str) -> bool:
        """Forget a dead job; whether there was one of that id."""
        gone = delete(t.outbox).where(c.id.in_(_numbers([id])), c.due.is_(None))
        return await self._changed(gone) == 1

    async def _changed(self, change: Update | Delete) -> int:
        def run(db: Any) -> int:  # noqa: ANN401 - a connection; its result has no rows
            result: CursorResult[Any] = db.execute(change)
            return result.rowcount

        return await self._store.write(run)


def _seq(body: str) -> int:
    """Of the entry that was to be delivered."""
    return getattr(EFFECT.validate_json(body), "seq", 0)


def _numbers(ids: Collection[str]) -> list[int]:
    return [int(id) for id in ids if id.isdecimal() and len(id) <= MOST_DIGITS]
