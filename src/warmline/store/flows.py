"""The scripted flows of the assistants: their versions, and each one parsed once."""

from collections.abc import Sequence
from typing import Any

import structlog
from sqlalchemy import Connection, func, insert, select

from warmline.core.model import AssistantId, Millis
from warmline.flow.desk import FlowsVersion, VersionMoved
from warmline.flows import BadFlows, Flows, load
from warmline.store import tables as t
from warmline.store.sql import SqlStore

VERSIONS = select(t.flow).order_by(t.flow.c.version.desc())
MOST_PARSED = 200  # versions that are kept in memory

log = structlog.get_logger()


class SqlFlows:
    """``flow.desk.FlowShelf``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._parsed: dict[tuple[AssistantId, int], Flows] = {}

    async def of(self, id: AssistantId, version: int = 0) -> Flows:
        version = version or await self._store.read(lambda db: _newest(db, id))
        key = (id, version)
        if version and key not in self._parsed:
            if len(self._parsed) >= MOST_PARSED:
                self._parsed.clear()
            found = await self.version(id, version)
            self._parsed[key] = _read(id, found) if found else Flows(version=version)
        return self._parsed.get(key, Flows())

    async def versions(self, id: AssistantId) -> Sequence[FlowsVersion]:
        query = VERSIONS.where(t.flow.c.assistant == id)
        rows = await self._store.read(lambda db: db.execute(query).all())
        return [_version(row) for row in rows]

    async def version(self, id: AssistantId, version: int) -> FlowsVersion | None:
        c = t.flow.c
        query = VERSIONS.where(c.assistant == id, c.version == version)
        row = await self._store.read(lambda db: db.execute(query).one_or_none())
        return _version(row) if row else None

    async def publish(self, id: AssistantId, text: str, *, base: int, by: str) -> FlowsVersion:
        now = self._store.clock()
        return await self._store.write(lambda db: _publish(db, id, text, base, by, now))


def _read(id: AssistantId, found: FlowsVersion) -> Flows:
    """A text that was good when it was published.

    Should it no longer be, because this program has moved on, visitors are answered without it.
    """
    try:
        return load(found.text, version=found.version)
    except BadFlows as error:
        log.error("flows_unreadable", assistant=id, version=found.version, error=str(error))  # noqa: TRY400 - the faults say it all
        return Flows(version=found.version)


def _newest(db: Connection, id: AssistantId) -> int:
    newest = select(func.coalesce(func.max(t.flow.c.version), 0)).where(t.flow.c.assistant == id)
    return db.execute(newest).scalar_one()


def _version(row: Any) -> FlowsVersion:  # noqa: ANN401 - a row of the table
    return FlowsVersion(
        version=row.version, text=row.text, published_at=row.published_at, by=row.by
    )


def _publish(
    db: Connection, id: AssistantId, text: str, base: int, by: str, now: Millis
) -> FlowsVersion:
    """The assistant's row is locked, so that of two who publish at once one is told."""
    a = t.assistant.c
    db.execute(select(a.id).where(a.id == id).with_for_update()).scalar_one()
    live = _newest(db, id)
    if live != base:
        raise VersionMoved(live)
    made = FlowsVersion(version=live + 1, text=text, published_at=now, by=by)
    row = {"version": made.version, "text": text, "published_at": now, "by": by}
    db.execute(insert(t.flow), {"assistant": id, **row})
    return made
