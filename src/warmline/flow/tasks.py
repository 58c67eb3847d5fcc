"""Ending what runs in the background."""

import asyncio
from contextlib import suppress


async def ended(task: asyncio.Task[None] | None) -> None:
    """Cancel a task and wait until it has ended; None: it was never begun."""
    if task is not None:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
