"""The way out: at least once, felt once; what fails is tried again, or given up where it shows."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.flow.town import SURE, Town, Wayward, delivering, take
from tests.shell import (
    ANN,
    HOUR,
    SECOND,
    Clock,
    begin,
    last,
    log_of,
    put_online,
    texts_of,
    wanting,
)
from warmline.core.facts import AssistantMissed, FallbackRan, MessageAdded
from warmline.core.model import Author
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.perform import AT_ONCE, MOST_ATTEMPTS, backoff, perform
from warmline.flow.ports import EVERY_KIND, Answer, Draft, Question
from warmline.store.deadletters import SqlDeadLetters


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
    await perform(replace(town.world, channels=None), job)
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
    town.post.wanting.append(ANN)
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


@given(st.integers(1, 60), st.floats(0, 1))
def test_waits_double_with_jitter_up_to_a_quarter_of_a_day(attempts: int, chance: float):
    wait = backoff(attempts, chance)
    plain = min(2.0 ** (attempts - 1), 21_600)
    assert wait == pytest.approx(plain, rel=0.2001)
