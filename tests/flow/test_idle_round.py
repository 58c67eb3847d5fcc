"""The round that finds what has gone quiet, on a real store."""

from tests.flow.town import Town
from tests.shell import ANN, MINUTE, Clock, OpenStore, begin, log_of, put_online, replying, saying
from warmline.core.facts import IdleWarned, Resolved
from warmline.core.idle import Idle
from warmline.core.inputs import AssistantAnswered
from warmline.core.model import ConversationId
from warmline.core.teams import SUPPORT, Team
from warmline.flow.idle import Idling
from warmline.flow.ports import Command
from warmline.store.quiet import SqlQuiet
from warmline.store.sql import SqlStore
from warmline.store.teams import SqlTeams

IDLE = Idle(assistant=30 * MINUTE, person=60 * MINUTE, warn_before=10 * MINUTE)


def rounds(store: SqlStore) -> Idling:
    return Idling(store, SqlQuiet(store), SqlTeams(store), store.clock, page=2)


async def set_up(store: SqlStore, idle: Idle) -> None:
    await SqlTeams(store).save(Team(id=SUPPORT, name="Support", idle=idle))


async def answered(store: SqlStore, id: str) -> None:
    await begin(store, id)
    await store.handle(saying("Where is it?", f"k:{id}", id))
    now = await store.conversation(ConversationId(id))
    assert now
    answer = AssistantAnswered(answers=now.asked_at, epoch=now.epoch, text="Here.", confidence=0.9)
    await store.handle(Command(ConversationId(id), answer, f"a:{id}"))


async def closed(store: SqlStore, *ids: str) -> list[str]:
    found = [id for id in ids for e in await log_of(store, id) if isinstance(e.fact, Resolved)]
    return sorted(found)


async def test_what_has_gone_quiet_is_closed_once_and_what_was_touched_is_not(
    town: Town, clock: Clock, open_store: OpenStore
) -> None:
    await set_up(town.store, IDLE)
    await answered(town.store, "c")
    await answered(town.store, "d")
    here, there = rounds(town.store), rounds(open_store())
    clock.move(29 * MINUTE)
    await here()
    await town.store.handle(saying("Wait", "wait", "d"))
    clock.move(MINUTE)
    await here()
    await there()
    assert await closed(town.store, "c", "d") == ["c"]


async def test_the_visitor_of_a_person_is_warned_by_one_round_and_closed_by_a_later_one(
    town: Town, clock: Clock
) -> None:
    await set_up(town.store, IDLE)
    await put_online(town.store)
    await answered(town.store, "c")
    await town.store.handle(replying("It is on its way.", "r", operator=ANN))
    look = rounds(town.store)
    clock.move(50 * MINUTE)
    await look()
    await look()
    warned = [e.fact for e in await log_of(town.store) if isinstance(e.fact, IdleWarned)]
    assert len(warned) == 1
    assert await closed(town.store, "c") == []
    clock.move(10 * MINUTE)
    await look()
    assert await closed(town.store, "c") == ["c"]


async def test_those_that_cannot_be_closed_do_not_stand_before_those_that_can(
    town: Town, clock: Clock
) -> None:
    await set_up(town.store, IDLE)
    for n in range(5):
        await begin(town.store, f"u{n}")
        await town.store.handle(saying("Hello?", f"k{n}", f"u{n}"))  # never answered: owed
        clock.move(1)
    await answered(town.store, "c")
    look = rounds(town.store)
    clock.move(31 * MINUTE)
    await look()
    assert await closed(town.store, "c", "u0", "u4") == ["c"]


async def test_settings_that_change_are_gone_by_from_the_next_round_on(
    town: Town, clock: Clock
) -> None:
    await set_up(town.store, Idle(assistant=None, person=None))
    await answered(town.store, "c")
    look = rounds(town.store)
    clock.move(25 * 60 * MINUTE)
    await look()
    assert await closed(town.store, "c") == []
    await set_up(town.store, IDLE)
    await look()
    assert await closed(town.store, "c") == ["c"]
