"""What drills leave in the database, and how it is taken away again."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from warmline.core.drills import PREFIX
from warmline.core.model import ConversationId, Millis, OperatorId
from warmline.flow.desk import Operator, Session
from warmline.store import tables as t
from warmline.store.accounts import columns
from warmline.store.sql import SqlStore
from warmline.store.tx import DRILL

THEIRS = (t.session.c.operator, t.presence.c.operator, t.seen.c.operator)


class SqlDrills:
    """``flow.drill.Drills``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def begin(self, operator: Operator, session: Session, until: Millis) -> None:
        """An account and a session that are good until then."""
        now = self._store.clock()
        account = {"id": operator.id, "created_at": now, **columns(operator)}
        opened = {
            "hash": session.hash,
            "operator": operator.id,
            "csrf": session.csrf,
            "created_at": now,
            "expires_at": until,
        }

        def begin(db: Connection) -> None:
            db.execute(insert(t.operator), account)
            db.execute(insert(t.session), opened)

        await self._store.write(begin)

    async def end(self, operator: OperatorId) -> None:
        """Nothing of the account stays."""
        await self._store.write(lambda db: _remove(db, t.operator.c.id == operator))

    async def remove_before(self, before: Millis) -> None:
        """Accounts of drills that began before then: whoever played them is dead."""
        old = t.operator.c.id.startswith(PREFIX) & (t.operator.c.created_at < before)
        await self._store.write(lambda db: _remove(db, old))

    async def left(self, before: Millis) -> Sequence[ConversationId]:
        """Drills in which nothing happened since then, and which were not resolved."""
        c = t.conversation.c
        query = select(c.id).where(c.status == DRILL, c.updated_at < before).order_by(c.id)
        ids = await self._store.read(lambda db: db.execute(query).scalars().all())
        return [ConversationId(id) for id in ids]


def _remove(db: Connection, which: ColumnElement[bool]) -> None:
    ids = db.execute(select(t.operator.c.id).where(which)).scalars().all()
    if not ids:
        return
    for whose in THEIRS:
        db.execute(delete(whose.table).where(whose.in_(ids)))
    db.execute(delete(t.operator).where(t.operator.c.id.in_(ids)))
