"""``warmline export`` and ``reports rebuild``: conversations to a file; the rows made anew."""

import asyncio
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

from pydantic_core import to_json

from warmline.app import database_url, veil_of
from warmline.core.facts import Opened
from warmline.core.model import Millis, OperatorId
from warmline.flow.history import Log
from warmline.flow.ledger import Ledger
from warmline.flow.searching import Searching
from warmline.settings import Settings
from warmline.store import migrate
from warmline.store.accounts import SqlAccounts
from warmline.store.assistants import SqlAssistants
from warmline.store.history import SqlHistory
from warmline.store.ledger import SqlLedger, SqlLedgerSources
from warmline.store.search import SqlSearchIndex
from warmline.store.sql import SqlStore
from warmline.web.decisions import said_in
from warmline.web.veil import Veil

PAGE = 50  # conversations read at once
STANDARD = "-"
COMMAND = OperatorId("command line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is exported."""

    output: str  # a file, or ``STANDARD``
    since: Millis = 0  # conversations that were active then or later
    assistant: str = ""  # "": all
    notes: bool = True
    originals: bool = False  # nothing is masked


async def export(settings: Settings, order: Order) -> int:
    """Write conversations as JSON lines; how many. Drills are left out. Raises ``OSError``."""
    count = 0
    veil = Veil(kinds=()) if order.originals else veil_of(settings)
    action = "originals_exported" if order.originals else "transcripts_exported"
    async with _opened(settings) as store:
        await SqlAccounts(store).note(COMMAND, action, order.output)
        with _writing(order.output) as out:
            async for log in _logs(store, order):
                out.write(line_of(log, veil, notes=order.notes))
                count += 1
    return count


def line_of(log: Log, veil: Veil, *, notes: bool) -> str:
    """A conversation as one line: its id and every entry with its number and all of its words."""
    id, entries = log
    hidden = veil.hidden(said_in(entries))
    kept = [
        {"seq": entry.seq, **veil.document(asdict(entry.fact), hidden)}
        for entry in entries
        if notes or entry.fact.kind != "note_added"
    ]
    document: dict[str, Any] = {"conversation": id, "entries": kept}
    return to_json(document).decode() + "\n"


async def rebuild(settings: Settings, tell: Callable[[str], None]) -> None:
    """Throw the reports' rows and the search index away, and make them of the log anew."""
    async with _opened(settings) as store:
        rows, sources, index = SqlLedger(store), SqlLedgerSources(store), SqlSearchIndex(store)
        await rows.restart()
        told = await Ledger(rows, store.clock, sources.hours).catch_up()
        tell(f"reports: {told} entries told")
        await index.open()
        await index.restart()
        tell(f"search: {await Searching(index).catch_up()} entries indexed")


async def _logs(store: SqlStore, order: Order) -> AsyncIterator[Log]:
    history = SqlHistory(store)
    for setup in await SqlAssistants(store).all():
        if order.assistant not in ("", setup.profile.id):
            continue
        after = ""
        while page := await history.page(
            setup.profile.id, after=after, limit=PAGE, since=order.since
        ):
            after = page[-1][0]
            for log in page:
                if not _rehearsed(log):
                    yield log


def _rehearsed(log: Log) -> bool:
    _, entries = log
    return bool(entries) and isinstance(entries[0].fact, Opened) and entries[0].fact.drill


@contextmanager
def _writing(output: str) -> Generator[TextIO]:
    if output == STANDARD:
        yield sys.stdout
    else:
        with Path(output).open("w", encoding="utf-8") as file:
            yield file


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncGenerator[SqlStore]:
    url = database_url(settings)
    await migrate.upgrade(url)
    store = SqlStore(url)
    try:
        yield store
    finally:
        await store.close()


def run_export(settings: Settings, order: Order) -> int:
    """Raises ``OSError``, ``Temporary``."""
    return asyncio.run(export(settings, order))


def run_rebuild(settings: Settings, tell: Callable[[str], None]) -> None:
    """Raises ``Temporary``."""
    asyncio.run(rebuild(settings, tell))
