"""The load generator: many visitors and a few operators on real WebSockets.

Open loop (``rate``): sends follow a timetable that waits for nobody, so that a server that stands
still cannot hide its queue; the generator's own lateness is reported as ``late``. Closed loop
(``window``): every visitor keeps that many messages unsettled, which finds saturation. CPU of
everything else on the machine is reported as ``foreign``: a disturbed run can be told.
"""

import asyncio
import itertools
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from bench.dialects import Bare, Dialect, Door
from bench.machine import all_cpu_seconds, cpu_seconds

CONNECT_AT_ONCE = 50
SETTLE_WITHIN = 5.0  # seconds for what was sent to be settled
QUIET = 0.3  # seconds between the last connection and the first message


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    visitors: int = 100
    operators: int = 1
    rate: float = 0  # messages/s of all visitors together; 0: closed loop
    window: int = 0
    seconds: float = 5
    warmup: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where to send, and the process whose CPU counts."""

    url: str  # ws://127.0.0.1:…
    pid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Quantiles of a list of nanoseconds, in milliseconds."""

    count: int
    p50: float
    p99: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    per_second: float  # messages that reached an operator's screen
    settled: Spread  # send → acknowledgement (or answer)
    shown: Spread  # send → operator's screen
    late: Spread
    lost: int  # sent, and not settled or not shown
    closed: int  # sockets that did not last
    cpu_us: float  # of the server, for one message
    cpu_share: float  # of one core
    foreign: float  # cores that others used meanwhile


def spread(values: Sequence[int]) -> Spread:
    ordered = sorted(values) or [0]

    def at(q: float) -> float:
        return ordered[min(len(ordered) - 1, int(len(ordered) * q))] / 1e6

    return Spread(count=len(values), p50=at(0.5), p99=at(0.99), most=at(1))


@dataclass(slots=True)
class Tally:
    """What all sockets of a run saw. Times are kept only while ``timing``."""

    dialect: Dialect
    window: int
    timing: bool = False
    stopping: bool = False
    sent: int = 0
    settled: int = 0
    shown: int = 0
    settle_times: list[int] = field(default_factory=list)
    show_times: list[int] = field(default_factory=list)


class Socket(WSListener):
    """One end of a connection."""

    def __init__(self, tally: Tally, i: int, hello: str) -> None:
        self.tally = tally
        self.i = i
        self.hello = hello
        self.open = True
        self.transport: WSTransport

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport
        if self.hello:
            transport.send(WSMsgType.TEXT, self.hello.encode())

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.open = False

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.TEXT:
            self.hear(frame.get_payload_as_bytes())
        elif frame.msg_type == WSMsgType.CLOSE:
            transport.disconnect()

    def hear(self, frame: bytes) -> None:
        """Nothing, for a socket that only listens."""


class Visitor(Socket):
    def say(self) -> None:
        stamp = time.monotonic_ns()
        self.transport.send(WSMsgType.TEXT, self.tally.dialect.message(self.i, stamp))
        self.tally.sent += 1

    def hear(self, frame: bytes) -> None:
        tally = self.tally
        stamp = tally.dialect.answered(self.i, frame)
        if stamp:
            tally.settled += 1
            if tally.timing:
                tally.settle_times.append(time.monotonic_ns() - stamp)
            if tally.window and not tally.stopping:
                self.say()


class Operator(Socket):
    def hear(self, frame: bytes) -> None:
        tally = self.tally
        for stamp in tally.dialect.shown(frame):
            tally.shown += 1
            if tally.timing:
                tally.show_times.append(time.monotonic_ns() - stamp)


@dataclass(frozen=True, slots=True)
class Mark:
    """How things stood at a moment."""

    at: float
    server: float
    ours: float
    all: float
    shown: int


def _mark(server: Server, tally: Tally) -> Mark:
    ours = cpu_seconds(os.getpid()) - (server_cpu := cpu_seconds(server.pid))
    return Mark(time.monotonic(), server_cpu, ours, all_cpu_seconds(), tally.shown)


