"""What goes to SQLite past SQLAlchemy, where its events do not tell of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection

from warmline.store import driver


@contextmanager
def listening(
    before: Callable[[Connection, str, Any], object],
    after: Callable[[Connection, str, Any], object] = lambda *_: None,
) -> Iterator[None]:
    """Each statement with its values is handed to ``before``, and when it is done to ``after``."""
    execute = driver.execute

    def run(db: Connection, statement: str, values: Any = ()) -> Any:
        before(db, statement, values)
        done = execute(db, statement, values)
        after(db, statement, values)
        return done

    with patch.object(driver, "execute", run):
        yield
