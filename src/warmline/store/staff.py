"""Operators as the engine sees them: their teams and skills, who is there now, and their load."""

from functools import lru_cache
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, func, literal, select

from warmline.core.model import Millis, OperatorId, Presence, Seat, TeamId
from warmline.flow.desk import SUPERVISORS, Role
from warmline.store import tables as t

_o, _p, _c = t.operator.c, t.presence.c, t.counter.c


def _counter(prefix: str) -> Any:  # noqa: ANN401 - a column
    mine = _c.name == literal(prefix).concat(_o.id)
    return func.coalesce(select(_c.value).where(mine).scalar_subquery(), 0)


def _newest(column: Any) -> Any:  # noqa: ANN401 - columns
    return func.coalesce(select(func.max(column)).where(_p.operator == _o.id).scalar_subquery(), 0)


SEATS = (
    select(
        _o.id,
        _o.name,
        _o.role,
        _o.teams,
        _o.skills,
        _o.capacity,
        _o.away,
        _o.given_at,
        _newest(_p.expires_at).label("alive_until"),
        _newest(_p.seen_at).label("seen_at"),
        _counter("holds:").label("holds"),
        _counter("offered:").label("offered"),
    )
    .where(_o.disabled.is_(False))
    .order_by(_o.id)
)


def seats(db: Connection, now: Millis) -> tuple[Seat, ...]:
    """Everybody who may be given something, or told. Whoever only reads is nobody's seat."""
    rows = db.execute(SEATS).all()  # at once: one by one takes twice as long
    return tuple(_seat(row, row.alive_until > now) for row in rows if row.role != Role.VIEWER)


@lru_cache(maxsize=4096)
def _seat(row: Any, alive: bool) -> Seat:  # noqa: ANN401, FBT001 - a row of SEATS
    """The same row is the same seat: from one decision to the next few of them change."""
    return Seat(
        operator=OperatorId(row.id),
        teams=tuple(map(TeamId, words(row.teams))),
        name=row.name,
        skills=words(row.skills),
        capacity=row.capacity,
        presence=presence(alive, away=row.away),
        seen_at=row.seen_at,
        load=row.holds + row.offered,
        offered=row.offered,
        given_at=row.given_at,
        supervisor=row.role in SUPERVISORS,
    )


def presence(alive: bool, *, away: bool) -> Presence:  # noqa: FBT001 - a row's own
    """Of who has a live socket or none, and chose to be left alone or not."""
    if not alive:
        return Presence.OFFLINE
    return Presence.AWAY if away else Presence.ONLINE


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[str, ...]:
    """A JSON list of words."""
    return tuple(map(str, from_json(text)))


def online(db: Connection, now: Millis) -> frozenset[str]:
    """The operators with at least one socket that is alive."""
    alive = select(_p.operator).where(_p.expires_at > now)
    return frozenset(db.execute(alive).scalars())
