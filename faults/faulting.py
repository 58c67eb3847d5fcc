"""Every fault the rig knows: what it does to a town, for how long, and how it is undone."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from faults import bent_clock, language_model, mail_sink
from faults.databases import psql
from faults.proxy import Proxy, Weather
from faults.servers import Server
from faults.town import Town

HOUR, DAY = 3_600_000, 86_400_000  # milliseconds
JUMPS = (HOUR, -HOUR, DAY, -DAY, 20_000, -20_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blow:
    """One fault of a schedule. ``seed`` decides whom it hits; ``lasts`` and ``pause``: seconds."""

    fault: str
    seed: float
    lasts: float
    pause: float  # afterwards


Act = Callable[[Town, random.Random, float], AbstractAsyncContextManager[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """``stops``: meanwhile nobody can promise anything to be on time."""

    act: Act
    worlds: frozenset[str]
    shortest: float = 0.5  # seconds
    longest: float = 3.0
    weight: float = 1.0
    stops: bool = True


# ── processes ─────────────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def _killed(servers: list[Server], lasts: float) -> AsyncIterator[None]:
    await asyncio.gather(*(server.end(signal.SIGKILL) for server in servers))
    try:
        yield
    finally:
        for server in servers:
            await server.start()


@asynccontextmanager
async def kill_one(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
    async with _killed([dice.choice(town.servers)], lasts):
        yield


@asynccontextmanager
async def kill_all(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
    async with _killed(town.servers, lasts):
        yield


@asynccontextmanager
async def stop_kindly(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
    """As a new version is brought in: the server may finish what it does."""
    server = dice.choice(town.servers)
    await server.end(signal.SIGTERM)
    yield
    await server.start()


@asynccontextmanager
async def freeze(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
    server = dice.choice(town.servers)
    server.freeze()
    try:
        yield
    finally:
        server.thaw()


@asynccontextmanager
async def disk_full(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
    for server in town.servers:
        server.fill_disk()
    try:
        yield
    finally:
        for server in town.servers:
            server.free_disk()


# ── wires ─────────────────────────────────────────────────────────────────────────────────────────


def weather(where: str, **what: object) -> Act:
    """A change of weather on one of the ways (``clients``) or veins (``database``, ``bus``)."""

    @asynccontextmanager
    async def act(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
        chosen = dice.choice(_proxies(town, where))
        chosen.change(Weather(**what))  # type: ignore[arg-type]
        try:
            yield
        finally:
            chosen.change(Weather())

    return act


def _proxies(town: Town, where: str) -> list[Proxy]:
    return town.ways if where == "clients" else town.veins[where]


@asynccontextmanager
async def reset(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
    dice.choice(town.ways).reset()
    yield


# ── databases and providers ───────────────────────────────────────────────────────────────────────


def database_restart(how: signal.Signals) -> Act:
    @asynccontextmanager
    async def act(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
        assert town.database is not None
        await asyncio.to_thread(town.database.stop, how)
        try:
            yield
        finally:
            await asyncio.to_thread(town.database.start)

    return act


@asynccontextmanager
async def end_sessions(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
    assert town.database is not None
    port = town.database.port
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    for _ in range(3):
        await asyncio.to_thread(psql, port, f"{ended} AND application_name = 'warmline'")
        await asyncio.sleep(dice.random() * 0.5)
    yield


@asynccontextmanager
async def bus_gone(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
    assert town.bus is not None
    await asyncio.to_thread(town.bus.stop, signal.SIGKILL)
    try:
        yield
    finally:
        await asyncio.to_thread(town.bus.start)


@asynccontextmanager
async def moody_model(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
    town.model.moods = language_model.MOODY
    try:
        yield
    finally:
        town.model.moods = language_model.CALM


@asynccontextmanager
async def moody_mail(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
    town.mail.moods = mail_sink.MOODY
    try:
        yield
    finally:
        town.mail.moods = mail_sink.CALM


@asynccontextmanager
async def clock_jump(town: Town, dice: random.Random, lasts: float) -> AsyncIterator[None]:
    """Every server's wall clock, by the same step; it stays there."""
    offset = dice.choice(JUMPS)
    for server in town.servers:
        bent_clock.write(server.clock, offset)
    town.history.note("clock", offset=offset)
    yield


