"""The inbox's lists: keyset pages, never offsets; numbers kept, never counted over history."""

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Select, select, tuple_, union_all

from warmline.core.model import ConversationId, OperatorId, Status
from warmline.flow.desk import BadCursor, Line, Page, Tally
from warmline.store import counters
from warmline.store import tables as t
from warmline.store.codec import CONVERSATION
from warmline.store.dialects import insert_into
from warmline.store.persons import held, owner, person_from
from warmline.store.sql import SqlStore

c = t.conversation.c
MOST_CURSOR = 400  # characters
MOST_NUMBER = 2**53

STATUSES: Mapping[str, Sequence[Status]] = {
    "mine": [Status.ACTIVE],
    "assistant": [Status.OPEN],
    "active": [Status.ACTIVE],
    "open": [Status.OPEN, Status.WAITING, Status.ACTIVE],
    "all": list(Status),
    "resolved": [Status.RESOLVED],
}
"""The lists that show the newest first, and the statuses that they hold."""

NEWEST = (c.updated_at.desc(), c.id.desc())
IN_LINE = (c.rank, c.due_at, c.requested_at, c.id)
"""The order of the waiting list: by priority, then what is late first, then longest wait."""

Place = tuple[int | str, ...]
"""Where a page ended: the order's columns of its last row."""


class SqlInbox:
    """``flow.desk.Inbox``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def lines(self, name: str, me: OperatorId, *, cursor: str, limit: int) -> Page:
        """Raises ``BadCursor``."""
        waiting = name == "waiting"
        place = _read_cursor(cursor, len(IN_LINE if waiting else NEWEST)) if cursor else ()
        ids = _waiting(place, limit + 1) if waiting else _newest(name, me, place, limit + 1)
        query = _lines(me).where(c.id.in_(ids)).limit(limit + 1)
        query = query.order_by(*(IN_LINE if waiting else NEWEST))
        rows = await self._store.read(lambda db: db.execute(query).all())
        more = len(rows) > limit
        return Page(
            [_line(row) for row in rows[:limit]],
            _cursor(rows[limit - 1], waiting=waiting) if more else "",
        )

    async def line(self, id: ConversationId, me: OperatorId) -> Line | None:
        query = _lines(me).where(c.id == id)
        row = await self._store.read(lambda db: db.execute(query).one_or_none())
        return _line(row) if row else None

    async def lines_of(self, ids: Sequence[ConversationId]) -> Mapping[ConversationId, Line]:
        query = _lines(OperatorId("")).where(c.id.in_(ids))
        rows = await self._store.read(lambda db: db.execute(query).all())
        return {line.conversation.id: line for line in map(_line, rows)}

    async def tally(self, me: OperatorId) -> Tally:
        return await self._store.read(lambda db: _tally(db, me))

    async def see(self, me: OperatorId, id: ConversationId, messages: int) -> None:
        """What was seen stays seen: a lower number changes nothing."""
        await self._store.write(lambda db: _see(db, me, id, messages))

    async def next_ticket(self) -> str:
        return await self._store.write(counters.next_ticket)


def _lines(me: OperatorId) -> Select[Any]:
    """Everything that a line shows, with what ``me`` has seen of it."""
    contact, seen = t.contact.c, t.seen.c
    mine = (seen.conversation == c.id) & (seen.operator == me)
    theirs = (contact.id.label("owner"), contact.name, contact.email)
    person = held(t.thread.c.person).label("person")
    shown = select(t.conversation, *theirs, person, seen.messages.label("seen"))
    shown = shown.select_from(t.conversation)
    shown = shown.join(t.contact, contact.id == owner(), isouter=True)
    return shown.join(t.seen, mine, isouter=True)


def _waiting(place: Place, limit: int) -> Select[Any]:
    ids = select(c.id).where(c.rank.is_not(None)).order_by(*IN_LINE).limit(limit)
    return ids.where(tuple_(*IN_LINE) > tuple_(*place)) if place else ids


def _newest(name: str, me: OperatorId, place: Place, limit: int) -> Any:  # noqa: ANN401
    """The newest of each status apart, so that an index answers: more are never read."""
    holds = [c.operator == me] if name == "mine" else []
    return union_all(
        *(_newest_of([c.status == status, *holds], place, limit) for status in STATUSES[name])
    )


def _newest_of(which: Sequence[ColumnElement[bool]], place: Place, limit: int) -> Select[Any]:
    ids = select(c.id).where(*which).order_by(*NEWEST).limit(limit)
    if place:
        ids = ids.where(tuple_(c.updated_at, c.id) < tuple_(*place))
    return select(ids.subquery().c.id)


def _cursor(row: Any, *, waiting: bool) -> str:  # noqa: ANN401 - a row of _lines
    newest = (row.updated_at, row.id)
    place = (row.rank, row.due_at, row.requested_at, row.id) if waiting else newest
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def _read_cursor(cursor: str, length: int) -> Place:
    if len(cursor) > MOST_CURSOR:
        raise BadCursor(f"expected a cursor from an earlier page, got {len(cursor)} characters")
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (ValueError, RecursionError) as error:
        raise BadCursor("expected a cursor from an earlier page") from error
    found = _place(cast("list[object]", place)) if isinstance(place, list) else ()
    if len(found) != length:
        raise BadCursor("expected a cursor from an earlier page of the same list")
    return found


def _place(parts: list[object]) -> Place:
    """Some numbers and then an id, such as a database can hold; else nothing."""
    numbers = [n for n in parts[:-1] if type(n) is int and abs(n) < MOST_NUMBER]
    ids = [id for id in parts[-1:] if isinstance(id, str) and id.isprintable()]
    return (*numbers, *ids)


def _line(row: Any) -> Line:  # noqa: ANN401 - a row of _lines
    person = person_from(row.person)
    return Line(
        conversation=CONVERSATION.validate_json(row.state),
        updated_at=row.updated_at,
        preview=row.preview,
        preview_author=row.preview_author,
        contact=row.owner or "",
        contact_name=row.name or person.name or person.handle,
        contact_email=row.email or "",
        contact_number=person.phone,
        seen=row.seen or 0,
    )


def _tally(db: Connection, me: OperatorId) -> Tally:
    mine = counters.held_by(me)
    status = {status: counters.of_status(status) for status in Status}
    number = counters.read(db, [mine, *status.values()])
    return Tally(
        waiting=number[status[Status.WAITING]],
        mine=number[mine],
        assistant=number[status[Status.OPEN]],
        active=number[status[Status.ACTIVE]],
    )


def _see(db: Connection, me: OperatorId, id: ConversationId, messages: int) -> None:
    insert = insert_into(db, t.seen).values(operator=me, conversation=id, messages=messages)
    more = t.seen.c.messages < insert.excluded.messages
    changes = {"messages": insert.excluded.messages}
    db.execute(
        insert.on_conflict_do_update(
            index_elements=["operator", "conversation"], set_=changes, where=more
        )
    )
