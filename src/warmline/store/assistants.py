"""Assistants, their switches and the versions of their policies."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from warmline.core.model import AssistantId, Millis
from warmline.core.policy import Mode
from warmline.flow.desk import PolicyVersion, Setup, VersionMoved
from warmline.store import tables as t
from warmline.store.codec import PROFILE
from warmline.store.sql import SqlStore

VERSIONS = select(t.policy).order_by(t.policy.c.version.desc())


class SqlAssistants:
    """``flow.desk.Assistants``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def all(self) -> Sequence[Setup]:
        query = select(t.assistant).order_by(t.assistant.c.id)
        rows = await self._store.read(lambda db: db.execute(query).all())
        return [_setup(row) for row in rows]

    async def by_id(self, id: AssistantId) -> Setup | None:
        return await self._one(t.assistant.c.id == id)

    async def by_key(self, public_key: str) -> Setup | None:
        return await self._one(t.assistant.c.public_key == public_key)

    async def save(self, setup: Setup) -> None:
        row = {
            "id": setup.profile.id,
            "public_key": setup.profile.public_key,
            "profile": PROFILE.dump_json(setup.profile).decode(),
            "handoff": setup.handoff,
            "mode": setup.mode.value,
            "policy": setup.policy,
        }
        kept = {name: value for name, value in row.items() if name != "policy"}

        def save(db: Connection) -> None:
            known = t.assistant.c.id == setup.profile.id
            if not db.execute(update(t.assistant).where(known), kept).rowcount:
                db.execute(insert(t.assistant), row)

        await self._store.write(save)

    async def versions(self, id: AssistantId) -> Sequence[PolicyVersion]:
        query = VERSIONS.where(t.policy.c.assistant == id)
        rows = await self._store.read(lambda db: db.execute(query).all())
        return [_version(row) for row in rows]

    async def version(self, id: AssistantId, version: int) -> PolicyVersion | None:
        c = t.policy.c
        query = VERSIONS.where(c.assistant == id, c.version == version)
        row = await self._store.read(lambda db: db.execute(query).one_or_none())
        return _version(row) if row else None

    async def publish(self, id: AssistantId, text: str, *, base: int, by: str) -> PolicyVersion:
        now = self._store.clock()
        return await self._store.write(lambda db: _publish(db, id, text, base, by, now))

    async def _one(self, which: ColumnElement[bool]) -> Setup | None:
        query = select(t.assistant).where(which)
        row = await self._store.read(lambda db: db.execute(query).one_or_none())
        return _setup(row) if row else None


def _setup(row: Any) -> Setup:  # noqa: ANN401 - a row of the table
    return Setup(
        profile=PROFILE.validate_json(row.profile),
        handoff=row.handoff,
        mode=Mode(row.mode),
        policy=row.policy,
    )


def _version(row: Any) -> PolicyVersion:  # noqa: ANN401 - a row of the table
    return PolicyVersion(
        version=row.version, text=row.text, published_at=row.published_at, by=row.by
    )


def _publish(
    db: Connection, id: AssistantId, text: str, base: int, by: str, now: Millis
) -> PolicyVersion:
    a, p = t.assistant.c, t.policy.c
    live = db.execute(select(a.policy).where(a.id == id).with_for_update()).scalar_one()
    if live != base:
        raise VersionMoved(live)
    newest = select(func.coalesce(func.max(p.version), 0)).where(p.assistant == id)
    version = db.execute(newest).scalar_one() + 1
    row = {"assistant": id, "version": version, "text": text, "published_at": now, "by": by}
    db.execute(insert(t.policy), row)
    db.execute(update(t.assistant).where(a.id == id).values(policy=version))
    return PolicyVersion(version=version, text=text, published_at=now, by=by)
