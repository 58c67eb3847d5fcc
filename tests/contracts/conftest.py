"""Stores on SQLite and PostgreSQL: every test here that asks for one runs on both."""

from tests.shell import (
    clock,
    emptied_postgres_url,
    migrated_postgres_url,
    open_store,
    store,
    url,
)

__all__ = [
    "clock",
    "emptied_postgres_url",
    "migrated_postgres_url",
    "open_store",
    "store",
    "url",
]
