"""The bus, local and on Redis: what is said is heard, and losing the broker costs latency only."""

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing

import pytest
from redis.asyncio import Redis

from tests.services import Server, running_redis
from warmline.bus.local import LocalBus
from warmline.bus.redis import CHANNEL, RedisBus
from warmline.flow.ports import Bus, Whisper

TYPING = Whisper(kind="typing", conversation="c", who="visitor", name="Véra 🌸", on=False)
DRAFT = Whisper(kind="draft", conversation="c", text="Your \0 parcel… " * 500, answers=2, epoch=1)
END = Whisper(kind="seen", number=-1)
QUICK = (0.01,)
SOON = 30.0  # seconds in which what was said has long been heard
Listener = Callable[[Bus], AsyncIterator[Whisper | None]]


@pytest.fixture(params=["local", "redis"])
async def buses(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Bus, Bus]]:
    """Where something is said, and where it must be heard: another process, where there can be."""
    if request.param == "local":
        bus = LocalBus()
        yield bus, bus
        await bus.close()
        return
    url = request.getfixturevalue("redis_url")
    here, there = RedisBus(url, pauses=QUICK), RedisBus(url, pauses=QUICK)
    yield here, there
    await here.close()
    await there.close()


class Listening:
    """Hears what comes, in the background."""

    def __init__(self, bus: Bus) -> None:
        self._pieces: asyncio.Queue[Whisper | None] = asyncio.Queue()
        self._task = asyncio.create_task(self._listen(bus))

    async def _listen(self, bus: Bus) -> None:
        async with aclosing(bus.listen()) as pieces:
            async for piece in pieces:
                self._pieces.put_nowait(piece)

    async def next(self) -> Whisper | None:
        async with asyncio.timeout(SOON):
            return await self._pieces.get()

    async def next_whisper(self) -> Whisper:
        while (piece := await self.next()) is None:
            pass
        return piece

    async def stop(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


async def hearing(there: Bus, here: Bus) -> Listening:
    """Somebody who certainly hears: what was said has arrived once."""
    ear = Listening(there)
    hello = Whisper(kind="presence", operator="hello")
    await asyncio.sleep(0)
    while True:
        await here.whisper(hello)
        try:
            async with asyncio.timeout(0.05):
                while await ear.next() != hello:
                    pass
            break
        except TimeoutError:
            pass
    await here.whisper(TYPING)
    while await ear.next_whisper() != TYPING:
        pass
    return ear


async def test_whispers_are_heard_whole_and_in_order(buses: tuple[Bus, Bus]):
    here, there = buses
    ear = await hearing(there, here)
    said = [DRAFT, TYPING, *(Whisper(kind="seen", number=n) for n in range(50))]
    for whisper in said:
        await here.whisper(whisper)
    assert [await ear.next_whisper() for _ in said] == said
    await ear.stop()


async def test_a_poke_is_heard_between_the_whispers_that_surround_it(buses: tuple[Bus, Bus]):
    here, there = buses
    ear = await hearing(there, here)
    await here.whisper(TYPING)
    await here.poke()
    await here.poke()
    await here.whisper(DRAFT)
    heard = [await ear.next()]
    while heard[-1] != DRAFT:
        heard.append(await ear.next())
    assert heard[0] == TYPING
    assert set(heard[1:-1]) == {None}
    await ear.stop()


async def test_everybody_hears_also_who_said_it_and_each_once(buses: tuple[Bus, Bus]):
    here, there = buses
    ears = [await hearing(bus, here) for bus in (here, here, there)]
    await hearing_from(there, ears)
    await here.whisper(DRAFT)
    heard = [[await ears[-1].next_whisper()]]
    while heard[0][-1] != DRAFT:
        heard[0].append(await ears[-1].next_whisper())
    await there.whisper(END)  # comes to everybody after all that was said before
    for ear in ears:
        heard.append([await ear.next_whisper()])
        while heard[-1][-1] != END:
            heard[-1].append(await ear.next_whisper())
        await ear.stop()
    assert [one.count(DRAFT) for one in heard] == [1, 1, 1, 0]


async def hearing_from(bus: Bus, ears: Sequence[Listening]) -> None:
    """Until everybody hears what is said here."""
    there = Whisper(kind="presence", operator="there")
    await bus.whisper(there)
    for ear in ears:
        while await ear.next_whisper() != there:
            pass


async def test_who_stopped_listening_is_forgotten(buses: tuple[Bus, Bus]):
    here, there = buses
    ear = await hearing(there, here)
    await ear.stop()
    await here.whisper(DRAFT)
    late = await hearing(there, here)
    assert await asyncio.wait_for(said_and_heard(here, late), SOON)
    await late.stop()


async def said_and_heard(here: Bus, ear: Listening) -> bool:
    await here.whisper(DRAFT)
    return await ear.next_whisper() == DRAFT


async def test_a_listener_that_does_not_listen_is_not_waited_for_and_looks_again(
    buses: tuple[Bus, Bus],
):
    _, there = buses
    slow = there.listen()
    first = asyncio.create_task(anext(slow))
    await asyncio.sleep(0)
    await there.poke()
    await first
    for n in range(25_000):  # more than it may be behind
        await there.whisper(Whisper(kind="seen", number=n))
    pieces = [await anext(slow)]
    while pieces[-1] is None or pieces[-1].number != 24_999:
        pieces.append(await anext(slow))
    assert len(pieces) <= 10_001
    assert pieces[0] is None  # it lost something: look at the log
    await slow.aclose()


# ── Redis alone ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b'{"by": 5}',
        b'{"by": "x", "whisper": {"kind": "draft", "epoch": "many"}}',
        b'{"by": "x", "whisper": "draft"}',
        b"[" * 100_000,
        json.dumps({"by": "x", "whisper": {"kind": "draft", "text": "x" * 300_000}}).encode(),
    ],
)
async def test_what_nobody_of_us_said_is_ignored(redis_url: str, body: bytes):
    here, there = RedisBus(redis_url, pauses=QUICK), RedisBus(redis_url, pauses=QUICK)
    ear = await hearing(there, here)
    async with Redis.from_url(redis_url) as forger:
        await forger.publish(CHANNEL, body)
    await here.whisper(DRAFT)
    assert await ear.next_whisper() == DRAFT
    await ear.stop()
    await here.close()
    await there.close()


