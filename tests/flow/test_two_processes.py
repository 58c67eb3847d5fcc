"""Two processes on PostgreSQL and Redis serve one conversation as one would."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing

import pytest

from tests.flow.town import SOON, SURE, Town
from tests.shell import (
    ANN,
    BOB,
    OpenStore,
    begin,
    claiming,
    log_of,
    replying,
    saying,
    texts_of,
)
from warmline.bus.redis import RedisBus
from warmline.core.facts import Entry
from warmline.core.model import ConversationId
from warmline.core.refusals import AlreadyTaken
from warmline.flow.feed import follow, follow_all
from warmline.flow.ports import Answer, Draft, News, Outcome, Question, Whisper

C = ConversationId("c")


@pytest.fixture
def url(emptied_postgres_url: str) -> str:
    return emptied_postgres_url


@pytest.fixture
async def towns(open_store: OpenStore, redis_url: str) -> AsyncIterator[tuple[Town, Town]]:
    here, there = (Town(open_store, bus=RedisBus(redis_url)) for _ in range(2))
    await here.open()
    await there.open()
    yield here, there
    await here.close()
    await there.close()


async def followed(town: Town, upto: int) -> list[Entry]:
    return await town.until(lambda log: log[-1].seq >= upto)


async def test_a_visitor_on_one_and_an_operator_on_the_other_see_the_same_thread(
    towns: tuple[Town, Town],
):
    here, there = towns
    await begin(here.store)
    reading = [asyncio.create_task(followed(town, 22)) for town in towns]
    await here.store.handle(saying("Hello?", "k"))
    await there.store.handle(claiming(ANN))

    async def visitor() -> None:
        for n in range(10):
            await here.store.handle(saying(f"v{n}", f"v{n}"))

    async def operator() -> None:
        for n in range(9):
            await there.store.handle(replying(f"o{n}", f"o{n}"))

    await asyncio.gather(visitor(), operator())
    first, second = await asyncio.gather(*reading)
    assert first == second == await log_of(here.store)
    assert [entry.seq for entry in first] == list(range(1, 23))


async def test_all_that_happens_on_both_comes_in_one_order_to_both(towns: tuple[Town, Town]):
    ids = ["c", "d", "e"]
    await begin(towns[0].store, *ids)
    count = len(ids) * (1 + 2 * 10)

    async def story(town: Town) -> list[News]:
        seen: list[News] = []
        async with (
            asyncio.timeout(SOON),
            aclosing(follow_all(town.store, town.tail, after=0)) as all_,
        ):
            async for piece in all_:
                seen += [] if isinstance(piece, Whisper) else piece
                if len(seen) >= count:
                    break
        return seen

    async def write(n: int, id: str) -> None:
        for turn in range(10):
            await towns[n].store.handle(saying(f"{n}{turn}", f"{id}{n}{turn}", id=id))

    reading = [asyncio.create_task(story(town)) for town in towns]
    await asyncio.gather(*(write(n, id) for n in range(2) for id in ids))
    first, second = await asyncio.gather(*reading)
    assert first == second
    assert [news.position for news in first] == list(range(1, count + 1))


async def test_each_question_is_answered_once_by_whichever_worker(towns: tuple[Town, Town]):
    for town in towns:
        town.worker.start()
    ids = [f"c{n}" for n in range(12)]
    for n, id in enumerate(ids):
        await begin(towns[n % 2].store, id)
    await asyncio.gather(
        *(towns[n % 2].store.handle(saying("Where?", id, id=id)) for n, id in enumerate(ids))
    )
    for id in ids:
        await towns[0].until(lambda log: len(log) == 3, id)
        assert await texts_of(towns[1].store, id) == ["Where?", SURE.text]
    asked = [question.conversation.id for town in towns for question in town.assistant.asked]
    assert sorted(asked) == sorted(ids)


async def hears(there: Town, here: Town) -> None:
    """Until what is whispered on one is heard on the other: a draft is whispered once."""
    said = Whisper(kind="presence", operator=ANN)
    everything = follow_all(there.store, there.tail, after=0)
    hearing = asyncio.create_task(heard(everything, said))
    async with asyncio.timeout(SOON):
        while not hearing.done():
            await here.bus.whisper(said)
            await asyncio.sleep(0.01)
    await hearing
    await everything.aclose()


async def heard(pieces: AsyncGenerator[Sequence[News] | Whisper], wanted: Whisper) -> None:
    while await anext(pieces) != wanted:
        pass


async def test_a_claim_on_one_stops_the_assistant_that_writes_on_the_other(
    towns: tuple[Town, Town],
):
    here, there = towns
    writing = asyncio.Event()

    async def writes(question: Question, draft: Draft) -> Answer:
        draft("It is")
        writing.set()
        await asyncio.Event().wait()
        raise AssertionError

    here.assistant.script = writes
    here.worker.start()
    await begin(here.store)
    await hears(there, here)
    screen = follow(there.store, there.tail, C, after=1)
    await here.store.handle(saying("Where?", "k"))
    async with asyncio.timeout(SOON):
        while not isinstance(piece := await anext(screen), Whisper):
            pass
        assert (piece.kind, piece.text, piece.answers) == ("draft", "It is", 2)
        await there.store.handle(claiming(ANN))
        await here.assistant.cancelled.wait()
    await screen.aclose()
    assert await texts_of(there.store) == ["Where?"]


async def test_of_two_claims_at_once_on_two_processes_one_wins(towns: tuple[Town, Town]):
    ids = [f"c{n}" for n in range(10)]
    await begin(towns[0].store, *ids)
    for id in ids:
        claims = (
            town.store.handle(claiming(who, id))
            for town, who in zip(towns, (ANN, BOB), strict=True)
        )
        came = await asyncio.gather(*claims, return_exceptions=True)
        assert {type(one) for one in came} == {Outcome, AlreadyTaken}
