"""How fast a channel may be sent to: each person, and all of them, in this process."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

from warmline.flow.channels import Abilities
from warmline.flow.failures import PutOff

WAITED_FOR: Final = 2.0  # seconds: a shorter wait is waited, a longer one gives the place away
MOST_THREADS: Final = 20_000  # remembered


class Gauge:
    """``now``: seconds that never go back."""

    def __init__(
        self,
        now: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._now = now
        self._sleep = sleep
        self._threads: OrderedDict[tuple[str, str], float] = OrderedDict()  # free from then on
        self._channels: dict[str, float] = {}

    async def pass_(self, channel: str, thread: str, abilities: Abilities) -> None:
        """Take a turn. Raises ``PutOff`` where it is not soon."""
        now = self._now()
        free = max(self._threads.get((channel, thread), now), self._channels.get(channel, now), now)
        if free - now > WAITED_FOR:
            raise PutOff("the channel takes no more for the moment", after=free - now)
        if abilities.pace:
            self._threads[channel, thread] = free + abilities.pace
            self._threads.move_to_end((channel, thread))
            while len(self._threads) > MOST_THREADS:
                self._threads.popitem(last=False)
        if abilities.rate:
            # a second's worth may go at once
            behind = max(self._channels.get(channel, 0.0), now - 1.0)
            self._channels[channel] = behind + 1.0 / abilities.rate
        if free > now:
            await self._sleep(free - now)

    def hold(self, channel: str, thread: str, seconds: float) -> None:
        """The provider says when: its word counts."""
        self._threads[channel, thread] = self._now() + seconds
