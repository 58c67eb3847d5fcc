"""Where everybody who waits stands in line now, and how long it will take from there."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from sqlalchemy import Connection, and_, select

from warmline.core.model import ConversationId, Floor, Millis, Seat, Status, TeamId
from warmline.core.waits import Wait, estimate, staffing
from warmline.flow.lines import Standing
from warmline.store import tables as t
from warmline.store.inbox import IN_LINE
from warmline.store.lines import recent_waits, skills_of
from warmline.store.sql import SqlStore
from warmline.store.staff import seats

c = t.conversation.c
LINES = (
    select(c.id, c.team, t.wait.c.skills)
    .select_from(
        t.conversation.outerjoin(
            t.wait,
            and_(t.wait.c.conversation == c.id, t.wait.c.waited < 0, t.wait.c.team == c.team),
        )
    )
    .where(c.status == Status.WAITING.value, c.floor == Floor.HUMAN.value)
    .order_by(c.team, *IN_LINE, t.wait.c.handoff)
)
"""In the order in which each team's line is served; of several waits the newest counts."""


class SqlStandings:
    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def look(self) -> Mapping[ConversationId, Standing]:
        now = self._store.clock()
        return await self._store.read(lambda db: dict(_standings(db, now)))


def _standings(db: Connection, now: Millis) -> Iterator[tuple[ConversationId, Standing]]:
    rows = db.execute(LINES).all()
    there = seats(db, now) if rows else ()
    for name, line in groupby(rows, key=lambda row: row.team):
        team = TeamId(name)
        waiting = {ConversationId(row.id): skills_of(row.skills or "") for row in line}
        recent = recent_waits(db, team)
        for place, (id, skills) in enumerate(waiting.items(), 1):
            yield id, _standing(place, team, skills, recent, there)


def _standing(
    place: int,
    team: TeamId,
    skills: tuple[str, ...],
    recent: tuple[Wait, ...],
    there: tuple[Seat, ...],
) -> Standing:
    guess = estimate(place, staffing(team, there, skills), recent, skills)
    return Standing(place=place, low=guess.low, high=guess.high) if guess else Standing(place=place)
