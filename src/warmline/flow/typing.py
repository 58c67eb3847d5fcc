"""Showing a visitor on a channel that an answer is being made."""

import asyncio
from types import TracebackType
from typing import Final

import structlog

from warmline.core.model import Conversation
from warmline.flow.channel_records import Threads
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.switchboard import Switchboard
from warmline.flow.tasks import ended

EVERY: Final = 4.0  # seconds; the shortest that a provider shows it is five
MOST: Final = 15  # times

log = structlog.get_logger()


class Typing:
    """Nothing is read or sent where the conversation's channel shows no typing."""

    def __init__(self, now: Conversation, threads: Threads, switchboard: Switchboard) -> None:
        self._now = now
        self._threads = threads
        self._switchboard = switchboard
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        kind = self._switchboard.kinds.get(self._now.channel)
        if kind and kind.abilities.typing:
            self._task = asyncio.create_task(self._show())

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await ended(self._task)

    async def _show(self) -> None:
        """It is worth no second try, and whatever goes wrong with it, the answer goes on."""
        try:
            await self._shown()
        except (Temporary, Permanent):
            pass
        except Exception:
            log.exception("typing_broke", channel=self._now.channel)

    async def _shown(self) -> None:
        thread = await self._threads.of(self._now.id)
        if thread is None:
            return
        _, _, adapter = await self._switchboard.adapter(thread.channel)
        for _ in range(MOST):
            await adapter.typing(thread.address, thread.newest)
            await asyncio.sleep(EVERY)
