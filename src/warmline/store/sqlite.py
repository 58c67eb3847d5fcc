"""One SQLite file: a single writer thread that commits all that waits, and readers beside it."""

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from warmline.flow.failures import Temporary
from warmline.flow.ports import Command
from warmline.store.batch import Change, OpenTx, Settled, Waiting, halves, run_batch, tell
from warmline.store.dialects import PRAGMAS
from warmline.store.faults import temporary

T = TypeVar("T")
MOST_AT_ONCE = 512  # in one transaction
READERS = 4


def engine_for(path: Path) -> Engine:
    """An engine whose transactions are snapshots, or with the option ``writes`` the one writer."""
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=READERS + 1,
        # the driver begins no transaction of its own: `_begin` does
        connect_args={"check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, record: object) -> None:  # noqa: ANN401 - the driver's own type
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(db: Connection) -> None:
    writes = db.get_execution_options().get("writes", False)
    db.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class SqliteDatabase:
    """Runs commands and changes on the writer thread and reads on a few others."""

    def __init__(self, path: Path, open_tx: OpenTx, committed: Callable[[], None]) -> None:
        self.engine = engine_for(path)
        self._writing = self.engine.execution_options(writes=True)
        self._open_tx = open_tx
        self._committed = committed
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="warmline-read")
        self._writer = threading.Thread(target=self._write, name="warmline-write", daemon=True)
        self._loop = asyncio.get_running_loop()
        self._closing = False
        self._writer.start()

    def submit(self, what: Command | Change) -> "asyncio.Future[Any]":
        self._check_open()
        future = self._loop.create_future()
        self._queue.put(Waiting(what, future))
        return future

    async def read(self, look: Callable[[Connection], T]) -> T:
        self._check_open()
        return await self._loop.run_in_executor(self._readers, self._look, look)

    async def close(self) -> None:
        """Commit what waits, then stop."""
        if not self._closing:
            self._closing = True
            self._queue.put(None)
        await self._loop.run_in_executor(None, self._writer.join)
        self._readers.shutdown()
        self.engine.dispose()

    def _check_open(self) -> None:
        if self._closing:
            raise Temporary("the store is closed")

    def _look(self, look: Callable[[Connection], T]) -> T:
        try:
            with self.engine.connect() as db:
                return look(db)
        except Exception as error:
            raise temporary(error) or error from error

    def _write(self) -> None:
        while batch := self._next_batch():
            settled = self._settle(batch)
            with suppress(RuntimeError):  # the loop has gone, and with it whoever waited
                self._loop.call_soon_threadsafe(tell, settled, self._committed)

    def _next_batch(self) -> list[Waiting]:
        """Wait for something, then take all that waits; nothing: it is time to stop."""
        batch = list[Waiting]()
        waiting = self._queue.get()
        while waiting is not None:
            batch.append(waiting)
            if len(batch) == MOST_AT_ONCE or self._queue.empty():
                return batch
            waiting = self._queue.get()
        if batch:
            self._queue.put(None)  # this batch first, then stop
        return batch

    def _settle(self, batch: Sequence[Waiting]) -> list[Settled]:
        try:
            with self._writing.begin() as db:
                return run_batch(db, batch, self._open_tx)
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            away = temporary(error)
            if away or len(batch) == 1:
                return [(waiting, away or error) for waiting in batch]
        return [settled for half in halves(batch) for settled in self._settle(half)]
