"""Everybody in this process who listens to the bus."""

from asyncio import Event
from collections.abc import AsyncGenerator

from warmline.flow.ports import Whisper

MOST_PENDING = 10_000  # pieces a listener may be behind; then all of them become one poke


class Ear:
    """What one listener has not taken yet. Pokes that nothing separates are one."""

    def __init__(self) -> None:
        self._pieces: list[Whisper | None] = []
        self._filled = Event()

    def offer(self, piece: Whisper | None) -> None:
        if len(self._pieces) >= MOST_PENDING:
            self._pieces = [None]
        if piece is not None or not self._pieces or self._pieces[-1] is not None:
            self._pieces.append(piece)
        self._filled.set()

    async def take(self) -> list[Whisper | None]:
        await self._filled.wait()
        self._filled.clear()
        taken, self._pieces = self._pieces, []
        return taken


class Ears:
    def __init__(self) -> None:
        self._ears: set[Ear] = set()

    async def listen(self) -> AsyncGenerator[Whisper | None]:
        ear = Ear()
        self._ears.add(ear)
        try:
            while True:
                for piece in await ear.take():
                    yield piece
        finally:
            self._ears.discard(ear)

    def spread(self, piece: Whisper | None) -> None:
        for ear in self._ears:
            ear.offer(piece)
