"""The way out: at least once, felt once; what fails is tried again, or given up where it shows."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.flow.town import SOON, SURE, Post, Town, Wayward
from tests.shell import (
    ANN,
    HOUR,
    SECOND,
    Clock,
    OpenStore,
    begin,
    command,
    last,
    log_of,
    put_online,
    replying,
    saying,
    texts_of,
    wanting,
)
from warmline.core.facts import AssistantMissed, FallbackRan, MessageAdded
from warmline.core.inputs import Open
from warmline.core.model import Author, ContactId, ConversationId
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.perform import AT_ONCE, MOST_ATTEMPTS, Worker, backoff, perform
from warmline.flow.ports import EVERY_KIND, Answer, Draft, Job, Question
from warmline.store.deadletters import SqlDeadLetters

LEASE = 60.0


async def take(town: Town, kind: str) -> list[Job]:
    return list(await town.store.claim(limit=100, lease=LEASE, kinds=[kind]))


async def delivering(town: Town, *texts: str, id: str = "c") -> list[Job]:
    """A conversation on a channel that is handed each message, and an operator who writes."""
    opened = Open(channel="post", assistant="main", contact=ContactId("v"))
    await town.store.handle(command(id, opened, f"open:{id}"))
    for text in texts:
        await town.store.handle(replying(text, f"{id}:{text}", id=id))
    return await take(town, "deliver")


def test_there_is_room_for_every_kind_of_job():
    assert set(AT_ONCE) == set(EVERY_KIND)


# ── one job ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_performed_job_is_settled(town: Town):
    (job,) = await delivering(town, "Hello.")
    await perform(town.world, job)
    assert town.post.sent == [("c", "Hello.", job.id)]
    assert await town.store.next_due(["deliver"]) is None


async def test_a_temporary_failure_is_tried_again_later_and_later(town: Town, clock: Clock):
    town.post.fails = lambda _: Temporary("rate limit")
    jobs = await delivering(town, "Hello.")
    waits: list[int] = []
    for _ in range(5):
        await perform(town.world, jobs[0])
        waits.append(await town.store.next_due(["deliver"]) - clock())
        clock.move(waits[-1])
        jobs = await take(town, "deliver")
    assert [0.8 * 2**n <= wait / SECOND <= 1.2 * 2**n for n, wait in enumerate(waits)] == [True] * 5
    town.post.fails = lambda _: None
    await perform(town.world, jobs[0])
    assert {key for _, _, key in town.post.sent} == {jobs[0].id}  # one key, however often
    assert await town.store.next_due(["deliver"]) is None


async def test_the_world_may_say_when_to_try_again(town: Town, clock: Clock):
    town.post.fails = lambda _: Temporary("rate limit", retry_after=77)
    (job,) = await delivering(town, "Hello.")
    await perform(town.world, job)
    assert await town.store.next_due(["deliver"]) == clock() + 77 * SECOND


async def test_a_permanent_failure_is_given_up_and_shown(town: Town):
    town.post.fails = lambda _: Permanent("blocked by the visitor")
    (job,) = await delivering(town, "Hello.")
    await perform(town.world, job)
    (dead,) = await SqlDeadLetters(town.store).all()
    assert (dead.kind, dead.error, dead.conversation) == ("deliver", "blocked by the visitor", "c")


async def test_after_many_tries_a_job_is_given_up_and_shown(town: Town):
    town.post.fails = lambda _: Temporary("away")
    (job,) = await delivering(town, "Hello.")
    exhausted = replace(job, attempts=MOST_ATTEMPTS)
    await perform(town.over(Wayward(town.store)), exhausted)
    assert await town.store.next_due(["deliver"]) is not None  # not this worker's job any more
    for _ in range(MOST_ATTEMPTS - 1):
        await town.store.postpone(job, by=0, why="away")
        (job,) = await take(town, "deliver")
    await perform(town.world, job)
    (dead,) = await SqlDeadLetters(town.store).all()
    assert (dead.attempts, dead.error) == (MOST_ATTEMPTS, "away")


async def test_a_bug_in_a_performer_is_tried_again_too(town: Town, clock: Clock):
    town.post.fails = lambda _: ZeroDivisionError("a secret")
    (job,) = await delivering(town, "Hello.")
    await perform(town.world, job)
    assert await town.store.next_due(["deliver"]) > clock()


async def test_a_message_for_a_channel_that_is_not_set_up_is_given_up(town: Town):
    (job,) = await delivering(town, "Hello.")
    await perform(replace(town.world, channels={}), job)
    (dead,) = await SqlDeadLetters(town.store).all()
    assert "not set up" in dead.error


async def test_a_notice_of_a_settled_matter_is_not_sent(town: Town):
    await put_online(town.store)
    await begin(town.store)
    await town.store.handle(wanting())
    (job,) = await take(town, "notify")
    await perform(town.world, job)
    assert town.post.sent == []
    assert await town.store.next_due(["notify"]) is None


async def test_a_notice_is_sent_under_its_own_key(town: Town):
    await put_online(town.store)
    town.letters.append(ANN)
    await begin(town.store)
    await town.store.handle(wanting())
    (job,) = await take(town, "notify")
    await perform(town.world, job)
    assert town.post.sent == [(ANN, "person_wanted", job.id)]


# ── crashes ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_timer_performed_twice_is_felt_once(town: Town, clock: Clock):
    """The process died after the input was handled and before the job was settled."""
    await put_online(town.store)
    await begin(town.store)
    await town.store.handle(wanting())
    clock.move(HOUR)
    (job,) = await take(town, "later")
    dying = town.over(Wayward(town.store, settle=[KeyboardInterrupt()]))
    with pytest.raises(KeyboardInterrupt):
        await perform(dying, job)
    once = await log_of(town.store)
    assert (await last(town.store, FallbackRan)).cause == "deadline"
    clock.move(HOUR)
    (again,) = await take(town, "later")
    assert again.id == job.id
    watched = Wayward(town.store)
    await perform(town.over(watched), again)
    handed = [args[0] for name, args in drained(watched.calls) if name == "handle"]
    assert [one.key for one in handed] == [f"job:{job.id}"]
    assert await log_of(town.store) == once
    assert await town.store.next_due(["later"]) is None


def drained(calls: asyncio.Queue[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [calls.get_nowait() for _ in range(calls.qsize())]


async def test_an_answer_given_twice_is_felt_once(town: Town, clock: Clock):
    job = await town.ask()
    dying = town.over(Wayward(town.store, settle=[KeyboardInterrupt()]))
    with pytest.raises(KeyboardInterrupt):
        await perform(dying, job)
    await perform(town.world, job)
    assert await texts_of(town.store) == ["Where is my parcel?", SURE.text]


async def test_a_store_that_is_away_for_a_moment_does_not_undo_what_was_done(town: Town):
    (job,) = await delivering(town, "Hello.")
    away = Wayward(town.store, settle=[Temporary("away")])
    await perform(town.over(away), job)
    assert town.post.texts == ["Hello."]
    assert await town.store.next_due(["deliver"]) is None


# ── an assistant that fails ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "error", [Temporary("429"), Permanent("no key"), ZeroDivisionError(), TimeoutError()]
)
async def test_an_assistant_that_fails_is_an_honest_notice(town: Town, error: Exception):
    async def fails(question: Question, draft: Draft) -> Answer:
        raise error

    town.assistant.script = fails
    await perform(town.world, await town.ask())
    told = await last(town.store, MessageAdded)
    assert (told.author, told.answers) == (Author.SYSTEM, 2)
    assert (await last(town.store, AssistantMissed)).answers == 2
    assert await town.store.next_due(["ask_assistant"]) is None


async def test_an_answer_that_cannot_be_stored_is_an_honest_notice(town: Town):
    async def unreadable(question: Question, draft: Draft) -> Answer:
        return Answer(text="half \ud800", confidence=1)

    town.assistant.script = unreadable
    await perform(town.world, await town.ask())
    assert (await last(town.store, MessageAdded)).author is Author.SYSTEM


async def test_an_error_told_in_odd_letters_is_an_honest_notice_all_the_same(town: Town):
    async def fails(question: Question, draft: Draft) -> Answer:
        raise Permanent("odd: \0 \ud800 " + "x" * 10_000)

    town.assistant.script = fails
    await perform(town.world, await town.ask())
    assert (await last(town.store, AssistantMissed)).error.startswith("odd:   x")


async def test_an_assistant_of_a_kind_that_is_not_set_up_is_an_honest_notice(town: Town):
    await perform(replace(town.world, assistants={}), await town.ask())
    assert (await last(town.store, AssistantMissed)).answers == 2


async def test_a_question_that_no_worker_can_perform_is_an_honest_notice_in_the_end(town: Town):
    job = replace(await town.ask(), attempts=MOST_ATTEMPTS)
    away = Wayward(town.store, conversation=[Temporary("away")])
    await perform(town.over(away), job)
    assert (await last(town.store, AssistantMissed)).error == "away"


# ── the worker ────────────────────────────────────────────────────────────────────────────────────


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
    town.worker.start()
    moving = asyncio.create_task(keep_moving(clock, town))
    await eventually(lambda: len(town.post.sent) >= 4, town)
    moving.cancel()
    assert town.post.texts == ["1", "1", "2", "3"]


async def keep_moving(clock: Clock, town: Town) -> None:
    while True:
        clock.move(SECOND)
        town.worker.wake()
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

    async def hangs(question: Question, draft: Draft) -> Answer:
        await asyncio.Event().wait()
        raise AssertionError

    town.assistant.script = hangs
    worker = Worker(town.world, at_once={**AT_ONCE, "ask_assistant": 2}, look_anyway=0.01)
    worker.start()
    for n in range(5):
        await begin(town.store, f"q{n}")
        await town.store.handle(saying("Where is it?", f"k{n}", id=f"q{n}"))
    await begin(town.store)
    await town.store.handle(wanting())
    clock.move(HOUR)
    log = await town.until(lambda log: any(isinstance(e.fact, FallbackRan) for e in log))
    assert log
    assert len(town.assistant.asked) <= 2
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
            while (await watched.calls.get())[0] != "renew":
                pass
            await town.store.read(lambda _: None)
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

    slow = Slow()
    worker = Worker(replace(town.world, channels={"post": slow}), look_anyway=0.01)
    for job in await delivering(town, "Hello."):
        await town.store.postpone(job, by=0, why="")
    worker.start()
    await asyncio.wait_for(slow.came.wait(), SOON)
    stopping = asyncio.create_task(worker.stop(grace=SOON))
    await asyncio.sleep(0)
    let_go.set()
    await stopping
    assert await town.store.next_due(["deliver"]) is None
    await town.close()


@given(st.integers(1, 60), st.floats(0, 1))
def test_waits_double_with_jitter_up_to_a_quarter_of_a_day(attempts: int, chance: float):
    wait = backoff(attempts, chance)
    plain = min(2.0 ** (attempts - 1), 21_600)
    assert wait == pytest.approx(plain, rel=0.2001)
