"""Bring a database to this program's schema.

Only an older one needs alembic, which is slow to import: a new one is made at once as the newest
revision would leave it, and one that is there already is only asked its version.
"""

import asyncio
from pathlib import Path

from sqlalchemy import URL, Connection, insert, text

from warmline.store import tables as t
from warmline.store.dialects import address
from warmline.store.faults import temporary

HEAD = "0005"
"""The newest revision in ``migrations/versions``."""

LOCK = 7_296_110_151_984  # any number that nobody else on the server takes a lock of
VERSION = "SELECT version_num FROM alembic_version"
VERSIONED = (  # as alembic makes it
    "CREATE TABLE alembic_version"
    " (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
STAMPED = "INSERT INTO alembic_version (version_num) VALUES (:head)"


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
    from warmline.store.driver import BEGIN  # noqa: PLC0415
    from warmline.store.sqlite import engine_for  # noqa: PLC0415 - only one is needed

    path.parent.mkdir(parents=True, exist_ok=True)
    engine = engine_for(path)
    try:
        with engine.connect() as db:
            if _version(db) == HEAD:
                return
        with engine.execution_options(begins=BEGIN).begin() as db:  # waits for others who migrate
            _bring(db)
    finally:
        engine.dispose()


async def _upgrade_server(server: URL) -> None:
    from warmline.store.postgres import engine_for  # noqa: PLC0415 - an extra

    engine = engine_for(server)
    try:
        async with engine.begin() as db:
            if await db.run_sync(_version) != HEAD:
                await db.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
                await db.run_sync(_bring)
    finally:
        await engine.dispose()


def _bring(db: Connection) -> None:
    """Nobody else is at it; somebody may have been."""
    version = _version(db)
    if version is None:
        _create(db)
    elif version != HEAD:
        run(db)


def _version(db: Connection) -> str | None:
    """The database's revision; "": all were taken back; None: it never had one."""
    if not db.dialect.has_table(db, "alembic_version"):
        return None
    return db.scalar(text(VERSION)) or ""


def _create(db: Connection) -> None:
    """All that the migrations make. Fails, as they do, where such tables stand already."""
    t.metadata.create_all(db, checkfirst=False)
    db.execute(insert(t.log).values(id=1, position=0))
    db.execute(insert(t.knowledge_version).values(id=1, version=1))
    db.execute(text(VERSIONED))
    db.execute(text(STAMPED), {"head": HEAD})