async def test_within_a_process_everything_is_heard_without_a_broker():
    bus = RedisBus("redis://127.0.0.1:1/0", pauses=QUICK)
    ear = await hearing(bus, bus)
    for _ in range(5000):  # and nobody waits for it, and nothing piles up
        await bus.whisper(DRAFT)
    await ear.stop()
    await bus.close()


async def test_connections_that_the_broker_ends_are_made_again(redis_url: str):
    here, there = RedisBus(redis_url, pauses=QUICK), RedisBus(redis_url, pauses=QUICK)
    ear = await hearing(there, here)
    async with Redis.from_url(redis_url) as admin:
        for _ in range(3):
            await admin.client_kill_filter(_type="pubsub")
            await admin.client_kill_filter(_type="normal", skipme=True)
            await ear.stop()
            ear = await hearing(there, here)
    await ear.stop()
    await here.close()
    await there.close()


async def test_a_broker_that_comes_back_is_found_and_everybody_looks_again(redis_instance: Server):
    with running_redis(redis_instance.bin / "redis-server") as broker:
        url = f"redis://127.0.0.1:{broker.port}/0"
        here, there = RedisBus(url, pauses=QUICK), RedisBus(url, pauses=QUICK)
        ear = await hearing(there, here)
        broker.process.terminate()
        broker.process.wait(30)
        await here.whisper(DRAFT)  # lost, and nobody minds
        with subprocess.Popen(broker.process.args, stdout=subprocess.DEVNULL) as again:
            while await ear.next() is not None:
                pass
            await ear.stop()
            ear = await hearing(there, here)
            again.terminate()
        await ear.stop()
        await here.close()
        await there.close()


async def test_a_bad_address_is_told_at_once():
    with pytest.raises(ValueError, match="redis"):
        RedisBus("http://example.org")


async def test_a_bus_that_was_never_used_closes():
    await RedisBus("redis://127.0.0.1:1/0").close()
