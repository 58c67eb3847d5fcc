"""Who writes where events tell an id alone: their provider is asked, behind everything else.

Nothing waits for the answer, and nobody depends on it. Who could not be named stays nameless, and
is asked about again at a message of theirs, an hour later at the earliest.
"""

import asyncio
from collections.abc import Callable
from typing import Final, cast

import structlog

from warmline.core.model import Millis
from warmline.flow.channel_records import Threads
from warmline.flow.channels import Began, Kind, Namer, Said, Setup
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Bus, Whisper
from warmline.flow.switchboard import Switchboard
from warmline.flow.tasks import ended

AGAIN: Final[Millis] = 3_600_000
WITHIN: Final = 20.0  # seconds of one question
AT_ONCE: Final = 4
MOST_WAITING: Final = 500  # questions; who comes on top of them is asked about later
MOST_KNOWN: Final = 10_000  # of whom it is remembered that they were asked about

log = structlog.get_logger()


class Naming:
    """Several processes may each have one: two of them may ask about the same person."""

    def __init__(
        self, threads: Threads, switchboard: Switchboard, bus: Bus, clock: Callable[[], Millis]
    ) -> None:
        self._threads = threads
        self._switchboard = switchboard
        self._bus = bus
        self._clock = clock
        self._room = asyncio.Semaphore(AT_ONCE)
        self._asked: dict[tuple[str, str], Millis] = {}
        self._asking: set[asyncio.Task[None]] = set()

    def meet(self, setup: Setup, kind: Kind, event: Said | Began) -> None:
        """Somebody wrote, and it is durable. Returns at once."""
        if not kind.abilities.asks_names or event.person.name:
            return
        if len(self._asking) < MOST_WAITING and self._is_time(setup.id, event.thread):
            task = asyncio.create_task(self._name(setup, event.thread))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def stop(self) -> None:
        for task in list(self._asking):
            await ended(task)

    def _is_time(self, channel: str, address: str) -> bool:
        """Whether they were not asked about lately; from now on they were."""
        now, who = self._clock(), (channel, address)
        last = self._asked.pop(who, now - AGAIN)
        due = now - last >= AGAIN
        self._asked[who] = now if due else last
        if len(self._asked) > MOST_KNOWN:
            del self._asked[next(iter(self._asked))]
        return due

    async def _name(self, setup: Setup, address: str) -> None:
        try:
            async with self._room, asyncio.timeout(WITHIN):
                await self._ask(setup, address)
        except (Temporary, Permanent, TimeoutError) as error:
            log.info("name_not_told", channel=setup.id, why=str(error) or "slow")
        except Exception:
            log.exception("naming_broke", channel=setup.id)

    async def _ask(self, setup: Setup, address: str) -> None:
        thread = await self._threads.at(setup.id, address)
        if thread is None or thread.person.name:
            return
        _, _, adapter = await self._switchboard.adapter(setup.id)
        person = await cast("Namer", adapter).named(thread.person)
        if person == thread.person:
            return
        await self._threads.open(setup, address, person)
        await self._bus.whisper(Whisper(kind="named", conversation=thread.conversation))
