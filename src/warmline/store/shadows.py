"""The drafts that run or ran beside the live policies."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update

from warmline.core.model import AssistantId, Millis
from warmline.flow.shadows import Shadow
from warmline.store import tables as t
from warmline.store.sql import SqlStore

MOST_SHOWN = 50
NEWEST = select(t.shadow).order_by(t.shadow.c.since.desc())


class SqlShadows:
    """``flow.shadows.Shadows``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def running(self, id: AssistantId) -> Shadow | None:
        query = NEWEST.where(_running(id)).limit(1)
        row = await self._store.read(lambda db: db.execute(query).one_or_none())
        return _shadow(row) if row else None

    async def all(self, id: AssistantId) -> Sequence[Shadow]:
        query = NEWEST.where(t.shadow.c.assistant == id).limit(MOST_SHOWN)
        rows = await self._store.read(lambda db: db.execute(query).all())
        return [_shadow(row) for row in rows]

    async def set(self, id: AssistantId, text: str, *, by: str) -> Shadow:
        now = self._store.clock()
        return await self._store.write(lambda db: _set(db, id, text, by, now))

    async def end(self, id: AssistantId) -> bool:
        now = self._store.clock()
        return await self._store.write(lambda db: _end(db, id, now))


def _running(id: AssistantId) -> Any:  # noqa: ANN401 - a clause
    return and_(t.shadow.c.assistant == id, t.shadow.c.until.is_(None))


def _end(db: Connection, id: AssistantId, now: Millis) -> bool:
    return db.execute(update(t.shadow).where(_running(id)).values(until=now)).rowcount > 0


def _set(db: Connection, id: AssistantId, text: str, by: str, now: Millis) -> Shadow:
    """The assistant's row is locked: of two who set a draft at once, the later one's runs."""
    a = t.assistant.c
    db.execute(select(a.id).where(a.id == id).with_for_update()).scalar_one()
    _end(db, id, now)
    newest = select(func.coalesce(func.max(t.shadow.c.since), 0)).where(t.shadow.c.assistant == id)
    since = max(now, db.execute(newest).scalar_one() + 1)  # two within a millisecond
    made = Shadow(text=text, since=since, until=None, by=by)
    row = {"assistant": id, "since": since, "until": None, "text": text, "by": by}
    db.execute(insert(t.shadow), row)
    return made


def _shadow(row: Any) -> Shadow:  # noqa: ANN401 - a row of the table
    return Shadow(text=row.text, since=row.since, until=row.until, by=row.by)
