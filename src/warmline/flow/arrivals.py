"""What providers tell, taken in: threads beside each other, the events of one thread in order.

Everything is felt once, however often and in however many processes it is told: each event has a
key of its own, and a thread is made once. Nothing here returns before it is durable.
"""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final, assert_never

import structlog

from warmline.core.facts import MessageAdded
from warmline.core.inputs import Input, OutsideSaid, VisitorEdited, VisitorWithdrew
from warmline.core.model import Conversation, ConversationId, Millis
from warmline.core.refusals import KeyReused, Refused
from warmline.flow.channel_records import Thread, Unreads
from warmline.flow.channels import (
    Began,
    Echoed,
    Edited,
    Event,
    Kind,
    Moved,
    Receipt,
    Said,
    Setup,
    Typed,
    Unread,
)
from warmline.flow.entrance import Entrance, TooMuch, key_of, with_names
from warmline.flow.failures import Temporary
from warmline.flow.ports import Bus, Command, Whisper
from warmline.flow.vitals import Vitals

AT_ONCE: Final = 16  # threads of one request that are worked at
PATIENCE: Final[Millis] = 20_000  # how long a change waits for the message that it changes
TOO_OLD: Final[Millis] = 3_600_000  # a change that is older than this does not wait at all
SOON: Final = 2.0  # seconds after which a provider should tell it again
JUST_NOW: Final[Millis] = 60_000  # an echo of a message of ours comes within it
LONGEST_RAW: Final = 2000
MOST_WAITING: Final = 1000  # changes without their message that are kept in mind

log = structlog.get_logger()


class TooEarly(Temporary):
    """A change came before the message that it changes."""


