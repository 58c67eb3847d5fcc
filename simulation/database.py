"""The store's SQLite file without its threads: what is handed in together is one transaction.

The threads of ``store.sqlite`` put into one batch whatever waits by chance; here it is what is
handed in at the same turn of the event loop, so that the same seed is the same log. All else, the
transaction, its statements and the schema, is the store's own.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from simulation.agenda import MINUTE
from warmline.core.model import Millis
from warmline.flow.ports import Command
from warmline.store import migrate
from warmline.store.batch import Change, Committed, OpenTx, Waiting, failed, run_batch, tell
from warmline.store.sql import SqlStore
from warmline.store.sqlite import engine_for
from warmline.store.wishbook import Book, Wishbook

T = TypeVar("T")
UNSAFE = "PRAGMA synchronous=OFF"  # nobody pulls the plug here, and it is three times as fast


class InlineDatabase:
    """``store.sql.Database`` on the event loop itself."""

    def __init__(self, path: Path, open_tx: OpenTx, committed: Committed) -> None:
        self._engine = engine_for(path)
        self._writing = self._engine.execution_options(writes=True).connect()
        self._reading = self._engine.connect()
        _run(self._writing, UNSAFE)
        self._open_tx = open_tx
        self._committed = committed
        self._waiting: list[Waiting] = []
        self.transactions = 0

    def submit(self, what: Command | Change) -> "asyncio.Future[Any]":
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._commit)
        self._waiting.append(Waiting(what, future))
        return future

    def _commit(self) -> None:
        batch, self._waiting = self._waiting, []
        self.transactions += 1
        try:
            with self._writing.begin():
                done = run_batch(self._writing, batch, self._open_tx)
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            done = failed(batch, error)
        tell([done], self._committed)

    async def read(self, look: Callable[[Connection], T]) -> T:
        with self._reading.begin():
            return look(self._reading)

    async def close(self) -> None:
        self._writing.close()
        self._reading.close()
        self._engine.dispose()


def _run(db: Connection, pragma: str) -> None:
    """Outside of any transaction."""
    driver: Any = db.connection.driver_connection
    driver.execute(pragma)


class StillWishbook(Wishbook):
    """Nobody changes here how they want to be told: what was read serves for a minute."""

    def read(self, db: Connection, now: Millis) -> Book:
        return super().read(db, now - now % MINUTE)


class DayStore(SqlStore):
    """The real store over an inline database."""

    def __init__(self, path: Path, clock: Callable[[], Millis], committed: Committed) -> None:
        super().__init__(str(path), clock=clock, committed=committed)
        self._threaded = self.db
        self.db = self.inline = InlineDatabase(path, self._tx, committed)
        self.wishbook = StillWishbook()

    async def stop_threads(self) -> None:
        await self._threaded.close()


async def open_store(path: Path, clock: Callable[[], Millis], committed: Committed) -> DayStore:
    await migrate.upgrade(str(path))
    store = DayStore(path, clock, committed)
    await store.stop_threads()
    return store
