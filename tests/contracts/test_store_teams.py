"""Teams, routes, capacity, presence and the rounds, on both databases and over two processes."""

import asyncio
from dataclasses import replace

import pytest

from tests.shell import (
    ANN,
    BOB,
    SECOND,
    Clock,
    OpenStore,
    begin,
    claiming,
    command,
    last,
    log_of,
    put_online,
    replying,
    staff,
    texts_of,
    wanting,
)
from warmline.bus.local import LocalBus
from warmline.core.facts import Assigned, AssignmentEnded, Claimed, HandoffRequested, Released
from warmline.core.inputs import OperatorAssigned, OperatorTookOver
from warmline.core.model import ConversationId, Presence, TeamId
from warmline.core.refusals import AtCapacity, HasOffer, NotSupervisor, Refused
from warmline.core.teams import SUPPORT, Strategy, Team
from warmline.flow.desk import Role, TeamTaken, VersionMoved
from warmline.flow.ports import Command
from warmline.flow.rounds import Assigning, Rounds, Vanished
from warmline.store.accounts import SqlAccounts
from warmline.store.sql import SqlStore
from warmline.store.teams import SqlTeams

GIVES = Team(id=SUPPORT, name="Support", strategy=Strategy.LEAST_LOADED)
ROUTES = """
routes:
  - { id: sales, when: { page: /pricing }, team: sales, skills: [french] }
"""


def rounds(store: SqlStore) -> Rounds:
    teams, accounts = SqlTeams(store), SqlAccounts(store)
    vanished = Vanished(store, teams, accounts, LocalBus(), store.clock, grace=0)
    return Rounds((vanished, Assigning(store, teams, accounts, teams, store.clock)))


async def seat_of(store: SqlStore, operator=ANN):
    return next(s for s in await SqlAccounts(store).seats() if s.operator == operator)


async def ask_for_people(store: SqlStore, count: int) -> list[str]:
    ids = [f"c{n}" for n in range(count)]
    await begin(store, *ids)
    for id in ids:
        await store.handle(wanting(id))
    return ids


# ── settings ──────────────────────────────────────────────────────────────────────────────────────


async def test_support_is_always_there(store: SqlStore):
    teams = SqlTeams(store)
    assert [team.id for team in await teams.all()] == [SUPPORT]
    await teams.save(replace(GIVES, name="Help"))
    await teams.add(Team(id=TeamId("billing"), name="Billing"))
    assert [team.name for team in await teams.all()] == ["Help", "Billing"]
    with pytest.raises(TeamTaken):
        await teams.add(Team(id=TeamId("billing"), name="Again"))


async def test_a_team_and_a_route_that_were_changed_decide_the_next_input(open_store: OpenStore):
    """In every process, however often it has decided before."""
    one, other = open_store(), open_store()
    await put_online(one, BOB)
    await SqlAccounts(one).change(staff(BOB, teams=(SUPPORT, TeamId("sales"))))
    await begin(one, "c0")
    await other.handle(wanting("c0"))
    assert (await last(one, HandoffRequested, "c0")).team == SUPPORT
    teams = SqlTeams(one)
    await teams.add(Team(id=TeamId("sales"), name="Sales", patience=5_000))
    await teams.publish(ROUTES.replace("page: /pricing", "channel: web"), base=0, by="Ann")
    await begin(one, "c1")
    await other.handle(wanting("c1"))
    requested = await last(one, HandoffRequested, "c1")
    assert (requested.team, requested.skills, requested.route) == ("sales", ("french",), "sales")
    assert requested.deadline_at == requested.at + 5_000


async def test_of_two_who_publish_routes_over_the_same_version_one_does(open_store: OpenStore):
    both = [SqlTeams(open_store()), SqlTeams(open_store())]
    found = await asyncio.gather(
        *(one.publish(ROUTES, base=0, by="Ann") for one in both), return_exceptions=True
    )
    assert sum(isinstance(one, VersionMoved) for one in found) == 1
    assert [one.version for one in await both[0].versions()] == [1]
    assert [route.id for route in await both[0].routes()] == ["sales"]


async def test_teams_skills_and_capacity_of_an_operator_are_kept(store: SqlStore):
    accounts = SqlAccounts(store)
    ann = staff(ANN, teams=(TeamId("a"), TeamId("b")), skills=("german",), capacity=3)
    await accounts.add(ann)
    assert list(await accounts.operators()) == [ann]
    seat = await seat_of(store)
    assert (seat.teams, seat.skills, seat.capacity) == (("a", "b"), ("german",), 3)


async def test_who_only_reads_has_no_seat_and_keeps_nobody_waiting(store: SqlStore):
    accounts = SqlAccounts(store)
    await accounts.add(staff(ANN, Role.VIEWER))
    await accounts.beat("s", ANN, store.clock() + SECOND)
    assert await accounts.seats() == ()
    await begin(store)
    await store.handle(wanting())
    assert "fallback_ran" in [entry.fact.kind for entry in await log_of(store)]


