"""What providers sent and nobody here could read: the newest of each channel."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, delete, select

from warmline.core.model import Millis
from warmline.flow.channels import Unread
from warmline.store import tables as t
from warmline.store.dialects import insert_into
from warmline.store.sql import SqlStore

KEPT: Final = 1000  # of each channel
LONGEST: Final = 16 * 1024  # characters of one
LONGEST_ID: Final = 300


class SqlUnreads:
    """``flow.channels.Unreads``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def keep(self, channel: str, events: Sequence[Unread]) -> None:
        now, c = self._store.clock(), t.unread.c
        rows = {one.id[:LONGEST_ID]: _row(channel, one, now) for one in events[-KEPT:]}
        here = c.channel == channel
        newest = select(c.at, c.id).where(here).order_by(c.at.desc(), c.id.desc())
        surplus = newest.offset(KEPT).limit(KEPT)

        def run(db: Connection) -> None:
            put = insert_into(db, t.unread).on_conflict_do_nothing(index_elements=["channel", "id"])
            db.execute(put, list(rows.values()))
            if old := [row.id for row in db.execute(surplus)]:
                db.execute(delete(t.unread).where(here, c.id.in_(old)))

        if rows:
            await self._store.write(run)


def _row(channel: str, event: Unread, now: Millis) -> dict[str, object]:
    return {
        "channel": channel,
        "id": event.id[:LONGEST_ID],
        "what": event.what[:LONGEST_ID],
        "raw": event.raw[:LONGEST],
        "at": now,
    }
