"""The search index: FTS5 on SQLite, a ``tsvector`` with a GIN index on PostgreSQL.

A row is an entry's terms under its position in the log; the entry itself stays where it is. The
index is made from the log and can be thrown away at any time: it is made at the first start, beside
the schema and its migrations, which know nothing of either kind of index.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, bindparam, select, text

from warmline.core.model import ConversationId
from warmline.flow.ports import News
from warmline.flow.search_terms import Wanted
from warmline.flow.searching import Hit, Said
from warmline.store import tables as t
from warmline.store.codec import FACT
from warmline.store.ledger import move, position, read_news
from warmline.store.said import NAME, words
from warmline.store.sql import SqlStore

OPTIONS: Final = "words, content='', tokenize='ascii', prefix='2 3 4'"
MADE: Final = {
    "sqlite": (f"CREATE VIRTUAL TABLE IF NOT EXISTS said USING fts5 ({OPTIONS})",),
    "postgresql": (
        "CREATE TABLE IF NOT EXISTS said (position bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX IF NOT EXISTS said_words ON said USING gin (words)",
    ),
}
EMPTIED: Final = {
    "sqlite": "INSERT INTO said (said) VALUES ('delete-all')",
    "postgresql": "TRUNCATE said",
}
ADDED: Final = {
    "sqlite": "INSERT INTO said (rowid, words) VALUES (:position, :words)",
    "postgresql": "INSERT INTO said (position, words)"
    " VALUES (:position, CAST(CAST(:words AS text) AS tsvector))",
}
FOUND: Final = {
    "sqlite": "SELECT rowid FROM said WHERE said MATCH :asked AND rowid < :before"
    " ORDER BY rowid DESC LIMIT :limit",
    "postgresql": "SELECT position FROM said"
    " WHERE words @@ CAST(CAST(:asked AS text) AS tsquery) AND position < :before"
    " ORDER BY position DESC LIMIT :limit",
}
ENTRIES = (
    select(t.entry)
    .where(t.entry.c.position.in_(bindparam("positions", expanding=True)))
    .order_by(t.entry.c.position.desc())
)


class SqlSearchIndex:
    """``flow.searching.SearchIndex``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def open(self) -> None:
        await self._store.write(_open)

    async def page(self, limit: int) -> tuple[int, Sequence[News]]:
        def page(db: Connection) -> tuple[int, Sequence[News]]:
            after = position(db, NAME)
            return after, read_news(db, after, limit)

        return await self._store.read(page)

    async def keep(self, said: Sequence[Said], *, after: int, upto: int) -> bool:
        def keep(db: Connection) -> bool:
            if not move(db, NAME, after, upto):
                return False
            kind = db.dialect.name
            rows = [{"position": one.position, "words": words(kind, one.terms)} for one in said]
            if rows:
                db.execute(text(ADDED[kind]), rows)
            return True

        return await self._store.write(keep)

    async def restart(self) -> None:
        await self._store.write(_restart)

    async def find(self, asked: Sequence[Wanted], *, before: int, limit: int) -> Sequence[Hit]:
        def find(db: Connection) -> Sequence[Hit]:
            kind = db.dialect.name
            bounds = {"asked": _asked(kind, asked), "before": before, "limit": limit}
            places = db.execute(text(FOUND[kind]), bounds).scalars().all()
            rows = db.execute(ENTRIES, {"positions": places}) if places else ()
            return [
                Hit(
                    row.position,
                    ConversationId(row.conversation),
                    row.seq,
                    FACT.validate_json(row.body),
                )
                for row in rows
            ]

        return await self._store.read(find)


def _open(db: Connection) -> None:
    """An index that nobody has followed the log for is not of this log."""
    for statement in MADE[db.dialect.name]:
        db.execute(text(statement))
    if position(db, NAME) == 0:
        db.execute(text(EMPTIED[db.dialect.name]))


def _restart(db: Connection) -> None:
    move(db, NAME, None, 0)
    db.execute(text(EMPTIED[db.dialect.name]))


# Terms hold letters, digits and marks only (``flow.search_terms``): no quote, nothing to escape.


def _asked(kind: str, asked: Sequence[Wanted]) -> str:
    if kind == "sqlite":
        return " ".join(f'"{" ".join(one.terms)}"{"*" * one.begins}' for one in asked)
    return " & ".join(
        "(" + " <-> ".join(f"'{term}'{':*' * one.begins}" for term in one.terms) + ")"
        for one in asked
    )
