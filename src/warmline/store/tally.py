"""Tokens counted by day, for ``assistants.budget``, and from where a conversation was begun.

An address is kept as a keyed hash, for a month, and says only which conversations began at the
same one.
"""

import hashlib
from collections.abc import Mapping

from sqlalchemy import Connection, delete, select

from warmline.core.model import ConversationId, Millis
from warmline.store import tables as t
from warmline.store.dialects import insert_into
from warmline.store.sql import SqlStore

DAY: Millis = 86_400_000
KEPT = 30  # days that an address is known
COUNTED = 2  # days that counters are kept


class SqlTally:
    """Counters of tokens, by day and name."""

    def __init__(self, store: SqlStore, secret: bytes) -> None:
        self._store = store
        self._secret = hashlib.blake2b(secret, person=b"address").digest()

    @property
    def today(self) -> int:
        """Days since 1970, UTC."""
        return self._store.clock() // DAY

    async def begins_at(self, conversation: ConversationId, address: str) -> None:
        """Keep from where a conversation was begun; said again, the first one stays."""
        if address:
            hashed = hashlib.blake2b(address.encode(), key=self._secret, digest_size=12).hexdigest()
            row = {"conversation": conversation, "address": hashed, "day": self.today}
            await self._store.write(lambda db: _keep(db, row))

    async def address(self, conversation: ConversationId) -> str:
        """The hash of where it was begun; "": not known."""
        c = t.origin.c
        query = select(c.address).where(c.conversation == conversation)
        return await self._store.read(lambda db: db.execute(query).scalar_one_or_none()) or ""

    async def add(self, day: int, tokens: int, names: tuple[str, ...]) -> None:
        await self._store.write(lambda db: _add(db, day, names, tokens))

    async def take(self, day: int, tokens: int, most: dict[str, int]) -> str:
        """Add ``tokens`` to all counters, or to none: then the name of one that would overflow.

        ``most``: the limit of each, 0 for none.
        """
        return await self._store.write(lambda db: _take(db, day, tokens, most))


def _keep(db: Connection, row: Mapping[str, object]) -> None:
    db.execute(insert_into(db, t.origin).on_conflict_do_nothing(), row)


def _take(db: Connection, day: int, tokens: int, most: dict[str, int]) -> str:
    c = t.spent.c
    rows = db.execute(select(c.name, c.tokens).where(c.day == day, c.name.in_(sorted(most))))
    used = dict.fromkeys(most, 0) | {row.name: row.tokens for row in rows}
    full = next((n for n, limit in most.items() if limit and used[n] + tokens > limit), "")
    if not full:
        if not any(used.values()):
            _forget(db, day)
        _add(db, day, tuple(most), tokens)
    return full


def _add(db: Connection, day: int, names: tuple[str, ...], tokens: int) -> None:
    """Always in one order, so that two writers cannot wait for each other."""
    rows = [{"day": day, "name": name, "tokens": tokens} for name in sorted(names)]
    if rows:
        insert = insert_into(db, t.spent)
        total = t.spent.c.tokens + insert.excluded.tokens
        add = insert.on_conflict_do_update(index_elements=["day", "name"], set_={"tokens": total})
        db.execute(add, rows)


def _forget(db: Connection, day: int) -> None:
    db.execute(delete(t.spent).where(t.spent.c.day < day - COUNTED))
    db.execute(delete(t.origin).where(t.origin.c.day < day - KEPT))
