"""The lines of the teams: how many wait, in what order, and how long those before them waited."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Row, select

from warmline.core.facts import Entry, HandoffRequested
from warmline.core.model import Conversation, Handoff, TeamId
from warmline.core.waits import WAITS_READ, Queue, Staffing, Wait
from warmline.store import counters
from warmline.store import tables as t

RECENT = (
    select(
        t.wait.c.waited,
        t.wait.c.place,
        t.wait.c.slots,
        t.wait.c.free,
        t.wait.c.high,
        t.wait.c.skills,
    )
    .order_by(t.wait.c.at.desc())
    .limit(WAITS_READ)
)


class Lines(Mapping[TeamId, Queue]):
    """The line of each team, read when somebody asks for it and kept as long as this is."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._read: dict[TeamId, Queue] = {}

    def __getitem__(self, team: TeamId) -> Queue:
        if team not in self._read:
            line = counters.line_of(team)
            waiting = counters.read(self._db, [line])[line]
            self._read[team] = Queue(waiting=waiting, recent=recent_waits(self._db, team))
        return self._read[team]

    def __contains__(self, team: object) -> bool:
        return True

    def __iter__(self) -> Iterator[TeamId]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


def recent_waits(db: Connection, team: TeamId) -> tuple[Wait, ...]:
    """Those that ended with a person, newest first."""
    ended = RECENT.where(t.wait.c.team == team, t.wait.c.waited >= 0)
    return tuple(_wait(row) for row in db.execute(ended))


def _wait(row: Row[int, int, int, int, int, str]) -> Wait:
    return Wait(
        waited=row.waited,
        place=row.place,
        staffing=Staffing(slots=row.slots, free=row.free),
        high=row.high,
        skills=skills_of(row.skills),
    )


def skills_of(lines: str) -> tuple[str, ...]:
    return tuple(lines.split("\n")) if lines else ()


def joining(now: Conversation, entry: Entry, fact: HandoffRequested) -> Mapping[str, object] | None:
    """The row of a wait that begins; nothing where nobody was there to have a line, or to count."""
    if not fact.place or now.drill:
        return None
    return {
        "conversation": now.id,
        "handoff": entry.seq,
        "team": fact.team,
        "at": fact.at,
        "waited": -1,
        "place": fact.place,
        "slots": fact.staffing.slots,
        "free": fact.staffing.free,
        "high": fact.wait[1],
        "skills": "\n".join(fact.skills),
    }


def waited(now: Conversation, handoff: Handoff | None, entry: Entry) -> Mapping[str, object] | None:
    """How long the visitor waited for a person.

    Who was told that nobody can come waited for mail, and who came back into the line or went to
    another one waited twice: neither says how long this line takes.
    """
    at = entry.fact.at
    if handoff is None or handoff.acknowledged_at != at or handoff.fallback or handoff.since:
        return None
    return {"key": now.id, "number": handoff.number, "now": at, "took": at - handoff.requested_at}
