"""A stand-in of a provider in a thread of its own, since the browser holds the test's."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

import pytest

from tests.process import ServerProcess
from tools.ports import free_port
from warmline.testing._provider import Provider
from warmline.testing._serving import serving

SOON = 30  # seconds


@dataclass(frozen=True)
class Stage:
    address: str
    loop: asyncio.AbstractEventLoop

    def play(self, deed: Coroutine[Any, Any, Any]) -> Any:
        """Let a person do something, and wait until it is done."""
        return asyncio.run_coroutine_threadsafe(deed, self.loop).result(SOON)


@contextmanager
def standing_in(provider: Provider) -> Iterator[Stage]:
    up, stages = Event(), list[tuple[Stage, asyncio.Event]]()

    async def serve() -> None:
        done = asyncio.Event()
        async with serving(provider.app) as address:
            stages.append((Stage(address, asyncio.get_running_loop()), done))
            up.set()
            await done.wait()

    thread = Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert up.wait(SOON)
    [(stage, done)] = stages
    try:
        yield stage
    finally:
        stage.loop.call_soon_threadsafe(done.set)
        thread.join()


@pytest.fixture
def near(tmp_path) -> Iterator[ServerProcess]:
    """A server that may speak to services on this machine."""
    here = {"WARMLINE_EXTERNAL__NETWORKS": "127.0.0.0/8"}
    running = ServerProcess(data=tmp_path / "data", port=free_port(), environment=here)
    running.start()
    running.set_up()
    yield running
    running.stop()
