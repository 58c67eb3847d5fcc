"""The database fails: nothing is acknowledged, nothing breaks, and it goes on by itself."""

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import OperationalError

from tests.by_driver import listening
from tests.services import Server, fresh_database, running_postgres
from tests.shell import Clock, begin, log_of, saying, texts_of
from warmline.core.model import ConversationId
from warmline.flow.failures import Temporary
from warmline.flow.ports import Command
from warmline.store import driver, migrate
from warmline.store.sql import SqlStore

C = ConversationId("c")
ROOT = Path(__file__).parents[2]


async def insist(store: SqlStore, command: Command) -> int:
    """Send it again under its key until it is taken, as every client does; how often it failed."""
    for failures in range(10_000):
        try:
            await store.handle(command)
        except Temporary:
            await asyncio.sleep(0.005)
        else:
            return failures
    raise AssertionError("it never recovered")


# ── SQLite ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    path = tmp_path / "warmline.db"
    await migrate.upgrade(str(path))
    return path


@pytest.fixture
async def on_file(file: Path, clock: Clock) -> AsyncIterator[SqlStore]:
    store = SqlStore(str(file), clock=clock)
    yield store
    await store.close()


@contextmanager
def before_each_write(pragma: Callable[[], str]) -> Iterator[None]:
    """Run a pragma on the writer's connection just before a transaction begins on it."""

    def run(db: Connection, statement: str, _: Any) -> None:
        if statement == driver.BEGIN:
            db.connection.cursor().execute(f"PRAGMA {pragma()}")

    with listening(run):
        yield


def intact(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as db:
        return db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def test_a_full_disk_is_a_temporary_failure_and_passes_when_there_is_room_again(
    on_file: SqlStore, file: Path
):
    await begin(on_file)
    with closing(sqlite3.connect(file)) as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
    room = [pages + 20]
    acknowledged: list[int] = []

    async def fill() -> None:
        for n in range(1000):
            await on_file.handle(saying(f"{n} " + "x" * 3000, f"k{n}"))
            acknowledged.append(n)

    with before_each_write(lambda: f"max_page_count={room[0]}"):
        with pytest.raises(Temporary):
            await fill()
        assert 0 < len(acknowledged) < 1000
        large = text("CREATE TABLE t AS SELECT zeroblob(9999999)")
        with pytest.raises(Temporary):
            await on_file.write(lambda db: db.execute(large))
        n = len(acknowledged)
        assert [int(said.split()[0]) for said in await texts_of(on_file)] == acknowledged
        room[0] = 1_000_000
        assert not (await on_file.handle(saying(f"{n} " + "x" * 3000, f"k{n}"))).replayed
    assert [entry.seq for entry in await log_of(on_file)] == list(range(1, n + 3))
    assert intact(file)


async def test_a_file_locked_by_another_program_is_a_temporary_failure_while_it_is(
    on_file: SqlStore, file: Path
):
    await begin(on_file)
    connection = sqlite3.connect(file, isolation_level=None)
    with before_each_write(lambda: "busy_timeout=20"), closing(connection) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Temporary):
            await on_file.handle(saying("Hello?", "k"))
        assert await texts_of(on_file) == []  # reading goes on
        other.execute("ROLLBACK")
    assert not (await on_file.handle(saying("Hello?", "k"))).replayed


async def test_what_the_driver_refuses_is_told_without_anybodys_words(on_file: SqlStore):
    def wrong(db: Connection) -> None:
        driver.execute(db, "INSERT INTO nowhere VALUES (?)", ["my secret words"])

    with pytest.raises(OperationalError, match="nowhere") as failed:
        await on_file.write(wrong)
    assert "secret" not in str(failed.value)


async def test_what_a_transaction_did_that_ended_by_itself_is_not_acknowledged(on_file: SqlStore):
    await begin(on_file)

    def ends(db: Connection) -> None:
        db.execute(text("UPDATE log SET position = 99"))
        driver.execute(db, "ROLLBACK")

    with pytest.raises(OperationalError):
        await on_file.write(ends)
    await on_file.handle(saying("Hello?", "k"))
    assert [entry.seq for entry in await log_of(on_file)] == [1, 2]
    assert await on_file.read(lambda db: db.execute(text("SELECT position FROM log")).scalar()) == 2


