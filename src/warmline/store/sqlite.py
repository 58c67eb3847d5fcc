"""One SQLite file: a single writer thread that commits all that waits, and readers beside it."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from warmline.flow.failures import Temporary
from warmline.flow.ports import Command
from warmline.store import driver
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
from warmline.store.dialects import PATIENCE, PRAGMAS
from warmline.store.faults import temporary

T = TypeVar("T")
SETTLE_EVERY = 2.0  # seconds
LOOK_AGAIN = 0.01  # seconds; for a lock
MOST_AT_ONCE = 512  # in one transaction
READERS = 4


def engine_for(path: Path) -> Engine:
    """An engine whose transactions are snapshots.

    With the option ``begins`` they begin with that statement instead; where it is empty, they are
    begun and ended by the driver itself.
    """
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
        _patiently(connection, pragma)


def _patiently(connection: Any, pragma: str) -> None:  # noqa: ANN401
    """Wait for a lock where SQLite does not: when several turn a new file to WAL at once."""
    give_up = monotonic() + PATIENCE
    while True:
        try:
            connection.execute(pragma)
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY  # or an extended code
            if not busy or monotonic() > give_up:
                raise
            sleep(LOOK_AGAIN)
        else:
            return


def _begin(db: Connection) -> None:
    if begins := db.get_execution_options().get("begins", "BEGIN"):
        driver.execute(db, begins)


class Settler:
    """Moves what was committed from the log beside the file into the file, on a thread of its own.

    Left to the writer, that is a pause of tens of milliseconds between two commits.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._fresh = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warmline-settle", daemon=True)
        self._thread.start()

    def committed(self) -> None:
        if not self._fresh.is_set():
            self._fresh.set()

    def stop(self) -> None:
        self._stop.set()
        self._fresh.set()
        self._thread.join()

    def _run(self) -> None:
        while self._fresh.wait() and not self._stop.wait(SETTLE_EVERY):
            self._fresh.clear()
            with suppress(SQLAlchemyError), self._engine.connect() as db:
                db.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")


class SqliteDatabase:
    """Runs commands and changes on the writer thread and reads on a few others."""

    def __init__(self, path: Path, open_tx: OpenTx, committed: Committed) -> None:
        self.engine = engine_for(path)
        self._writing = self.engine.execution_options(begins="")
        self._db: Connection | None = None  # the writer's own
        self._open_tx = open_tx
        self._committed = committed
        self._settler = Settler(self.engine.execution_options(begins=""))
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
        await self._loop.run_in_executor(None, self._settler.stop)
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
            done = self._settle(batch)
            with suppress(RuntimeError):  # the loop has gone, and with it whoever waited
                self._loop.call_soon_threadsafe(tell, done, self._committed)
            self._settler.committed()
        self._let_go()

    def _connect(self) -> Connection:
        """The writer's connection: to SQLAlchemy it is all one transaction."""
        db = self._writing.connect()
        db.begin()
        return db

    def _let_go(self) -> None:
        """After a failure the next batch gets another connection."""
        if self._db is not None:
            with suppress(Exception):
                self._db.close()
            self._db = None

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

    def _settle(self, batch: Sequence[Waiting]) -> list[Done]:
        try:
            db = self._db = self._db or self._connect()
            with driver.writing(db):
                done = run_batch(db, batch, self._open_tx)
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            self._let_go()
            away = temporary(error)
            if away or len(batch) == 1:
                return [failed(batch, away or error)]
            return [done for half in halves(batch) for done in self._settle(half)]
        return [done]