async def connect(
    url: str, kind: type[Socket], tally: Tally, doors: Sequence[Door]
) -> list[Socket]:
    gate = asyncio.Semaphore(CONNECT_AT_ONCE)

    async def one(i: int, door: Door) -> Socket:
        async with gate:
            _, socket = await ws_connect(
                lambda: kind(tally, i, door.hello), url + door.path, extra_headers=door.headers
            )
        return socket

    return list(await asyncio.gather(*(one(i, door) for i, door in enumerate(doors))))


async def measure(server: Server, dialect: Dialect, job: Job) -> Measured:
    """Run one job against a server that is up."""
    tally = Tally(dialect, job.window)
    doors = [dialect.operator(i) for i in range(job.operators)]
    operators = await connect(server.url, Operator, tally, doors)
    doors = [dialect.visitor(i) for i in range(job.visitors)]
    visitors = await connect(server.url, Visitor, tally, doors)
    await asyncio.sleep(QUIET)
    late: list[int] = []
    pushing = _saturate if job.window else _follow_timetable
    before, after = await pushing(server, tally, visitors, job, late)
    await _settled(tally, job)
    sockets = [*visitors, *operators]
    closed = sum(not socket.open for socket in sockets)
    for socket in sockets:
        socket.transport.disconnect()
    return _measured(tally, before, after, job, spread(late), closed)


async def _saturate(
    server: Server, tally: Tally, visitors: Sequence[Visitor], job: Job, late: list[int]
) -> tuple[Mark, Mark]:
    for visitor in visitors:
        for _ in range(job.window):
            visitor.say()
    await asyncio.sleep(job.warmup)
    before = _mark(server, tally)
    tally.timing = True
    await asyncio.sleep(job.seconds)
    tally.timing, tally.stopping = False, True
    return before, _mark(server, tally)


async def _follow_timetable(
    server: Server, tally: Tally, visitors: Sequence[Visitor], job: Job, late: list[int]
) -> tuple[Mark, Mark]:
    turns = itertools.cycle(visitors)
    await _send_on_time(turns, tally, job.rate, job.warmup, [])
    before = _mark(server, tally)
    tally.timing = True
    await _send_on_time(turns, tally, job.rate, job.seconds, late)
    tally.timing = False
    return before, _mark(server, tally)


async def _send_on_time(
    turns: "itertools.cycle[Visitor]", tally: Tally, rate: float, seconds: float, late: list[int]
) -> None:
    step = round(1e9 / rate)
    due = time.monotonic_ns()
    end = due + round(seconds * 1e9)
    while due < end:
        while due <= (now := time.monotonic_ns()) and due < end:
            next(turns).say()
            late.append(now - due)
            due += step
        await asyncio.sleep(max(0, (due - time.monotonic_ns()) / 1e9))


async def _settled(tally: Tally, job: Job) -> None:
    until = time.monotonic() + SETTLE_WITHIN
    while _missing(tally, job.operators) and time.monotonic() < until:
        await asyncio.sleep(0.02)


def _missing(tally: Tally, operators: int) -> int:
    return max(tally.sent - tally.settled, tally.sent * operators - tally.shown)


def _measured(
    tally: Tally, before: Mark, after: Mark, job: Job, late: Spread, closed: int
) -> Measured:
    seconds = after.at - before.at
    server = after.server - before.server
    shown = max(1, (after.shown - before.shown) / job.operators)
    foreign = (after.all - before.all) - server - (after.ours - before.ours)
    return Measured(
        per_second=shown / seconds,
        settled=spread(tally.settle_times),
        shown=spread(tally.show_times),
        late=late,
        lost=_missing(tally, job.operators),
        closed=closed,
        cpu_us=server / shown * 1e6,
        cpu_share=server / seconds,
        foreign=max(0.0, foreign / seconds),
    )


async def connect_idle(server: Server, doors: Sequence[Door]) -> list[Socket]:
    """Sockets that say hello and then nothing."""
    return await connect(server.url, Socket, Tally(Bare(), 0), doors)
