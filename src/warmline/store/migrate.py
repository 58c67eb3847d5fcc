"""Bring a database to this program's schema.

One that is there already is only asked its version: alembic is slow to import.
"""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, text

from warmline.store.dialects import address
from warmline.store.faults import temporary

HEAD = "0001"
"""The newest revision in ``migrations/versions``."""

LOCK = 7_296_110_151_984  # any number that nobody else on the server takes a lock of
VERSION = "SELECT version_num FROM alembic_version"


async def upgrade(url: str) -> None:
    """Raises ``Temporary`` where the database cannot be reached. Many may do it at once."""
    where = address(url)
    try:
        if isinstance(where, Path):
            await asyncio.to_thread(_upgrade_file, where)
        else:
            await _upgrade_server(where)
    except Exception as error:
        raise temporary(error) or error from error


def run(db: Connection, to: str = HEAD) -> None:
    """Migrate over an open connection, up or down; the caller commits."""
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = db
    (command.downgrade if to == "base" else command.upgrade)(config, to)


def _upgrade_file(path: Path) -> None:
    from warmline.store.sqlite import engine_for  # noqa: PLC0415 - only one is needed

    path.parent.mkdir(parents=True, exist_ok=True)
    if _version_of_file(path) == HEAD:
        return
    engine = engine_for(path)
    try:
        with engine.execution_options(writes=True).begin() as db:  # waits for others who migrate
            run(db)
    finally:
        engine.dispose()


def _version_of_file(path: Path) -> str:
    """The database's revision; "": it has none yet."""
    with closing(sqlite3.connect(path)) as db:
        try:
            row = db.execute(VERSION).fetchone()
        except sqlite3.OperationalError:  # no such table
            return ""
    return row[0] if row else ""


async def _upgrade_server(server: URL) -> None:
    from warmline.store.postgres import engine_for  # noqa: PLC0415 - an extra

    engine = engine_for(server)
    try:
        async with engine.begin() as db:
            if await db.run_sync(_version_of_server) != HEAD:
                await db.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
                await db.run_sync(run)
    finally:
        await engine.dispose()


def _version_of_server(db: Connection) -> str:
    if db.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        return ""
    return db.scalar(text(VERSION)) or ""
