"""The round that works at files that wait: fetched from channels, scanned; and sweeps the rest."""

import asyncio
from collections.abc import Callable
from typing import Final

import structlog

from warmline.core.model import Millis
from warmline.flow.failures import Temporary
from warmline.flow.file_parts import Rows, Stored
from warmline.flow.files import Files, wait_after

LEASE: Final[Millis] = 180_000
WITHIN: Final = 150.0  # seconds of one try
AT_ONCE: Final = 4
MOST_TRIES: Final = 20  # over about two hours
KEPT: Final[Millis] = 24 * 3600 * 1000  # a file that no message has
SWEPT_EVERY: Final[Millis] = 10 * 60 * 1000

log = structlog.get_logger()


class Filing:
    """A round of ``flow.rounds``. Several processes may each have one."""

    def __init__(self, files: Files, rows: Rows, clock: Callable[[], Millis]) -> None:
        self._files = files
        self._rows = rows
        self._clock = clock
        self._swept: Millis = 0

    async def __call__(self) -> None:
        while due := await self._rows.claim(lease=LEASE, limit=AT_ONCE):
            await asyncio.gather(*map(self._one, due))
        if self._clock() - self._swept >= SWEPT_EVERY:
            self._swept = self._clock()
            while await self._files.sweep(self._clock() - KEPT):
                pass

    async def _one(self, stored: Stored) -> None:
        """What cannot be done now is tried again; what never can be is refused, and shown so."""
        try:
            async with asyncio.timeout(WITHIN):
                await self._files.go_on(stored)
        except (Temporary, TimeoutError) as error:
            await self._later(stored, str(error) or "slow")
        except Exception:
            log.exception("file_stumbled", file=stored.id)
            await self._later(stored, "broke")

    async def _later(self, stored: Stored, why: str) -> None:
        log.warning("file_put_off", file=stored.id, why=why, tries=stored.tries)
        if stored.tries >= MOST_TRIES and not stored.blob:
            await self._files.refuse(stored, "unreachable")
        else:
            await self._rows.settle(stored, self._clock() + wait_after(stored.tries))
