"""What drills leave in the database can be taken away, on every database."""

from tests.shell import ANN, HOUR, begin, opening, staff
from warmline.core.inputs import OperatorResolved
from warmline.core.model import ConversationId, OperatorId
from warmline.flow.desk import Session
from warmline.flow.ports import Command
from warmline.store.accounts import SqlAccounts
from warmline.store.drills import SqlDrills
from warmline.store.sql import SqlStore

ACTOR = OperatorId("drill-0a")


async def begun(store: SqlStore, id: OperatorId = ACTOR) -> Session:
    session = Session(operator=staff(id, teams=("support",)), csrf="x", hash=f"hash-{id}")
    await SqlDrills(store).begin(session.operator, session, store.clock() + HOUR)
    return session


async def test_its_session_is_good_and_nobody_knows_its_operator(store: SqlStore):
    session = await begun(store)
    accounts = SqlAccounts(store)
    await accounts.beat("s", ACTOR, store.clock() + HOUR)
    found = await accounts.session(session.hash)
    assert found is not None
    assert found.operator.id == ACTOR
    assert await accounts.operators() == []
    assert list(await accounts.seats()) == []


async def test_at_its_end_nothing_of_it_stays_and_everybody_else_does(store: SqlStore):
    accounts = SqlAccounts(store)
    await accounts.add(staff(ANN))
    session, other = await begun(store), await begun(store, OperatorId("drill-0b"))
    await SqlDrills(store).end(ACTOR)
    assert await accounts.session(session.hash) is None
    assert await accounts.session(other.hash) is not None
    assert [one.id for one in await accounts.operators()] == [ANN]


async def test_those_of_dead_drills_go_when_their_time_is_over(store: SqlStore, clock):
    accounts, drills = SqlAccounts(store), SqlDrills(store)
    old = await begun(store)
    clock.move(HOUR // 2)
    young = await begun(store, OperatorId("drill-0b"))
    await drills.remove_before(store.clock() - 1)
    assert await accounts.session(old.hash) is None
    assert await accounts.session(young.hash) is not None


async def test_drills_that_nobody_resolved_are_found_and_no_others(store: SqlStore, clock):
    await begin(store, "c")
    for id in ("d", "e"):
        await store.handle(opening(id, drill=True))
    over = OperatorResolved(operator=ACTOR)
    await store.handle(Command(ConversationId("e"), over, "over"))
    assert list(await SqlDrills(store).left(store.clock())) == []
    clock.move(1)
    assert list(await SqlDrills(store).left(store.clock())) == ["d"]
