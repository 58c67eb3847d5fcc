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
from warmline.flow.ports import Command, Outcome, Tx

Change = Callable[[Connection], Any]
OpenTx = Callable[[Connection], Tx]


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """A command or a change, and who waits for it."""

    what: Command | Change
    future: "asyncio.Future[Any]"


Settled = tuple[Waiting, Any]
"""Who waited, and what came of it: a value, or an exception to raise there."""


def run_batch(db: Connection, batch: Sequence[Waiting], open_tx: OpenTx) -> list[Settled]:
    """Do everything in ``batch`` inside the caller's transaction; nothing is durable yet."""
    commands = [waiting.what for waiting in batch if isinstance(waiting.what, Command)]
    answers = iter(handle_all(open_tx(db), commands) if commands else ())
    return [
        (waiting, next(answers) if isinstance(what, Command) else _change(db, what, batch))
        for waiting in batch
        for what in [waiting.what]
    ]


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


def tell(settled: Sequence[Settled], committed: Callable[[], None]) -> None:
    """Give everybody their answer; on the event loop, after the commit."""
    for waiting, answer in settled:
        if waiting.future.done():  # whoever asked has gone
            continue
        if isinstance(answer, BaseException):
            waiting.future.set_exception(answer)
        else:
            waiting.future.set_result(answer)
    if any(isinstance(answer, Outcome) and answer.last for _, answer in settled):
        committed()