@dataclass(slots=True)
class _Turns:
    """Who works at a thread in this process, and how many wait for it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class Arrivals:
    def __init__(
        self,
        entrance: Entrance,
        bus: Bus,
        unreads: Unreads,
        vitals: Vitals,
        greet: Callable[[Thread], Awaitable[None]],
        meet: Callable[[Setup, Kind, Said | Began], None],
    ) -> None:
        """``greet`` is awaited; ``meet`` is told of who wrote once that is durable."""
        self._entrance = entrance
        self._store = entrance.store
        self._threads = entrance.threads
        self._bus = bus
        self._unreads = unreads
        self._vitals = vitals
        self._greet = greet
        self._meet = meet
        self._clock = entrance.clock
        self._turns: dict[tuple[str, str], _Turns] = {}
        self._waiting: dict[tuple[str, str], Millis] = {}  # changes without their message

    async def take(self, setup: Setup, kind: Kind, events: Sequence[Event]) -> None:
        """Raises ``Temporary`` where some of them must be told again; the others are in.

        ``TooEarly`` is one: who is told everything in order need not have it told again.
        """
        if not events:
            return
        room = asyncio.Semaphore(AT_ONCE)

        async def work(thread: str, some: Sequence[Event]) -> None:
            early: TooEarly | None = None
            async with room, self._turn(setup.id, thread):
                for event in some:
                    try:
                        await self._one(setup, kind, event)
                    except TooEarly as error:
                        early = error
            if early:
                raise early

        await self._unreads.keep(setup.id, [one for one in events if isinstance(one, Unread)])
        groups = by_thread([one for one in events if not isinstance(one, Unread)])
        done = await asyncio.gather(
            *(work(thread, some) for thread, some in groups.items()), return_exceptions=True
        )
        for failure in done:
            if isinstance(failure, BaseException):
                raise failure
        await self._vitals.heard(setup.id)

    @asynccontextmanager
    async def _turn(self, channel: str, thread: str) -> AsyncGenerator[None]:
        """Two requests about one thread follow each other, too."""
        turns = self._turns.setdefault((channel, thread), _Turns())
        turns.users += 1
        try:
            async with turns.lock:
                yield
        finally:
            turns.users -= 1
            if not turns.users:
                del self._turns[channel, thread]

    async def _one(self, setup: Setup, kind: Kind, event: Event) -> None:
        """An event that nobody can take in is kept aside, so that it holds up no others."""
        try:
            await self._take(setup, kind, event)
        except Temporary:
            raise
        except (Refused, TooMuch) as refusal:
            await self._set_aside(setup, event, type(refusal).__name__)
        except Exception as bug:
            log.exception("event_broke", channel=setup.id, what=type(event).__name__)
            await self._set_aside(setup, event, type(bug).__name__)

    async def _take(self, setup: Setup, kind: Kind, event: Event) -> None:  # noqa: C901 one flat match
        match event:
            case Said(aside=aside) if aside:
                if not await self._entrance.note(setup, event):
                    await self._set_aside(setup, event, "aside")
            case Said():
                await self._entrance.say(setup, kind, event)
                self._meet(setup, kind, event)
            case Began():
                thread, opened = await self._entrance.begin(setup, event)
                self._meet(setup, kind, event)
                if opened:
                    await self._greet(thread)
            case Edited():
                await self._edited(setup, event)
            case Echoed():
                await self._echoed(setup, event)
            case Receipt():
                await self._received(setup, event)
            case Typed():
                await self._typed(setup, event)
            case Moved():
                await self._threads.move(setup.id, event.thread, event.to)
            case Unread():
                pass  # they were kept all at once
            case _:
                assert_never(event)

    # ── the visitor's own words, changed ──────────────────────────────────────────────────────────

    async def _edited(self, setup: Setup, event: Edited) -> None:
        place = await self._threads.entry_of(setup.id, event.id)
        if place is None:
            self._wait_for_it(setup, event)
            return
        id, seq = place
        self._waiting.pop((setup.id, event.id), None)
        if event.gone:
            input: Input = VisitorWithdrew(message=seq)
            key = f"{key_of(setup, event.id)}:gone"
        else:
            input = await self._changed(id, seq, event)
            key = f"{key_of(setup, event.id)}:edit:{event.at}:{hash_of(event.text)}"
        with suppress(KeyReused):
            await self._store.handle(Command(id, input, key))

    async def _changed(self, id: ConversationId, seq: int, event: Edited) -> VisitorEdited:
        now = await self._store.conversation(id) or Conversation(id=id)
        before = await self._store.entries(id, before=seq, limit=20)
        hearing = self._entrance.hearing
        return VisitorEdited(
            message=seq,
            text=event.text,
            signals=await hearing.signals(now, before, event.text),
            draft=event.id,
            judge=await hearing.judges(now.assistant),
        )

    def _wait_for_it(self, setup: Setup, event: Edited) -> None:
        """The message may still be on its way; one from before our time never comes."""
        now = self._clock()
        first = self._waiting.setdefault((setup.id, event.id), now)
        if now - first < PATIENCE and not 0 < event.at < now - TOO_OLD:
            if len(self._waiting) > MOST_WAITING:
                del self._waiting[next(iter(self._waiting))]
            raise TooEarly("a change came before its message", retry_after=SOON)
        del self._waiting[setup.id, event.id]

    # ── the owner's own people, elsewhere ─────────────────────────────────────────────────────────

    async def _echoed(self, setup: Setup, event: Echoed) -> None:
        thread = await self._threads.at(setup.id, event.thread)
        if thread is None:
            await self._set_aside(setup, event, "echo")
        elif not await self._is_ours(setup, thread, event):
            files = self._entrance.files
            if files is None:
                input = OutsideSaid(text=with_names(event.text, event.files), draft=event.id)
            else:
                id = thread.conversation
                sent = [await files.expect(id, setup.id, one) for one in event.files]
                input = OutsideSaid(text=event.text, draft=event.id, files=tuple(sent))
            with suppress(KeyReused):
                command = Command(thread.conversation, input, key_of(setup, event.id))
                await self._store.handle(command)

    async def _is_ours(self, setup: Setup, thread: Thread, event: Echoed) -> bool:
        """By its words, while the answer that tells its id is on its way; else by that id.

        In this order: what stops being on its way between the two looks has an id at the second.
        """
        sending = [
            one.seq
            for one in await self._threads.deliveries(thread.conversation)
            if one.state == "sending" and one.at > self._clock() - JUST_NOW
        ]
        said = list[str]()
        for seq in sending:
            entries = await self._store.entries(thread.conversation, after=seq - 1, limit=1)
            said += [one.fact.text for one in entries if isinstance(one.fact, MessageAdded)]
        if _is_of(event.text, said):
            return True
        return await self._threads.entry_of(setup.id, event.id) is not None

    # ── what passes ───────────────────────────────────────────────────────────────────────────────

    async def _received(self, setup: Setup, receipt: Receipt) -> None:
        for delivery in await self._threads.received(setup.id, receipt):
            await self._bus.whisper(
                Whisper(kind="delivery", conversation=delivery.conversation, number=delivery.seq)
            )

    async def _typed(self, setup: Setup, event: Typed) -> None:
        if thread := await self._threads.at(setup.id, event.thread):
            await self._bus.whisper(
                Whisper(kind="typing", conversation=thread.conversation, who="visitor", on=event.on)
            )

    async def _set_aside(self, setup: Setup, event: Event, why: str) -> None:
        name = type(event).__name__.lower()
        id = getattr(event, "id", "") or f"{name}:{self._clock()}"
        raw = repr(event)[:LONGEST_RAW]
        await self._unreads.keep(setup.id, [Unread(id=id, what=f"{name}: {why}", raw=raw)])


def by_thread(events: Sequence[Event]) -> dict[str, list[Event]]:
    """Each thread's events in order; one that moves and what it becomes are the same."""
    groups, moved = dict[str, list[Event]](), dict[str, str]()
    for event in events:
        thread = getattr(event, "thread", "")
        name = moved.get(thread, thread)
        if isinstance(event, Moved):
            moved[event.to] = name
        groups.setdefault(name, []).append(event)
    return groups


def hash_of(text: str) -> str:

    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _is_of(echo: str, said: Sequence[str]) -> bool:
    """Whether these are words of ours: a part of a message, several as one, or with choices."""
    words, ours = " ".join(echo.split()), [" ".join(one.split()) for one in said]
    whole = " ".join(ours)
    return bool(words) and (words in whole or any(one and one in words for one in ours))
