"""PostgreSQL: one writer per process that commits all that waits, and a pool for the rest.

Writers of several processes lock the conversations that they change, and the log's row last of
all; what loses a race is run again.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import URL, Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from warmline.flow.failures import Temporary
from warmline.flow.ports import Command
from warmline.store.batch import (
    Change,
    Committed,
    Done,
    OpenTx,
    Waiting,
    failed,
    halves,
    run_batch,
    tell,
)
from warmline.store.faults import lost_link, lost_race, temporary

T = TypeVar("T")
MOST_AT_ONCE = 256  # in one transaction
CONNECTIONS = 8
TRIES = 5  # of a transaction that lost a race
SERVER_SETTINGS = {
    "application_name": "warmline",
    "synchronous_commit": "on",  # a commit survives a power cut, whatever the server's default
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "30s",  # a process that hangs holds no locks for ever
    "jit": "off",  # every query here is short
}


def engine_for(server: URL) -> AsyncEngine:
    """Connects within 5 s; a statement that a dead line leaves hanging is given up after 30."""
    arguments = {"timeout": 5, "command_timeout": 30, "server_settings": SERVER_SETTINGS}
    return create_async_engine(
        server, pool_size=CONNECTIONS, pool_timeout=5, connect_args=arguments
    )


class PostgresDatabase:
    """Runs commands in batches on one connection, changes and reads on their own."""

    def __init__(self, server: URL, open_tx: OpenTx, committed: Committed) -> None:
        self.engine = engine_for(server)
        self._reading = self.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._open_tx = open_tx
        self._committed = committed
        self._commands = Batcher(self._commit, MOST_AT_ONCE)
        self._changes = Batcher(self._commit, MOST_AT_ONCE)

    def submit(self, what: Command | Change) -> "asyncio.Future[Any]":
        waiting = Waiting(what, asyncio.get_running_loop().create_future())
        (self._commands if isinstance(what, Command) else self._changes).add(waiting)
        return waiting.future

    async def read(self, look: Callable[[Connection], T]) -> T:
        try:
            return await self._look(look)
        except Exception as error:
            if not lost_link(error):
                raise temporary(error) or error from error
        return await self._look_again(look)

    async def close(self) -> None:
        """Commit what waits, then stop."""
        await asyncio.gather(self._commands.close(), self._changes.close())
        await self.engine.dispose()

    async def _look(self, look: Callable[[Connection], T]) -> T:
        async with self._reading.connect() as db:
            return await db.run_sync(look)

    async def _look_again(self, look: Callable[[Connection], T]) -> T:
        try:
            return await self._look(look)
        except Exception as error:
            raise temporary(error) or error from error

    async def _commit(self, batch: Sequence[Waiting]) -> None:
        tell(await self._settle(batch), self._committed)

    async def _settle(self, batch: Sequence[Waiting]) -> list[Done]:
        try:
            return [await self._retrying(batch)]
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            away = temporary(error)
            if away or len(batch) == 1:
                return [failed(batch, away or error)]
        return [done for half in halves(batch) for done in await self._settle(half)]

    async def _retrying(self, batch: Sequence[Waiting]) -> Done:
        """Keys make it safe to run again even what may have been committed."""
        for _ in range(TRIES - 1):
            try:
                return await self._transact(batch)
            except Exception as error:
                if not lost_race(error) and not lost_link(error):
                    raise
        return await self._transact(batch)

    async def _transact(self, batch: Sequence[Waiting]) -> Done:
        async with self.engine.begin() as db:
            return await db.run_sync(run_batch, batch, self._open_tx)


class Batcher:
    """Hands on all that has gathered while the last batch was being dealt with."""

    def __init__(self, deal: Callable[[Sequence[Waiting]], Any], most: int) -> None:
        self._deal = deal
        self._most = most
        self._waiting: list[Waiting] = []
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    def add(self, waiting: Waiting) -> None:
        if self._closed:
            raise Temporary("the store is closed")
        self._waiting.append(waiting)
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        self._closed = True
        if self._task:
            await self._task

    async def _run(self) -> None:
        try:
            while batch := self._waiting[: self._most]:
                del self._waiting[: self._most]
                await self._deal(batch)
        finally:
            self._task = None
