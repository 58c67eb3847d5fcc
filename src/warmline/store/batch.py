"""What waits for the database, and what one transaction makes of it.

Everything that waits is taken at once: the inputs in one bulk step, other changes each in a
savepoint of its own, one commit for all; only then is anybody told. A database that fails spoils
the whole batch; anything else is hunted down by halving, so that it spoils itself alone.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from warmline.flow.handle import handle_all
from warmline.flow.ports import Added, Command, Tx

Change = Callable[[Connection], Any]
OpenTx = Callable[[Connection], Tx]
Committed = Callable[[Added], None]
"""Is told, on the event loop, what each commit added to the log."""


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """A command or a change, and who waits for it."""

    what: Command | Change
    future: "asyncio.Future[Any]"


NOTHING = Added()


@dataclass(frozen=True, slots=True)
class Done:
    """What one transaction did: what came of it for whoever waited, and what it added."""

    settled: Sequence[tuple[Waiting, Any]]  # a value, or an exception to raise there
    added: Added = NOTHING


def run_batch(db: Connection, batch: Sequence[Waiting], open_tx: OpenTx) -> Done:
    """Do everything in ``batch`` inside the caller's transaction; nothing is durable yet."""
    commands = [waiting.what for waiting in batch if isinstance(waiting.what, Command)]
    tx = open_tx(db)
    answers = iter(handle_all(tx, commands) if commands else ())
    settled = [
        (waiting, next(answers) if isinstance(what, Command) else _change(db, what, batch))
        for waiting in batch
        for what in [waiting.what]
    ]
    return Done(settled, tx.added)


def failed(batch: Sequence[Waiting], error: Exception) -> Done:
    """Nothing was done: everybody who waits hears of it."""
    return Done([(waiting, error) for waiting in batch])


def _change(db: Connection, change: Change, batch: Sequence[Waiting]) -> Any:  # noqa: ANN401
    """What a change returned or raised; of the database's own failures the batch must hear."""
    if len(batch) == 1:
        return change(db)
    try:
        with db.begin_nested():
            return change(db)
    except DBAPIError:
        raise
    except Exception as error:  # noqa: BLE001 - it belongs to whoever asked for the change
        return error


def halves(batch: Sequence[Waiting]) -> tuple[Sequence[Waiting], Sequence[Waiting]]:
    middle = len(batch) // 2
    return batch[:middle], batch[middle:]


def tell(done: Sequence[Done], committed: Committed) -> None:
    """Give everybody their answer; on the event loop, after the commits."""
    for one in done:
        for waiting, answer in one.settled:
            if waiting.future.done():  # whoever asked has gone
                continue
            if isinstance(answer, BaseException):
                waiting.future.set_exception(answer)
            else:
                waiting.future.set_result(answer)
        if one.added.news:
            committed(one.added)
