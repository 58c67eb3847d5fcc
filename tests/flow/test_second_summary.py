"""H-3: the model's summary comes after the handoff and beside ours; nobody waits for it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from tests.flow.town import Town
from tests.shell import OpenStore, begin, put_online, saying, wanting
from warmline.core.model import AssistantId, ConversationId
from warmline.core.package import Package
from warmline.core.summary import Summary
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.perform import perform
from warmline.flow.ports import Job, Whisper
from warmline.flow.summing_up import TRIES
from warmline.flow.world import World

C = ConversationId("c")
THEIRS = Summary(wants="The visitor wants their parcel.", tried="", open="")


class Writer:
    """A model that writes ``summary``, or fails."""

    def __init__(self, summary: Summary | None = THEIRS, error: Exception | None = None) -> None:
        self.summary, self.error = summary, error
        self.asked: list[tuple[Package, AssistantId]] = []

    async def __call__(self, package: Package, assistant: AssistantId) -> Summary | None:
        self.asked.append((package, assistant))
        if self.error:
            raise self.error
        return self.summary


@pytest.fixture
async def town(open_store: OpenStore) -> AsyncIterator[Town]:
    town = Town(lambda **how: open_store(**how, summarises=True))
    await town.open()
    yield town
    await town.close()


async def handed_off(town: Town) -> Job:
    """A handoff whose summary is wanted."""
    await put_online(town.store)
    await begin(town.store, "c")
    await town.store.handle(saying("Where is my parcel HX-77?", "said"))
    await town.store.handle(wanting())
    (job,) = await town.store.claim(limit=1, lease=60, kinds=["summarise"])
    return job


def writing(town: Town, writer: Writer) -> World:
    return replace(town.world, sum_up=writer)


async def test_the_models_summary_stands_beside_ours_in_the_next_revision(town: Town):
    job = await handed_off(town)
    before = await town.store.package(C)
    await perform(writing(town, Writer()), job)
    after = await town.store.package(C)
    assert (before.revision, before.ai_summary) == (1, None)
    assert before.summary.wants == "Where is my parcel HX-77?"
    assert after == replace(before, revision=2, ai_summary=THEIRS)
    assert await town.store.next_due(["summarise"]) is None


async def test_the_inbox_is_told_of_the_new_revision(town: Town):
    job = await handed_off(town)
    heard: list[Whisper] = []
    listening = asyncio.Event()

    async def listen() -> None:
        pieces = town.bus.listen()
        listening.set()
        async for piece in pieces:
            if piece and piece.kind == "package":
                heard.append(piece)
                return

    ears = asyncio.create_task(listen())
    await listening.wait()
    await asyncio.sleep(0)
    await perform(writing(town, Writer()), job)
    async with asyncio.timeout(30):
        await ears
    assert [(one.conversation, one.number) for one in heard] == [("c", 2)]


async def test_a_job_performed_twice_asks_the_model_once(town: Town):
    job, writer = await handed_off(town), Writer()
    await perform(writing(town, writer), job)
    await perform(writing(town, writer), job)
    assert len(writer.asked) == 1
    assert (await town.store.package(C)).revision == 2


@pytest.mark.parametrize("error", [Permanent("no key"), Temporary("busy")], ids=type)
async def test_a_model_that_fails_leaves_our_summary_and_no_dead_job(town: Town, error: Exception):
    job, writer = await handed_off(town), Writer(error=error)
    for attempt in range(1, TRIES + 1):
        await perform(writing(town, writer), replace(job, attempts=attempt))
    assert await town.store.next_due(["summarise"]) is None
    assert (await town.store.package(C)).ai_summary is None


async def test_what_cannot_stand_changes_nothing(town: Town):
    job = await handed_off(town)
    await perform(writing(town, Writer(None)), job)
    assert (await town.store.package(C)).revision == 1


async def test_the_handoff_is_there_before_any_model_was_asked(town: Town):
    await handed_off(town)
    package = await town.store.package(C)
    assert package.summary.wants == "Where is my parcel HX-77?"


async def test_without_a_model_no_summary_is_ever_wanted(open_store: OpenStore):
    town = Town(open_store)
    await town.open()
    await begin(town.store, "c")
    await town.store.handle(wanting())
    assert await town.store.claim(limit=1, lease=60, kinds=["summarise"]) == []
    await town.close()
