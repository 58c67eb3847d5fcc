"""A client's socket that never gives up: it reconnects from its cursor and asks again until told.

What is asked keeps its id over every try, as a browser's draft does, so that a message whose
answer was lost is the same message.
"""

import asyncio
import itertools
import json
import random
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import websockets

from faults.history import History

Frame = dict[str, Any]
LATER = frozenset({"rate_limited", "unavailable"})  # refusals that ask to be tried again
ANSWER_WITHIN = 3.0  # seconds until a try counts as lost
GIVE_UP = 90.0  # seconds; then what came of it stays unknown
PING_EVERY = 2.5  # seconds
numbers = itertools.count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How to reach one server."""

    url: str  # ws://…
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(eq=False)
class Wire:
    """``hello`` makes the first frame of a connection; ``hear`` is given every frame."""

    who: str
    ways: list[Way]
    hello: Callable[[], Frame]
    hear: Callable[[Frame, int], None]
    history: History
    dice: random.Random
    number: int = 0  # of the connection: each has its own
    by_post: Callable[[Frame], Awaitable[Frame | None]] | None = None
    _socket: websockets.ClientConnection | None = None
    _asked: dict[str, "asyncio.Future[Frame]"] = field(default_factory=dict)
    _live: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Be connected, for ever."""
        while True:
            with suppress(OSError, TimeoutError, websockets.WebSocketException, EOFError):
                await self._once(self.dice.choice(self.ways))
            self._live.clear()
            self._socket = None
            for waiting in self._asked.values():
                if not waiting.done():
                    waiting.cancel()
            await asyncio.sleep(0.1 + self.dice.random() * 0.4)

    async def _once(self, way: Way) -> None:
        async with (
            asyncio.timeout(None) as patience,
            websockets.connect(
                way.url,
                additional_headers=way.headers,
                compression=None,
                max_size=None,
                open_timeout=3,
                close_timeout=0.2,
                ping_interval=None,
            ) as socket,
        ):
            self._socket, self.number = socket, next(numbers)
            await socket.send(json.dumps(self.hello()))
            pinging = asyncio.create_task(self._ping(socket))
            try:
                while True:
                    patience.reschedule(asyncio.get_running_loop().time() + 2 * PING_EVERY)
                    self._heard(json.loads(await socket.recv()))
            finally:
                pinging.cancel()
                socket.transport.abort()

    async def _ping(self, socket: websockets.ClientConnection) -> None:
        """What is answered by nothing for long is dead, whatever the operating system thinks."""
        while True:
            await asyncio.sleep(PING_EVERY)
            await socket.send(json.dumps({"type": "ping", "id": f"ping-{next(numbers)}"}))

    def _heard(self, frame: Frame) -> None:
        if frame["type"] == "welcome":
            self._live.set()
        waiting = self._asked.get(frame.get("id", ""))
        if frame["type"] in ("ack", "refused") and waiting and not waiting.done():
            waiting.set_result(frame)
        self.hear(frame, self.number)

    async def ask(self, op: str, frame: Frame, **about: Any) -> Frame | None:
        """Until it is acknowledged or refused for good; None: what came of it is not known."""
        note = {"who": self.who, "op": op, "id": frame["id"], **about}
        self.history.note("invoke", **note)
        with suppress(TimeoutError):
            async with asyncio.timeout(GIVE_UP):
                while True:
                    answer = await self._try(frame)
                    if answer is None or answer.get("code") in LATER:
                        await asyncio.sleep(0.2 + self.dice.random() * 0.4)
                        continue
                    self._note_answer(answer, note)
                    return answer
        self.history.note("info", **note)
        return None

    def _note_answer(self, answer: Frame, note: Frame) -> None:
        if answer["type"] == "ack":
            self.history.note("ok", seq=answer["seq"], **note)
        else:
            told = {"code": answer["code"], "by": answer.get("by", "")}
            self.history.note("fail", **told, **note)

    async def _try(self, frame: Frame) -> Frame | None:
        if self.by_post and (not self._live.is_set() or self.dice.random() < 0.15):
            with suppress(TimeoutError):
                return await self.by_post(frame)
            return None
        with suppress(TimeoutError, websockets.WebSocketException, asyncio.CancelledError, OSError):
            async with asyncio.timeout(ANSWER_WITHIN):
                await self._live.wait()
                socket = self._socket
                if socket is None:
                    return None
                waiting = asyncio.get_running_loop().create_future()
                self._asked[frame["id"]] = waiting
                await socket.send(json.dumps(frame))
                return await waiting
        task = asyncio.current_task()
        if task and task.cancelling():
            raise asyncio.CancelledError
        return None
