"""Discord's gateway: a WebSocket that tells what happens, resumed where it broke off.

discord.com/developers/docs/events/gateway. What was told is counted only once it is durable, so
that what was on its way when a connection broke is told again after the resumption.
"""

import asyncio
import json
import random
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from warmline.channels._loose import document, mapping, text
from warmline.flow.failures import Permanent, Temporary
from warmline.outside.posting import Outside

INTENTS: Final = {
    "guilds": 1 << 0,
    "guild_messages": 1 << 9,
    "guild_typing": 1 << 11,
    "direct_messages": 1 << 12,
    "direct_typing": 1 << 14,
    "message_content": 1 << 15,
}
DIRECT: Final = INTENTS["direct_messages"] | INTENTS["direct_typing"]
FATAL: Final[Mapping[int, str]] = {
    4004: "the bot token is wrong",
    4010: "the bot needs shards, which Warmline does not have",
    4011: "the bot is on too many servers: it needs shards, which Warmline does not have",
    4013: "Discord does not know these intents",
    4014: "the Message Content intent of the bot is switched off",
}
FORGETTING: Final = frozenset({4007, 4009})  # the session cannot go on: begin anew
REMEMBER_EVERY: Final = 1.0  # seconds; what is told twice by that is felt once
GOING_ON: Final = 4000  # our own close code that keeps the session (1000 and 1001 would end it)
LARGEST: Final = 16 * 2**20  # bytes of a frame: a large server's welcome
LONGEST_SILENCE: Final = 20.0  # seconds until the first frame
QUERY: Final = "?v=10&encoding=json"

Document = Mapping[str, object]


class Op(IntEnum):
    """What a frame is."""

    DISPATCH = 0
    BEAT = 1
    IDENTIFY = 2
    RESUME = 6
    RECONNECT = 7
    INVALID = 9
    BEATEN = 11


Tell = Callable[[str, Document], Awaitable[None]]
"""Takes what the gateway dispatched, durably, before it returns."""


@dataclass(frozen=True, slots=True)
class Session:
    """What a connection that broke is gone on with, by whichever process."""

    id: str = ""  # "": there is none
    resume_url: str = ""
    told: int | None = None  # the number of the newest dispatch that is durable here


Remember = Callable[[Session], Awaitable[None]]


class Gateway:
    """One connection after another, of one session as long as Discord lets it live."""

    def __init__(
        self,
        outside: Outside,
        token: str,
        intents: int,
        tell: Tell,
        session: Session,
        remember: Remember,
    ) -> None:
        """``remember`` is handed what changed of ``session``, a second later at the most."""
        self._outside = outside
        self._token = token
        self._intents = intents
        self._tell = tell
        self._session = session
        self._remember = remember
        self._remembered_at = float("-inf")
        self._answered = True  # our newest heartbeat was

    async def follow(self, url: str) -> None:
        """Until the connection ends, which may be tried again. Raises ``Temporary``, ``Permanent``.

        ``url``: where a new session begins.
        """
        try:
            async with self._connected(self._session.resume_url or url) as socket:
                await self._talk(socket)
        except ConnectionClosed as error:
            await self._closed(error.rcvd.code if error.rcvd else 0)
        except (WebSocketException, OSError, TimeoutError) as error:
            # perhaps it is the session's own address that cannot be reached
            self._session = replace(self._session, resume_url="")
            raise Temporary(f"the gateway cannot be reached ({type(error).__name__})") from None

    async def _closed(self, code: int) -> None:
        if code in FATAL:
            raise Permanent(FATAL[code])
        if code in FORGETTING:
            await self._turn(Session())
        raise Temporary(f"the gateway closed the connection ({code})")

    async def _turn(self, session: Session) -> None:
        """A session begins or ends."""
        self._session, self._remembered_at = session, time.monotonic()
        await self._remember(session)

    @asynccontextmanager
    async def _connected(self, url: str) -> AsyncGenerator[ClientConnection]:
        """Judged as every address outside, and sent to the very address that was judged."""
        parts = urlsplit(url)
        secure = parts.scheme == "wss"
        asked = f"{'https' if secure else 'http'}://{parts.netloc}{parts.path or '/'}{QUERY}"
        where = await self._outside.whereto(asked)
        context = self._outside.tls() if secure else None
        async with connect(
            f"{parts.scheme}://{where.authority}{where.path}",
            host=where.ip,
            port=where.port,
            ssl=context,
            max_size=LARGEST,
            ping_interval=None,  # the heartbeat of its own protocol does that
            compression=None,  # what is not packed cannot unpack to gigabytes
            proxy=None,
            server_hostname=where.host if secure else None,
        ) as socket:
            yield socket

    async def _talk(self, socket: ClientConnection) -> None:
        async with asyncio.timeout(LONGEST_SILENCE):
            hello = _frame(await socket.recv())
        every = _seconds(mapping(hello.get("d")).get("heartbeat_interval"))
        beating = asyncio.create_task(self._beat(socket, every))
        try:
            await self._begin(socket)
            async for raw in socket:
                await self._take(socket, _frame(raw))
            raise Temporary("the gateway closed the connection")
        finally:
            beating.cancel()
            with suppress(asyncio.CancelledError, ConnectionClosed):
                await beating

    async def _begin(self, socket: ClientConnection) -> None:
        session = self._session
        if session.id:
            known = {"token": self._token, "session_id": session.id, "seq": session.told}
            await _send(socket, Op.RESUME, known)
            return
        ours = {"os": "linux", "browser": "warmline", "device": "warmline"}
        new = {"token": self._token, "intents": self._intents, "properties": ours}
        await _send(socket, Op.IDENTIFY, new)

    async def _take(self, socket: ClientConnection, frame: Document) -> None:
        match frame.get("op"):
            case Op.DISPATCH:
                await self._dispatch(frame)
            case Op.BEAT:
                await _send(socket, Op.BEAT, self._session.told)
            case Op.RECONNECT:
                await socket.close(GOING_ON)
            case Op.INVALID:
                if frame.get("d") is not True:
                    await self._turn(Session())
                await asyncio.sleep(random.uniform(1, 5))  # noqa: S311 - as Discord asks for
                await socket.close(GOING_ON)
            case Op.BEATEN:
                self._answered = True
            case _:
                pass

    async def _dispatch(self, frame: Document) -> None:
        name, data = text(frame.get("t")), mapping(frame.get("d"))
        if name == "READY":
            id, url = text(data.get("session_id")), text(data.get("resume_gateway_url"))
            await self._turn(Session(id, url))
        await self._tell(name, data)
        number = frame.get("s")
        told = number if isinstance(number, int) else self._session.told
        self._session = replace(self._session, told=told)
        if time.monotonic() - self._remembered_at > REMEMBER_EVERY:
            await self._turn(self._session)

    async def _beat(self, socket: ClientConnection, every: float) -> None:
        """A connection whose heartbeat nobody answers is dead, and left."""
        self._answered = True
        await asyncio.sleep(every * random.random())  # noqa: S311 - as Discord asks for
        while self._answered:
            self._answered = False
            await _send(socket, Op.BEAT, self._session.told)
            await asyncio.sleep(every)
        await socket.close(GOING_ON)


def _seconds(millis: object) -> float:
    return min(max(float(millis), 100.0), 120_000.0) / 1000 if isinstance(millis, int) else 41.25


def _frame(raw: str | bytes) -> Document:
    return mapping(document(raw if isinstance(raw, bytes) else raw.encode()))


async def _send(socket: ClientConnection, op: Op, data: object) -> None:
    await socket.send(json.dumps({"op": op, "d": data}))
