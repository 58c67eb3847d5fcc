"""One end of a live socket: hands on what it hears, waits for the answers to its requests."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import websockets

from bench.dialects import Door

ANSWER_WITHIN = 60.0  # seconds
LATER = ("rate_limited", "unavailable")  # refusals that ask to be tried again
Frame = dict[str, Any]
numbers = itertools.count(1)


def fresh_id(prefix: str) -> str:
    return f"{prefix}-{next(numbers)}"


class Link:
    def __init__(self, wire: websockets.ClientConnection, hear: Callable[[Frame], None]) -> None:
        self._wire = wire
        self._hear = hear
        self._asked: dict[str, asyncio.Future[Frame]] = {}

    async def listen(self) -> None:
        async for text in self._wire:
            frame: Frame = json.loads(text)
            waiting = self._asked.get(frame.get("id", ""))
            if frame["type"] in ("ack", "refused") and waiting and not waiting.done():
                waiting.set_result(frame)
            self._hear(frame)

    async def ask(self, frame: Frame) -> Frame:
        """The ``ack`` or ``refused`` that answers; tried again with the same id where told to."""
        while True:
            answer = self._asked[frame["id"]] = asyncio.get_running_loop().create_future()
            await self._wire.send(json.dumps(frame))
            async with asyncio.timeout(ANSWER_WITHIN):
                answered = await answer
            if answered["type"] == "ack" or answered["code"] not in LATER:
                return answered
            await asyncio.sleep(answered["retry_after_ms"] / 1000)


@asynccontextmanager
async def connected(url: str, door: Door, hear: Callable[[Frame], None]) -> AsyncIterator[Link]:
    """A socket that has said hello and is being listened to."""
    async with websockets.connect(
        url + door.path, additional_headers=door.headers, compression=None, max_size=None
    ) as wire:
        link = Link(wire, hear)
        await wire.send(door.hello)
        listening = asyncio.create_task(link.listen())
        try:
            yield link
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening
