"""The rounds after an outage, beside something broken, and on what they looked at before."""

import json
from typing import Any

from sqlalchemy import select, update

from tests.shell import (
    ANN,
    BOB,
    HOUR,
    MINUTE,
    SECOND,
    Clock,
    begin,
    claiming,
    command,
    last,
    log_of,
    put_online,
    replying,
    staff,
    wanting,
)
from warmline.bus.local import LocalBus
from warmline.core.facts import Assigned, IdleWarned, Released, Resolved
from warmline.core.idle import Idle
from warmline.core.inputs import OperatorSnoozed, SnoozeOver
from warmline.core.teams import SUPPORT, Strategy, Team
from warmline.flow.failures import Temporary
from warmline.flow.idle import Idling
from warmline.flow.ports import Command
from warmline.flow.rounds import GRACE, Assigning, Rounds, Vanished
from warmline.store import tables as t
from warmline.store.accounts import SqlAccounts
from warmline.store.quiet import SqlQuiet
from warmline.store.sql import SqlStore, does
from warmline.store.teams import SqlTeams

GIVES = Team(id=SUPPORT, name="Support", strategy=Strategy.LEAST_LOADED)
IDLE = Idle(person=60 * MINUTE, warn_before=10 * MINUTE)


def watching(store: SqlStore, handles: Any = None) -> Vanished:
    """The round of a process that has just started."""
    return Vanished(handles or store, SqlTeams(store), SqlAccounts(store), LocalBus(), store.clock)


def giving(store: SqlStore, handles: Any = None) -> Assigning:
    teams = SqlTeams(store)
    return Assigning(handles or store, teams, SqlAccounts(store), teams, store.clock)


async def held_by_ann(store: SqlStore, clock: Clock, *ids: str) -> SqlAccounts:
    """Ann's browser last gave a sign of life when she took them."""
    accounts = SqlAccounts(store)
    await put_online(store, BOB)
    await accounts.add(staff(ANN))
    await accounts.beat("desk", ANN, clock() + 40 * SECOND)
    await begin(store, *ids)
    for id in ids:
        await store.handle(wanting(id))
        await store.handle(claiming(ANN, id))
    return accounts


async def released(store: SqlStore, id: str = "c") -> list[str]:
    return [e.fact.operator for e in await log_of(store, id) if isinstance(e.fact, Released)]


# ── after an outage ───────────────────────────────────────────────────────────────────────────────


async def test_after_an_outage_operators_have_the_time_to_come_back(store: SqlStore, clock: Clock):
    """Nobody has vanished where it was the server that was away."""
    accounts = await held_by_ann(store, clock, "c")
    clock.move(10 * MINUTE)  # the server is stopped, updated and started
    look = watching(store)
    await look()
    clock.move(8 * SECOND)  # browsers come back within so long
    await accounts.beat("desk", ANN, clock() + 40 * SECOND)
    for _ in range(30):
        await look()
        clock.move(SECOND)
    assert await released(store) == []


