"""The ledger's rows, read in pages for the reports."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, or_, select, tuple_

from warmline.flow.reports import Look, Place
from warmline.reports.rows import Row
from warmline.store.ledger import TABLES
from warmline.store.sql import SqlStore


class SqlReports:
    """``flow.reports.ReportRows``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def rows(
        self, kind: type[Row], look: Look, *, after: Place | None, limit: int
    ) -> Sequence[Row]:
        table = TABLES[kind]
        c = table.c
        order = (c.at, c.conversation, c.seq)
        query = select(table).where(_looked_at(table, look)).order_by(*order).limit(limit)
        if after:
            query = query.where(c.at >= after[0], tuple_(*order) > tuple_(*after))
        rows = await self._store.read(lambda db: db.execute(query).mappings().all())
        make: Any = kind
        return [make(**row) for row in rows]


def _looked_at(table: Table, look: Look) -> ColumnElement[bool]:
    c, period = table.c, look.period
    which = [c.at >= period.since, c.at < period.until]
    which += [c[name] == value for name, value in sorted(look.only.items())]
    if look.scope:
        mine = [c.operator == look.scope.operator]
        if look.scope.teams:
            mine.append(c.team.in_(look.scope.teams))
        which.append(or_(*mine))
    return and_(*which)
