"""Pokes and whispers between processes, over one channel of Redis (or Valkey) pub/sub.

Within this process they are heard at once and whether or not the broker is there. Two tasks own one
connection each, a new one after every failure: what others said, and what is to be said to them.
Nobody waits for the broker, and nothing is kept for it while it is away.
"""

import asyncio
import secrets
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypedDict, cast

import structlog
from pydantic import TypeAdapter, ValidationError
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.connection import parse_url
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from warmline.bus.ears import Ears
from warmline.flow.ports import Whisper

CHANNEL = "warmline"
MOST_PENDING = 1000  # pieces that wait for the broker; older ones are dropped
MOST_BYTES = 256 * 1024  # of one piece; a longer one is not ours
SILENCE = 5.0  # seconds until the broker is asked whether it is there, and as long to answer
PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0)  # seconds between two tries to reach it; the last for ever

log = structlog.get_logger()


class Message(TypedDict):
    """What redis-py makes of a line from the broker."""

    type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What goes over the wire. ``by`` names the process, so that it does not hear itself twice."""

    by: str
    whisper: Whisper | None = None  # None: a poke


PIECE: TypeAdapter[Piece] = TypeAdapter(Piece)


class RedisBus:
    """``flow.ports.Bus``."""

    def __init__(self, url: str, *, pauses: tuple[float, ...] = PAUSES) -> None:
        parse_url(url)  # a bad one is told at once: ValueError
        self._url = url
        self._pauses = pauses
        self._me = secrets.token_hex(8)
        self._ears = Ears()
        self._unsent: deque[Piece] = deque(maxlen=MOST_PENDING)
        self._fresh = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def poke(self) -> None:
        self._say(None)

    async def whisper(self, whisper: Whisper) -> None:
        self._say(whisper)

    def listen(self) -> AsyncGenerator[Whisper | None]:
        self._start()
        return self._ears.listen()

    async def close(self) -> None:
        """Cancels as often as it takes: redis-py 8.1 now and then swallows a cancellation."""
        left = set(self._tasks)
        while left:
            for task in left:
                task.cancel()
            _, left = await asyncio.wait(left, timeout=0.05)

    def _say(self, whisper: Whisper | None) -> None:
        self._start()
        self._ears.spread(whisper)
        piece = Piece(by=self._me, whisper=whisper)
        if whisper or not self._unsent or self._unsent[-1] != piece:  # one poke is enough
            self._unsent.append(piece)
        self._fresh.set()

    def _start(self) -> None:
        if not self._tasks:
            self._tasks = [
                asyncio.create_task(self._for_ever(self._send)),
                asyncio.create_task(self._for_ever(self._receive)),
            ]

    async def _for_ever(self, work: Callable[[Redis], Awaitable[None]]) -> None:
        """Work over a connection of one's own; after a failure over a new one."""
        failures = 0
        while True:
            began = asyncio.get_running_loop().time()
            try:
                async with _client(self._url) as redis:
                    await work(redis)
            except Exception as error:
                if _away(error):
                    log.warning("broker_away", error=type(error).__name__)
                else:
                    log.exception("bus_broke")
            lasted = asyncio.get_running_loop().time() - began
            failures = 0 if lasted > SILENCE else min(failures + 1, len(self._pauses))
            await asyncio.sleep(self._pauses[max(failures, 1) - 1])

    async def _send(self, redis: Redis) -> None:
        while True:
            await self._fresh.wait()
            self._fresh.clear()
            while self._unsent:
                await redis.publish(CHANNEL, PIECE.dump_json(self._unsent.popleft()))

    async def _receive(self, redis: Redis) -> None:
        async with redis.pubsub() as ear:
            await ear.subscribe(CHANNEL)
            self._ears.spread(None)  # something may have been missed
            async for body in _bodies(ear):
                self._hear(body)

    def _hear(self, body: bytes) -> None:
        """What cannot be read is nobody's: anybody on the broker can write to the channel."""
        if len(body) > MOST_BYTES:
            return
        with suppress(ValidationError):
            piece = PIECE.validate_json(body)
            if piece.by != self._me:
                self._ears.spread(piece.whisper)


async def _bodies(ear: PubSub) -> AsyncGenerator[bytes]:
    """What is published, for ever. A broker that says nothing is asked, and must answer."""
    asked = False
    while True:
        message = cast("Message | None", await ear.get_message(timeout=SILENCE))
        if message is not None:
            asked = False
            if message["type"] == "message":
                yield message["data"]
        elif asked:
            raise ConnectionError("the broker does not answer")
        else:
            await ear.ping()
            asked = True


def _away(error: Exception) -> bool:
    """Whether the connection failed. A write to one that has just died is uvloop's RuntimeError."""
    died = isinstance(error, RuntimeError) and "handler is closed" in str(error)
    return died or isinstance(error, RedisError | OSError)


def _client(url: str) -> Redis:
    return Redis.from_url(
        url, socket_connect_timeout=SILENCE, socket_timeout=SILENCE, retry=Retry(NoBackoff(), 0)
    )
