"""The knowledge base's shelf: sources, their passages, and the vectors of their texts."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, insert, select, update

from warmline.flow.desk import Audience, SourceLine
from warmline.knowledge.passages import Passage
from warmline.store import tables as t
from warmline.store.dialects import upsert
from warmline.store.sql import SqlStore

PASSAGE: TypeAdapter[Passage] = TypeAdapter(Passage)
SOURCES = (
    select(t.source, func.count(t.passage.c.id).label("passages"))
    .join(t.passage, t.passage.c.source == t.source.c.id, isouter=True)
    .group_by(t.source.c.id)
    .order_by(t.source.c.name)
)
PASSAGES = (
    select(t.passage.c.source, t.passage.c.body)
    .join(t.source, t.source.c.id == t.passage.c.source)
    .order_by(t.passage.c.source, t.passage.c.ordinal)
)


class SqlShelf:
    """``flow.catalogue.Shelf``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def version(self) -> int:
        query = select(t.knowledge_version.c.version)
        found = await self._store.read(lambda db: db.execute(query).scalar_one_or_none())
        return found or 0

    async def sources(self) -> Sequence[SourceLine]:
        rows = await self._store.read(lambda db: db.execute(SOURCES).all())
        return [_source(row) for row in rows]

    async def put(
        self, line: SourceLine, passages: Sequence[Passage], audience: Audience | None
    ) -> SourceLine:
        row = _row(line) | ({"audience": audience} if audience else {})
        rows = [
            {
                "source": line.id,
                "id": passage.id,
                "ordinal": ordinal,
                "body": PASSAGE.dump_json(passage).decode(),
            }
            for ordinal, passage in enumerate(passages)
        ]

        def put(db: Connection) -> SourceLine:
            db.execute(upsert(db, t.source, *row), row)
            db.execute(delete(t.passage).where(t.passage.c.source == line.id))
            if rows:
                db.execute(insert(t.passage), rows)
            _move(db)
            return _source(db.execute(SOURCES.where(t.source.c.id == line.id)).one())

        return await self._store.write(put)

    async def mark(self, id: str, status: str) -> None:
        def mark(db: Connection) -> None:
            db.execute(update(t.source).where(t.source.c.id == id).values(status=status))
            _move(db)

        await self._store.write(mark)

    async def show_to(self, id: str, audience: Audience) -> SourceLine | None:
        mine = t.source.c.id == id

        def show(db: Connection) -> SourceLine | None:
            db.execute(update(t.source).where(mine).values(audience=audience))
            _move(db)
            row = db.execute(SOURCES.where(mine)).one_or_none()
            return _source(row) if row else None

        return await self._store.write(show)

    async def remove(self, id: str) -> bool:
        def remove(db: Connection) -> bool:
            db.execute(delete(t.passage).where(t.passage.c.source == id))
            gone = db.execute(delete(t.source).where(t.source.c.id == id)).rowcount
            _move(db)
            return gone == 1

        return await self._store.write(remove)

    async def passages(self, audience: Audience) -> Sequence[tuple[str, Passage]]:
        query = PASSAGES.where(t.source.c.audience == audience)
        rows = await self._store.read(lambda db: db.execute(query).all())
        return [(row.source, PASSAGE.validate_json(row.body)) for row in rows]

    async def passages_of(self, id: str) -> Sequence[Passage]:
        query = PASSAGES.where(t.source.c.id == id)
        rows = await self._store.read(lambda db: db.execute(query).all())
        return [PASSAGE.validate_json(row.body) for row in rows]

    async def vectors(self, model: str) -> Mapping[str, bytes]:
        v = t.vector.c
        query = select(v.key, v.numbers).where(v.model == model)
        rows = await self._store.read(lambda db: db.execute(query).all())
        return {row.key: row.numbers for row in rows}

    async def keep_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        rows = [
            {"key": key, "model": model, "numbers": numbers} for key, numbers in vectors.items()
        ]
        await self._store.write(
            lambda db: db.execute(upsert(db, t.vector, *rows[0]), rows) and None
        )


def _move(db: Connection) -> None:
    """Everybody who holds an index must build it anew."""
    version = t.knowledge_version.c.version
    if not db.execute(update(t.knowledge_version).values(version=version + 1)).rowcount:
        db.execute(insert(t.knowledge_version), {"id": 1, "version": 1})


def _row(line: SourceLine) -> dict[str, object]:
    return {
        "id": line.id,
        "name": line.name,
        "kind": line.kind,
        "bytes": line.bytes,
        "status": line.status,
        "problems": json.dumps(list(line.problems)),
        "updated_at": line.updated_at,
    }


def _source(row: Any) -> SourceLine:  # noqa: ANN401 - a row of SOURCES
    return SourceLine(
        id=row.id,
        name=row.name,
        kind=row.kind,
        bytes=row.bytes,
        passages=row.passages,
        status=row.status,
        problems=json.loads(row.problems),
        updated_at=row.updated_at,
        audience=Audience(row.audience),
    )
