"""Operators, their sessions and their presence."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from warmline.core.model import Millis, OperatorId
from warmline.flow.desk import EmailTaken, LastOwner, Operator, Role, Session
from warmline.store import staff
from warmline.store import tables as t
from warmline.store.dialects import upsert
from warmline.store.sql import SqlStore, does

OPERATORS = select(t.operator).order_by(t.operator.c.created_at, t.operator.c.id)


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

    async def change(self, operator: Operator, *, was: Operator | None = None) -> None:
        await self._store.write(lambda db: _change(db, operator, was))

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
        row = {"socket": socket, "operator": operator, "expires_at": until}
        ghosts = delete(t.presence).where(t.presence.c.expires_at < self._store.clock())

        def beat(db: Connection) -> None:
            db.execute(ghosts)
            db.execute(upsert(db, t.presence, *row), row)

        await self._store.write(beat)

    async def gone(self, socket: str) -> None:
        left = delete(t.presence).where(t.presence.c.socket == socket)
        await self._store.write(does(left))

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


def _operator(row: Any) -> Operator:  # noqa: ANN401 - a row of the table
    return Operator(
        id=OperatorId(row.id),
        email=row.email,
        name=row.name,
        role=Role(row.role),
        team=row.team,
        password=row.password,
        disabled=row.disabled,
        email_notices=row.email_notices,
    )


def _columns(operator: Operator) -> dict[str, object]:
    return {
        "email": operator.email.strip().lower(),
        "name": operator.name,
        "role": operator.role.value,
        "team": operator.team,
        "password": operator.password,
        "disabled": operator.disabled,
        "email_notices": operator.email_notices,
    }


def _add(db: Connection, operator: Operator, now: Millis, *, first: bool) -> None:
    try:
        if first:
            _be_first(db, now)
        db.execute(insert(t.operator), {"id": operator.id, "created_at": now, **_columns(operator)})
    except IntegrityError as error:
        raise EmailTaken(operator.email) from error


def _be_first(db: Connection, now: Millis) -> None:
    """Only one can write this row, however many try at once."""
    db.execute(insert(t.counter), {"name": "first_owner", "value": now})
    if db.execute(select(t.operator.c.id).limit(1)).first():
        raise EmailTaken("somebody was set up already")


def _change(db: Connection, operator: Operator, was: Operator | None) -> None:
    o = t.operator.c
    kept = _columns(was) if was else {}
    changes = {name: to for name, to in _columns(operator).items() if kept.get(name) != to}
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