async def test_a_file_that_cannot_be_opened_is_a_temporary_failure(tmp_path: Path):
    store = SqlStore(str(tmp_path / "nowhere" / "w.db"))
    try:
        with pytest.raises(Temporary):
            await store.handle(saying("Hello?", "k"))
        with pytest.raises(Temporary):
            await store.conversation(C)
    finally:
        await store.close()


async def test_a_closed_store_says_so(on_file: SqlStore):
    await on_file.close()
    for asked in (lambda: on_file.handle(saying("Hello?", "k")), lambda: on_file.conversation(C)):
        with pytest.raises(Temporary):
            await asked()


async def test_a_look_of_several_queries_sees_one_moment(on_file: SqlStore):
    await begin(on_file)

    def look(db: Any) -> list[int]:
        count = text("SELECT count(*) FROM entry")
        before = db.execute(count).scalar_one()
        asyncio.run_coroutine_threadsafe(on_file.handle(saying("Hi", "k")), loop).result(30)
        return [before, db.execute(count).scalar_one()]

    loop = asyncio.get_running_loop()
    assert await on_file.read(look) == [1, 1]
    assert len(await log_of(on_file)) == 2


WRITER = """
import asyncio, sys
from tests.shell import begin, saying
from warmline.store.sql import SqlStore

async def main():
    store = SqlStore(sys.argv[1])
    await begin(store)
    sent = iter(range(10**9))
    async def write():
        for n in sent:
            await store.handle(saying(str(n), f"{sys.argv[2]}:{n}"))
            print(n, flush=True)
    await asyncio.gather(*(write() for _ in range(8)))

asyncio.run(main())
"""


def killed_writer(file: Path, turn: int, acknowledged: int) -> list[str]:
    """Let a process write until it has acknowledged so many, then kill it; what it acknowledged."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file), str(turn)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    ) as writer:
        assert writer.stdout
        lines = [writer.stdout.readline() for _ in range(acknowledged)]
        writer.send_signal(signal.SIGKILL)
        lines += writer.stdout.readlines()
    return [line.strip() for line in lines if line.endswith("\n")]


async def test_what_was_acknowledged_is_there_after_a_kill_and_nothing_is_half_there(
    file: Path, clock: Clock
):
    dice = random.Random(3)
    expected = 0
    for turn in range(3):
        acknowledged = killed_writer(file, turn, dice.randrange(20, 200))
        assert intact(file)
        store = SqlStore(str(file), clock=clock)
        try:
            log = await log_all(store)
            said = [entry.fact.text for entry in log[1 + expected :]]
            assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
            assert set(acknowledged) <= set(said)
            assert len(said) == len(set(said)) <= len(acknowledged) + 8
            assert (await store.conversation(C)).seq == await store.newest_position() == len(log)
            for n in acknowledged[-3:]:  # and its keys are remembered
                assert (await store.handle(saying(n, f"{turn}:{n}"))).replayed
            expected += len(said)
        finally:
            await store.close()


async def log_all(store: SqlStore) -> list[Any]:
    return list(await store.entries(C, limit=100_000))


# ── PostgreSQL ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def on_server(emptied_postgres_url: str, clock: Clock) -> AsyncIterator[SqlStore]:
    store = SqlStore(emptied_postgres_url, clock=clock)
    yield store
    await store.close()


async def cut_all(store: SqlStore) -> None:
    """End every session on the server but the one that says so."""
    everybody = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await store.read(lambda db: db.execute(everybody).all())


async def test_sessions_that_the_server_ends_cost_nothing(
    on_server: SqlStore, emptied_postgres_url: str
):
    other = SqlStore(emptied_postgres_url)
    try:
        await begin(on_server)
        for n in range(5):
            await on_server.handle(saying(f"{n}", f"k{n}"))
            await cut_all(other)
            await on_server.write(lambda db: db.execute(text("SELECT 1")).all())
            await cut_all(other)
            await on_server.conversation(C)
            await cut_all(other)
        assert await texts_of(on_server) == ["0", "1", "2", "3", "4"]
    finally:
        await other.close()


async def test_sessions_ended_in_mid_work_lose_and_double_nothing(
    on_server: SqlStore, emptied_postgres_url: str
):
    other = SqlStore(emptied_postgres_url)
    try:
        await begin(on_server)

        async def write(of: str) -> None:
            for n in range(25):
                await insist(on_server, saying(f"{of}{n}", f"k{of}{n}"))

        writing = asyncio.gather(*(write(of) for of in "abcd"))
        cuts = 0
        while not writing.done():
            await cut_all(other)
            cuts += 1
            await asyncio.sleep(0.02 * cuts)  # on a busy machine a new session takes its time
        await writing
        assert cuts > 2
        assert sorted(await texts_of(on_server)) == sorted(
            f"{o}{n}" for o in "abcd" for n in range(25)
        )
    finally:
        await other.close()


class Line:
    """A line to a server, which can be cut and mended, or fall silent."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._up = True
        self._ends: set[asyncio.StreamWriter] = set()

    async def open(self, port: int = 0) -> int:
        self._server = await asyncio.start_server(self._pass, "127.0.0.1", port)
        return self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        self._up = False
        for end in self._ends:
            end.transport.abort()

    def mend(self) -> None:
        self._up = True

    async def close(self) -> None:
        await self.cut()
        self._server.close()
        await self._server.wait_closed()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._ends.add(writer)
        try:
            if self._up:
                there, back = await asyncio.open_connection("127.0.0.1", self._to)
                self._ends.add(back)
                await asyncio.gather(pump(reader, back), pump(there, writer))
        except OSError:
            pass
        finally:
            writer.transport.abort()


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
    writer.transport.abort()


