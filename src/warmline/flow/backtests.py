"""Backtests that run in the background of a server: one at a time, seen by all, cancellable."""

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import structlog

from warmline.core.model import AssistantId, Millis
from warmline.core.policy import Policy
from warmline.flow.failures import Temporary
from warmline.flow.history import History

WAITS = 5.0  # seconds between two words of one that waits for its turn
LOST_AFTER: Millis = 60_000  # without a word its process is gone
MOST_WAITING = 5  # jobs of one process that are not done

Beat = Callable[["Backtest"], Coroutine[None, None, bool]]

log = structlog.get_logger()


class State(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE_STATES = (State.QUEUED, State.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """A job: what was asked, and how far it is."""

    id: str
    assistant: AssistantId
    asked_at: Millis
    by: str
    names: tuple[str, ...]  # of the policies: draft, live, shadow
    texts: tuple[str, ...]  # of the policies; "" for the live one
    source: str  # history, upload
    file: str = ""  # its name, where one was sent
    since: Millis = 0  # of the history: conversations that began then or later
    state: State = State.QUEUED
    conversations: int = 0  # done so far
    share: float | None = None  # of the work, 0..1; None: nobody knows
    error: str = ""


class Backtests(Protocol):
    """Where the jobs are kept, for every process to see."""

    async def add(self, job: Backtest) -> None:
        """Keep a job; the oldest beyond a number are forgotten."""
        ...

    async def all(self, assistant: AssistantId) -> Sequence[Backtest]:
        """Newest first. One whose process is gone has failed."""
        ...

    async def by_id(self, id: str) -> Backtest | None: ...
    async def result(self, id: str) -> str | None:
        """JSON, once it is done."""
        ...

    async def beat(self, job: Backtest) -> bool:
        """Keep how far it is; whether it is still wanted."""
        ...

    async def finish(self, job: Backtest, result: str | None = None) -> None:
        """Nothing happens where it was cancelled meanwhile."""
        ...

    async def cancel(self, id: str) -> bool:
        """Whether it was not over."""
        ...

    async def remove(self, id: str) -> bool: ...


class Unwanted(Exception):
    """Nobody wants the result any more."""


class TooMany(Exception):
    """So many backtests wait already that another would only wait longer."""


class Backtester:
    """Runs the jobs of this process, one after the other, each in a process of its own."""

    def __init__(
        self,
        jobs: Backtests,
        history: History,
        clock: Callable[[], Millis],
        *,
        meaning: bool = False,
    ) -> None:
        """``meaning``: read every turn with the sentence model, as the server's ears do."""
        self.jobs = jobs
        self._meaning = meaning
        self._history = history
        self._clock = clock
        self._turn = asyncio.Semaphore(1)
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    async def start(
        self, job: Backtest, policies: Sequence[Policy], file: Path | None = None
    ) -> Backtest:
        """Begin soon. ``file`` is deleted at the end. Raises ``TooMany``."""
        if len(self._tasks) >= MOST_WAITING:
            raise TooMany
        job = replace(job, id=secrets.token_hex(8), asked_at=self._clock())
        kept = asyncio.Event()
        task = asyncio.create_task(self._guarded(job, policies, file, kept))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            await self.jobs.add(job)
        except BaseException:
            task.cancel()
            raise
        kept.set()
        return job

    async def settled(self) -> None:
        """Wait until nothing runs any more."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        self._closing = True
        await self.settled()

    async def _guarded(
        self, job: Backtest, policies: Sequence[Policy], file: Path | None, kept: asyncio.Event
    ) -> None:
        try:
            await kept.wait()
            if await self._its_turn(job):
                try:
                    await self._run(replace(job, state=State.RUNNING), policies, file)
                finally:
                    self._turn.release()
        except Temporary:
            log.warning("backtest_lost", backtest=job.id)  # it counts as failed without a word
        finally:
            if file:
                await asyncio.to_thread(file.unlink, missing_ok=True)

    async def _its_turn(self, job: Backtest) -> bool:
        """Wait in line, and say now and then that somebody still does; False: not wanted."""
        while await self._beat(job):
            with suppress(TimeoutError):
                async with asyncio.timeout(WAITS):
                    await self._turn.acquire()
                return True
        return False

    async def _run(self, job: Backtest, policies: Sequence[Policy], file: Path | None) -> None:
        from warmline.backtest.plan import Plan  # noqa: PLC0415 - a start can do without it
        from warmline.flow.backtest_work import Work  # noqa: PLC0415

        plan = Plan(policies=tuple(policies), meaning=self._meaning)
        work = Work(job, plan, self._beat, asyncio.get_running_loop())
        try:
            result = await asyncio.to_thread(work.run, self._history, file)
            await self.jobs.finish(work.ended(State.DONE), result)
        except Unwanted:
            await self.jobs.finish(work.ended(State.CANCELLED))
        except (Temporary, OSError) as error:
            await self.jobs.finish(work.ended(State.FAILED, str(error)))
        except Exception:
            log.exception("backtest_broke", backtest=job.id)
            await self.jobs.finish(work.ended(State.FAILED, "It broke."))

    async def _beat(self, job: Backtest) -> bool:
        return not self._closing and await self.jobs.beat(job)