ONE, PAIR, BOTH = frozenset({"one"}), frozenset({"pair"}), frozenset({"one", "pair"})
CLOCK = frozenset({"clock"})
UP, DOWN = frozenset({"up"}), frozenset({"down"})

FAULTS: Mapping[str, Fault] = {
    "kill": Fault(act=kill_one, worlds=BOTH, shortest=0.0, longest=0.6, weight=14),
    "kill all": Fault(act=kill_all, worlds=PAIR, longest=2.0, weight=3),
    "restart": Fault(act=stop_kindly, worlds=BOTH, longest=0.5, weight=1),
    "freeze": Fault(act=freeze, worlds=BOTH, shortest=1.0, longest=6.0, weight=2),
    "disk full": Fault(act=disk_full, worlds=ONE, longest=4.0, weight=2),
    "cut": Fault(act=weather("clients", cut=True), worlds=BOTH, weight=1, stops=False),
    "half-open up": Fault(act=weather("clients", held=UP), worlds=BOTH, longest=8, stops=False),
    "half-open down": Fault(act=weather("clients", held=DOWN), worlds=BOTH, longest=8, stops=False),
    "black hole": Fault(
        act=weather("clients", held=UP | DOWN), worlds=BOTH, longest=6, stops=False
    ),
    "slow wire": Fault(
        act=weather("clients", latency=0.3, sliced=True), worlds=BOTH, longest=4, stops=False
    ),
    "reset": Fault(act=reset, worlds=BOTH, longest=0.6, stops=False),
    "double posts": Fault(act=weather("clients", doubled=True), worlds=BOTH, stops=False),
    "moody model": Fault(
        act=moody_model, worlds=BOTH | CLOCK, shortest=2, longest=6, weight=2, stops=False
    ),
    "moody mail": Fault(act=moody_mail, worlds=BOTH, shortest=2, longest=5, stops=False),
    "database stop": Fault(act=database_restart(signal.SIGINT), worlds=PAIR, longest=3, weight=2),
    "database crash": Fault(act=database_restart(signal.SIGQUIT), worlds=PAIR, longest=2, weight=2),
    "sessions ended": Fault(act=end_sessions, worlds=PAIR, longest=0.6, weight=2),
    "database cut": Fault(act=weather("database", cut=True), worlds=PAIR, longest=4, weight=2),
    "database held": Fault(
        act=weather("database", held=UP | DOWN), worlds=PAIR, longest=6, weight=2
    ),
    "database half-open": Fault(act=weather("database", held=DOWN), worlds=PAIR, longest=6),
    "bus gone": Fault(act=bus_gone, worlds=PAIR, longest=4, weight=2, stops=False),
    "bus cut": Fault(act=weather("bus", cut=True), worlds=PAIR, longest=4, stops=False),
    "bus held": Fault(act=weather("bus", held=UP | DOWN), worlds=PAIR, longest=6, stops=False),
    "clock jump": Fault(
        act=clock_jump, worlds=CLOCK, shortest=1, longest=4, weight=12, stops=False
    ),
}


async def strike(town: Town, blow: Blow) -> None:
    """Do it, wait, undo it; both ends are in the history."""
    fault, dice = FAULTS[blow.fault], random.Random(blow.seed)
    town.history.note("fault", op=blow.fault, phase="begin", stops=fault.stops)
    try:
        async with fault.act(town, dice, blow.lasts):
            await asyncio.sleep(blow.lasts)
    finally:
        town.history.note("fault", op=blow.fault, phase="end", stops=fault.stops)
