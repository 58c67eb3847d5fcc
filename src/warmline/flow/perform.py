"""The way out: claim due jobs from the outbox, perform them, settle them. At least once.

A claimed job is leased, and the lease is renewed while somebody works at it: the jobs of a dead
process come due again within seconds, and those of a slow performer do not.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import assert_never

import structlog

from warmline.core.effects import AskAssistant, Deliver, Later, Learn, Notify, Summarise
from warmline.core.inputs import AssistantAnswered, Input
from warmline.core.mailing import EMAIL
from warmline.core.refusals import NotYet, Refused, UnreadableText
from warmline.flow.asking import ask, failure
from warmline.flow.failures import Permanent, PutOff, Temporary
from warmline.flow.mailing import send_mail
from warmline.flow.ports import Command, Job
from warmline.flow.rehearsal import rehearsed
from warmline.flow.summing_up import sum_up
from warmline.flow.world import World

LEASE = 15.0  # seconds
MOST_ATTEMPTS = 12  # about a day, with the backoff below
LOOK_ANYWAY = 1.0  # seconds between looks while nothing is due
GRACE = 3.0  # seconds for what is being done when the server stops
STUBBORN = (0.1, 0.4, 1.0, 2.0, 4.0)  # seconds between tries to note what became of a job

AT_ONCE: Mapping[str, int] = {
    "later": 32,
    "ask_assistant": 32,
    "deliver": 32,
    "notify": 8,
    "summarise": 4,
    "learn": 1,
}
"""Jobs performed at the same time in one process: a hanging model never holds up a clock."""
FEW = 7  # of a kind of which there is no more room than this, few are taken at a time

log = structlog.get_logger()


async def perform(world: World, job: Job) -> None:
    """Do one job, and settle it, put it off, or bury it where it can be seen."""
    try:
        await _do(world, job)
    except Temporary as error:
        await _try_later(world, job, error)
    except PutOff as error:
        by, why = error.after, str(error)
        await _note(lambda: world.store.postpone(job, by=by, why=why))
    except Permanent as error:
        await _bury(world, job, str(error))
    except Exception as error:
        log.exception("job_broke", job=job.id, kind=job.effect.kind)
        await _try_later(world, job, Temporary(type(error).__name__))
    else:
        await _note(lambda: world.store.settle(job))


async def _note(what: Callable[[], Awaitable[None]]) -> None:
    """Note what became of a job. It was done: a database that is away now should not undo that."""
    for pause in STUBBORN:
        try:
            return await what()
        except Temporary:
            await asyncio.sleep(pause)
    return await what()


async def _try_later(world: World, job: Job, error: Temporary) -> None:
    if job.attempts >= MOST_ATTEMPTS:
        await _bury(world, job, str(error))
        return
    by = error.retry_after or backoff(job.attempts, random.random())  # noqa: S311 - jitter
    await _note(lambda: world.store.postpone(job, by=by, why=str(error)))


def backoff(attempts: int, chance: float) -> float:
    """Seconds after the ``attempts``-th failure: 1, 2, 4 … six hours, 20 % up or down by chance."""
    return min(2.0 ** (attempts - 1), 6 * 3600.0) * (0.8 + 0.4 * chance)


async def _do(world: World, job: Job) -> None:
    match job.effect:
        case AskAssistant():
            answer = await ask(world, job, job.effect)
            if answer is not None:
                await _feed_back(world, job, answer)
        case Later(input=input):
            await _feed_back(world, job, input)
        case Deliver():
            await _deliver(world, job, job.effect)
        case Notify() if await rehearsed(world, job, job.effect):
            pass
        case Notify():
            await world.telling.tell(job, job.effect, world.clock())
        case Summarise():
            await sum_up(world, job, job.effect)
        case Learn():
            if world.learn is not None:
                await world.learn(job, job.effect)
        case _:
            assert_never(job.effect)


async def _deliver(world: World, job: Job, deliver: Deliver) -> None:
    if deliver.via == EMAIL:
        await send_mail(world, job, deliver.seq)
    elif world.channels is None:
        raise Permanent("the conversation's channel is not set up")
    else:
        await world.channels.deliver(job, deliver)


async def _feed_back(world: World, job: Job, input: Input) -> None:
    """The job's id is the input's key, so a job performed twice is felt once."""
    try:
        await world.store.handle(Command(job.conversation, input, key=f"job:{job.id}"))
    except UnreadableText:
        if isinstance(input, AssistantAnswered):
            await _feed_back(world, job, failure(input, "the answer holds unreadable text"))
    except NotYet as early:
        raise Temporary(str(early), retry_after=early.after / 1000) from early
    except Refused:
        pass  # the conversation has moved on


async def _bury(world: World, job: Job, why: str) -> None:
    """Give a job up. An assistant that cannot answer is a failure that the visitor hears of."""
    if isinstance(job.effect, AskAssistant):
        await _feed_back(world, job, failure(job.effect, why))
        await _note(lambda: world.store.settle(job))
        return
    if isinstance(job.effect, Notify):
        await world.telling.give_up(job, job.effect, why, world.clock())
    if isinstance(job.effect, Deliver) and not job.effect.via and world.channels:
        await world.channels.give_up(job, job.effect, why)
    log.warning("job_buried", job=job.id, kind=job.effect.kind, why=why)
    await _note(lambda: world.store.bury(job, why))


class Worker:
    """Performs whatever is due, for as long as it runs."""

    def __init__(
        self,
        world: World,
        *,
        at_once: Mapping[str, int] = AT_ONCE,
        look_anyway: float = LOOK_ANYWAY,
        lease: float = LEASE,
    ) -> None:
        self._world = world
        self._at_once = at_once
        self._look_anyway = look_anyway
        self._lease = lease
        self._wake = asyncio.Event()
        self._doing: dict[asyncio.Task[None], Job] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._open = True

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._run()), asyncio.create_task(self._keep())]

    def wake(self) -> None:
        self._wake.set()

    async def stop(self, *, grace: float = GRACE) -> None:
        """Begin nothing new; what is not done within the grace is left to others, at once.

        A claim on its way is awaited: were it cut off, its jobs would wait for their lease.
        """
        self._open = False
        self.wake()
        with suppress(TimeoutError):
            async with asyncio.timeout(grace):
                await asyncio.gather(*self._tasks[:1])
                while self._doing:
                    await asyncio.wait(self._doing)
        await _cancel(self._tasks)
        left = dict(self._doing)
        await _cancel(left)
        with suppress(Temporary):
            for job in left.values():
                await self._world.store.postpone(job, by=0, why="the server stopped")

    async def _run(self) -> None:
        while self._open:
            self._wake.clear()
            patience = self._look_anyway
            try:
                patience = await self._take_due()
            except Temporary:
                pass  # it is looked at again
            except Exception:
                log.exception("worker_stumbled")
            with suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await self._wake.wait()

    async def _take_due(self) -> float:
        """Begin everything that is due and has room; seconds until there is more to begin."""
        store = self._world.store
        while room := self._room():
            due = await store.next_due(room)
            wait = self._look_anyway if due is None else (due - self._world.clock()) / 1000
            if wait > 0:
                return min(wait, self._look_anyway)
            jobs = await self._claim(room)
            if not jobs:
                break
            for job in jobs:
                self._begin(job)
        return self._look_anyway

    async def _claim(self, room: Mapping[str, int]) -> Sequence[Job]:
        """As many as fit, whatever their kinds; kinds with much room do not wait for the others."""
        much = {kind: free for kind, free in room.items() if free > FEW}
        few = {kind: free for kind, free in room.items() if free <= FEW}
        for kinds in filter(None, (much, few)):
            limit = min(kinds.values())
            if jobs := await self._world.store.claim(limit=limit, lease=self._lease, kinds=kinds):
                return jobs
        return ()

    def _room(self) -> Mapping[str, int]:
        """How many more jobs of which kinds may be begun."""
        if not self._open:
            return {}
        room = dict(self._at_once)
        for job in self._doing.values():
            room[job.effect.kind] -= 1
        return {kind: free for kind, free in room.items() if free > 0}

    def _begin(self, job: Job) -> None:
        task = asyncio.create_task(self._perform(job))
        self._doing[task] = job
        task.add_done_callback(self._done)

    async def _perform(self, job: Job) -> None:
        try:
            await perform(self._world, job)
        except Temporary:
            log.warning("job_left", job=job.id)  # the lease runs out, and it comes due again
        except Exception:
            log.exception("job_left", job=job.id)

    def _done(self, task: "asyncio.Task[None]") -> None:
        del self._doing[task]
        self._wake.set()

    async def _keep(self) -> None:
        """Renew the leases of what takes long."""
        while True:
            await asyncio.sleep(self._lease / 3)
            if self._doing:
                with suppress(Temporary):
                    await self._world.store.renew(list(self._doing.values()), lease=self._lease)


async def _cancel(tasks: Iterable["asyncio.Task[None]"]) -> None:
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
