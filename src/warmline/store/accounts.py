"""Operators, their sessions and their presence."""

from collections.abc import Sequence
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from warmline.core.drills import PREFIX, people
from warmline.core.model import Millis, OperatorId, Seat, TeamId
from warmline.flow.desk import AuditLine, EmailTaken, LastOwner, Operator, Role, Session
from warmline.store import staff
from warmline.store import tables as t
from warmline.store.dialects import upsert
from warmline.store.sql import SqlStore, does

FORGOTTEN: Millis = 24 * 3600 * 1000  # after this nobody asks when a socket was last alive
OPERATORS = (
    select(t.operator)
    .where(~t.operator.c.id.startswith(PREFIX))  # a drill's is nobody
    .order_by(t.operator.c.created_at, t.operator.c.id)
)


class SqlAccounts:
    """``flow.desk.Accounts``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def operators(self) -> Sequence[Operator]:
        rows = await self._store.read(lambda db: db.execute(OPERATORS).all())
        return [_operator(row) for row in rows]

    async def by_email(self, email: str) -> Operator | None:
        query = select(t.operator).where(t.operator.c.email == email.strip().lower())
        row = await self._store.read(lambda db: db.execute(query).one_or_none())
        return _operator(row) if row else None

    async def add(self, operator: Operator, *, first: bool = False) -> None:
        now = self._store.clock()
        await self._store.write(lambda db: _add(db, operator, now, first=first))
        self._store.wishbook.forget()

    async def change(self, operator: Operator, *, was: Operator | None = None) -> None:
        await self._store.write(lambda db: _change(db, operator, was))
        self._store.wishbook.forget()

    async def open_session(self, session: Session, expires_at: Millis) -> None:
        row = {
            "hash": session.hash,
            "operator": session.operator.id,
            "csrf": session.csrf,
            "created_at": self._store.clock(),
            "expires_at": expires_at,
        }
        stale = delete(t.session).where(t.session.c.expires_at < self._store.clock())
        await self._store.write(does(stale, insert(t.session).values(row)))

    async def session(self, hash: str) -> Session | None:
        s = t.session.c
        query = (
            select(t.operator, s.csrf)
            .join(t.session, s.operator == t.operator.c.id)
            .where(s.hash == hash, s.expires_at > self._store.clock())
            .where(t.operator.c.disabled.is_(False))
        )
        row = await self._store.read(lambda db: db.execute(query).one_or_none())
        return Session(operator=_operator(row), csrf=row.csrf, hash=hash) if row else None

    async def close_session(self, hash: str) -> None:
        await self._store.write(does(delete(t.session).where(t.session.c.hash == hash)))

    async def close_sessions(self, operator: OperatorId, *, but: str = "") -> None:
        s = t.session.c
        gone = delete(t.session).where(s.operator == operator, s.hash != but)
        await self._store.write(does(gone))

    async def beat(self, socket: str, operator: OperatorId, until: Millis) -> None:
        now = self._store.clock()
        row = {"socket": socket, "operator": operator, "expires_at": until, "seen_at": now}
        ghosts = delete(t.presence).where(t.presence.c.expires_at < now - FORGOTTEN)

        def beat(db: Connection) -> None:
            db.execute(ghosts)
            db.execute(upsert(db, t.presence, *row), row)

        await self._store.write(beat)

    async def gone(self, socket: str) -> None:
        now, c = self._store.clock(), t.presence.c
        left = update(t.presence).where(c.socket == socket).values(expires_at=now, seen_at=now)
        await self._store.write(does(left))

    async def acted(self, operator: OperatorId) -> None:
        now = self._store.clock()
        row = {"socket": f"deed:{operator}", "operator": operator}
        row |= {"expires_at": now, "seen_at": now}
        await self._store.write(lambda db: db.execute(upsert(db, t.presence, *row), row))

    async def choose(self, operator: OperatorId, *, away: bool) -> None:
        o = t.operator
        await self._store.write(does(update(o).where(o.c.id == operator).values(away=away)))

    async def seats(self) -> Sequence[Seat]:
        now, wishbook = self._store.clock(), self._store.wishbook

        def seats(db: Connection) -> tuple[Seat, ...]:
            return wishbook.read(db, now).seated(staff.seats(db, now))

        return people(await self._store.read(seats))

    async def online(self) -> frozenset[str]:
        now = self._store.clock()
        return await self._store.read(lambda db: staff.online(db, now))

    async def note(self, operator: OperatorId, action: str, object: str = "") -> None:
        row = {
            "at": self._store.clock(),
            "operator": operator,
            "action": action,
            "object": object,
        }
        await self._store.write(does(insert(t.audit).values(row)))

    async def audited(self, *, before: int, limit: int) -> Sequence[AuditLine]:
        c = t.audit.c
        query = select(t.audit).where(c.id < before).order_by(c.id.desc()).limit(limit)
        rows = await self._store.read(lambda db: db.execute(query).all())
        return [
            AuditLine(
                id=row.id, at=row.at, operator=row.operator, action=row.action, object=row.object
            )
            for row in rows
        ]


def _operator(row: Any) -> Operator:  # noqa: ANN401 - a row of the table
    return Operator(
        id=OperatorId(row.id),
        email=row.email,
        name=row.name,
        role=Role(row.role),
        teams=tuple(map(TeamId, staff.words(row.teams))),
        skills=staff.words(row.skills),
        capacity=row.capacity,
        password=row.password,
        disabled=row.disabled,
        email_notices=row.email_notices,
    )


def columns(operator: Operator) -> dict[str, object]:
    """What is written of an account, but for its id and its date."""
    return {
        "email": operator.email.strip().lower(),
        "name": operator.name,
        "role": operator.role.value,
        "teams": to_json(operator.teams).decode(),
        "skills": to_json(operator.skills).decode(),
        "capacity": operator.capacity,
        "password": operator.password,
        "disabled": operator.disabled,
        "email_notices": operator.email_notices,
    }


def _add(db: Connection, operator: Operator, now: Millis, *, first: bool) -> None:
    try:
        if first:
            _be_first(db, now)
        db.execute(insert(t.operator), {"id": operator.id, "created_at": now, **columns(operator)})
    except IntegrityError as error:
        raise EmailTaken(operator.email) from error


def _be_first(db: Connection, now: Millis) -> None:
    """Only one can write this row, however many try at once."""
    db.execute(insert(t.counter), {"name": "first_owner", "value": now})
    if db.execute(select(t.operator.c.id).limit(1)).first():
        raise EmailTaken("somebody was set up already")


def _change(db: Connection, operator: Operator, was: Operator | None) -> None:
    o = t.operator.c
    kept = columns(was) if was else {}
    changes = {name: to for name, to in columns(operator).items() if kept.get(name) != to}
    if not changes:
        return
    if not _owns(operator):
        # locked, so that of two owners who demote each other one is refused
        owners = select(o.id).where(o.role == Role.OWNER, o.disabled.is_(False))
        ids = db.execute(owners.order_by(o.id).with_for_update()).scalars().all()
        if list(ids) == [operator.id]:
            raise LastOwner
    try:
        db.execute(update(t.operator).where(o.id == operator.id), changes)
    except IntegrityError as error:
        raise EmailTaken(operator.email) from error
    if operator.disabled:
        db.execute(delete(t.session).where(t.session.c.operator == operator.id))
        db.execute(delete(t.presence).where(t.presence.c.operator == operator.id))


def _owns(operator: Operator) -> bool:
    return operator.role is Role.OWNER and not operator.disabled
