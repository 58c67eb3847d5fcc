"""Pokes and whispers within one process. The default; enough until there are two."""

from collections.abc import AsyncGenerator

from warmline.bus.ears import Ears
from warmline.flow.ports import Whisper


class LocalBus:
    """``flow.ports.Bus``."""

    def __init__(self) -> None:
        self._ears = Ears()

    async def poke(self) -> None:
        self._ears.spread(None)

    async def whisper(self, whisper: Whisper) -> None:
        self._ears.spread(whisper)

    def listen(self) -> AsyncGenerator[Whisper | None]:
        return self._ears.listen()

    async def close(self) -> None:
        """Nothing is open."""
