"""The few lines in which SQLite and PostgreSQL differ."""

from functools import cache
from pathlib import Path

from sqlalchemy import URL, Connection, Table, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.dml import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite.dml import Insert as SqliteInsert

Insert = SqliteInsert | PostgresInsert

PRAGMAS = (
    "PRAGMA busy_timeout=5000",  # milliseconds; first, because the next one may have to wait
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a commit survives a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-16000",  # KiB
)


def address(url: str) -> Path | URL:
    """Where a database is: a file of SQLite, or a PostgreSQL server for asyncpg."""
    scheme, found, rest = url.partition("://")
    if not found:
        return Path(url)
    if scheme == "sqlite":
        return Path(rest.removeprefix("/"))
    if scheme not in ("postgres", "postgresql", "postgresql+asyncpg"):
        raise ValueError(f"expected a file's path or postgresql://…, got {scheme}://…")
    server = make_url(f"postgresql+asyncpg://{rest}")
    mode = server.query.get("sslmode")  # libpq's word; asyncpg says ssl
    return server.difference_update_query(["sslmode"]).update_query_dict(
        {"ssl": mode} if mode else {}
    )


def insert_into(db: Connection, table: Table) -> Insert:
    """An insert that knows ``on_conflict_do_update``."""
    return sqlite.insert(table) if db.dialect.name == "sqlite" else postgresql.insert(table)


def upsert(db: Connection, table: Table, *columns: str) -> Insert:
    """Insert these columns of a row; where the row is there, overwrite them."""
    return _upsert(db.dialect.name, table, columns)


@cache
def _upsert(dialect: str, table: Table, columns: tuple[str, ...]) -> Insert:
    statement = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    keys = [column.name for column in table.primary_key]
    changes = {name: statement.excluded[name] for name in columns if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changes)
