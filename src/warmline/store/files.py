"""What is known of files, in one table."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Final

from sqlalchemy import Connection, RowMapping, and_, delete, func, insert, or_, select, update

from warmline.core.model import ConversationId, Millis
from warmline.flow.file_parts import Stored, Usage
from warmline.store import tables as t
from warmline.store.dialects import insert_into
from warmline.store.sql import SqlStore

c = t.file.c
COLUMNS: Final = [column for column in c if column.name != "due"]
FILES: Final = select(*COLUMNS)
KEPT_BY_OTHERS: Final = frozenset({"id", "conversation", "owner", "message", "tries", "at"})
"""Columns that a settled file leaves as they are."""


class SqlFiles:
    """``flow.file_parts.Rows``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def add(self, stored: Stored, due: Millis) -> Stored:
        row = asdict(stored) | {"due": due if stored.state == "waiting" else None}

        def run(db: Connection) -> Stored:
            put = insert_into(db, t.file).values(row)
            db.execute(put.on_conflict_do_nothing(index_elements=["id"]))
            return _stored(db.execute(FILES.where(c.id == stored.id)).mappings().one())

        return await self._store.write(run)

    async def by_ids(self, ids: Sequence[str]) -> Mapping[str, Stored]:
        query = FILES.where(c.id.in_(ids))
        rows = await self._store.read(lambda db: db.execute(query).mappings().all())
        return {row["id"]: _stored(row) for row in rows}

    async def lodge(self, stored: Stored, due: Millis, *, fresh: bool) -> Stored | None:
        """A row with the same bytes is locked until ours is written: a sweep counts both."""
        same = (c.sha256 == stored.sha256) & (c.state == "ready") & (c.id != stored.id)
        twin = select(c.blob, c.thumbnail).where(same).limit(1).with_for_update()

        def run(db: Connection) -> Stored | None:
            found = db.execute(twin).one_or_none()
            lodged = stored
            if found:
                lodged = replace(stored, blob=found.blob, thumbnail=found.thumbnail)
            row = asdict(lodged) | {"due": due}
            if fresh:
                db.execute(insert(t.file), row)
                return lodged
            mine = (c.id == stored.id) & (c.state == "waiting")
            wanted = db.execute(update(t.file).where(mine).values(_changes(row))).rowcount
            return lodged if wanted else None

        return await self._store.write(run)

    async def settle(self, stored: Stored, due: Millis | None) -> bool:
        mine = (c.id == stored.id) & (c.state != "withdrawn")
        statement = update(t.file).where(mine).values(_changes(asdict(stored) | {"due": due}))
        return await self._store.write(lambda db: db.execute(statement).rowcount == 1)

    async def claim(self, *, lease: Millis, limit: int) -> Sequence[Stored]:
        now = self._store.clock()
        due = (c.state == "waiting") & (c.due <= now)
        waiting = select(c.id).where(due).order_by(c.due).limit(limit)
        nothing = await self._store.read(lambda db: db.execute(waiting.limit(1)).first()) is None
        if nothing:
            return ()

        def run(db: Connection) -> list[Stored]:
            ids = list(db.execute(waiting.with_for_update(skip_locked=True)).scalars())
            mine = c.id.in_(ids)
            taken = {"due": now + lease, "tries": c.tries + 1}
            db.execute(update(t.file).where(mine).values(taken))
            return [_stored(row) for row in db.execute(FILES.where(mine)).mappings()]

        return await self._store.write(run)

    async def usage(self, conversation: ConversationId) -> Usage:
        mine = c.conversation == conversation
        unsent = select(func.count()).where(mine, c.message == 0, c.state != "refused")
        held = select(func.coalesce(func.sum(c.size), 0))

        def run(db: Connection) -> Usage:
            return Usage(
                unsent=db.execute(unsent).scalar_one(),
                bytes=int(db.execute(held.where(mine)).scalar_one()),
                all=int(db.execute(held).scalar_one()),
            )

        return await self._store.read(run)

    async def sweep(self, before: Millis, limit: int) -> Sequence[str]:
        unwanted = or_(c.state == "withdrawn", and_(c.message == 0, c.at < before))
        old = select(c.id, c.blob).where(unwanted).order_by(c.at).limit(limit)

        def run(db: Connection) -> list[str]:
            rows = db.execute(old.with_for_update(skip_locked=True)).all()
            db.execute(delete(t.file).where(c.id.in_([row.id for row in rows])))
            blobs = {row.blob for row in rows if row.blob}
            still = db.execute(select(c.blob).where(c.blob.in_(blobs))).scalars()
            return sorted(blobs - set(still))

        return await self._store.write(run)


def _changes(row: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in KEPT_BY_OTHERS}


def _stored(row: RowMapping) -> Stored:
    return Stored(**row)
