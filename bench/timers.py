"""How late timers ring: two worker processes on one database, one of them killed now and then.

The timers are the ends of snoozes, half of them spread over the run, half due at one moment. What
came of them is read from the log: how late each rang, and whether any is lost, doubled or early.
"""

import asyncio
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure, Scale, at_most
from warmline.bus.local import LocalBus
from warmline.core.effects import Notify
from warmline.core.facts import Snoozed, Woke
from warmline.core.inputs import Open, OperatorClaimed, OperatorSnoozed
from warmline.core.model import AssistantId, ContactId, ConversationId, Millis, OperatorId
from warmline.flow.feed import Tail
from warmline.flow.perform import Worker
from warmline.flow.ports import Command, Job
from warmline.flow.world import World
from warmline.store import migrate
from warmline.store.sql import SqlStore

ANN = OperatorId("ann")
AHEAD: Millis = 4_000  # before the first is due, so that the workers run
KILL_EVERY = 4.0  # seconds
GRACE = 8.0  # seconds after the last: a killed worker's leases run out
LATE: Millis = 2_000  # what the 99th percentile of the lateness may be
LATE_AFTER_DEATH: Millis = 10_000  # the same, where the worker that had them is killed


async def timers(folder: Path, scale: Scale) -> list[Figure]:
    """On SQLite: at peace, and with a worker killed every few seconds."""
    calm = await measure(str(folder / "timers.db"), scale, kills=False)
    return calm + await measure(str(folder / "killed.db"), scale, kills=True)


async def measure(url: str, scale: Scale, *, kills: bool) -> list[Figure]:
    """``url``: a path, or a server of PostgreSQL."""
    await migrate.upgrade(url)
    store = SqlStore(url)
    keeper = store.timekeeper()
    if keeper:
        await keeper.start()
    try:
        ids = await _held(store, scale.idle)  # 2,000, or 500 in a hurry
        length = round(scale.seconds * 2000)
        await _snoozed(store, ids, store.clock() + AHEAD, length)
        times = await _work(url, length / 1000, kills=kills)
        return await _found(store, ids, times if kills else None)
    finally:
        if keeper:
            await keeper.stop()
        await store.close()


async def _held(store: SqlStore, count: int) -> Sequence[ConversationId]:
    ids = [ConversationId(f"t{n}") for n in range(count)]

    async def begin(id: ConversationId) -> None:
        opened = Open(channel="web", assistant=AssistantId("main"), contact=ContactId(id))
        await store.handle(Command(id, opened, f"open:{id}"))
        await store.handle(Command(id, OperatorClaimed(operator=ANN), f"claim:{id}"))

    await asyncio.gather(*map(begin, ids))
    return ids


async def _snoozed(
    store: SqlStore, ids: Sequence[ConversationId], first: Millis, length: Millis
) -> None:
    """Every other one at the middle of the run, the others spread over it."""

    async def snooze(place: int, id: ConversationId) -> None:
        spread = length * place // len(ids)
        until = first + (length // 2 if place % 2 else spread)
        put_aside = OperatorSnoozed(operator=ANN, until=until)
        await store.handle(Command(id, put_aside, f"snooze:{id}"))

    await asyncio.gather(*(snooze(place, id) for place, id in enumerate(ids)))


async def _work(url: str, seconds: float, *, kills: bool) -> int:
    """Two workers until all is over; how often one was killed and replaced."""
    workers = [await _worker(url) for _ in range(2)]
    rounds = int((seconds + AHEAD / 1000) / KILL_EVERY) + 1
    for _ in range(rounds):
        await asyncio.sleep(KILL_EVERY)
        if kills:
            workers.append(await _worker(url))
            victim = workers.pop(0)
            victim.kill()
            await victim.wait()
    await asyncio.sleep(GRACE)
    for worker in workers:
        worker.terminate()
        await worker.wait()
    return rounds


async def _worker(url: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "bench.timers", url)


async def _found(store: SqlStore, ids: Sequence[ConversationId], kills: int | None) -> list[Figure]:
    """``kills`` None: nobody was."""
    late, lost, doubled = list[Millis](), 0, 0
    for id in ids:
        facts = [entry.fact for entry in await store.entries(id)]
        until = next(fact.until for fact in facts if isinstance(fact, Snoozed))
        woke = [fact.at for fact in facts if isinstance(fact, Woke)]
        late += [at - until for at in woke]
        lost, doubled = lost + (not woke), doubled + (len(woke) > 1)
    early = sum(one < 0 for one in late)
    cuts = statistics.quantiles(late, n=100)
    name = "timers" if kills is None else f"timers, {kills} kills"
    goal = LATE if kills is None else LATE_AFTER_DEATH
    shown = f"{cuts[98]:.0f} (median {cuts[49]:.0f}, worst {max(late)}) of {len(ids)}"
    wrong = f"{lost}, {doubled}, {early}"
    return [
        at_most(f"{name}: ms late, 99th percentile", cuts[98], goal, shown),
        at_most(f"{name}: lost, doubled, early", lost + doubled + early, 0, wrong),
    ]


# ── one worker, until it is killed ────────────────────────────────────────────────────────────────


class _Nobody:
    """There is nobody to tell."""

    async def tell(self, job: Job, notify: Notify, now: Millis) -> None:
        raise AssertionError(f"expected timers only, came {notify}")

    async def give_up(self, job: Job, notify: Notify, why: str, now: Millis) -> None:
        await self.tell(job, notify, now)


async def _run(url: str) -> None:
    store = SqlStore(url)
    if keeper := store.timekeeper():
        await keeper.start()
    bus = LocalBus()
    world = World(
        store=store,
        bus=bus,
        tail=Tail(store, bus),
        assistants={},
        channels={},
        telling=_Nobody(),
        clock=store.clock,
    )
    Worker(world).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1]))
