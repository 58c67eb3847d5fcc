"""What can be seen of channels: how much lies on each, who wrote, what nobody could read."""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, distinct, func, select

from warmline.core.model import ConversationId, Millis, Status
from warmline.flow.channel_desk import DAY, Known, Load, UnreadEvent, Whereabouts
from warmline.flow.channels import Person
from warmline.store import tables as t
from warmline.store.sql import SqlStore

PERSON: TypeAdapter[Person] = TypeAdapter(Person)
TEMPLATE, CARRIES = "template", "template_carries"  # the keys of those settings
DELIVER = "deliver"  # the kind of the jobs that send a message
ANSWERED_ON = (
    select(t.thread.c.channel)
    .where(t.thread.c.conversation == t.outbox.c.conversation)
    .order_by(t.thread.c.heard_at.desc(), t.thread.c.channel)
    .limit(1)
    .scalar_subquery()
)
"""The channel on which a job's conversation is answered: where the visitor wrote last."""


class SqlChannelWatch:
    """``flow.channel_desk.ChannelWatch``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def loads(self) -> Mapping[str, Load]:
        since = self._store.clock() - DAY
        return await self._store.read(lambda db: _loads(db, since))

    async def unread(self, channel: str, limit: int) -> Sequence[UnreadEvent]:
        c = t.unread.c
        query = select(c.id, c.what, c.raw, c.at).where(c.channel == channel)
        newest = query.order_by(c.at.desc(), c.id).limit(limit)
        rows = await self._store.read(lambda db: db.execute(newest).all())
        return [UnreadEvent(id=row.id, what=row.what, raw=row.raw, at=row.at) for row in rows]

    async def known(self, channel: str, limit: int) -> Sequence[Known]:
        c = t.thread.c
        query = select(c.address, c.person, c.heard_at).where(c.channel == channel)
        latest = query.order_by(c.heard_at.desc(), c.address).limit(limit)
        rows = await self._store.read(lambda db: db.execute(latest).all())
        return [
            Known(
                address=row.address,
                name=PERSON.validate_json(row.person).name,
                heard_at=row.heard_at,
            )
            for row in rows
        ]

    async def whereabouts(
        self, ids: Collection[ConversationId]
    ) -> Mapping[ConversationId, Whereabouts]:
        c, channel = t.thread.c, t.channel.c
        joined = t.thread.outerjoin(t.channel, channel.id == c.channel)
        asked = (c.conversation, channel.kind, channel.name, channel.settings, c.heard_at)
        query = select(*asked).select_from(joined)
        latest_last = query.where(c.conversation.in_(ids)).order_by(c.heard_at, c.channel.desc())
        rows = await self._store.read(lambda db: db.execute(latest_last).all())
        return {ConversationId(row.conversation): _whereabouts(row) for row in rows}


def _whereabouts(row: Any) -> Whereabouts:  # noqa: ANN401 - a thread with its channel, or without
    settings = json.loads(row.settings or "{}")
    return Whereabouts(
        kind=row.kind or "",
        name=row.name or "",
        heard_at=row.heard_at,
        template=settings.get(TEMPLATE, ""),
        carries=settings.get(CARRIES, ""),
    )


def _loads(db: Connection, since: Millis) -> Mapping[str, Load]:
    conversations = _counted(db, _conversations())
    open_ = _counted(db, _conversations().where(t.conversation.c.status != Status.RESOLVED))
    unread = _counted(db, select(t.unread.c.channel, func.count()).group_by(t.unread.c.channel))
    failed = _counted(db, _failed(since))
    dead = _dead(db)
    channels = {*conversations, *unread, *failed, *dead}
    return {
        channel: Load(
            conversations=conversations.get(channel, 0),
            open=open_.get(channel, 0),
            unread=unread.get(channel, 0),
            dead=dead.get(channel, 0),
            failed=failed.get(channel, 0),
        )
        for channel in channels
    }


def _counted(db: Connection, query: Select[Any, int]) -> Mapping[str, int]:
    return {str(row[0]): row[1] for row in db.execute(query)}


def _conversations() -> Select[Any, int]:
    c = t.thread.c
    joined = t.thread.join(t.conversation, t.conversation.c.id == c.conversation)
    query = select(c.channel, func.count(distinct(c.conversation))).select_from(joined)
    return query.group_by(c.channel)


def _failed(since: Millis) -> Select[Any, int]:
    c = t.delivery.c
    query = select(c.channel, func.count()).where(c.state == "failed", c.at >= since)
    return query.group_by(c.channel)


def _dead(db: Connection) -> Mapping[str, int]:
    c = t.outbox.c
    query = select(ANSWERED_ON).where(c.due.is_(None), c.kind == DELIVER)
    return Counter(channel for channel in db.scalars(query) if channel)
