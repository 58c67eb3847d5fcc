"""Leases: a row with a holder and an end, taken by whoever finds it over."""

from sqlalchemy import Connection, delete, or_

from warmline.store import tables as t
from warmline.store.dialects import insert_into
from warmline.store.sql import SqlStore, does


class SqlLeases:
    """``flow.leases.Leases``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def take(self, name: str, holder: str, *, seconds: float) -> bool:
        now, c = self._store.clock(), t.lease.c
        row = {"name": name, "holder": holder, "until": now + round(seconds * 1000)}

        def run(db: Connection) -> bool:
            insert = insert_into(db, t.lease).values(row)
            taken = insert.on_conflict_do_update(
                index_elements=["name"],
                set_={"holder": insert.excluded.holder, "until": insert.excluded.until},
                where=or_(c.holder == holder, c.until <= now),
            )
            return db.execute(taken.returning(c.name)).one_or_none() is not None

        return await self._store.write(run)

    async def leave(self, name: str, holder: str) -> None:
        c = t.lease.c
        await self._store.write(does(delete(t.lease).where(c.name == name, c.holder == holder)))
