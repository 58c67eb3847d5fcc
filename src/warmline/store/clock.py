"""The time that everything goes by: anchored once, and carried on by a clock that nobody sets.

A wall clock that is put forward or back moves no timer. On SQLite the anchor is this machine's wall
clock when the process starts; on PostgreSQL it is the database's, so that two servers agree.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from sqlalchemy import Connection, select, text

from warmline.core.model import Millis
from warmline.flow.failures import Temporary
from warmline.store.tables import entry

LOOK_EVERY = 5.0  # seconds
STRAYED: Millis = 2_000  # from this difference on, somebody is told that the wall clock was set
STEP: Millis = 1_000  # a correction of more than this is a step, and is taken back in time too
_MILLION = 1_000_000
_CLOCK = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))

log = structlog.get_logger()


def since_boot() -> int:
    """Nanoseconds on a clock that nobody sets, and that also counts while the machine sleeps."""
    return time.monotonic_ns() if _CLOCK is None else time.clock_gettime_ns(_CLOCK)


class SteadyClock:
    """Milliseconds since 1970, never less than it said before. To be called from any thread."""

    def __init__(
        self, *, wall: Callable[[], int] = time.time_ns, steady: Callable[[], int] = since_boot
    ) -> None:
        """``wall`` and ``steady``: nanoseconds."""
        self._wall = wall
        self._steady = steady
        self._offset = wall() - steady()
        self._latest: Millis = 0

    def __call__(self) -> Millis:
        self._latest = max(self._latest, self.exactly())
        return self._latest

    def strayed(self) -> Millis:
        """By how much the wall clock was set since, or differs from the database's."""
        return self._wall() // _MILLION - self.exactly()

    def agree(self, theirs: Millis, asked: Millis, heard: Millis) -> None:
        """Take over the time of a clock that was read between two of our own readings.

        Only as far as the readings prove a difference. Small corrections never turn time back.
        """
        early, late = theirs - heard, theirs - asked  # what must be added is between these
        by = early if early > 0 else min(late, 0)
        if not by:
            return
        self._offset += by * _MILLION
        if by < -STEP:
            self._latest = 0

    def not_before(self, known: Millis) -> Millis:
        """Start from ``known`` where that is later; returns by how much it was."""
        behind = max(0, known - self.exactly())
        self._offset += behind * _MILLION
        return behind

    def exactly(self) -> Millis:
        """Without the promise never to go back."""
        return (self._steady() + self._offset) // _MILLION


def database_time(db: Connection) -> Millis:
    """PostgreSQL's."""
    now = db.execute(text("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint"))
    return int(now.scalar_one())


def newest_time(db: Connection) -> Millis:
    """When the newest entry of the log was made; 0: there is none."""
    newest = select(entry.c.body).order_by(entry.c.position.desc()).limit(1)
    body = db.execute(newest).scalar_one_or_none()
    return int(json.loads(body)["at"]) if body else 0


class Timekeeper:
    """Keeps a clock in agreement with the database's, and tells when the wall clock is set."""

    def __init__(
        self,
        clock: SteadyClock,
        *,
        theirs: Callable[[], Awaitable[Millis]] | None = None,
        newest: Callable[[], Awaitable[Millis]],
    ) -> None:
        """``theirs`` None: there is no other clock to agree with.

        ``newest``: what the log already knows. A clock that was set back before the start would
        else keep every timer of before waiting for that much longer.
        """
        self._clock = clock
        self._theirs = theirs
        self._newest = newest
        self._told: Millis = 0
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Once this returns, the clock tells the database's time."""
        if not self._theirs and (behind := self._clock.not_before(await self._newest())):
            log.warning("wall_clock_is_behind_the_log", by_ms=behind)
        await self.look()
        self._told = self._clock.strayed()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def look(self) -> None:
        if self._theirs:
            asked = self._clock.exactly()
            theirs = await self._theirs()
            self._clock.agree(theirs, asked, self._clock.exactly())

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            with suppress(Temporary):
                await self.look()
            self._tell()

    def _tell(self) -> None:
        strayed = self._clock.strayed()
        if abs(strayed - self._told) >= STRAYED:
            log.warning("wall_clock_was_set", differs_by_ms=strayed)
            self._told = strayed
