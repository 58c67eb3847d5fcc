"""Operators as the engine sees them: who is in which team, and who is there now."""

from sqlalchemy import Connection, select

from warmline.core.model import Millis, OperatorId, Seat, TeamId
from warmline.store import tables as t

SEATS = (
    select(
        t.operator.c.id,
        t.operator.c.team,
        t.operator.c.name,
        t.operator.c.email_notices,
    )
    .where(t.operator.c.disabled.is_(False))
    .order_by(t.operator.c.id)
)


def seats(db: Connection, now: Millis) -> tuple[Seat, ...]:
    here = online(db, now)
    return tuple(
        Seat(
            operator=OperatorId(row.id),
            team=TeamId(row.team),
            name=row.name,
            online=row.id in here,
            email=row.email_notices,
        )
        for row in db.execute(SEATS)
    )


def online(db: Connection, now: Millis) -> frozenset[str]:
    """The operators with at least one socket that is alive."""
    alive = select(t.presence.c.operator).where(t.presence.c.expires_at > now)
    return frozenset(db.execute(alive).scalars())
