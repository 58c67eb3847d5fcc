"""The live way: nothing missed, nothing twice, in order, whatever is lost on the way."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.flow.town import SOON, Town, Wayward
from tests.shell import OpenStore, begin, opening, saying
from warmline.bus.local import LocalBus
from warmline.core.facts import Entry, NoteAdded
from warmline.core.model import ConversationId, OperatorId
from warmline.flow.failures import Temporary
from warmline.flow.feed import MOST_PENDING, PAGE, Ear, Tail, Track, follow, follow_all, runs
from warmline.flow.ports import Added, News, Whisper

C = ConversationId("c")
TYPING = Whisper(kind="typing", conversation="c", who="visitor")
DRAFT = Whisper(kind="draft", conversation="c", text="It is")
Pieces = AsyncGenerator[Any]


async def say(town: Town, *texts: str, id: str = "c") -> None:
    await asyncio.gather(
        *(town.store.handle(saying(text, f"{id}:{text}", id=id)) for text in texts)
    )


async def numbers(pieces: Pieces, upto: int) -> list[int]:
    """The numbers of the entries or news that come, until that one."""
    seen: list[int] = []
    async with asyncio.timeout(SOON):
        while not seen or seen[-1] < upto:
            piece = await anext(pieces)
            if not isinstance(piece, Whisper):
                seen += [getattr(item, "seq", None) or item.position for item in piece]
    return seen


async def test_a_follower_gets_what_was_and_what_comes_in_one_unbroken_row(town: Town):
    await begin(town.store)
    await say(town, "a", "b")
    async with aclosing(follow(town.store, town.tail, C, after=1)) as pieces:
        assert await numbers(pieces, 3) == [2, 3]
        await say(town, "c", "d")
        assert await numbers(pieces, 5) == [4, 5]


async def test_followers_miss_and_double_nothing_while_everybody_writes(town: Town):
    ids = ["c", "d", "e"]
    await begin(town.store, *ids)

    async def write(id: str) -> None:
        for n in range(60):
            await say(town, f"{n}", id=id)

    followed = [follow(town.store, town.tail, ConversationId(id), after=0) for id in ids * 3]
    reading = [asyncio.create_task(numbers(pieces, 61)) for pieces in followed]
    everything = follow_all(town.store, town.tail, after=0)
    all_news = asyncio.create_task(numbers(everything, 3 * 61))
    await asyncio.gather(*map(write, ids))
    assert await asyncio.gather(*reading) == [list(range(1, 62))] * 9
    assert await all_news == list(range(1, 3 * 61 + 1))
    for pieces in (*followed, everything):
        await pieces.aclose()


async def test_a_gap_of_any_length_is_caught_up(town: Town):
    await begin(town.store)
    await say(town, *(f"{n}" for n in range(2 * PAGE + 7)))
    last = 2 * PAGE + 8
    async with aclosing(follow(town.store, town.tail, C, after=3)) as pieces:
        assert await numbers(pieces, last) == list(range(4, last + 1))
        await say(town, "and on")
        assert await numbers(pieces, last + 1) == [last + 1]


class Muffled(LocalBus):
    """Every poke is lost."""

    async def poke(self) -> None:
        pass


async def test_lost_pokes_cost_latency_only(open_store: OpenStore):
    writer, reader = open_store(), open_store()
    tail = Tail(reader, Muffled(), look_anyway=0.01)
    await tail.start()
    await begin(writer)
    async with aclosing(follow(reader, tail, C, after=0)) as pieces:
        assert await numbers(pieces, 1) == [1]
        await writer.handle(saying("Hello?", "k"))
        assert await numbers(pieces, 2) == [2]
    await tail.stop()


async def test_a_poke_is_heeded_at_once(open_store: OpenStore):
    writer, reader, bus = open_store(), open_store(), LocalBus()
    tail = Tail(reader, bus, look_anyway=10 * SOON)
    await tail.start()
    async with aclosing(follow(reader, tail, C, after=0)) as pieces:
        waiting = asyncio.create_task(numbers(pieces, 1))
        await asyncio.sleep(0)
        await begin(writer)
        await bus.poke()
        assert await waiting == [1]
    await tail.stop()


class Reading(Wayward):
    """A store whose log was read so many times."""

    reads = 0

    async def news(self, *, after: int, limit: int) -> Sequence[News]:
        self.reads += 1
        return await self._real.news(after=after, limit=limit)


async def test_what_this_process_committed_is_shown_without_reading_it_again(
    open_store: OpenStore,
):
    handed: list[Added] = []
    store = open_store(committed=handed.append)
    watched = Reading(store)
    tail = Tail(watched, Muffled(), look_anyway=10 * SOON)
    await tail.start()
    await asyncio.sleep(0)  # its first look
    async with aclosing(follow(watched, tail, C, after=0)) as pieces:
        following = asyncio.create_task(numbers(pieces, 2))
        await begin(store)
        await store.handle(saying("Hello?", "k"))
        reads = watched.reads
        for added in handed:
            tail.hand(added.news)
        assert await following == [1, 2]
    assert watched.reads == reads
    await tail.stop()


async def test_news_that_does_not_follow_on_is_read_from_the_log(open_store: OpenStore):
    handed: list[Added] = []
    other, store = open_store(), open_store(committed=handed.append)
    tail = Tail(store, Muffled(), look_anyway=10 * SOON)
    await tail.start()
    async with aclosing(follow_all(store, tail, after=0)) as pieces:
        following = asyncio.create_task(numbers(pieces, 3))
        await asyncio.sleep(0)
        await begin(other, "c", "d")  # another process, whose poke is lost
        await store.handle(saying("Hello?", "k"))
        tail.hand(handed[-1].news)
        assert await following == [1, 2, 3]
    await tail.stop()


async def test_news_that_is_handed_in_while_it_is_being_read_comes_once(open_store: OpenStore):
    store = open_store()
    tail = Tail(store, Muffled(), look_anyway=10 * SOON)
    await begin(store, "c", "d")
    ear = Ear(lambda _: True)
    tail.hear(ear, None)
    page = await store.news(after=0, limit=PAGE)
    tail.hand(page[:1])
    tail.hand(page)
    assert ear.take() == list(page)


async def test_a_slow_follower_is_not_waited_for_and_catches_up(town: Town):
    await begin(town.store)
    slow = follow(town.store, town.tail, C, after=0)
    assert await numbers(slow, 1) == [1]
    texts = [f"{n}" for n in range(3 * MOST_PENDING)]
    async with aclosing(follow(town.store, town.tail, C, after=1)) as quick:
        reading = asyncio.create_task(numbers(quick, len(texts) + 1))
        await say(town, *texts)
        assert await reading == list(range(2, len(texts) + 2))
    assert await numbers(slow, len(texts) + 1) == list(range(2, len(texts) + 2))
    await slow.aclose()


async def test_a_follower_who_leaves_is_forgotten(town: Town):
    await begin(town.store)
    for pieces in (
        follow(town.store, town.tail, C, after=0),
        follow_all(town.store, town.tail, after=0),
    ):
        await anext(pieces)
        await pieces.aclose()
    assert not town.tail._by_conversation
    assert not town.tail._everything


# ── whispers ──────────────────────────────────────────────────────────────────────────────────────


async def test_whispers_keep_their_place_between_the_entries(town: Town):
    await begin(town.store)
    async with (
        aclosing(follow(town.store, town.tail, C, after=0)) as pieces,
        aclosing(follow(town.store, town.tail, C, after=0)) as witness,
    ):
        for one in (pieces, witness):  # both have read the log before anything is said
            assert await numbers(one, 1) == [1]
        reading = asyncio.create_task(take(pieces, 4))
        witnessing = asyncio.create_task(anext(witness))
        await asyncio.sleep(0)
        await town.bus.whisper(TYPING)
        assert await witnessing == TYPING
        await say(town, "Hello?")
        assert [entry.seq for entry in await anext(witness)] == [2]
        await town.bus.whisper(TYPING)
        assert await anext(witness) == TYPING
        await say(town, "Anybody?")
        shapes = [piece if isinstance(piece, Whisper) else len(piece) for piece in await reading]
        assert shapes == [TYPING, 1, TYPING, 1]


async def take(pieces: Pieces, count: int) -> list[Any]:
    async with asyncio.timeout(SOON):
        return [await anext(pieces) for _ in range(count)]


async def test_a_whisper_goes_to_those_who_want_it_and_to_no_other_conversation(town: Town):
    await begin(town.store, "c", "d")
    followed = {
        "deaf": follow(town.store, town.tail, C, after=0, wanted=lambda _: False),
        "other": follow(town.store, town.tail, ConversationId("d"), after=0),
        "right": follow(town.store, town.tail, C, after=0),
        "all": follow_all(town.store, town.tail, after=0),
    }
    for pieces in followed.values():
        await anext(pieces)
    reading = {name: asyncio.create_task(anext(pieces)) for name, pieces in followed.items()}
    await asyncio.sleep(0)
    await town.bus.whisper(TYPING)
    assert await reading["right"] == TYPING
    assert await reading["all"] == TYPING
    await say(town, "c", id="c")
    await say(town, "d", id="d")
    assert not isinstance(await reading["deaf"], Whisper)
    assert not isinstance(await reading["other"], Whisper)
    for pieces in followed.values():
        await pieces.aclose()


async def test_a_whisper_from_before_a_gap_is_not_shown_after_it(town: Town):
    """A draft that comes after its own answer would stand on the screen for ever."""
    await begin(town.store)
    slow = follow(town.store, town.tail, C, after=0)
    await anext(slow)
    await town.bus.whisper(TYPING)
    texts = [f"{n}" for n in range(2 * MOST_PENDING)]
    await say(town, *texts)
    await town.until(lambda log: len(log) == len(texts) + 1)
    pieces = [await anext(slow)]
    while pieces[-1][-1].seq < len(texts) + 1:
        pieces.append(await anext(slow))
    assert not any(isinstance(piece, Whisper) for piece in pieces)
    await slow.aclose()


class Slow:
    """A store that hands out what it read only when it is told to."""

    def __init__(self, town: Town) -> None:
        self._store = town.store
        self.has_read = asyncio.Event()
        self.hand_out = asyncio.Event()

    async def entries(self, id: ConversationId, *, after: int, limit: int) -> Sequence[Entry]:
        page = await self._store.entries(id, after=after, limit=limit)
        self.has_read.set()
        await self.hand_out.wait()
        return page


async def test_a_whisper_that_comes_while_the_log_is_read_is_not_shown_after_it(town: Town):
    await begin(town.store)
    slow = Slow(town)
    async with aclosing(follow(slow, town.tail, C, after=0)) as pieces:
        first = asyncio.create_task(anext(pieces))
        await slow.has_read.wait()
        town.tail._spread(TYPING)
        slow.hand_out.set()
        assert [entry.seq for entry in await first] == [1]
        then = asyncio.create_task(anext(pieces))
        await asyncio.sleep(0)
        town.tail._spread(DRAFT)
        assert await then == DRAFT


async def test_a_whisper_is_kept_where_the_log_held_nothing_new(town: Town):
    await begin(town.store)
    slow = Slow(town)
    async with aclosing(follow(slow, town.tail, C, after=1)) as pieces:
        first = asyncio.create_task(anext(pieces))
        await slow.has_read.wait()
        town.tail._spread(TYPING)
        slow.hand_out.set()
        assert await first == TYPING


# ── failures ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_store_that_is_away_for_a_while_costs_followers_nothing(town: Town):
    await begin(town.store)
    away = Wayward(town.store, news=[Temporary("away")] * 3, entries=[Temporary("away")] * 3)
    tail = Tail(away, town.bus, look_anyway=0.01)
    await tail.start()
    async with aclosing(follow(away, tail, C, after=0)) as pieces:
        assert await numbers(pieces, 1) == [1]
        await say(town, "Hello?")
        assert await numbers(pieces, 2) == [2]
    await tail.stop()


class Broken(LocalBus):
    """Its listeners are thrown out twice, in ways that no bus should."""

    def __init__(self) -> None:
        super().__init__()
        self.listened = 0

    async def listen(self) -> AsyncGenerator[Whisper | None]:
        self.listened += 1
        if self.listened == 1:
            raise Temporary("the broker is away")
        if self.listened == 2:
            raise ZeroDivisionError
        async for piece in super().listen():
            yield piece


async def test_a_bus_that_breaks_does_not_deafen_the_process(open_store: OpenStore):
    store, bus = open_store(), Broken()
    tail = Tail(store, bus, look_anyway=0.01)
    await tail.start()
    await begin(store)
    async with aclosing(follow(store, tail, C, after=0)) as pieces:
        assert await numbers(pieces, 1) == [1]
        heard = asyncio.create_task(anext(pieces))
        async with asyncio.timeout(SOON):
            while not heard.done():
                await bus.whisper(TYPING)
                await asyncio.sleep(0)
        assert await heard == TYPING
    await tail.stop()


async def test_a_log_that_cannot_be_read_is_looked_at_again(town: Town):
    store = Wayward(town.store, news=[ZeroDivisionError()])
    tail = Tail(store, town.bus, look_anyway=0.01)
    await tail.start()
    async with aclosing(follow_all(town.store, tail, after=0)) as pieces:
        waiting = asyncio.create_task(numbers(pieces, 1))
        await town.store.handle(opening())
        assert await waiting == [1]
    await tail.stop()


async def test_two_tails_of_two_processes_tell_the_same_story(open_store: OpenStore):
    bus = LocalBus()
    stores = [open_store(), open_store()]
    tails = [Tail(store, bus, look_anyway=0.01) for store in stores]
    for tail in tails:
        await tail.start()
    followed = [follow_all(s, t, after=0) for s, t in zip(stores, tails, strict=True)]
    reading = [asyncio.create_task(story(pieces, 42)) for pieces in followed]
    await begin(stores[0], "c", "d")

    async def write(n: int, id: str) -> None:
        for turn in range(10):
            await stores[n].handle(saying(f"{n}{turn}", f"{id}{n}{turn}", id=id))
            await bus.poke()

    await asyncio.gather(*(write(n, id) for n in range(2) for id in ("c", "d")))
    first, second = await asyncio.gather(*reading)
    assert first == second
    for pieces, tail in zip(followed, tails, strict=True):
        await pieces.aclose()
        await tail.stop()


async def story(pieces: Pieces, upto: int) -> list[News]:
    seen: list[News] = []
    async with asyncio.timeout(SOON):
        while not seen or seen[-1].position < upto:
            seen += await anext(pieces)
    return seen


# ── the parts ─────────────────────────────────────────────────────────────────────────────────────


def news(seq: int) -> News:
    return News(seq, C, Entry(seq, NoteAdded(at=0, operator=OperatorId("ann"), text="")))


TRACK: Track[Entry] = Track(
    page=lambda _: asyncio.sleep(0, ()), item=lambda one: one.entry, number=lambda entry: entry.seq
)


@given(st.lists(st.one_of(st.none(), st.integers(1, 12)), max_size=30), st.integers(0, 6))
def test_whatever_was_handed_over_entries_come_once_in_order_up_to_the_first_gap(
    handed: Sequence[int | None], after: int
):
    pieces = [TYPING if n is None else news(n) for n in handed]
    came = list(runs(pieces, TRACK, after))
    numbers = [entry.seq for run in came if not isinstance(run, Whisper) for entry in run]
    assert numbers == list(range(after + 1, after + 1 + len(numbers)))
    gap = [run for run in came if run == []]
    assert gap in ([], [[]])
    if gap:
        assert came[-1] == []
    else:
        assert max((n for n in handed if n is not None), default=0) <= after + len(numbers)
        assert sum(isinstance(run, Whisper) for run in came) == list(handed).count(None)


@pytest.mark.parametrize("piece", [TYPING, news(1)])
def test_what_is_held_for_a_follower_is_bounded(piece: News | Whisper):
    ear = Ear(lambda _: True)
    for _ in range(10 * MOST_PENDING):
        ear.offer(piece)
    assert ear.missed == isinstance(piece, News)
    assert len(ear.take()) == MOST_PENDING


async def test_who_comes_in_the_middle_of_an_answer_sees_what_is_written_so_far(town: Town):
    await begin(town.store)
    await say(town, "a")
    async with aclosing(follow(town.store, town.tail, C, after=0)) as early:
        assert await numbers(early, 2) == [1, 2]
        draft = replace(DRAFT, answers=2)
        await town.bus.whisper(draft)
        async with asyncio.timeout(SOON):
            assert await anext(early) == draft
        async with aclosing(follow(town.store, town.tail, C, after=2)) as late:
            async with asyncio.timeout(SOON):
                assert await anext(late) == draft
        await say(town, "b")
        assert await numbers(early, 3) == [3]
    assert town.tail.draft(C) is None
