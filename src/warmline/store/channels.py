"""The channels that are set up. Their secrets are sealed, each for its own channel."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import structlog
from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, delete, select, update

from warmline.core.model import AssistantId
from warmline.flow.channel_records import Health
from warmline.flow.channels import Setup
from warmline.store import counters
from warmline.store import tables as t
from warmline.store.dialects import upsert
from warmline.store.sealing import Seal, Unsealable
from warmline.store.sql import SqlStore, does

VERSION = "version:channels"
"""The counter that moves with each change, so that every process opens its channels again."""

HEALTH: Final = TypeAdapter(Health)
ALL = select(t.channel).order_by(t.channel.c.created_at, t.channel.c.id)

log = structlog.get_logger()


class SqlSetups:
    """``flow.channels.Setups``."""

    def __init__(self, store: SqlStore, secret: bytes) -> None:
        self._store = store
        self._seal = Seal(secret)

    async def all(self) -> Sequence[Setup]:
        """Oldest first."""
        rows = await self._store.read(lambda db: db.execute(ALL).mappings().all())
        return [self._setup(row) for row in rows]

    async def by_id(self, id: str) -> Setup | None:
        one = select(t.channel).where(t.channel.c.id == id)
        row = await self._store.read(lambda db: db.execute(one).mappings().one_or_none())
        return self._setup(row) if row else None

    async def save(self, setup: Setup) -> Setup:
        row = self._row(setup)
        now = self._store.clock()

        def run(db: Connection) -> int:
            c = t.channel.c
            before = db.execute(select(c.version).where(c.id == setup.id).with_for_update())
            version = (before.scalar_one_or_none() or 0) + 1
            values = {**row, "version": version, "created_at": now}
            kept = [name for name in values if name != "created_at"]
            db.execute(upsert(db, t.channel, *kept).values(values))
            counters.move(db, {VERSION: 1})
            return version

        return replace(setup, version=await self._store.write(run))

    async def remove(self, id: str) -> bool:
        """Its conversations stay; nothing goes out to them any more."""

        def run(db: Connection) -> bool:
            counters.move(db, {VERSION: 1})
            return db.execute(delete(t.channel).where(t.channel.c.id == id)).rowcount == 1

        return await self._store.write(run)

    async def version(self) -> int:
        return await self._store.read(lambda db: counters.read(db, [VERSION])[VERSION])

    async def noted(self, id: str, note: Health) -> None:
        c = t.channel.c

        def run(db: Connection) -> None:
            kept = db.execute(select(c.health).where(c.id == id).with_for_update())
            if (found := kept.scalar_one_or_none()) is not None:
                after = HEALTH.dump_json(merged(HEALTH.validate_json(found), note)).decode()
                db.execute(update(t.channel).where(c.id == id).values(health=after))

        await self._store.write(run)

    async def health(self, id: str) -> Health:
        """Of a channel that is not there: nothing is known."""
        query = select(t.channel.c.health).where(t.channel.c.id == id)
        found = await self._store.read(lambda db: db.execute(query).scalar_one_or_none())
        return HEALTH.validate_json(found) if found else Health()

    async def recall(self, channel: str) -> str:
        """``flow.channels.Memory``, as are the next lines: sealed, as a session opens doors."""
        query = select(t.channel.c.memory).where(t.channel.c.id == channel)
        found = await self._store.read(lambda db: db.execute(query).scalar_one_or_none())
        try:
            return self._seal.opened(found, _memory(channel)) if found else ""
        except Unsealable:
            return ""

    async def keep(self, channel: str, text: str) -> None:
        sealed = self._seal.seal(text, _memory(channel))
        kept = update(t.channel).where(t.channel.c.id == channel).values(memory=sealed)
        await self._store.write(does(kept))

    def _row(self, setup: Setup) -> dict[str, object]:
        secrets = json.dumps(dict(setup.secrets))
        return {
            "id": setup.id,
            "kind": setup.kind,
            "name": setup.name,
            "assistant": setup.assistant,
            "settings": json.dumps(dict(setup.settings)),
            "secrets": self._seal.seal(secrets, _purpose(setup.id)),
            "on": setup.on,
        }

    def _setup(self, row: RowMapping) -> Setup:
        return Setup(
            id=row["id"],
            kind=row["kind"],
            name=row["name"],
            assistant=AssistantId(row["assistant"]),
            settings=json.loads(row["settings"]),
            secrets=self._opened(row["id"], row["secrets"]),
            on=row["on"],
            version=row["version"],
        )

    def _opened(self, id: str, sealed: str) -> dict[str, str]:
        """None where they were sealed under another secret: they are to be given again."""
        try:
            return json.loads(self._seal.opened(sealed, _purpose(id)))
        except Unsealable:
            log.warning("channel_unsealable", channel=id)
            return {}


def merged(was: Health, note: Health) -> Health:
    """What is known after a note: the newest of each; failures are counted until one goes well."""
    well = max(note.heard_at, note.sent_at) > 0 and not note.failed_at
    failed = note.failed_at > 0 and note.failed_at >= was.failed_at
    checked = note.checked_at >= was.checked_at and note.checked_at > 0
    return Health(
        heard_at=max(was.heard_at, note.heard_at),
        sent_at=max(was.sent_at, note.sent_at),
        failed_at=max(was.failed_at, note.failed_at),
        error=note.error if failed else was.error,
        failures=0 if well else was.failures + note.failures,
        expires_at=note.expires_at or (0 if checked else was.expires_at),
        checked_at=max(was.checked_at, note.checked_at),
        findings=note.findings if checked else was.findings,
    )


def _memory(id: str) -> str:
    return f"memory of channel:{id}"


def _purpose(id: str) -> str:
    return f"channel:{id}"
