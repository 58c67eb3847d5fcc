"""Live places in line: read once for everybody who waits, as often as anybody looks."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from warmline.core.model import ConversationId, Millis
from warmline.flow.failures import Temporary

FRESH: Millis = 2_000
MINUTE: Millis = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where somebody stands in line now, and how long it will take from here."""

    place: int  # 1: next
    low: Millis = 0  # 0: too little is known to say
    high: Millis = 0

    def as_told(self) -> tuple[int, int, int]:
        """What of it a visitor is shown: minutes, rounded up."""
        return self.place, -(-self.low // MINUTE), -(-self.high // MINUTE)


Look = Callable[[], Awaitable[Mapping[ConversationId, Standing]]]
"""Reads how every line stands."""


class Lines:
    """How the lines stand, at most two seconds old. Where nobody asks, nothing is read."""

    def __init__(
        self,
        look: Look,
        clock: Callable[[], Millis],
        *,
        look_again: float = 2.0,
        rest: float = 10.0,
    ) -> None:
        """``rest``: seconds between two things that one visitor is told."""
        self.look_again = look_again
        self.rest = rest
        self._look = look
        self._clock = clock
        self._read_at: Millis = 0
        self._standings: Mapping[ConversationId, Standing] = {}
        self._looking = asyncio.Lock()

    async def of(self, id: ConversationId) -> Standing | None:
        """None where they stand in no line. A database that is away leaves it as it was."""
        async with self._looking:
            if not 0 <= self._clock() - self._read_at < FRESH:
                with suppress(Temporary):
                    self._standings = await self._look()
                    self._read_at = self._clock()
        return self._standings.get(id)
