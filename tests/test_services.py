"""The servers tests rely on are real, empty for each test, and leave nothing behind."""

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import redis.asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.services import Server, running_postgres, running_redis
from tools.services import postgres_bin, redis_server

ROOT = Path(__file__).parents[1]
pytest_plugins = ["pytester"]
Start = Callable[[Path], AbstractContextManager[Server]]
HOLD = """
import signal
import sys
from pathlib import Path
from tests.services import running_postgres

with running_postgres(Path(sys.argv[1])) as server:
    print(server.process.pid, server.folder, flush=True)
    signal.pause()
"""


async def tables(url: str) -> list[str]:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            found = await connection.scalars(
                text("select tablename from pg_tables where schemaname = 'public'")
            )
            names = list(found)
            await connection.execute(text("create table mine (id int)"))
            return names
    finally:
        await engine.dispose()


@pytest.mark.parametrize("_turn", [1, 2])
async def test_every_test_gets_a_postgres_database_of_its_own(_turn: int, postgres_url: str):
    assert await tables(postgres_url) == []


@pytest.mark.parametrize("_turn", [1, 2])
async def test_every_test_gets_an_empty_redis(_turn: int, redis_url: str):
    async with redis.asyncio.from_url(redis_url) as client:
        assert await client.set("mine", "1", nx=True)


@pytest.mark.parametrize(
    ("find", "start"), [(postgres_bin, running_postgres), (redis_server, running_redis)]
)
@pytest.mark.usefixtures("postgres_cluster", "redis_instance")
def test_a_server_is_gone_after_its_block(find: Callable[[], Path], start: Start):
    with start(find()) as server:
        socket.create_connection(("127.0.0.1", server.port), timeout=5).close()
    assert server.process.returncode == 0
    assert not server.folder.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), timeout=5)


@pytest.mark.usefixtures("postgres_cluster")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a parent's death")
def test_a_killed_test_run_takes_its_servers_along():
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(postgres_bin())], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert holder.stdout
    server, folder = holder.stdout.readline().split()
    ended = os.pidfd_open(int(server))
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    # A pidfd becomes readable when its process ends: no polling, no guessing.
    readable, _, _ = select.select([ended], [], [], 30)
    os.close(ended)
    shutil.rmtree(os.fsdecode(folder))
    assert readable


def test_chromium_runs(chromium_path: Path):
    done = subprocess.run([chromium_path, "--version"], check=True, capture_output=True, text=True)
    assert "Chrom" in done.stdout


@pytest.mark.parametrize(("ci", "outcome"), [("", "skipped"), ("true", "failed")])
def test_a_skipped_test_fails_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: str
):
    monkeypatch.setenv("CI", ci)
    pytester.makeconftest("pytest_plugins = ['tests.no_skips']")
    pytester.syspathinsert(ROOT)
    pytester.makepyfile("import pytest\ndef test_it(): pytest.skip('no reason')")
    pytester.runpytest_inprocess("-p", "no:asyncio").assert_outcomes(**{outcome: 1})
