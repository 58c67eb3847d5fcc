"""Jobs that were given up: listed, and run again on demand."""

from collections.abc import Sequence

from sqlalchemy import select, update

from warmline.core.model import ConversationId
from warmline.flow.desk import DeadJob
from warmline.store import tables as t
from warmline.store.sql import SqlStore

MOST_SHOWN = 200
MOST_DIGITS = 18  # a number that either database can hold
DEAD = select(t.outbox).where(t.outbox.c.due.is_(None)).order_by(t.outbox.c.id.desc())


class SqlDeadLetters:
    """``flow.desk.DeadLetters``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def all(self) -> Sequence[DeadJob]:
        rows = await self._store.read(lambda db: db.execute(DEAD.limit(MOST_SHOWN)).all())
        return [
            DeadJob(
                id=str(row.id),
                conversation=ConversationId(row.conversation),
                kind=row.kind,
                error=row.error,
                at=row.at,
                attempts=row.attempts,
            )
            for row in rows
        ]

    async def replay(self, id: str) -> bool:
        """Make a dead job due again; whether there was one of that id."""
        c = t.outbox.c
        if not id.isdecimal() or len(id) > MOST_DIGITS:
            return False
        again = update(t.outbox).where(c.id == int(id), c.due.is_(None))
        again = again.values(due=self._store.clock(), attempts=0)
        return await self._store.write(lambda db: db.execute(again).rowcount == 1)
