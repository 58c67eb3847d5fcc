"""The outbox on both databases: leases, order within a conversation, what is given up."""

import asyncio
from collections.abc import Sequence
from typing import get_args, get_type_hints

from sqlalchemy import update

from tests.shell import (
    ANN,
    HOUR,
    MINUTE,
    SECOND,
    Clock,
    OpenStore,
    begin,
    claiming,
    opening,
    put_online,
    replying,
    saying,
    wanting,
)
from warmline.core.effects import Effect
from warmline.core.inputs import AnswerOverdue, HandoffOverdue
from warmline.flow.ports import EVERY_KIND, Job
from warmline.store import tables as t
from warmline.store.deadletters import SqlDeadLetters
from warmline.store.sql import SqlStore

LEASE = 30.0  # seconds
OFTEN = 100


def test_every_kind_of_effect_is_a_kind_of_job():
    effects = get_args(Effect)
    assert set(EVERY_KIND) == {get_args(get_type_hints(one)["kind"])[0] for one in effects}


async def asked(store: SqlStore, *ids: str) -> None:
    """A question in each of these conversations: one job that is due, and a clock that is not."""
    for id in ids or ("c",):
        await store.handle(opening(id))
        await store.handle(saying("Hello?", f"k:{id}", id=id))


async def take(store: SqlStore, **options) -> list[Job]:
    return list(await store.claim(limit=OFTEN, lease=LEASE, **options))


def kinds(jobs: Sequence[Job]) -> list[str]:
    return [job.effect.kind for job in jobs]


# ── leases ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_claimed_job_is_nobody_elses_until_its_lease_ends(store: SqlStore, clock: Clock):
    await asked(store)
    first = await take(store)
    assert kinds(first) == ["ask_assistant"]
    assert first[0].attempts == 1
    clock.move(round(LEASE * SECOND) - 1)
    assert [job for job in await take(store) if job.id == first[0].id] == []
    clock.move(1)
    again = [job for job in await take(store) if job.id == first[0].id]
    assert [job.attempts for job in again] == [2]


async def test_a_renewed_lease_lasts_longer(store: SqlStore, clock: Clock):
    await asked(store)
    jobs = await take(store)
    clock.move(20 * SECOND)
    await store.renew(jobs, lease=LEASE)
    clock.move(20 * SECOND)
    assert await take(store, kinds=["ask_assistant"]) == []
    clock.move(10 * SECOND)
    assert kinds(await take(store, kinds=["ask_assistant"])) == ["ask_assistant"]


async def test_a_settled_job_never_comes_again(store: SqlStore, clock: Clock):
    await asked(store)
    for job in await take(store):
        await store.settle(job)
        await store.renew([job], lease=LEASE)  # a worker that is a moment late
    clock.move(HOUR)
    assert kinds(await take(store)) == ["later"]


async def test_a_timer_is_due_at_its_time_and_not_before(store: SqlStore, clock: Clock):
    await put_online(store)
    await begin(store)
    await store.handle(wanting())
    patience = (await store.policy("main")).patience
    for job in await take(store):
        await store.settle(job)
    assert await store.next_due() == clock() + patience
    clock.move(patience - 1)
    assert await take(store) == []
    clock.move(1)
    due = await take(store)
    assert [job.effect.input for job in due] == [HandoffOverdue(handoff=3, deadline_at=clock.now)]


async def test_timers_outlive_a_restart(open_store: OpenStore, clock: Clock):
    before = open_store()
    await asked(before)
    await before.close()
    clock.move(HOUR)
    later = await take(open_store(), kinds=["later"])
    assert [job.effect.input for job in later] == [AnswerOverdue(answers=2, epoch=0)]


async def test_no_job_is_taken_twice_by_four_who_claim_at_once(open_store: OpenStore):
    stores = [open_store(), open_store()]
    await asked(stores[0], *(f"c{n}" for n in range(40)))

    async def worker(store: SqlStore) -> list[str]:
        taken: list[str] = []
        while jobs := await store.claim(limit=3, lease=LEASE, kinds=["ask_assistant"]):
            taken += [job.id for job in jobs]
        return taken

    taken = await asyncio.gather(*(worker(stores[n % 2]) for n in range(4)))
    everybodys = [id for one in taken for id in one]
    assert len(everybodys) == len(set(everybodys)) == 40


# ── put off, given up ─────────────────────────────────────────────────────────────────────────────


async def test_a_job_put_off_comes_again_when_it_was_said(store: SqlStore, clock: Clock):
    await asked(store)
    (job,) = await take(store)
    await store.postpone(job, by=5, why="rate limit \0 \ud800")
    assert await store.next_due(["ask_assistant"]) == clock() + 5 * SECOND
    clock.move(5 * SECOND - 1)
    assert await take(store) == []
    clock.move(1)
    assert [again.attempts for again in await take(store)] == [2]


