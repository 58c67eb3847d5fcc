"""Data folders with a past: many stored conversations, or long ones.

What is copied was made by the engine through the store's own way in; a copy differs from its model
in ids and places only, so every table holds what a hundred thousand visitors would have left.
"""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from warmline.core.inputs import AssistantAnswered, Open, OperatorResolved, VisitorSaid
from warmline.core.model import AssistantId, ContactId, ConversationId, OperatorId
from warmline.flow.ports import Command
from warmline.store import tables as t
from warmline.store.sql import SqlStore

AT_ONCE = 5000  # rows in one statement
LEFT_OPEN = 10  # one conversation in this many is open, the others are resolved
Row = dict[str, Any]


async def fill(folder: Path, count: int) -> None:
    """Add conversations: a question, an answer, and (most of them) an end."""
    store = SqlStore(str(folder / "warmline.db"))
    try:
        models = [await _model(store, f"model{n}", resolved=n > 0) for n in range(LEFT_OPEN)]
        await store.write(lambda db: _copy(db, models, count - len(models)))
    finally:
        await store.close()


async def _model(store: SqlStore, name: str, *, resolved: bool) -> ConversationId:
    id = ConversationId(name)
    contact = ContactId(f"c-{name}")
    opened = Open(channel="web", assistant=AssistantId("main"), contact=contact, language="en")
    await store.handle(Command(id, opened, f"open:{id}"))
    said = VisitorSaid(text="How long does the delivery take?", signals=(), draft="1")
    asked = await store.handle(Command(id, said, f"v:{id}:1"))
    text = "Delivery takes two to four working days."
    answer = AssistantAnswered(answers=asked.last, epoch=0, text=text, confidence=0.9)
    await store.handle(Command(id, answer, f"job:{id}"))
    if resolved:
        await store.handle(Command(id, OperatorResolved(operator=OperatorId("op")), f"o:{id}:2"))
    return id


def _copy(db: Connection, models: Sequence[str], count: int) -> None:
    """Copy the models in turn until there are ``count`` copies."""
    for table, column in ((t.conversation, "id"), (t.entry, "conversation")):
        by_model = {id: _rows(db, select(table).where(table.c[column] == id)) for id in models}
        place = db.execute(select(t.log.c.position)).scalar_one()
        _insert(db, table, _copies(by_model, models, count, place))
    handled = _rows(db, select(t.handled))
    by_model = {id: [row for row in handled if id in row["key"].split(":")] for id in models}
    _insert(db, t.handled, _copies(by_model, models, count, 0))


def _rows(db: Connection, query: Any) -> list[Row]:
    return [dict(row) for row in db.execute(query).mappings()]


def _copies(
    by_model: dict[str, list[Row]], models: Sequence[str], count: int, place: int
) -> Iterator[Row]:
    for number in range(count):
        model = models[number % len(models)]
        for row in by_model[model]:
            place += 1
            yield _renamed(row, model, f"copy{number:08}", place)


def _renamed(row: Row, model: str, name: str, place: int) -> Row:
    fresh = {
        key: value.replace(model, name) if isinstance(value, str) else value
        for key, value in row.items()
    }
    return fresh | ({"position": place} if "position" in row else {})


def _insert(db: Connection, table: Table, rows: Iterator[Row]) -> None:
    newest = 0
    while some := list(islice(rows, AT_ONCE)):
        db.execute(insert(table), some)
        newest = some[-1].get("position", 0)
    if newest:
        db.execute(update(t.log).values(position=newest))


async def lengthen(folder: Path, ids: Sequence[str], entries: int) -> None:
    """Let the visitors of these conversations, which operators hold, say that many things more."""
    store = SqlStore(str(folder / "warmline.db"))
    try:
        for number in range(entries):
            said = VisitorSaid(text=f"This is word number {number} of mine.", draft=f"l{number}")
            commands = [Command(ConversationId(id), said, f"v:{id}:l{number}") for id in ids]
            await asyncio.gather(*map(store.handle, commands))
    finally:
        await store.close()
