"""Timers are rows: none is lost, doubled or early, whoever dies and whatever is restarted (I12)."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from tests.flow.town import Town
from tests.shell import (
    ANN,
    MINUTE,
    SECOND,
    Clock,
    OpenStore,
    begin,
    claiming,
    command,
    log_of,
    put_online,
    replying,
    wanting,
)
from warmline.core.facts import Late, Woke
from warmline.core.inputs import OperatorSnoozed
from warmline.core.model import ConversationId
from warmline.core.service import Service, Target
from warmline.core.teams import SUPPORT, Team
from warmline.flow.perform import Worker, perform
from warmline.flow.ports import Job
from warmline.store.clock import SteadyClock
from warmline.store.sql import SqlStore
from warmline.store.teams import SqlTeams

LIMIT = 60 * MINUTE
LEVELS = Service(resolution=Target(limit=LIMIT))
CALM = 7 * 24 * 60 * MINUTE  # longer than any of these tests: the fallback stays away


@pytest.fixture
async def town(open_store: OpenStore) -> AsyncIterator[Town]:
    town = Town(open_store)
    await town.open()
    await put_online(town.store)
    team = Team(id=SUPPORT, name="Support", service=LEVELS, patience=CALM, lease=CALM)
    await SqlTeams(town.store).save(team)
    yield town
    await town.close()


async def held(store: SqlStore, *ids: str) -> None:
    """Conversations that ann holds, so that only the resolution runs."""
    for id in ids:
        await begin(store, id)
        await store.handle(wanting(id))
        await store.handle(claiming(ANN, id))
        await store.handle(replying("Hello", f"r:{id}", id))


async def due(store: SqlStore, lease: float = 15) -> list[Job]:
    return list(await store.claim(limit=1_000, lease=lease, kinds=["later"]))


async def ring(town: Town, store: SqlStore) -> int:
    """Perform all that is due; how many jobs that was."""
    jobs = await due(store)
    for job in jobs:
        await perform(town.over(store), job)
    return len(jobs)


async def lates(store: SqlStore, id: str = "c") -> int:
    return sum(isinstance(entry.fact, Late) for entry in await log_of(store, id))


async def test_a_timer_rings_at_its_millisecond_and_not_before(town: Town, clock: Clock) -> None:
    await held(town.store, "c")
    clock.move(LIMIT - 1)
    await ring(town, town.store)
    assert await lates(town.store) == 0
    clock.move(1)
    await ring(town, town.store)
    assert await lates(town.store) == 1


@pytest.mark.parametrize("offset", range(-10, 11, 2))
async def test_a_restart_around_its_time_neither_loses_nor_doubles_it(
    town: Town, clock: Clock, open_store: OpenStore, offset: int
) -> None:
    await held(town.store, "c")
    clock.move(LIMIT + offset)
    for _ in range(2):
        again = open_store()
        await ring(town, again)
    assert await lates(town.store) == (offset >= 0)
    clock.move(20)
    await ring(town, open_store())
    assert await lates(town.store) == 1


async def test_a_worker_killed_after_the_commit_and_before_the_row_is_gone_doubles_nothing(
    town: Town, clock: Clock, open_store: OpenStore
) -> None:
    await held(town.store, "c")
    clock.move(LIMIT)
    for job in await due(town.store):
        await perform(town.over(Deaf(town.store)), job)
    assert await lates(town.store) == 1
    clock.move(16 * SECOND)  # the lease runs out
    assert await ring(town, open_store()) > 0
    assert await lates(town.store) == 1


async def test_a_worker_killed_before_the_commit_loses_nothing(
    town: Town, clock: Clock, open_store: OpenStore
) -> None:
    await held(town.store, "c")
    clock.move(LIMIT)
    assert await due(town.store)  # claimed, and then never heard of again
    await ring(town, open_store())
    assert await lates(town.store) == 0
    clock.move(16 * SECOND)
    await ring(town, open_store())
    assert await lates(town.store) == 1


async def test_two_workers_ring_each_of_many_timers_once(
    town: Town, clock: Clock, open_store: OpenStore
) -> None:
    ids = [f"c{n}" for n in range(20)]
    await held(town.store, *ids)
    clock.move(LIMIT)
    workers = [Worker(town.over(open_store()), look_anyway=0.02) for _ in range(2)]
    for worker in workers:
        worker.start()
    async with asyncio.timeout(20):
        while await town.store.next_due(["later"]) in range(clock.now + 1):
            await asyncio.sleep(0)
    for worker in workers:
        await worker.stop()
    assert [await lates(town.store, id) for id in ids] == [1] * len(ids)


async def test_a_server_whose_clock_is_behind_puts_the_timer_off_and_does_not_lose_it(
    town: Town, clock: Clock
) -> None:
    await held(town.store, "c")
    clock.move(LIMIT)
    jobs = await due(town.store)
    clock.move(-5 * SECOND)
    for job in jobs:
        await perform(town.world, job)
    assert await lates(town.store) == 0
    clock.move(5 * SECOND)
    await ring(town, town.store)
    assert await lates(town.store) == 1


async def test_a_snooze_ends_once_at_its_time(town: Town, clock: Clock) -> None:
    await held(town.store, "c")
    until = clock.now + 5 * MINUTE
    snooze = OperatorSnoozed(operator=ANN, until=until)
    await town.store.handle(command("c", snooze, "snooze"))
    clock.move(5 * MINUTE - 1)
    await ring(town, town.store)
    now = await town.store.conversation(ConversationId("c"))
    assert now
    assert now.snoozed_until == until
    clock.move(1)
    await ring(town, town.store)
    await ring(town, town.store)
    woke = [e.fact for e in await log_of(town.store) if isinstance(e.fact, Woke)]
    assert woke == [Woke(at=until, cause="time")]


class Deaf:
    """A store whose caller dies before it can settle anything."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self.handle = store.handle

    async def settle(self, job: Job) -> None:
        pass


async def test_a_process_with_a_wrong_clock_goes_by_the_database_and_a_file_by_its_machine(
    town: Town, url: str
) -> None:
    store = SqlStore(url)
    hour = 3_600_000
    store.clock = SteadyClock(wall=lambda: time.time_ns() + hour * 10**6)
    keeper = store.timekeeper()
    assert keeper
    await keeper.start()
    off = store.clock() - time.time_ns() // 10**6
    await keeper.stop()
    await store.close()
    assert abs(off - (0 if url.startswith("postgres") else hour)) < MINUTE  # asking takes a while
