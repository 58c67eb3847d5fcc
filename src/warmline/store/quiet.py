"""Conversations by how long nothing has happened to them."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select, tuple_

from warmline.core.model import Millis, Status
from warmline.flow.idle import Place, Quiet
from warmline.store import tables as t
from warmline.store.codec import readable
from warmline.store.sql import SqlStore

c = t.conversation.c
# built once: making a statement costs more than running it
QUIET = (
    select(c.id, c.state, c.updated_at)
    .where(
        c.status == bindparam("status"),
        c.updated_at <= bindparam("until"),
        tuple_(c.updated_at, c.id) > tuple_(bindparam("touched"), bindparam("id")),
    )
    .order_by(c.updated_at, c.id)
    .limit(bindparam("most"))
)


class SqlQuiet:
    """``flow.idle.Quietest``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def quiet(
        self, status: Status, *, until: Millis, after: Place, limit: int
    ) -> Sequence[Quiet]:
        bounds = {
            "status": status.value,
            "until": until,
            "touched": after[0],
            "id": after[1],
            "most": limit,
        }
        rows = await self._store.read(lambda db: db.execute(QUIET, bounds).all())
        found = ((readable(row.id, row.state), row.updated_at) for row in rows)
        return [Quiet(now, touched) for now, touched in found if now]
