"""Judgements on answers, and what was learnt from them."""

from collections.abc import Mapping

from pydantic import TypeAdapter
from sqlalchemy import Connection, func, select

from warmline.core.model import Millis
from warmline.flow.learning import Judgement
from warmline.knowledge.recalibration import Recalibration
from warmline.store import tables as t
from warmline.store.dialects import insert_into
from warmline.store.sql import SqlStore

JUDGEMENT: TypeAdapter[Judgement] = TypeAdapter(Judgement)
RECALIBRATION: TypeAdapter[Recalibration] = TypeAdapter(Recalibration)


class SqlJudgements:
    """``flow.learning.Judgements``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def keep(self, judgement: Judgement) -> None:
        await self._store.write(lambda db: _keep(db, judgement))

    async def newest(self, kind: str, limit: int) -> list[Judgement]:
        c = t.judgement.c
        query = select(c.body).where(c.kind == kind).order_by(c.at.desc()).limit(limit)
        rows = await self._store.read(lambda db: db.execute(query).scalars().all())
        return [JUDGEMENT.validate_json(body) for body in rows]

    async def count(self, kind: str) -> int:
        query = select(func.count()).where(t.judgement.c.kind == kind)
        return await self._store.read(lambda db: db.execute(query).scalar_one())

    async def learnt(self) -> Mapping[str, Recalibration]:
        c = t.recalibration.c
        newest = select(c.kind, func.max(c.version).label("version")).group_by(c.kind).subquery()
        query = select(c.kind, c.body).join(
            newest, (c.kind == newest.c.kind) & (c.version == newest.c.version)
        )
        rows = await self._store.read(lambda db: db.execute(query).all())
        return {row.kind: RECALIBRATION.validate_json(row.body) for row in rows}

    async def keep_learnt(self, kind: str, learnt: Recalibration) -> None:
        now = self._store.clock()
        await self._store.write(lambda db: _keep_learnt(db, kind, learnt, now))


def _keep(db: Connection, judgement: Judgement) -> None:
    row = {
        "conversation": judgement.conversation,
        "seq": judgement.seq,
        "operator": judgement.operator or "",
        "at": judgement.at,
        "kind": judgement.kind,
        "body": JUDGEMENT.dump_json(judgement).decode(),
    }
    db.execute(insert_into(db, t.judgement).on_conflict_do_nothing(), row)


def _keep_learnt(db: Connection, kind: str, learnt: Recalibration, now: Millis) -> None:
    body = RECALIBRATION.dump_json(learnt).decode()
    row = {"kind": kind, "version": learnt.version, "at": now, "body": body}
    db.execute(insert_into(db, t.recalibration).on_conflict_do_nothing(), row)
