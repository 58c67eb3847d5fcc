"""What the store keeps of trials: whole conversations to read again, shadows, backtests."""

from dataclasses import replace

import pytest

from tests.shell import HOUR, MAIN, MINUTE, Clock, OpenStore, begin, saying
from warmline.core.model import AssistantId, ConversationId
from warmline.flow.backtests import LOST_AFTER, Backtest, State
from warmline.flow.desk import Setup
from warmline.flow.ports import Profile
from warmline.store.assistants import SqlAssistants
from warmline.store.backtests import KEPT, SqlBacktests
from warmline.store.history import SqlHistory
from warmline.store.shadows import SqlShadows
from warmline.store.sql import SqlStore

JOB = Backtest(
    id="j", assistant=MAIN, asked_at=0, by="Ann", names=("draft",), texts=("x",), source="history"
)


def words(log):
    return [getattr(entry.fact, "text", entry.fact.kind) for entry in log]


# ── history ───────────────────────────────────────────────────────────────────────────────────────


async def test_every_conversation_comes_whole_once_page_by_page(store: SqlStore):
    for name in "abcde":
        await begin(store, name)
        await store.handle(saying(f"I am {name}", key=name, id=name))
    history, found, after = SqlHistory(store), [], ""
    while page := await history.page(MAIN, after=after, limit=2):
        found += page
        after = page[-1][0]
    assert [id for id, _ in found] == list("abcde")
    assert words(found[2][1]) == ["opened", "I am c"]
    assert await history.count(MAIN) == 5


async def test_only_the_assistants_own_and_only_what_was_active_since(
    store: SqlStore, clock: Clock
):
    await begin(store, "old")
    clock.move(HOUR)
    since = clock()
    await begin(store, "new")
    history = SqlHistory(store)
    found = await history.page(MAIN, after="", limit=9, since=since)
    assert [id for id, _ in found] == ["new"]
    assert await history.count(MAIN, since=since) == 1
    assert await history.page(AssistantId("other"), after="", limit=9) == []


# ── shadows ───────────────────────────────────────────────────────────────────────────────────────


async def test_one_draft_runs_and_the_ones_before_it_have_ended(store: SqlStore, clock: Clock):
    await SqlAssistants(store).save(Setup(profile=Profile(id=MAIN, public_key="k")))
    shadows = SqlShadows(store)
    assert await shadows.running(MAIN) is None
    first = await shadows.set(MAIN, "one", by="Ann")
    clock.move(MINUTE)
    second = await shadows.set(MAIN, "two", by="Bob")
    assert await shadows.running(MAIN) == second
    assert await shadows.all(MAIN) == [second, replace(first, until=clock())]
    assert await shadows.end(MAIN)
    assert not await shadows.end(MAIN)
    assert await shadows.running(MAIN) is None


async def test_two_drafts_within_a_millisecond_are_two(store: SqlStore):
    await SqlAssistants(store).save(Setup(profile=Profile(id=MAIN, public_key="k")))
    shadows = SqlShadows(store)
    for text in ("one", "two", "three"):
        await shadows.set(MAIN, text, by="Ann")
    assert [one.text for one in await shadows.all(MAIN)] == ["three", "two", "one"]


# ── backtests ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_job_is_seen_as_far_as_it_is_and_its_result_at_the_end(store: SqlStore):
    jobs = SqlBacktests(store)
    await jobs.add(JOB)
    assert await jobs.by_id("j") == JOB
    running = replace(JOB, state=State.RUNNING, conversations=7, share=0.5)
    assert await jobs.beat(running)
    assert await jobs.all(MAIN) == [running]
    assert await jobs.result("j") is None
    done = replace(running, state=State.DONE, share=1.0)
    await jobs.finish(done, '{"a": 1}')
    assert (await jobs.by_id("j"), await jobs.result("j")) == (done, '{"a": 1}')


async def test_a_cancelled_job_hears_it_and_stays_cancelled(open_store: OpenStore):
    ours, theirs = SqlBacktests(open_store()), SqlBacktests(open_store())
    await ours.add(JOB)
    assert await theirs.cancel("j")
    assert not await ours.beat(replace(JOB, state=State.RUNNING))
    await ours.finish(replace(JOB, state=State.DONE), "{}")
    kept = await ours.by_id("j")
    assert (kept and kept.state, await ours.result("j")) == (State.CANCELLED, None)
    assert not await theirs.cancel("j")


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING])
async def test_a_job_without_a_word_for_a_minute_has_failed(
    store: SqlStore, clock: Clock, state: State
):
    jobs = SqlBacktests(store)
    await jobs.add(replace(JOB, state=state))
    clock.move(LOST_AFTER + 1)
    [lost] = await jobs.all(MAIN)
    assert lost.state is State.FAILED
    assert lost.error


async def test_the_oldest_are_forgotten_and_no_other_assistants(store: SqlStore):
    jobs = SqlBacktests(store)
    other = AssistantId("other")
    await jobs.add(replace(JOB, id="theirs", assistant=other))
    await jobs.add(replace(JOB, id="runs"))
    for number in range(1, KEPT + 3):
        job = replace(JOB, id=f"j{number}", asked_at=number)
        await jobs.add(job)
        await jobs.finish(replace(job, state=State.DONE), "{}")
    kept = {job.id for job in await jobs.all(MAIN)}
    assert kept == {f"j{number}" for number in range(3, KEPT + 3)} | {"runs"}
    assert [job.id for job in await jobs.all(other)] == ["theirs"]
    assert await jobs.remove("runs")
    assert not await jobs.remove("runs")


async def test_nothing_is_known_of_a_job_that_there_is_not(store: SqlStore):
    jobs = SqlBacktests(store)
    assert await jobs.by_id("none") is None
    assert await jobs.result("none") is None
    assert not await jobs.cancel("none")
    assert ConversationId("none") not in [job.id for job in await jobs.all(MAIN)]
