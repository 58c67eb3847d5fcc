"""SQLite's own driver, for what runs with every message.

What SQLAlchemy does around a statement takes several times as long as SQLite's work on it. Errors
are SQLAlchemy's all the same, and hold no parameters: those are what people said.
"""

import sqlite3
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

Rows = Sequence[Sequence[Any]]
Values = Sequence[object] | Mapping[str, object]
BEGIN, COMMIT = "BEGIN IMMEDIATE", "COMMIT"


def execute(db: Connection, statement: str, values: Values = ()) -> Rows:
    """All its rows: a statement that still had some would keep the transaction from ending."""
    try:
        return _driver(db).execute(statement, values).fetchall()
    except sqlite3.Error as error:
        raise DBAPIError.instance(
            statement, None, error, sqlite3.Error, hide_parameters=True, dialect=db.dialect
        ) from error


@contextmanager
def writing(db: Connection) -> Generator[None]:
    """One transaction of the one writer. For a connection with the option ``begins`` empty."""
    connection = _driver(db)
    execute(db, BEGIN)
    try:
        yield
        execute(db, COMMIT)
    except BaseException:
        with suppress(sqlite3.Error):  # it may have rolled back by itself
            connection.rollback()
        raise


def _driver(db: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", db.connection.dbapi_connection)
