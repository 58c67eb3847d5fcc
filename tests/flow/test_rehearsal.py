"""A drill's notifications go to the drill; real people are not woken."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.flow.town import Town, take
from tests.shell import ANN, OpenStore, begin, opening, put_online, wanting
from warmline.core.model import ConversationId, OperatorId
from warmline.flow.perform import perform
from warmline.flow.ports import Whisper
from warmline.flow.rehearsal import rehearsed
from warmline.store.inbox import SqlInbox

ACTOR = OperatorId("drill-1")


@pytest.fixture
def url(tmp_path) -> str:
    return str(tmp_path / "warmline.db")


@pytest.fixture
async def town(open_store: OpenStore) -> AsyncIterator[Town]:
    found = Town(open_store)
    await found.open()
    await put_online(found.store)
    await put_online(found.store, ACTOR)
    yield found
    await found.close()


async def heard(town: Town, work) -> list[Whisper]:
    """What the bus carried while that was done."""
    listening = town.bus.listen()
    begun = anext(listening)
    first = asyncio.ensure_future(begun)
    await asyncio.sleep(0)
    await work
    await town.bus.whisper(Whisper(kind="end"))
    pieces = [await first]
    while pieces[-1] is None or pieces[-1].kind != "end":
        pieces.append(await anext(listening))
    await listening.aclose()
    return [one for one in pieces[:-1] if one is not None]


async def test_a_drills_notification_is_whispered_to_the_drill_and_sent_to_nobody(town: Town):
    await town.store.handle(opening(drill=True))
    await town.store.handle(wanting())
    jobs = await take(town, "notify")
    assert jobs

    async def all_of_them() -> None:
        for job in jobs:
            await perform(town.world, job)

    whispers = await heard(town, all_of_them())
    assert town.post.sent == []
    drilled = [one for one in whispers if one.kind == "drilled"]
    assert [(one.text, one.operator, one.who) for one in drilled] == [
        (job.effect.notice, job.effect.to, job.effect.way) for job in jobs
    ]
    assert not await take(town, "notify")


async def test_a_real_notification_is_none_of_a_drills(town: Town):
    await begin(town.store)
    await town.store.handle(wanting())
    for job in await take(town, "notify"):
        assert not await rehearsed(town.world, job, job.effect)


async def test_a_drill_is_in_nobodys_line_and_its_row_in_no_list(town: Town):
    await town.store.handle(opening("d", drill=True))
    await town.store.handle(wanting("d"))
    now = await town.store.conversation(ConversationId("d"))
    assert now is not None
    assert (now.status, now.drill) == ("waiting", True)
    inbox = SqlInbox(town.store)
    tally = await inbox.tally(ANN)
    assert (tally.waiting, tally.assistant, tally.active) == (0, 0, 0)
    for name in ("waiting", "mine", "assistant", "active", "open", "all", "resolved"):
        assert not (await inbox.lines(name, ANN, cursor="", limit=10)).lines, name
    await begin(town.store, "c")
    await town.store.handle(wanting("c"))
    other = await town.store.conversation(ConversationId("c"))
    assert other is not None
    log = await town.store.entries(ConversationId("c"))
    (requested,) = [e.fact for e in log if e.fact.kind == "handoff_requested"]
    assert requested.place <= 1
