"""Showing a visitor on a channel that an answer is being made, or that an operator types."""

import asyncio
from types import TracebackType
from typing import Final

import structlog

from warmline.core.model import Conversation, ConversationId
from warmline.flow.channel_records import Threads
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.switchboard import Switchboard
from warmline.flow.tasks import ended

EVERY: Final = 4.0  # seconds; the shortest that a provider shows it is five
MOST: Final = 15  # times
FRESH: Final = 2.5  # seconds; a console tells every three that somebody still types
MOST_AT_ONCE: Final = 200  # conversations in which operators type

log = structlog.get_logger()


class _Signs:
    """Where a conversation's channel shows no typing, nothing is read or sent."""

    def __init__(self, threads: Threads, switchboard: Switchboard) -> None:
        self._threads = threads
        self._switchboard = switchboard

    def shown_in(self, now: Conversation) -> bool:
        kind = self._switchboard.kinds.get(now.channel)
        return bool(kind and kind.abilities.typing)

    async def show(self, now: Conversation, times: int) -> None:
        """It is worth no second try, and whatever goes wrong with it, the answer goes on."""
        try:
            await self._show(now, times)
        except (Temporary, Permanent):
            pass
        except Exception:
            log.exception("typing_broke", channel=now.channel)

    async def _show(self, now: Conversation, times: int) -> None:
        thread = await self._threads.of(now.id)
        if thread is None:
            return
        _, _, adapter = await self._switchboard.adapter(thread.channel)
        for once in range(times):
            if once:
                await asyncio.sleep(EVERY)
            await adapter.typing(thread.address, thread.newest)


class AnswerTyping:
    """For as long as it is open, the visitor sees that somebody writes."""

    def __init__(self, now: Conversation, threads: Threads, switchboard: Switchboard) -> None:
        self._now = now
        self._signs = _Signs(threads, switchboard)
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        if self._signs.shown_in(self._now):
            self._task = asyncio.create_task(self._signs.show(self._now, MOST))

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await ended(self._task)


class OperatorTyping:
    """The visitor sees that an operator types, which consoles tell every few seconds."""

    def __init__(self, threads: Threads, switchboard: Switchboard) -> None:
        self._signs = _Signs(threads, switchboard)
        self._fresh: dict[ConversationId, asyncio.Task[None]] = {}

    def show(self, now: Conversation) -> None:
        """Returns at once; nothing is sent where it was shown a moment ago."""
        if now.id in self._fresh or len(self._fresh) >= MOST_AT_ONCE:
            return
        if self._signs.shown_in(now):
            task = self._fresh[now.id] = asyncio.create_task(self._once(now))
            task.add_done_callback(lambda _: self._fresh.pop(now.id))

    async def stop(self) -> None:
        for task in list(self._fresh.values()):
            await ended(task)

    async def _once(self, now: Conversation) -> None:
        await self._signs.show(now, 1)
        await asyncio.sleep(FRESH)
