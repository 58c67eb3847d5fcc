"""The teams and the routes to them: settings that each process reads once a version."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import structlog
from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from warmline.core.model import Conversation, Millis, OperatorId, TeamId
from warmline.core.teams import SUPPORT, Route, Strategy, Team
from warmline.flow.desk import RoutingVersion, TeamTaken, VersionMoved
from warmline.store import counters
from warmline.store import tables as t
from warmline.store.codec import TEAM, readable
from warmline.teams import BadPolicy, load

VERSION = "version:teams"
"""The counter that moves with each change, so that every process reads them again."""

MOST_LOOKED_AT = 500  # conversations at the head of each line, in one round
NEWEST = select(t.routing).order_by(t.routing.c.version.desc())


def _heads() -> Select[str, str]:
    """The states at the head of each of the lines of ``teams``, in the order of the lines."""
    c = t.conversation.c
    turn = (c.rank, c.due_at, c.requested_at, c.id)
    place = func.row_number().over(partition_by=c.team, order_by=turn).label("place")
    theirs = c.team.in_(bindparam("teams", expanding=True))
    line = select(c.id, place).where(c.rank.is_not(None), c.floor == "human", theirs).subquery()
    heads = select(line.c.id).where(line.c.place <= MOST_LOOKED_AT)
    return select(c.id, c.state).where(c.id.in_(heads)).order_by(*turn)


HEADS = _heads()  # built once: making a statement costs more than running it

T = TypeVar("T")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Setting:
    version: int
    teams: Mapping[TeamId, Team]
    routes: tuple[Route, ...]


def read_setting(db: Connection, version: int) -> Setting:
    """As it is now; ``version`` was read before, and never says more than there is."""
    return Setting(version, {team.id: team for team in _teams(db)}, _routes(db))


def _teams(db: Connection) -> Sequence[Team]:
    """Every team, ``support`` first: it is there whether or not it was ever set up."""
    found = [TEAM.validate_json(row.body) for row in db.execute(select(t.team))]
    if not any(team.id == SUPPORT for team in found):
        found.append(Team(id=SUPPORT, name="Support"))
    return sorted(found, key=lambda team: (team.id != SUPPORT, team.name.casefold(), team.id))


def _routes(db: Connection) -> tuple[Route, ...]:
    """Those that are live; none where this program can no longer read them."""
    newest = db.execute(NEWEST.limit(1)).one_or_none()
    try:
        return load(newest.text) if newest else ()
    except BadPolicy as error:
        log.error("routing_unreadable", version=newest and newest.version, error=str(error))  # noqa: TRY400 - the faults say it all
        return ()


def moved(db: Connection) -> None:
    counters.move(db, {VERSION: 1})


class Reads(Protocol):
    """What is needed of a store, which imports this module itself."""

    @property
    def clock(self) -> Callable[[], Millis]: ...
    async def read(self, look: Callable[[Connection], T]) -> T: ...
    async def write(self, change: Callable[[Connection], T]) -> T: ...


class SqlTeams:
    """``flow.desk.Teams`` and ``flow.desk.Waitlist``."""

    def __init__(self, store: Reads) -> None:
        self._store = store

    async def all(self) -> Sequence[Team]:
        return await self._store.read(_teams)

    async def add(self, team: Team) -> None:
        await self._store.write(lambda db: _add(db, team))

    async def save(self, team: Team) -> None:
        await self._store.write(lambda db: _save(db, team))

    async def remove(self, id: TeamId) -> None:
        await self._store.write(lambda db: _remove(db, id))

    async def routes(self) -> tuple[Route, ...]:
        return await self._store.read(_routes)

    async def versions(self) -> Sequence[RoutingVersion]:
        rows = await self._store.read(lambda db: db.execute(NEWEST).all())
        return [_version(row) for row in rows]

    async def publish(self, text: str, *, base: int, by: str) -> RoutingVersion:
        now = self._store.clock()
        return await self._store.write(lambda db: _publish(db, text, base, by, now))

    # ── the waitlist ──────────────────────────────────────────────────────────────────────────────

    async def lines(self) -> Sequence[Conversation]:
        return await self._store.read(_lines)

    async def busy(self) -> Collection[OperatorId]:
        return await self._store.read(counters.busy)

    async def held(self, operators: Collection[OperatorId]) -> Sequence[Conversation]:
        return await self._store.read(lambda db: _held(db, operators)) if operators else ()


def _row(team: Team) -> dict[str, object]:
    return {"id": team.id, "name": team.name, "body": TEAM.dump_json(team).decode()}


def _add(db: Connection, team: Team) -> None:
    try:
        db.execute(insert(t.team), _row(team))
    except IntegrityError as error:
        raise TeamTaken(team.id) from error
    moved(db)


def _save(db: Connection, team: Team) -> None:
    changed = db.execute(update(t.team).where(t.team.c.id == team.id).values(_row(team)))
    if not changed.rowcount:
        db.execute(insert(t.team), _row(team))
    moved(db)


def _remove(db: Connection, id: TeamId) -> None:
    db.execute(delete(t.team).where(t.team.c.id == id))
    moved(db)


def _version(row: Any) -> RoutingVersion:  # noqa: ANN401 - a row of the table
    return RoutingVersion(
        version=row.version, text=row.text, published_at=row.published_at, by=row.by
    )


def _publish(db: Connection, text: str, base: int, by: str, now: Millis) -> RoutingVersion:
    newest = db.execute(NEWEST.limit(1)).one_or_none()
    live = newest.version if newest else 0
    if live != base:
        raise VersionMoved(live)
    made = RoutingVersion(version=live + 1, text=text, published_at=now, by=by)
    row = {"version": made.version, "text": text, "published_at": now, "by": by}
    try:
        db.execute(insert(t.routing), row)
    except IntegrityError as error:  # another process was faster
        raise VersionMoved(made.version) from error
    moved(db)
    return made


def _lines(db: Connection) -> Sequence[Conversation]:
    given_out = [team.id for team in _teams(db) if team.strategy is not Strategy.PULL]
    if not given_out:
        return ()
    return _read(db, HEADS, {"teams": given_out})


def _held(db: Connection, operators: Collection[OperatorId]) -> Sequence[Conversation]:
    c = t.conversation.c
    held = select(c.id, c.state).where(c.operator.in_(operators))
    assigned = select(c.id, c.state).where(c.assigned.in_(operators))
    return list({now.id: now for which in (held, assigned) for now in _read(db, which)}.values())


def _read(
    db: Connection, which: Select[str, str], given: Mapping[str, object] | None = None
) -> list[Conversation]:
    found = (readable(row.id, row.state) for row in db.execute(which, given))
    return [now for now in found if now]
