"""The worker: performs whatever is due, whatever hangs, breaks or is away meanwhile."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from tests.flow.town import SOON, SURE, Post, Town, Wayward, delivering
from tests.shell import (
    HOUR,
    SECOND,
    Clock,
    OpenStore,
    begin,
    log_of,
    put_online,
    saying,
    wanting,
)
from warmline.core.facts import FallbackRan
from warmline.core.model import ConversationId
from warmline.flow.failures import Temporary
from warmline.flow.perform import AT_ONCE, Worker
from warmline.flow.ports import Answer, Draft, Job, Question
from warmline.store.sql import SqlStore


async def eventually(true: Callable[[], bool], town: Town) -> None:
    async with asyncio.timeout(SOON):
        while not true():
            town.post.came.clear()
            await town.post.came.wait()


async def test_the_worker_performs_whatever_comes(town: Town):
    town.worker.start()
    await begin(town.store)
    await town.store.handle(saying("Where is it?", "k"))
    log = await town.until(lambda log: len(log) == 3)
    assert log[-1].fact.text == SURE.text


async def test_the_worker_performs_timers_when_they_are_due(town: Town, clock: Clock):
    await put_online(town.store)
    town.worker.start()
    await begin(town.store)
    await town.store.handle(wanting())
    before = len(await log_of(town.store))
    clock.move(HOUR)
    log = await town.until(lambda log: len(log) > before)
    assert isinstance(log[before].fact, FallbackRan)


async def test_a_performer_that_breaks_stops_neither_the_worker_nor_other_conversations(town: Town):
    town.post.fails = lambda text: ZeroDivisionError() if text == "bad" else None
    for id, text in (("c", "bad"), ("d", "good"), ("e", "good too")):
        for job in await delivering(town, text, id=id):
            await town.store.postpone(job, by=0, why="")
    town.worker.start()
    await eventually(lambda: {"good", "good too"} <= set(town.post.texts), town)


async def test_messages_of_one_conversation_go_out_in_order_though_one_is_tried_again(
    town: Town, clock: Clock
):
    failures = [Temporary("away")]
    town.post.fails = lambda _: failures.pop() if failures else None
    for job in await delivering(town, "1", "2", "3"):
        await town.store.postpone(job, by=0, why="")
    worker = Worker(town.world, look_anyway=0.01, lease=3600)  # no job's ends, as this clock runs
    worker.start()
    moving = asyncio.create_task(keep_moving(clock, worker))
    await eventually(lambda: len(town.post.sent) >= 4, town)
    moving.cancel()
    await worker.stop()
    assert town.post.texts == ["1", "1", "2", "3"]


async def keep_moving(clock: Clock, worker: Worker) -> None:
    while True:
        clock.move(SECOND)
        worker.wake()
        await asyncio.sleep(0.005)


async def test_a_store_that_is_away_does_not_stop_the_worker(town: Town):
    await begin(town.store)
    away = Wayward(
        town.store,
        next_due=[Temporary("away"), ZeroDivisionError()],
        claim=[Temporary("away"), ZeroDivisionError()],
    )
    worker = Worker(town.over(away), look_anyway=0.01)
    worker.start()
    await town.store.handle(saying("Where is it?", "k"))
    await town.until(lambda log: len(log) == 3)
    await worker.stop()


async def test_hanging_assistants_never_hold_up_a_clock(town: Town, clock: Clock):
    await put_online(town.store)

    hanging, most = set[str](), 0

    async def hangs(question: Question, draft: Draft) -> Answer:
        nonlocal most
        hanging.add(question.conversation.id)
        most = max(most, len(hanging))
        try:
            await asyncio.Event().wait()
        finally:
            hanging.discard(question.conversation.id)
        raise AssertionError

    town.assistant.script = hangs
    worker = Worker(town.world, at_once={**AT_ONCE, "ask_assistant": 2}, look_anyway=0.01)
    worker.start()
    for n in range(5):
        await begin(town.store, f"q{n}")
        await town.store.handle(saying("Where is it?", f"k{n}", id=f"q{n}"))
    await begin(town.store)
    await town.store.handle(wanting())
    async with asyncio.timeout(SOON):
        while most < 2:
            await asyncio.sleep(0.005)
    clock.move(HOUR)
    log = await town.until(lambda log: any(isinstance(e.fact, FallbackRan) for e in log))
    assert log
    assert most == 2
    await worker.stop(grace=0)


async def test_what_takes_long_is_nobody_elses_meanwhile(town: Town, clock: Clock):
    finish = asyncio.Event()

    async def slow(question: Question, draft: Draft) -> Answer:
        await finish.wait()
        return SURE

    town.assistant.script = slow
    watched = Wayward(town.store)
    worker = Worker(town.over(watched), look_anyway=0.01, lease=0.3)
    worker.start()
    await begin(town.store)
    await town.store.handle(saying("Where is it?", "k"))
    async with asyncio.timeout(SOON):
        while not town.assistant.asked:
            await watched.calls.get()
        for _ in range(3):  # a lease's length each time
            clock.move(290)
            watched.calls = asyncio.Queue()  # what was renewed before, was for less long
            while (await watched.calls.get())[0] != "renew":
                pass
            await town.store.write(lambda _: None)  # behind whatever was handed in before
    finish.set()
    await town.until(lambda log: len(log) == 3)
    assert len(town.assistant.asked) == 1
    await worker.stop()


async def test_what_a_stopping_worker_leaves_is_due_at_once(town: Town, clock: Clock):
    async def hangs(question: Question, draft: Draft) -> Answer:
        await asyncio.Event().wait()
        raise AssertionError

    town.assistant.script = hangs
    town.worker.start()
    await begin(town.store)
    await town.store.handle(saying("Where is it?", "k"))
    async with asyncio.timeout(SOON):
        while not town.assistant.asked:
            await asyncio.sleep(0)
    await town.worker.stop(grace=0)
    assert town.assistant.cancelled.is_set()
    assert await town.store.next_due(["ask_assistant"]) == clock()


async def test_what_is_nearly_done_is_finished_before_the_worker_stops(open_store: OpenStore):
    town = Town(open_store)
    await town.open()
    let_go = asyncio.Event()

    class Slow(Post):
        async def send(self, to: ConversationId, text: str, *, key: str) -> None:
            await super().send(to, text, key=key)
            await let_go.wait()

    slow = Slow(store=town.store)
    worker = Worker(replace(town.world, channels=slow), look_anyway=0.01)
    for job in await delivering(town, "Hello."):
        await town.store.postpone(job, by=0, why="")
    worker.start()
    await asyncio.wait_for(slow.came.wait(), SOON)
    stopping = asyncio.create_task(worker.stop(grace=SOON))
    await asyncio.sleep(0)
    assert not worker._room()
    let_go.set()
    await stopping
    assert await town.store.next_due(["deliver"]) is None
    await town.close()


class LateClaim(Wayward):
    """Its answer to a claim is on its way for as long as the test wants."""

    def __init__(self, real: SqlStore) -> None:
        super().__init__(real)
        self.taken, self.let_go = asyncio.Event(), asyncio.Event()

    async def claim(self, **options: Any) -> Sequence[Job]:
        jobs = await self._real.claim(**options)
        if jobs:
            self.taken.set()
            await self.let_go.wait()
        return jobs


async def test_what_is_being_claimed_while_the_worker_stops_is_performed(town: Town):
    for job in await delivering(town, "Hello."):
        await town.store.postpone(job, by=0, why="")
    slow = LateClaim(town.store)
    worker = Worker(town.over(slow), look_anyway=0.01)
    worker.start()
    await asyncio.wait_for(slow.taken.wait(), SOON)
    stopping = asyncio.create_task(worker.stop(grace=SOON))
    await asyncio.sleep(0)
    slow.let_go.set()
    await stopping
    assert town.post.texts == ["Hello."]
    assert await town.store.next_due(["deliver"]) is None
