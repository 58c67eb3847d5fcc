"""Backtests that were asked for: how far each is, and what the finished ones found."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, select, update

from warmline.core.model import AssistantId, Millis
from warmline.flow.backtests import LIVE_STATES, LOST_AFTER, Backtest, State
from warmline.store import tables as t
from warmline.store.sql import SqlStore

KEPT = 20  # of an assistant
BODY: TypeAdapter[Backtest] = TypeAdapter(Backtest)
LINES = select(t.backtest.c.state, t.backtest.c.beat_at, t.backtest.c.body)


class SqlBacktests:
    """``flow.backtests.Backtests``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def add(self, job: Backtest) -> None:
        now = self._store.clock()

        def add(db: Connection) -> None:
            row = {"id": job.id, "assistant": job.assistant, "asked_at": job.asked_at}
            db.execute(insert(t.backtest), row | _changed(job, now))
            c = t.backtest.c
            newest = select(c.id).where(c.assistant == job.assistant)
            newest = newest.order_by(c.asked_at.desc(), c.id).limit(KEPT)
            known = db.execute(newest).scalars().all()
            old = delete(t.backtest).where(c.assistant == job.assistant, c.id.not_in(known))
            db.execute(old.where(c.state.not_in([one.value for one in LIVE_STATES])))

        await self._store.write(add)

    async def all(self, assistant: AssistantId) -> Sequence[Backtest]:
        c = t.backtest.c
        query = LINES.where(c.assistant == assistant).order_by(c.asked_at.desc(), c.id)
        rows = await self._store.read(lambda db: db.execute(query).all())
        return [self._job(row) for row in rows]

    async def by_id(self, id: str) -> Backtest | None:
        query = LINES.where(t.backtest.c.id == id)
        row = await self._store.read(lambda db: db.execute(query).one_or_none())
        return self._job(row) if row else None

    async def result(self, id: str) -> str | None:
        query = select(t.backtest.c.result).where(t.backtest.c.id == id)
        return await self._store.read(lambda db: db.execute(query).scalar_one_or_none())

    async def beat(self, job: Backtest) -> bool:
        return await self._change(job, None)

    async def finish(self, job: Backtest, result: str | None = None) -> None:
        await self._change(job, result)

    async def cancel(self, id: str) -> bool:
        over = update(t.backtest).where(_going_on(id)).values(state=State.CANCELLED.value)
        return await self._store.write(lambda db: db.execute(over).rowcount == 1)

    async def remove(self, id: str) -> bool:
        gone = delete(t.backtest).where(t.backtest.c.id == id)
        return await self._store.write(lambda db: db.execute(gone).rowcount == 1)

    async def _change(self, job: Backtest, result: str | None) -> bool:
        """Whether it was still going on."""
        values = _changed(job, self._store.clock()) | ({"result": result} if result else {})
        change = update(t.backtest).where(_going_on(job.id)).values(values)
        return await self._store.write(lambda db: db.execute(change).rowcount == 1)

    def _job(self, row: Any) -> Backtest:  # noqa: ANN401 - a row of LINES
        job = replace(BODY.validate_json(row.body), state=State(row.state))
        silent = self._store.clock() - row.beat_at > LOST_AFTER
        if job.state in LIVE_STATES and silent:
            return replace(job, state=State.FAILED, error="Its server process is gone.")
        return job


def _going_on(id: str) -> Any:  # noqa: ANN401 - a clause
    c = t.backtest.c
    return (c.id == id) & c.state.in_([one.value for one in LIVE_STATES])


def _changed(job: Backtest, now: Millis) -> dict[str, object]:
    return {"state": job.state.value, "beat_at": now, "body": BODY.dump_json(job).decode()}