@asynccontextmanager
async def line_to(url: str) -> AsyncIterator[tuple[Line, str]]:
    """A line to the server, and the database's URL through it."""
    server = make_url(url)
    line = Line(server.port or 0)
    port = await line.open()
    try:
        yield line, server.set(port=port).render_as_string(hide_password=False)
    finally:
        await line.close()


async def test_a_server_that_is_away_is_a_temporary_failure_and_then_goes_on(
    emptied_postgres_url: str, clock: Clock
):
    async with line_to(emptied_postgres_url) as (line, url):
        store = SqlStore(url, clock=clock)
        try:
            await begin(store)
            await store.handle(saying("before", "k1"))
            await line.cut()
            for asked in (
                lambda: store.handle(saying("away", "k2")),
                lambda: store.conversation(C),
                lambda: store.claim(limit=1, lease=1),
            ):
                with pytest.raises(Temporary):
                    await asked()
            line.mend()
            assert not (await store.handle(saying("away", "k2"))).replayed
            assert await texts_of(store) == ["before", "away"]
        finally:
            await store.close()


async def test_a_line_that_breaks_at_any_moment_loses_and_doubles_nothing(
    emptied_postgres_url: str, clock: Clock
):
    async with line_to(emptied_postgres_url) as (line, url):
        store = SqlStore(url, clock=clock)
        try:
            await begin(store)
            dice = random.Random(5)
            for n in range(25):
                sending = asyncio.create_task(insist(store, saying(f"{n}", f"k{n}")))
                await asyncio.sleep(dice.random() * 0.01)
                await line.cut()
                line.mend()
                await sending
            assert await texts_of(store) == [f"{n}" for n in range(25)]
        finally:
            await store.close()


@pytest.fixture
def own_postgres(postgres_cluster: Server) -> Iterator[Server]:
    """A server that may be stopped without hurting other tests."""
    with running_postgres(postgres_cluster.bin) as server:
        yield server


@contextmanager
def started_again(server: Server) -> Iterator[None]:
    with subprocess.Popen(server.process.args, cwd=server.folder, stderr=subprocess.DEVNULL) as it:
        yield
        it.send_signal(signal.SIGINT)


async def test_a_server_that_is_stopped_and_started_again_is_a_temporary_failure(
    own_postgres: Server, clock: Clock
):
    url = fresh_database(own_postgres, "own")
    await migrate.upgrade(url)
    store = SqlStore(url, clock=clock)
    await begin(store)
    await store.handle(saying("before", "k1"))
    own_postgres.process.send_signal(signal.SIGINT)  # the fast shutdown
    own_postgres.process.wait(30)
    with pytest.raises(Temporary):
        await store.handle(saying("after", "k2"))
    with started_again(own_postgres):
        await insist(store, saying("after", "k2"))  # it takes a while to be there
        assert await texts_of(store) == ["before", "after"]
        await store.close()
