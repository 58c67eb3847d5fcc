"""An index over the passages that one audience may be told, and what a question finds in it.

There is one for visitors and one for staff. A catalogue reads its own audience's passages and no
others, so that what answers visitors holds nothing internal: there is nothing to filter out, and
nothing to forget. Both are built in memory, and again whenever the shelf's version moves, in this
process or in another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NewType, Protocol

from warmline.core.model import Millis
from warmline.flow.desk import Audience, SourceLine
from warmline.flow.learning import QUOTED, RAW
from warmline.knowledge.passages import Passage

if TYPE_CHECKING:  # numpy: see ModelThread
    from warmline.flow.model_thread import ModelThread
    from warmline.knowledge.answer import Answer
    from warmline.knowledge.index import Hit, Index

Recalibrated = Callable[[str, float], Awaitable[float]]
"""The probability of an answer of a kind, given the raw one: ``Learning.recalibrated``."""
STALE_AFTER: Millis = 2_000  # how old the knowledge of the shelf's version may be


class Shelf(Protocol):
    """Where sources, passages and vectors (the bytes of their float32 numbers) are kept."""

    async def version(self) -> int:
        """Moves with every change."""
        ...

    async def sources(self) -> Sequence[SourceLine]: ...
    async def put(
        self, line: SourceLine, passages: Sequence[Passage], audience: Audience | None
    ) -> SourceLine:
        """Keep a source, in place of the one of that name; it comes back with its audience.

        Where none is given, it is that of the older one, and a new source is public.
        """
        ...

    async def mark(self, id: str, status: str) -> None: ...
    async def show_to(self, id: str, audience: Audience) -> SourceLine | None:
        """Give a source another audience; None: there is no such source."""
        ...

    async def remove(self, id: str) -> bool: ...
    async def passages(self, audience: Audience) -> Sequence[tuple[str, Passage]]:
        """Every passage of that audience's sources, with its source's id, in order."""
        ...

    async def passages_of(self, id: str) -> Sequence[Passage]: ...
    async def vectors(self, model: str) -> Mapping[str, bytes]: ...
    async def keep_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a question found: the passages and the answer that they give by themselves."""

    hits: tuple[Hit, ...] = ()
    answer: Answer | None = None
    sources: Mapping[str, str]  # name of the source by passage id


class Catalogue:
    """``again`` is told of sources that lack vectors; ``recalibrated`` is what was learnt."""

    def __init__(
        self,
        shelf: Shelf,
        audience: Audience,
        model: ModelThread,
        clock: Callable[[], Millis],
        *,
        again: Callable[[Collection[str]], Awaitable[None]],
        recalibrated: Recalibrated | None = None,
    ) -> None:
        self._shelf = shelf
        self._audience = audience
        self._model = model
        self._clock = clock
        self._again = again
        self._recalibrated = recalibrated
        self._index: Index | None = None
        self._names: Mapping[str, str] = {}
        self._version = -1
        self._looked_at: Millis = 0
        self._changes = 0  # made in this process
        self._building = asyncio.Lock()

    async def find(self, question: str, language: str) -> Finding:
        """Raises ``Temporary``."""
        index = await self._fresh()
        if index is None or not question.strip():
            return Finding(sources={})
        hits, found = await self._model.run(lambda on: on.find(index, question, language))
        return Finding(hits=hits, answer=await self._trusted(found), sources=self._names)

    def look_again(self) -> None:
        """Something was changed here: the next question need not wait until it is noticed."""
        self._changes += 1
        self._looked_at = 0

    async def _trusted(self, found: Answer | None) -> Answer | None:
        """With what this installation has learnt about its confidences."""
        if found is None or self._recalibrated is None:
            return found
        confidence = await self._recalibrated(QUOTED, found.signs[RAW])
        return replace(found, confidence=confidence)

    async def _fresh(self) -> Index | None:
        """The index as of at most ``STALE_AFTER`` ago."""
        now = self._clock()
        if self._version >= 0 and now - self._looked_at < STALE_AFTER:
            return self._index
        async with self._building:
            changes = self._changes
            version = await self._shelf.version()
            if version != self._version:
                await self._rebuild()
                self._version = version
            if changes == self._changes:  # else what was just read may be older than the change
                self._looked_at = now
        return self._index

    async def _rebuild(self) -> None:
        # two files may hold the same words: an id is unique within its source only
        mine = await self._shelf.passages(self._audience)
        kept = [(id, replace(passage, id=f"{id}/{passage.id}")) for id, passage in mine]
        names = {line.id: line.name for line in await self._shelf.sources()}
        self._names = {passage.id: names.get(id, "") for id, passage in kept}
        self._index = await self._built([passage for _, passage in kept]) if kept else None
        found = {passage.id for passage in self._index.passages} if self._index else set[str]()
        await self._again({id for id, passage in kept if passage.id not in found})

    async def _built(self, passages: Sequence[Passage]) -> Index:
        vectors = await self._shelf.vectors(await self._model.run(lambda on: on.model))
        return await self._model.run(lambda on: on.build(passages, vectors))


Public = NewType("Public", Catalogue)
"""The catalogue of the public sources: all that any assistant, or anything else that speaks to a
visitor, is ever given of the knowledge base."""
