"""How channels are, noted now and then: no message costs a write of its own."""

from collections.abc import Callable
from contextlib import suppress

from warmline.core.model import Millis
from warmline.flow.channel_records import Health, Setups
from warmline.flow.failures import Temporary

NOTED_EVERY: Millis = 15_000
"""How often the same thing is noted of a channel, at most; a change of its luck is at once."""


class Vitals:
    def __init__(self, setups: Setups, clock: Callable[[], Millis]) -> None:
        self._setups = setups
        self._clock = clock
        self._noted: dict[tuple[str, str], Millis] = {}
        self._failing: set[str] = set()

    async def heard(self, channel: str) -> None:
        """Something came in."""
        await self._well(channel, "heard", Health(heard_at=self._clock()))

    async def sent(self, channel: str) -> None:
        """Something went out."""
        await self._well(channel, "sent", Health(sent_at=self._clock()))

    async def failed(self, channel: str, why: str) -> None:
        fresh = channel not in self._failing
        self._failing.add(channel)
        note = Health(failed_at=self._clock(), error=why, failures=1)
        await self._note(channel, "failed", note, at_once=fresh)

    async def _well(self, channel: str, what: str, note: Health) -> None:
        healed = channel in self._failing
        self._failing.discard(channel)
        await self._note(channel, what, note, at_once=healed)

    async def _note(self, channel: str, what: str, note: Health, *, at_once: bool) -> None:
        now, last = self._clock(), self._noted.get((channel, what))
        if not at_once and last is not None and now - last < NOTED_EVERY:
            return
        self._noted[channel, what] = now
        with suppress(Temporary):
            await self._setups.noted(channel, note)
