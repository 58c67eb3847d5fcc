"""The thread on which texts are embedded and indexes searched: one, so that they never crowd."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # numpy takes 0.2 s to load
    from warmline.flow.retrieval import Retrieval

T = TypeVar("T")


class ModelThread:
    """``load`` is called on the thread itself, once there is something to embed or find."""

    def __init__(self, load: Callable[[], Retrieval]) -> None:
        self._load = load
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="warmline-model")

    @cached_property
    def retrieval(self) -> Retrieval:
        return self._load()

    async def run(self, work: Callable[[Retrieval], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: work(self.retrieval))

    def close(self) -> None:
        self._thread.shutdown()
