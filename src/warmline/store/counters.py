"""Numbers that would cost too much to count: kept in step with the conversations they count.

``status:waiting`` conversations of that status, ``holds:<operator>`` those that an operator is
engaged in, ``offered:<operator>`` those that were given to them and not taken up, ``line:<team>``
those whose visitor waits for that team right now (who was told that nobody can come is in the list,
but not in line), ``ticket`` the newest ticket's number, ``version:teams`` how often teams or their
routes were changed, ``version:channels`` the same for what is set up of channels.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, or_, select

from warmline.core.model import Conversation, OperatorId, Status, TeamId
from warmline.flow.handle import teams_waited_for
from warmline.store import tables as t
from warmline.store.dialects import insert_into

FIRST_TICKET = 1001


def of_status(status: Status) -> str:
    return f"status:{status.value}"


def held_by(operator: OperatorId) -> str:
    return f"holds:{operator}"


def offered_to(operator: OperatorId) -> str:
    return f"offered:{operator}"


def line_of(team: TeamId) -> str:
    return f"line:{team}"


def counted(now: Conversation) -> Iterator[str]:
    """The counters that a conversation counts in, as it stands; a drill counts in none."""
    if now.drill:
        return
    if now.seq:
        yield of_status(now.status)
    if now.operator is not None:
        yield held_by(now.operator)
    if now.assigned is not None:
        yield offered_to(now.assigned)
    yield from map(line_of, teams_waited_for(now))


def moves(before: Conversation, after: Conversation) -> Mapping[str, int]:
    """What a change of a conversation adds to which counters."""
    was, now = list(counted(before)), list(counted(after))
    if was == now:
        return {}
    moved = Counter(now)
    moved.subtract(was)
    return {name: by for name, by in moved.items() if by}


def move(db: Connection, by: Mapping[str, int]) -> None:
    """Always in one order, so that two writers cannot wait for each other."""
    rows = [{"name": name, "value": by[name]} for name in sorted(by) if by[name]]
    if rows:
        insert = insert_into(db, t.counter)
        total = t.counter.c.value + insert.excluded.value
        add = insert.on_conflict_do_update(index_elements=["name"], set_={"value": total})
        db.execute(add, rows)


def read(db: Connection, names: Collection[str]) -> Mapping[str, int]:
    c = t.counter.c
    rows = db.execute(select(c.name, c.value).where(c.name.in_(names)))
    return dict.fromkeys(names, 0) | {row.name: row.value for row in rows}


def busy(db: Connection) -> frozenset[OperatorId]:
    """Who holds something or was given something."""
    c = t.counter.c
    of_people = or_(c.name.startswith("holds:"), c.name.startswith("offered:"))
    names = db.execute(select(c.name).where(of_people, c.value > 0)).scalars()
    return frozenset(OperatorId(name.partition(":")[2]) for name in names)


def next_ticket(db: Connection) -> str:
    c = t.counter.c
    insert = insert_into(db, t.counter).values(name="ticket", value=FIRST_TICKET)
    move = insert.on_conflict_do_update(index_elements=["name"], set_={"value": c.value + 1})
    return f"W-{db.execute(move.returning(c.value)).scalar_one()}"
