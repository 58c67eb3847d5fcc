"""Whole conversations, page by page."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, select

from warmline.core.facts import Entry
from warmline.core.model import AssistantId, ConversationId, Millis
from warmline.flow.history import Log
from warmline.store import tables as t
from warmline.store.codec import FACT
from warmline.store.sql import SqlStore

IDS = select(t.conversation.c.id).order_by(t.conversation.c.id)
LOGS = (
    select(t.entry.c.conversation, t.entry.c.seq, t.entry.c.body)
    .where(t.entry.c.conversation.in_(bindparam("ids", expanding=True)))
    .order_by(t.entry.c.conversation, t.entry.c.seq)
)


class SqlHistory:
    """``flow.history.History``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def page(
        self, assistant: AssistantId, *, after: str, limit: int, since: Millis = 0
    ) -> Sequence[Log]:
        ids = IDS.where(_of(assistant, since), t.conversation.c.id > after).limit(limit)

        def read(db: Connection) -> Sequence[Any]:
            named = db.execute(ids).scalars().all()
            return db.execute(LOGS, {"ids": named}).all() if named else ()

        rows = await self._store.read(read)
        return [
            (ConversationId(id), [Entry(row.seq, FACT.validate_json(row.body)) for row in log])
            for id, log in groupby(rows, key=lambda row: row.conversation)
        ]

    async def count(self, assistant: AssistantId, *, since: Millis = 0) -> int:
        query = select(func.count()).select_from(t.conversation).where(_of(assistant, since))
        return await self._store.read(lambda db: db.execute(query).scalar_one())


def _of(assistant: AssistantId, since: Millis) -> ColumnElement[bool]:
    c = t.conversation.c
    return and_(c.assistant == assistant, c.updated_at >= since)