async def test_a_buried_job_is_shown_and_runs_again_when_somebody_says_so(
    store: SqlStore, clock: Clock
):
    await asked(store)
    letters = SqlDeadLetters(store)
    (job,) = await take(store)
    await store.bury(job, "no such address")
    clock.move(HOUR)
    assert kinds(await take(store)) == ["later"]
    (dead,) = await letters.all()
    assert (dead.kind, dead.error, dead.attempts) == ("ask_assistant", "no such address", 1)
    assert dead.conversation == "c"
    assert await letters.replay(dead.id)
    assert not await letters.replay(dead.id)
    assert [(again.id, again.attempts) for again in await take(store)] == [(job.id, 1)]
    assert list(await letters.all()) == []


async def test_what_is_no_dead_job_cannot_be_replayed(store: SqlStore):
    await asked(store)
    (job,) = await take(store)
    alive = job.id.removeprefix("job-")
    letters = SqlDeadLetters(store)
    for id in (alive, "0", "", "job-1", "-1", "9" * 30, "٣", "1; DROP TABLE outbox"):
        assert not await letters.replay(id)


async def test_a_worker_that_lost_its_lease_cannot_disturb_the_next_one(
    store: SqlStore, clock: Clock
):
    await asked(store)
    (late,) = await take(store)
    clock.move(round(LEASE * SECOND))
    (now,) = await take(store, kinds=["ask_assistant"])
    await store.bury(late, "I gave up")
    await store.postpone(late, by=0, why="I gave up")
    assert list(await SqlDeadLetters(store).all()) == []
    assert await store.next_due(["ask_assistant"]) == clock() + round(LEASE * SECOND)
    await store.settle(now)
    assert await store.next_due(["ask_assistant"]) is None


async def test_a_job_that_cannot_be_read_is_shown_and_the_others_are_done(store: SqlStore):
    await asked(store, "c", "d")
    spoil = update(t.outbox).where(t.outbox.c.conversation == "c").values(body='{"kind":"?"}')
    await store.write(lambda db: db.execute(spoil).rowcount)
    assert [job.conversation for job in await take(store)] == ["d"]
    assert [dead.error for dead in await SqlDeadLetters(store).all()] == ["unreadable"]


async def test_only_jobs_of_the_kinds_asked_for_are_taken(store: SqlStore, clock: Clock):
    await asked(store)
    clock.move(HOUR)
    assert kinds(await take(store, kinds=["later", "notify"])) == ["later"]
    assert await store.next_due(["deliver"]) is None
    assert kinds(await take(store, kinds=["ask_assistant"])) == ["ask_assistant"]


async def test_the_longest_due_is_taken_first(store: SqlStore, clock: Clock):
    for id in ("c", "d", "e"):
        await asked(store, id)
        clock.move(SECOND)
    jobs = await store.claim(limit=2, lease=LEASE)
    assert [job.conversation for job in jobs] == ["c", "d"]


# ── order within a conversation ───────────────────────────────────────────────────────────────────


async def delivering(open_store: OpenStore) -> SqlStore:
    """A store whose channel is handed each message, and two conversations with three replies."""
    store = open_store(delivers=frozenset({"web"}))
    for id in ("c", "d"):
        await store.handle(opening(id))
        await store.handle(claiming(ANN, id))
        for n in range(3):
            await store.handle(replying(f"{n}", f"{id}:{n}", id=id))
    return store


async def test_deliveries_of_one_conversation_come_in_order_and_one_at_a_time(
    open_store: OpenStore, clock: Clock
):
    store = await delivering(open_store)
    seen: list[tuple[str, int]] = []
    while jobs := await take(store, kinds=["deliver"]):
        assert len({job.conversation for job in jobs}) == len(jobs)
        assert await take(store, kinds=["deliver"]) == []
        for job in jobs:
            seen.append((job.conversation, job.effect.seq))
            await store.settle(job)
    assert [seq for id, seq in seen if id == "c"] == [3, 4, 5]
    assert [seq for id, seq in seen if id == "d"] == [3, 4, 5]


async def test_a_conversation_whose_delivery_waits_holds_up_no_other(
    open_store: OpenStore, clock: Clock
):
    store = await delivering(open_store)
    blocked, free = await take(store, kinds=["deliver"])
    assert (blocked.conversation, free.conversation) == ("c", "d")
    await store.postpone(blocked, by=60, why="the channel is away")
    await store.settle(free)
    went = [free.effect.seq]
    while jobs := await take(store, kinds=["deliver"]):
        for job in jobs:
            assert job.conversation == "d"
            went.append(job.effect.seq)
            await store.settle(job)
    assert went == [3, 4, 5]
    clock.move(MINUTE)
    assert [job.effect.seq for job in await take(store, kinds=["deliver"])] == [3]


async def test_jobs_that_wait_for_an_earlier_one_are_not_due(open_store: OpenStore, clock: Clock):
    """Else a worker would spin for as long as one channel is away."""
    store = await delivering(open_store)
    for job in await take(store, kinds=["deliver"]):
        await store.postpone(job, by=60, why="the channel is away")
    assert await store.next_due() == clock() + MINUTE


async def test_after_a_delivery_was_given_up_the_next_ones_go_out(open_store: OpenStore):
    store = await delivering(open_store)
    for job in await take(store, kinds=["deliver"]):
        await store.bury(job, "blocked")
    assert [job.effect.seq for job in await take(store, kinds=["deliver"])] == [4, 4]
