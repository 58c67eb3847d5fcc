"""The channels that are on, opened: opened anew when they change, and listening in one process.

A channel that asks its provider for news (a mailbox, a gateway) is listened to by the process that
holds its lease; when that one dies, another finds the lease over.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol, cast

import structlog

from warmline.flow.arrivals import TooEarly
from warmline.flow.channel_records import Setups
from warmline.flow.channels import Adapter, Event, Kind, Receiver, Setup
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.leases import Leases
from warmline.flow.tasks import ended
from warmline.flow.vitals import Vitals

LOOK_EVERY: Final = 2.0  # seconds
FRESH: Final = 0.25  # seconds for which what was read is not read again
LEASE: Final = 15.0  # seconds
RENEW_EVERY: Final = 4.0  # seconds
RETIRE: Final = 30.0  # seconds that what was replaced may still be at work
BACKOFF: Final = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)  # seconds between tries to listen

log = structlog.get_logger()


class Takes(Protocol):
    """Takes events in: ``flow.arrivals``."""

    async def take(self, setup: Setup, kind: Kind, events: Sequence[Event]) -> None: ...


@dataclass(frozen=True, slots=True)
class Line:
    """A channel, opened."""

    setup: Setup
    kind: Kind
    adapter: Adapter


class Switchboard:
    def __init__(  # noqa: PLR0913 what it is made of, each by its name
        self,
        *,
        setups: Setups,
        kinds: Mapping[str, Kind],
        build: Callable[[Setup], Adapter],
        leases: Leases,
        vitals: Vitals,
        holder: str,
        now: Callable[[], float] = time.monotonic,
        look_every: float = LOOK_EVERY,
        renew_every: float = RENEW_EVERY,
    ) -> None:
        """``holder`` names this process and no other; ``build`` opens an adapter."""
        self.kinds = kinds
        self._setups = setups
        self._build = build
        self._leases = leases
        self._vitals = vitals
        self._holder = holder
        self._now = now
        self._look_every = look_every
        self._renew_every = renew_every
        self._lines: dict[str, Line] = {}
        self._version = -1
        self._looked = float("-inf")
        self._looking = asyncio.Lock()
        self._takes: Takes | None = None
        self._listening: dict[str, asyncio.Task[None]] = {}
        self._held: dict[str, float] = {}  # until when a lease is ours, by our own clock
        self._tasks: list[asyncio.Task[None]] = []
        self._retiring: dict[asyncio.Task[None], Adapter] = {}

    async def adapter(self, channel_id: str, /) -> tuple[Setup, Kind, Adapter]:
        """Raises ``Permanent``: there is none of that id, or it is off. May raise ``Temporary``."""
        if channel_id not in self._lines or self._now() - self._looked > FRESH:
            await self.look()
        line = self._lines.get(channel_id)
        if line is None:
            raise Permanent("the conversation's channel is not set up, or it is off")
        return line.setup, line.kind, line.adapter

    def start(self, takes: Takes) -> None:
        """Look for changes, and listen. What comes in is handed to ``takes``."""
        self._takes = takes
        self._tasks = [
            asyncio.create_task(self._again(self.look, self._look_every)),
            asyncio.create_task(self._again(self.listen, self._renew_every)),
        ]

    async def rest(self) -> None:
        """Nobody listens here any more, so that another process may at once."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            await ended(task)
        for id in list(self._listening):
            await self._hang_up(id)

    async def stop(self) -> None:
        """Close everything. What is sent after this fails, and is sent again elsewhere."""
        await self.rest()
        retiring, lines = dict(self._retiring), dict(self._lines)
        self._lines.clear()
        for task in retiring:
            await ended(task)
        for adapter in (*retiring.values(), *(line.adapter for line in lines.values())):
            await _closed(adapter)

    async def look(self) -> None:
        """Open what is new or has changed. Raises ``Temporary``."""
        async with self._looking:
            version = await self._setups.version()
            if version != self._version:
                self._open(await self._setups.all())
                self._version = version
            self._looked = self._now()

    async def listen(self) -> None:
        """Hold what is ours on, take what is free, and leave what is gone."""
        wanted = {id for id, line in self._lines.items() if line.kind.receives(line.setup)}
        for id in set(self._listening) - wanted:
            await self._hang_up(id)
        for id in wanted:
            if await self._may_listen(id):
                if id not in self._listening:
                    self._listening[id] = asyncio.create_task(self._receive(id))
            elif id in self._listening:
                await ended(self._listening.pop(id))

    async def _may_listen(self, id: str) -> bool:
        """Whether its lease is ours; where nobody can say, as long as it lasts for sure."""
        asked = self._now()
        try:
            mine = await self._leases.take(_lease(id), self._holder, seconds=LEASE)
        except Temporary:
            return self._now() < self._held.get(id, 0.0)
        self._held[id] = asked + LEASE - self._renew_every if mine else 0.0
        return mine

    def _open(self, setups: Sequence[Setup]) -> None:
        wanted = {one.id: one for one in setups if one.on and one.kind in self.kinds}
        for id, line in list(self._lines.items()):
            if wanted.get(id) != line.setup:
                del self._lines[id]
                self._retire(line.adapter)
                if task := self._listening.pop(id, None):
                    task.cancel()
        for id, setup in wanted.items():
            if id not in self._lines and (adapter := self._built(setup)):
                self._lines[id] = Line(setup, self.kinds[setup.kind], adapter)

    def _built(self, setup: Setup) -> Adapter | None:
        """None where it cannot be opened as it is set up: the others go on."""
        try:
            return self._build(setup)
        except Exception:
            log.exception("channel_not_opened", channel=setup.id, kind=setup.kind)
            return None

    # ── listening ─────────────────────────────────────────────────────────────────────────────────

    async def _receive(self, id: str) -> None:
        """Listen for as long as we may; what fails is tried again, later each time."""
        tries = 0
        while (line := self._lines.get(id)) and self._takes:
            takes, began = self._takes, self._now()

            async def take(events: Sequence[Event], line: Line = line) -> None:
                with suppress(TooEarly):  # they come in order here: that message never will
                    await takes.take(line.setup, line.kind, events)  # noqa: B023 - of this round

            why = await self._listened(line, take)
            tries = 0 if self._now() - began > BACKOFF[-1] else tries + 1
            if why:
                await self._vitals.failed(id, why)
            await asyncio.sleep(BACKOFF[min(max(tries, 1), len(BACKOFF)) - 1])

    async def _listened(
        self, line: Line, take: Callable[[Sequence[Event]], Awaitable[None]]
    ) -> str:
        """Why it ended."""
        try:
            await cast("Receiver", line.adapter).receive(take)
        except (Temporary, Permanent) as error:
            return str(error)
        except Exception as bug:
            log.exception("receiver_broke", channel=line.setup.id)
            return type(bug).__name__
        return ""

    async def _hang_up(self, id: str) -> None:
        await ended(self._listening.pop(id))
        with suppress(Temporary):  # it runs out by itself
            await self._leases.leave(_lease(id), self._holder)

    async def _again(self, what: Callable[[], Awaitable[None]], every: float) -> None:
        while True:
            try:
                await what()
            except Temporary:
                pass  # the database is away: the leases run out, and others have the same trouble
            except Exception:
                log.exception("switchboard_stumbled")
            await asyncio.sleep(every)

    # ── what was replaced ─────────────────────────────────────────────────────────────────────────

    def _retire(self, adapter: Adapter) -> None:
        """Close it when what it does now is done."""

        async def later() -> None:
            await asyncio.sleep(RETIRE)
            await _closed(adapter)

        task = asyncio.create_task(later())
        self._retiring[task] = adapter
        task.add_done_callback(lambda done: self._retiring.pop(done, None))


async def _closed(adapter: Adapter) -> None:
    try:
        await adapter.close()
    except Exception:
        log.exception("adapter_not_closed")


def _lease(id: str) -> str:
    return f"receive:{id}"