# ── presence ──────────────────────────────────────────────────────────────────────────────────────


async def test_an_operator_is_there_while_one_of_their_devices_is(store: SqlStore, clock: Clock):
    accounts = SqlAccounts(store)
    await accounts.add(staff(ANN))
    await accounts.beat("desk", ANN, clock() + 40 * SECOND)
    await accounts.beat("phone", ANN, clock() + 40 * SECOND)
    await accounts.gone("desk")
    assert (await seat_of(store)).presence is Presence.ONLINE
    clock.move(40 * SECOND)
    assert (await seat_of(store)).presence is Presence.OFFLINE
    assert (await seat_of(store)).seen_at == clock() - 40 * SECOND


async def test_away_is_of_the_person_and_not_of_a_device(store: SqlStore):
    accounts = SqlAccounts(store)
    await put_online(store)
    await accounts.choose(ANN, away=True)
    assert (await seat_of(store)).presence is Presence.AWAY
    await accounts.gone(f"socket-{ANN}")
    assert (await seat_of(store)).presence is Presence.OFFLINE
    await accounts.beat("another", ANN, store.clock() + SECOND)
    assert (await seat_of(store)).presence is Presence.AWAY
    await accounts.choose(ANN, away=False)
    assert (await seat_of(store)).presence is Presence.ONLINE


async def test_a_deed_is_a_sign_of_life_and_makes_nobody_online(store: SqlStore, clock: Clock):
    accounts = SqlAccounts(store)
    await accounts.add(staff(ANN))
    await accounts.acted(ANN)
    assert (await seat_of(store)).seen_at == clock()
    assert (await seat_of(store)).presence is Presence.OFFLINE


# ── capacity ──────────────────────────────────────────────────────────────────────────────────────


async def test_what_one_batch_gives_somebody_counts_for_the_rest_of_it(store: SqlStore):
    await SqlTeams(store).save(GIVES)
    await put_online(store)
    await SqlAccounts(store).change(staff(ANN, capacity=2))
    ids = await ask_for_people(store, 4)
    found = await asyncio.gather(
        *(store.handle(claiming(ANN, id)) for id in ids), return_exceptions=True
    )
    assert sum(isinstance(one, AtCapacity) for one in found) == 2
    assert (await seat_of(store)).load == 2


async def test_whom_one_batch_gave_something_is_given_nothing_else_in_it(store: SqlStore):
    await SqlTeams(store).save(GIVES)
    await put_online(store)
    ids = await ask_for_people(store, 3)
    given = list[Command]()
    for id in ids:
        now = await store.conversation(ConversationId(id))
        assert now
        assert now.handoff
        offer = OperatorAssigned(operator=ANN, handoff=now.handoff.number)
        given.append(command(id, offer, f"give:{id}"))
    found = await asyncio.gather(*map(store.handle, given), return_exceptions=True)
    assert sum(isinstance(one, HasOffer) for one in found) == 2
    assert (await seat_of(store)).offered == 1


async def test_two_processes_never_give_somebody_more_than_their_capacity(open_store: OpenStore):
    stores = [open_store(), open_store()]
    await SqlTeams(stores[0]).save(GIVES)
    await put_online(stores[0])
    await SqlAccounts(stores[0]).change(staff(ANN, capacity=3))
    ids = await ask_for_people(stores[0], 12)
    found = await asyncio.gather(
        *(stores[n % 2].handle(claiming(ANN, id)) for n, id in enumerate(ids)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, AtCapacity) for one in found) == 9
    assert (await seat_of(stores[0])).load == 3


# ── the rounds ────────────────────────────────────────────────────────────────────────────────────


async def test_the_rounds_of_two_processes_give_each_conversation_to_one_person(
    open_store: OpenStore,
):
    stores = [open_store(), open_store()]
    await SqlTeams(stores[0]).save(GIVES)
    for who in (ANN, BOB):
        await put_online(stores[0], who)
    ids = await ask_for_people(stores[0], 4)
    await asyncio.gather(*(rounds(store).once() for store in stores))
    await asyncio.gather(*(rounds(store).once() for store in stores))
    given = [
        entry.fact
        for id in ids
        for entry in await log_of(stores[0], id)
        if isinstance(entry.fact, Assigned)
    ]
    assert sorted(fact.operator for fact in given) == [ANN, BOB]
    assert all(fact.why for fact in given)
    assert [(await seat_of(stores[0], who)).offered for who in (ANN, BOB)] == [1, 1]


