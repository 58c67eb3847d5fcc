"""The ledger's rows: kept with the position that they tell the log up to, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Connection, Table, bindparam, delete, select, tuple_, update

from warmline.core.drills import people
from warmline.core.facts import Entry
from warmline.core.hours import Hours
from warmline.core.model import ConversationId, Millis, Presence, TeamId
from warmline.flow.ledger import Page
from warmline.flow.ports import News
from warmline.reports.rows import (
    Holding,
    Reply,
    Request,
    Row,
    Stretch,
    Target,
    Verdict,
)
from warmline.reports.rows import Presence as Span
from warmline.reports.telling import Telling
from warmline.store import tables as t
from warmline.store.codec import FACT
from warmline.store.dialects import insert_into, put
from warmline.store.sql import NEWS, SqlStore
from warmline.store.staff import seats
from warmline.store.teams import SqlTeams

NAME: Final = "ledger"
CLEARING: Final = -1  # the position while rows are thrown away
AT_ONCE: Final = 2_000  # rows thrown away between two commits
TELLING: TypeAdapter[Telling] = TypeAdapter(Telling)
TABLES: Final[Mapping[type[Row], Table]] = {
    Stretch: t.report_stretch,
    Request: t.report_request,
    Reply: t.report_reply,
    Holding: t.report_holding,
    Verdict: t.report_verdict,
    Target: t.report_target,
}
POSITION = select(t.follower.c.position).where(t.follower.c.name == bindparam("name"))
TELLINGS = select(t.report_telling).where(
    t.report_telling.c.conversation.in_(bindparam("ids", expanding=True))
)


class SqlLedger:
    """``flow.ledger.Rows``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def page(self, limit: int) -> Page:
        return await self._store.read(lambda db: _page(db, limit))

    async def keep(
        self, *, after: int, upto: int, tellings: Sequence[Telling], rows: Sequence[Row]
    ) -> bool:
        kept = [
            {"conversation": one.conversation, "body": TELLING.dump_json(one).decode()}
            for one in tellings
        ]
        return await self._store.write(lambda db: _keep(db, after, upto, kept, rows))

    async def restart(self) -> None:
        await self._store.write(lambda db: move(db, NAME, None, CLEARING) and None)

    async def clear(self) -> bool:
        at = await self._store.read(lambda db: position(db, NAME))
        return at == CLEARING and await self._store.write(_clear)

    async def seen(self, states: Mapping[str, str], now: Millis, apart: Millis) -> None:
        if states:
            await self._store.write(lambda db: _seen(db, states, now, apart))

    async def presence(self, since: Millis, until: Millis) -> Sequence[Span]:
        c = t.report_presence.c
        query = select(t.report_presence).where(c.until > since, c.at < until)
        rows = await self._store.read(lambda db: db.execute(query.order_by(c.at)).all())
        return [
            Span(operator=row.operator, at=row.at, until=row.until, state=row.state) for row in rows
        ]


class SqlLedgerSources:
    """What the ledger asks besides the log: the teams' hours, and who is there."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def hours(self) -> Mapping[TeamId, Hours | None]:
        return {team.id: team.hours for team in await SqlTeams(self._store).all()}

    async def there(self) -> Mapping[str, str]:
        """Drills' operators are nobody."""
        now = self._store.clock()
        found = await self._store.read(lambda db: people(seats(db, now)))
        there = [seat for seat in found if seat.presence is not Presence.OFFLINE]
        return {seat.operator: seat.presence.value for seat in there}


def position(db: Connection, name: str) -> int:
    """How far a follower has come."""
    return db.execute(POSITION, {"name": name}).scalar_one_or_none() or 0


def move(db: Connection, name: str, since: int | None, to: int) -> bool:
    """Move a follower from one position on; False: it stood elsewhere. None: from anywhere.

    To be called first in a transaction: the row is locked until it ends.
    """
    first = insert_into(db, t.follower).on_conflict_do_nothing()
    db.execute(first, {"name": name, "position": 0})
    moved = update(t.follower).where(t.follower.c.name == name).values(position=to)
    if since is not None:
        moved = moved.where(t.follower.c.position == since)
    return db.execute(moved).rowcount == 1


def read_news(db: Connection, after: int, limit: int) -> list[News]:
    return [
        News(
            row.position,
            ConversationId(row.conversation),
            Entry(row.seq, FACT.validate_json(row.body)),
        )
        for row in db.execute(NEWS, {"after": after, "limit": limit})
    ]


def _page(db: Connection, limit: int) -> Page:
    after = position(db, NAME)
    if after == CLEARING:
        return Page(after=after, news=(), tellings={})
    news = read_news(db, after, limit)
    ids = sorted({one.conversation for one in news})
    rows = db.execute(TELLINGS, {"ids": ids}) if ids else ()
    tellings = {row.conversation: TELLING.validate_json(row.body) for row in rows}
    return Page(after=after, news=news, tellings=tellings)


def _keep(
    db: Connection,
    after: int,
    upto: int,
    tellings: Sequence[Mapping[str, object]],
    rows: Sequence[Row],
) -> bool:
    if not move(db, NAME, after, upto):
        return False
    put(db, t.report_telling, tellings)
    for kind, table in TABLES.items():
        put(db, table, [_columns(row) for row in rows if type(row) is kind])
    return True


def _columns(row: Row) -> dict[str, object]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _clear(db: Connection) -> bool:
    """Some rows of each table; once none is left, the log is told from its beginning."""
    if not move(db, NAME, CLEARING, CLEARING):
        return False
    gone = sum(_clear_some(db, table) for table in (*TABLES.values(), t.report_telling))
    if not gone:
        move(db, NAME, CLEARING, 0)
    return gone > 0


def _clear_some(db: Connection, table: Table) -> int:
    key = tuple_(*table.primary_key) if len(table.primary_key) > 1 else table.c.conversation
    some = select(*table.primary_key).limit(AT_ONCE)
    return db.execute(delete(table).where(key.in_(some))).rowcount


def _seen(db: Connection, states: Mapping[str, str], now: Millis, apart: Millis) -> None:
    """One row for each unbroken time of one state."""
    c = t.report_presence.c
    query = select(t.report_presence).where(c.until >= now - apart, c.operator.in_(sorted(states)))
    going: dict[str, Any] = {}
    for row in db.execute(query.order_by(c.at)):
        going[row.operator] = row
    rows = [
        {
            "operator": operator,
            "at": was.at if (was := going.get(operator)) and was.state == state else now,
            "until": now,
            "state": state,
        }
        for operator, state in sorted(states.items())
    ]
    put(db, t.report_presence, rows)
