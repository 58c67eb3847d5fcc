"""What is next, and the only clock there is: it moves from one thing to the next, never waiting."""

import heapq
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from warmline.core.model import Millis

SECOND: Millis = 1_000
MINUTE: Millis = 60 * SECOND
HOUR: Millis = 60 * MINUTE
DAY: Millis = 24 * HOUR
BEAT: Millis = SECOND  # what people do falls on a multiple of it
MIDNIGHT: Millis = round(datetime(2026, 3, 9, tzinfo=UTC).timestamp()) * SECOND
"""A Monday on which New York has put its clocks forward, and Berlin has not."""

Deed = Callable[[], Awaitable[None]]


def on_the_beat(when: Millis) -> Millis:
    """The first beat from then on."""
    return -(-when // BEAT) * BEAT


@dataclass(slots=True)
class Agenda:
    """Deeds by their time; of two at the same time, the one that was planned first."""

    now: Millis = MIDNIGHT
    _planned: list[tuple[Millis, int, Deed]] = field(default_factory=list[tuple[Millis, int, Deed]])
    _count: int = 0

    def clock(self) -> Millis:
        return self.now

    def exactly(self, when: Millis, deed: Deed) -> None:
        self._count += 1
        heapq.heappush(self._planned, (max(when, self.now), self._count, deed))

    def at(self, when: Millis, deed: Deed) -> None:
        """At the next beat from then on: so people meet in one moment, and one transaction."""
        self.exactly(on_the_beat(when), deed)

    def after(self, millis: float, deed: Deed) -> None:
        self.at(self.now + round(millis), deed)

    def take(self, until: Millis) -> Sequence[Deed]:
        """What is next, with the clock moved to its time; empty: there is nothing before then."""
        if not self._planned or self._planned[0][0] > until:
            return ()
        self.now = self._planned[0][0]
        found = list[Deed]()
        while self._planned and self._planned[0][0] == self.now:
            found.append(heapq.heappop(self._planned)[2])
        return found
