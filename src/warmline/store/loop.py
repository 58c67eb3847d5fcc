"""What the knowledge loop keeps: proposals, and the newest report of what knowledge lacks."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, select, update

from warmline.core.model import Millis
from warmline.flow.gaps import Asked, GapReport
from warmline.flow.proposals import OPEN, Proposal
from warmline.store import tables as t
from warmline.store.dialects import insert_into, upsert
from warmline.store.sql import SqlStore

REPORT: TypeAdapter[GapReport] = TypeAdapter(GapReport)
ONLY = 1  # the id of the one report


class SqlProposals:
    """``flow.proposals.Proposals``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def add(self, proposal: Proposal) -> Proposal:
        return await self._store.write(lambda db: _add(db, proposal))

    async def by_id(self, id: str) -> Proposal | None:
        query = select(t.proposal).where(t.proposal.c.id == id)
        row = await self._store.read(lambda db: db.execute(query).one_or_none())
        return _proposal(row) if row else None

    async def all(self, state: str, limit: int) -> Sequence[Proposal]:
        c = t.proposal.c
        query = select(t.proposal).where(c.state == state)
        query = query.order_by(c.at.desc(), c.id).limit(limit)
        rows = await self._store.read(lambda db: db.execute(query).all())
        return [_proposal(row) for row in rows]

    async def decide(self, decided: Proposal) -> bool:
        c = t.proposal.c
        values = asdict(decided)
        change = update(t.proposal).where(c.id == decided.id, c.state == OPEN).values(values)
        return await self._store.write(lambda db: db.execute(change).rowcount == 1)


class SqlGapReports:
    """``flow.gaps.GapReports``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def questions(self, since: Millis, limit: int) -> Sequence[Asked]:
        c = t.report_request.c
        query = select(c.conversation, c.seq, c.at, c.question)
        query = query.where(c.at >= since, c.question != "")
        query = query.order_by(c.at.desc(), c.conversation, c.seq).limit(limit)
        rows = await self._store.read(lambda db: db.execute(query).all())
        return [
            Asked(conversation=row.conversation, seq=row.seq, at=row.at, text=row.question)
            for row in rows
        ]

    async def newest(self) -> GapReport | None:
        query = select(t.gap_report.c.body)
        body = await self._store.read(lambda db: db.execute(query).scalar_one_or_none())
        return REPORT.validate_json(body) if body else None

    async def keep(self, report: GapReport) -> None:
        row = {"id": ONLY, "at": report.at, "body": REPORT.dump_json(report).decode()}
        await self._store.write(lambda db: db.execute(upsert(db, t.gap_report, *row), row) and None)


def _add(db: Connection, proposal: Proposal) -> Proposal:
    db.execute(insert_into(db, t.proposal).on_conflict_do_nothing(), asdict(proposal))
    c = t.proposal.c
    mine = (c.conversation == proposal.conversation) & (c.seq == proposal.seq)
    return _proposal(db.execute(select(t.proposal).where(mine)).one())


def _proposal(row: Any) -> Proposal:  # noqa: ANN401 - a row of the table
    return Proposal(**{name: getattr(row, name) for name in t.proposal.c.keys()})  # noqa: SIM118 - not a dictionary
