"""Which failures of a database pass by themselves. Everything else is a bug and stays one."""

import sqlite3

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from warmline.flow.failures import Temporary

RETRY_AFTER = 2.0  # seconds
SQLITE_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)
POSTGRES_PASSING = ("08", "40", "53", "55P03", "57", "58", "25006")
"""SQLSTATEs by their beginning: connection, lost race, resources, lock, operator, system,
read-only (the server is a standby)."""

POSTGRES_RACES = ("40001", "40P01")


def temporary(error: BaseException) -> Temporary | None:
    """The failure in our words where it may pass, else None. The text holds no parameters."""
    if not _passes(error):
        return None
    cause = error.orig if isinstance(error, DBAPIError) else error
    return Temporary(f"the database is away ({type(cause).__name__})", retry_after=RETRY_AFTER)


def lost_race(error: BaseException) -> bool:
    """Two processes began one conversation or key at once, or locked in a circle."""
    if isinstance(error, IntegrityError):
        return True
    return isinstance(error, DBAPIError) and _sqlstate(error.orig) in POSTGRES_RACES


def lost_link(error: BaseException) -> bool:
    """The connection had died; another one may do."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _passes(error: BaseException) -> bool:
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _passes_below(error.orig)
    return isinstance(error, PoolTimeout) or _passes_below(error)


def _passes_below(error: BaseException | None) -> bool:
    """Whether a driver's own error passes."""
    if isinstance(error, sqlite3.Error):
        code: int = getattr(error, "sqlite_errorcode", 0)
        return code & 0xFF in SQLITE_PASSING  # extended codes keep the plain one below
    return isinstance(error, OSError) or _sqlstate(error).startswith(POSTGRES_PASSING)


def _sqlstate(error: BaseException | None) -> str:
    return getattr(error, "sqlstate", None) or ""
