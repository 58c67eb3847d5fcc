"""The few lines in which SQLite and PostgreSQL differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic_core import to_json
from sqlalchemy import (
    URL,
    BindParameter,
    ColumnElement,
    Connection,
    LargeBinary,
    Table,
    Update,
    bindparam,
    insert,
    make_url,
    update,
)
from sqlalchemy.dialects import sqlite

from warmline.store import driver
from warmline.store.tables import storable

if TYPE_CHECKING:
    from sqlalchemy import Insert as PlainInsert
    from sqlalchemy.dialects.postgresql.dml import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite.dml import Insert as SqliteInsert

    Insert = SqliteInsert | PostgresInsert

Rows = Sequence[Mapping[str, object]]
"""Rows of one shape: each has a value for the same columns, in the same order."""

PATIENCE = 5.0  # seconds that SQLite waits for a lock
PRAGMAS = (
    f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}",  # first, because the next one may have to wait
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a commit survives a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-16000",  # KiB
    "PRAGMA wal_autocheckpoint=16000",  # pages; long before that ``sqlite.Settler`` has done it
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
    return _insert_into(db.dialect.name, table)


def _insert_into(dialect: str, table: Table) -> Insert:
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - takes 0.06 s where it is not used

    return postgresql.insert(table)


def upsert(db: Connection, table: Table, *columns: str) -> Insert:
    """Insert these columns of a row; where the row is there, overwrite them."""
    return _upsert(db.dialect.name, table, columns)


@cache
def _upsert(dialect: str, table: Table, columns: tuple[str, ...]) -> Insert:
    statement = _insert_into(dialect, table)
    keys = [column.name for column in table.primary_key]
    changes = {name: statement.excluded[name] for name in columns if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changes)


def put(db: Connection, table: Table, rows: Rows) -> None:
    """Insert rows, if there are any; those that are in the table are overwritten."""
    if not rows:
        return
    if db.dialect.name == "sqlite":
        _run(db, _putting, table, rows)
    else:
        db.execute(_upsert("postgresql", table, tuple(rows[0])), list(rows))


def add(db: Connection, table: Table, rows: Rows) -> None:
    """Insert rows, none of which is there."""
    if db.dialect.name == "sqlite":
        _run(db, _adding, table, rows)
    else:
        db.execute(_insert(table), list(rows))


def change(db: Connection, table: Table, rows: Rows) -> None:
    """Overwrite columns of rows that are there; the first column of each is its key."""
    if db.dialect.name == "sqlite":
        _run(db, _changing, table, rows)
    else:
        key, *changed = rows[0]
        db.execute(_update(table, key, tuple(changed)), [_named(row) for row in rows])


@cache
def _insert(table: Table) -> PlainInsert:
    return insert(table)


@cache
def _update(table: Table, key: str, changed: tuple[str, ...]) -> Update:
    values: dict[str, BindParameter[object]] = {n: bindparam(f"new_{n}") for n in changed}
    here: ColumnElement[bool] = table.c[key] == bindparam(f"new_{key}")
    return update(table).where(here).values(values)


def _named(row: Mapping[str, object]) -> Mapping[str, object]:
    return {f"new_{name}": value for name, value in row.items()}


# SQLite takes many rows as one JSON document: a statement that is run row by row gives the
# interpreter's lock away once a row, and a busy event loop is slow to give it back. A row alone, as
# in quiet hours, goes in as it is, at two thirds of the cost.

Statement = Callable[[Table, tuple[str, ...], bool], str]
"""Of a table, for these columns; True: for many rows."""


def _run(db: Connection, statement: Statement, table: Table, rows: Rows) -> None:
    many = len(rows) > 1
    sql = statement(table, tuple(rows[0]), many)
    driver.execute(db, sql, (_document(rows),) if many else _alone(rows[0]))


def _document(rows: Rows) -> str:
    return to_json([[_jsonable(value) for value in row.values()] for row in rows]).decode()


def _alone(row: Mapping[str, object]) -> Mapping[str, object]:
    return {name: _kept(value) for name, value in row.items()}


def _jsonable(value: object) -> object:
    return value.decode("ascii") if isinstance(value, bytes) else _kept(value)


def _kept(value: object) -> object:
    return storable(value) if isinstance(value, str) else value


@cache
def _adding(table: Table, columns: tuple[str, ...], many: bool) -> str:  # noqa: FBT001 - a Statement
    names = ", ".join(map(_quoted, columns))
    values = ", ".join(_value(table, name, place, many) for place, name in enumerate(columns))
    return f"INSERT INTO {_quoted(table.name)} ({names}) SELECT {values}{_source(many)} WHERE 1"


@cache
def _putting(table: Table, columns: tuple[str, ...], many: bool) -> str:  # noqa: FBT001
    keys = [column.name for column in table.primary_key]
    there = ", ".join(map(_quoted, keys))
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name not in keys)
    return f"{_adding(table, columns, many)} ON CONFLICT ({there}) DO UPDATE SET {changes}"


@cache
def _changing(table: Table, columns: tuple[str, ...], many: bool) -> str:  # noqa: FBT001
    key, *changed = (
        f"{_quoted(name)} = {_value(table, name, place, many)}"
        for place, name in enumerate(columns)
    )
    where = f"{_quoted(table.name)}.{key}"
    return f"UPDATE {_quoted(table.name)} SET {', '.join(changed)}{_source(many)} WHERE {where}"  # noqa: S608 - likewise


def _source(many: bool) -> str:  # noqa: FBT001
    return " FROM json_each(?)" if many else ""


def _quoted(name: str) -> str:
    return f'"{name}"'


def _value(table: Table, name: str, place: int, many: bool) -> str:  # noqa: FBT001
    if not many:
        return f":{name}"
    value = f"json_each.value->>{place}"
    return f"CAST({value} AS BLOB)" if isinstance(table.c[name].type, LargeBinary) else value