async def test_who_takes_what_they_were_given_is_given_the_next_until_they_are_full(
    store: SqlStore,
):
    await SqlTeams(store).save(GIVES)
    await put_online(store)
    await SqlAccounts(store).change(staff(ANN, capacity=2))
    await ask_for_people(store, 3)
    for _ in range(4):
        await rounds(store).once()
        for id in ("c0", "c1", "c2"):
            now = await store.conversation(ConversationId(id))
            if now and now.assigned == ANN:
                await store.handle(claiming(ANN, id))
    assert (await seat_of(store)).load == 2
    third = await store.conversation(ConversationId("c2"))
    assert third
    assert (third.operator, third.assigned) == (None, None)


async def test_who_is_away_is_given_nothing(store: SqlStore):
    await SqlTeams(store).save(GIVES)
    await put_online(store)
    await ask_for_people(store, 1)
    await SqlAccounts(store).choose(ANN, away=True)
    await rounds(store).once()
    assert not (await seat_of(store)).load


async def test_who_vanishes_loses_what_they_hold_after_the_lease_and_once(
    open_store: OpenStore, clock: Clock
):
    stores = [open_store(), open_store()]
    store, accounts = stores[0], SqlAccounts(stores[0])
    await put_online(store, BOB)
    await accounts.add(staff(ANN))
    await accounts.beat("desk", ANN, clock() + 40 * SECOND)
    await begin(store, "c0")
    await store.handle(wanting("c0"))
    await store.handle(claiming(ANN, "c0"))
    clock.move(89 * SECOND)
    await rounds(store).once()
    assert (await seat_of(store)).load == 1
    clock.move(1 * SECOND)
    await asyncio.gather(*(rounds(one).once() for one in stores))
    assert [e.fact.kind for e in await log_of(store, "c0")].count("released") == 1
    assert (await last(store, Released, "c0")).operator == ANN
    assert "lost the connection" in (await texts_of(store, "c0"))[-1]
    now = await store.conversation(ConversationId("c0"))
    assert now
    assert now.operator is None


async def test_who_is_back_on_another_device_keeps_what_they_hold(store: SqlStore, clock: Clock):
    accounts = SqlAccounts(store)
    await accounts.add(staff(ANN))
    await accounts.beat("desk", ANN, clock() + 40 * SECOND)
    await begin(store, "c0")
    await store.handle(replying("Hello.", "k", "c0"))
    clock.move(100 * SECOND)
    await accounts.beat("phone", ANN, clock() + 40 * SECOND)
    await rounds(store).once()
    assert (await seat_of(store)).load == 1


async def test_what_was_given_to_who_then_vanished_goes_to_the_next_at_once(
    store: SqlStore, clock: Clock
):
    await SqlTeams(store).save(GIVES)
    await put_online(store)
    await ask_for_people(store, 1)
    await rounds(store).once()
    await put_online(store, BOB)
    await SqlAccounts(store).gone(f"socket-{ANN}")
    await rounds(store).once()
    assert (await last(store, AssignmentEnded, "c0")).cause == "gone"
    assert (await last(store, Assigned, "c0")).operator == BOB


async def test_a_disabled_operator_holds_nothing(store: SqlStore):
    accounts = SqlAccounts(store)
    await put_online(store)
    await put_online(store, BOB)
    await begin(store, "c0")
    await store.handle(wanting("c0"))
    await store.handle(claiming(ANN, "c0"))
    await accounts.change(staff(ANN, disabled=True))
    await rounds(store).once()
    assert (await last(store, Released, "c0")).operator == ANN


async def test_a_refused_assignment_leaves_no_trace_and_can_come_again(store: SqlStore):
    await SqlTeams(store).save(GIVES)
    await put_online(store)
    await ask_for_people(store, 1)
    await SqlAccounts(store).choose(ANN, away=True)
    handoff = (await store.conversation(ConversationId("c0"))).handoff.number
    given = command("c0", OperatorAssigned(operator=ANN, handoff=handoff), "assign:c0:ann")
    with pytest.raises(Refused):
        await store.handle(given)
    await SqlAccounts(store).choose(ANN, away=False)
    await store.handle(given)
    assert (await last(store, Assigned, "c0")).operator == ANN


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMIN, Role.OWNER])
async def test_those_who_answer_for_others_may_take_over(store: SqlStore, role: Role):
    await put_online(store)
    await SqlAccounts(store).add(staff(BOB, role))
    await begin(store, "c0")
    await store.handle(claiming(ANN, "c0"))
    await store.handle(command("c0", OperatorTookOver(operator=BOB), "over"))
    now = await store.conversation(ConversationId("c0"))
    assert now
    assert now.operator == BOB
    assert [(await seat_of(store, who)).load for who in (ANN, BOB)] == [0, 1]
    assert (await last(store, Claimed, "c0")).operator == ANN


async def test_an_operator_does_not_take_over(store: SqlStore):
    await put_online(store)
    await put_online(store, BOB)
    await begin(store, "c0")
    await store.handle(claiming(ANN, "c0"))
    with pytest.raises(NotSupervisor):
        await store.handle(command("c0", OperatorTookOver(operator=BOB), "over"))
