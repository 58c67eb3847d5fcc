"""The schema's two descriptions agree, and a database comes to it from anywhere."""

import asyncio
import re
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, inspect, select

from tests.by_driver import listening
from tests.shell import ANN, OpenStore, begin, claiming, log_of, saying, wanting
from warmline.core.model import ConversationId
from warmline.flow.failures import Temporary
from warmline.flow.ports import EVERY_KIND
from warmline.store import migrate, sqlite
from warmline.store import tables as t
from warmline.store.dialects import address
from warmline.store.inbox import STATUSES, SqlInbox
from warmline.store.sql import SqlStore

Bring = Callable[[str], Awaitable[None]]
C = ConversationId("c")
MIGRATIONS = Path(migrate.__file__).parent / "migrations"


@pytest.fixture(params=["sqlite", "postgres"])
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database in which there is nothing at all."""
    if request.param == "sqlite":
        return str(tmp_path / "made" / "on the way" / "100%.db")
    return request.getfixturevalue("postgres_url")


async def on(url: str, work: Callable[[Connection], Any]) -> Any:
    """Run some work on a database and commit it."""
    store = SqlStore(url)
    try:
        return await store.write(work)
    finally:
        await store.close()


async def through_all_revisions(url: str) -> None:
    """The way of a database that was made by an older version."""
    where = address(url)
    if isinstance(where, Path):
        where.parent.mkdir(parents=True, exist_ok=True)
    await on(url, migrate.run)


async def test_migrations_lead_to_the_tables_that_the_code_describes(fresh_url: str):
    await through_all_revisions(fresh_url)

    def differences(db: Connection) -> list[Any]:
        context = MigrationContext.configure(
            db, opts={"compare_type": True, "compare_server_default": False}
        )
        return compare_metadata(context, t.metadata)

    assert await on(fresh_url, differences) == []


async def test_a_new_database_is_made_as_the_migrations_would_leave_it(tmp_path: Path):
    """Defaults and clustered tables, too, which alembic does not compare, and every row."""
    made, migrated = tmp_path / "made.db", tmp_path / "migrated.db"
    await migrate.upgrade(str(made))
    await through_all_revisions(str(migrated))

    def schema(path: Path) -> dict[str, str]:
        """Every statement, spaces aside."""
        query = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        with closing(sqlite3.connect(path)) as db:
            made = dict(db.execute(query))
        return {name: re.sub(r"\s*([(),])\s*|\s+", r" \1", sql) for name, sql in made.items()}

    def rows(path: Path) -> set[str]:
        with closing(sqlite3.connect(path)) as db:
            return {line for line in db.iterdump() if line.startswith("INSERT")}

    assert schema(made) == schema(migrated)
    assert rows(made) == rows(migrated)
    assert len(rows(made)) == 3


@pytest.mark.parametrize("bring", [migrate.upgrade, through_all_revisions])
async def test_a_fresh_database_is_ready_to_use(bring: Bring, fresh_url: str):
    await bring(fresh_url)
    rows = await on(
        fresh_url,
        lambda db: [
            tuple(db.execute(select(table)).one()) for table in (t.log, t.knowledge_version)
        ],
    )
    assert rows == [(1, 0), (1, 1)]


async def test_migrating_again_changes_nothing(open_store: OpenStore, url: str):
    store = open_store()
    await begin(store)
    await migrate.upgrade(url)
    await begin(store, "d")
    assert (await store.newest_position(), len(await log_of(store))) == (2, 1)


async def test_servers_that_start_at_once_migrate_once(fresh_url: str):
    await asyncio.gather(*(migrate.upgrade(fresh_url) for _ in range(4)))
    assert await on(fresh_url, lambda db: db.execute(select(t.log.c.position)).all()) == [(0,)]


async def test_a_new_file_that_another_server_has_just_locked_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """SQLite does not wait here: it answers at once that the file is locked."""
    path = tmp_path / "new.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        waits = list[float]()

        def wait(seconds: float) -> None:
            waits.append(seconds)
            if len(waits) == 3:
                other.execute("COMMIT")

        monkeypatch.setattr(sqlite, "sleep", wait)
        await migrate.upgrade(str(path))
    assert len(waits) == 3


async def test_the_first_revision_can_be_taken_back(fresh_url: str):
    await migrate.upgrade(fresh_url)
    await on(fresh_url, lambda db: migrate.run(db, "base"))
    left = await on(fresh_url, lambda db: inspect(db).get_table_names())
    assert left == ["alembic_version"]
    await migrate.upgrade(fresh_url)


def test_the_newest_revision_is_the_one_that_a_start_looks_for():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.HEAD


def test_neither_the_first_start_nor_a_later_one_imports_alembic(tmp_path: Path):
    """It takes longer than all the rest."""
    program = (
        "import asyncio, sys; from warmline.store import migrate;"
        f"asyncio.run(migrate.upgrade({str(tmp_path / 'w.db')!r}));"
        "print('alembic' in sys.modules)"
    )
    told = [subprocess.check_output([sys.executable, "-c", program], text=True) for _ in range(2)]
    assert told == ["False\n", "False\n"]


async def test_a_server_that_is_away_is_a_temporary_failure():
    with pytest.raises(Temporary):
        await migrate.upgrade("postgresql://127.0.0.1:1/warmline")


async def test_a_folder_that_cannot_be_written_is_a_temporary_failure(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Temporary):
        await migrate.upgrade(str(tmp_path / "file" / "w.db"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("var/w.db", Path("var/w.db")),
        ("/var/w.db", Path("/var/w.db")),
        ("sqlite:///var/w.db", Path("var/w.db")),
        ("sqlite:////var/w.db", Path("/var/w.db")),
        ("postgres://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgresql://u@h:1/d", "postgresql+asyncpg://u@h:1/d"),
        ("postgresql+asyncpg://u@h/d", "postgresql+asyncpg://u@h/d"),
        ("postgres://h/d?sslmode=require", "postgresql+asyncpg://h/d?ssl=require"),
    ],
)
def test_a_database_may_be_named_in_the_usual_ways(url: str, expected: Path | str):
    where = address(url)
    text_ = where if isinstance(where, Path) else where.render_as_string(hide_password=False)
    assert text_ == expected


def test_a_database_of_another_sort_is_refused_by_name():
    with pytest.raises(ValueError, match=r"expected .*postgresql://.* got mysql://") as refused:
        address("mysql://root:secret@h/d")
    assert "secret" not in str(refused.value)


LARGE = ("conversation", "entry", "handled", "outbox", "package", "wait", "contact", "seen")
"""Tables that grow with use: reading one whole would make every message cost more."""


async def everyday(store: SqlStore) -> None:
    """What happens all the time."""
    inbox = SqlInbox(store)
    await begin(store)
    await store.handle(saying("Hello?", "k"))
    await store.handle(wanting())
    await store.handle(claiming())
    await store.entries(C, after=1)
    await store.entries(C, before=5)
    await store.news(after=1, limit=10)
    await store.package(C)
    for name in (*STATUSES, "waiting"):
        page = await inbox.lines(name, ANN, cursor="", limit=1)
        await inbox.lines(name, ANN, cursor=page.next, limit=1)
    await inbox.line(C, ANN)
    await inbox.tally(ANN)
    await inbox.see(ANN, C, 1)
    for kind in EVERY_KIND:
        await store.next_due([kind])
    for job in await store.claim(limit=9, lease=1):
        await store.postpone(job, by=0, why="")
        await store.renew([job], lease=1)
        await store.settle(job)


async def test_nothing_that_happens_all_the_time_reads_a_large_table_whole(tmp_path: Path):
    await migrate.upgrade(str(tmp_path / "w.db"))
    store = SqlStore(str(tmp_path / "w.db"))
    asked: dict[str, Any] = {}

    def hear(_: Any, statement: str, values: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
            asked[statement] = values

    def listen(db: Any, __: Any, statement: str, values: Any, ___: Any, many: Any) -> None:
        hear(db, statement, values[0] if many else values)

    engine: Any = store.db.engine  # type: ignore[attr-defined]
    event.listen(engine, "before_cursor_execute", listen)
    try:
        with listening(hear):
            await everyday(store)
            await asyncio.gather(*(store.handle(saying("Hello?", f"many {n}")) for n in range(20)))
    finally:
        event.remove(engine, "before_cursor_execute", listen)
        await store.close()
    assert len(asked) > 30
    assert any("handled" in one and "IN (SELECT value" in one for one in asked)  # many at once, too
    with closing(sqlite3.connect(tmp_path / "w.db")) as db:
        for statement, values in asked.items():
            steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
            whole = [step for step in steps for table in LARGE if step == f"SCAN {table}"]
            assert not whole, (statement, steps)