async def test_who_does_not_come_back_after_an_outage_is_gone_soon(store: SqlStore, clock: Clock):
    await held_by_ann(store, clock, "c")
    clock.move(10 * MINUTE)
    look = watching(store)
    for _ in range(GRACE // SECOND):
        await look()
        clock.move(SECOND)
    assert await released(store) == []
    await look()
    assert await released(store) == [ANN]


async def test_a_process_that_stood_still_takes_nothing_from_anybody_as_it_goes_on(
    store: SqlStore, clock: Clock
):
    accounts = await held_by_ann(store, clock, "c")
    look = watching(store)
    for _ in range(60):
        await look()
        await accounts.beat("desk", ANN, clock() + 40 * SECOND)
        clock.move(SECOND)
    clock.move(10 * MINUTE)
    await look()
    assert await released(store) == []


async def test_nobody_has_vanished_while_the_database_was_away(store: SqlStore, clock: Clock):
    accounts = await held_by_ann(store, clock, "c")
    look = watching(store)
    for _ in range(60):
        await look()
        await accounts.beat("desk", ANN, clock() + 40 * SECOND)
        clock.move(SECOND)

    class Away:
        async def seats(self):
            raise Temporary("the database is away")

    people, look._people = look._people, Away()
    for _ in range(100):
        await Rounds((look,)).once()
        clock.move(SECOND)
    look._people = people
    await look()
    assert await released(store) == []


# ── beside something broken ───────────────────────────────────────────────────────────────────────


class Breaks:
    """A store in which one conversation cannot be handled."""

    def __init__(self, store: SqlStore, id: str) -> None:
        self._store, self._id = store, id

    async def handle(self, command: Command) -> Any:
        if command.conversation == self._id:
            raise AssertionError("a bug")
        return await self._store.handle(command)

    async def policy(self, assistant: Any) -> Any:
        return await self._store.policy(assistant)


async def test_what_breaks_in_one_conversation_keeps_nobody_else_waiting(store: SqlStore):
    await SqlTeams(store).save(GIVES)
    for who in (ANN, BOB):
        await put_online(store, who)
    await begin(store, "c0", "c1")
    for id in ("c0", "c1"):
        await store.handle(wanting(id))
    await Rounds((giving(store, Breaks(store, "c0")),)).once()
    assert await last(store, Assigned, "c1")


async def test_a_conversation_that_cannot_be_read_keeps_nobody_else_waiting(store: SqlStore):
    await SqlTeams(store).save(GIVES)
    await put_online(store, ANN)
    await begin(store, "c0", "c1")
    for id in ("c0", "c1"):
        await store.handle(wanting(id))
    c = t.conversation.c
    broken = update(t.conversation).where(c.id == "c0").values(state=json.dumps({"id": 7}))
    await store.write(does(broken))
    await Rounds((giving(store),)).once()
    assert await last(store, Assigned, "c1")


async def test_what_breaks_in_one_conversation_frees_the_others_of_who_vanished(
    store: SqlStore, clock: Clock
):
    await held_by_ann(store, clock, "c0", "c1")
    look = watching(store, Breaks(store, "c0"))
    for _ in range(120):
        await look()
        clock.move(SECOND)
    assert await released(store, "c1") == [ANN]


async def test_what_breaks_in_one_conversation_closes_the_quiet_ones_after_it(
    store: SqlStore, clock: Clock
):
    await SqlTeams(store).save(Team(id=SUPPORT, name="Support", idle=IDLE))
    await put_online(store)
    await begin(store, "c0", "c1")
    for id in ("c0", "c1"):
        await store.handle(replying("Hello?", f"k:{id}", id))
        clock.move(1)
    clock.move(50 * MINUTE)
    look = Idling(Breaks(store, "c0"), SqlQuiet(store), SqlTeams(store), clock)
    await Rounds((look,)).once()
    assert await last(store, IdleWarned, "c1")


# ── what was looked at before ─────────────────────────────────────────────────────────────────────


async def test_who_was_warned_before_a_snooze_is_warned_again_after_it(
    store: SqlStore, clock: Clock
):
    """Of the same silence: the round must not take the second warning for the first."""
    await SqlTeams(store).save(Team(id=SUPPORT, name="Support", idle=IDLE))
    await put_online(store)
    await begin(store)
    await store.handle(replying("Which one?", "k"))
    look = Idling(store, SqlQuiet(store), SqlTeams(store), clock)
    clock.move(50 * MINUTE)
    await look()
    until = clock() + 10 * HOUR
    await store.handle(command("c", OperatorSnoozed(operator=ANN, until=until), "snooze"))
    clock.move(10 * HOUR)
    await store.handle(command("c", SnoozeOver(until=until), "over"))
    clock.move(10 * MINUTE)
    for _ in range(2):
        await look()
        clock.move(50 * MINUTE)
    kinds = [entry.fact.kind for entry in await log_of(store)]
    assert kinds.count("idle_warned") == 2


async def test_what_was_quiet_before_an_update_is_closed_too(store: SqlStore, clock: Clock):
    """Older versions did not keep when somebody spoke."""
    await begin(store)
    c = t.conversation.c
    state = await store.read(lambda db: db.execute(select(c.state)).scalar_one())
    old = {key: value for key, value in json.loads(state).items() if key != "spoken_at"}
    await store.write(does(update(t.conversation).values(state=json.dumps(old))))
    look = Idling(store, SqlQuiet(store), SqlTeams(store), clock)
    clock.move(23 * HOUR)
    await look()
    assert not [e for e in await log_of(store) if isinstance(e.fact, Resolved)]
    clock.move(HOUR)
    await look()
    assert (await last(store, Resolved)).cause == "idle"
