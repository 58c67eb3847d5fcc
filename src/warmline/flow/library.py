"""The library: the knowledge base as it is used. Files go in, catalogues answer.

Passages and the vectors of their texts are on the shelf (the store). What is public is in one
catalogue, which visitors are answered from; what is internal is in another, for staff.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import structlog

from warmline.core.model import Millis
from warmline.flow.catalogue import (
    Catalogue,
    Finding,
    Public,
    Recalibrated,
    Shelf,
)
from warmline.flow.desk import Audience, SourceLine
from warmline.flow.failures import Temporary
from warmline.flow.model_thread import ModelThread
from warmline.knowledge.explaining import reasons
from warmline.knowledge.passages import Document, content_id
from warmline.knowledge.sources import read_source

if TYPE_CHECKING:  # numpy: see ModelThread
    from warmline.flow.retrieval import Retrieval
    from warmline.knowledge.answer import Answer
    from warmline.knowledge.index import Hit

AT_ONCE = 64  # texts embedded between two writes

log = structlog.get_logger()


class Library:
    """``load`` is called on the library's own thread, once there is something to embed or find.

    ``public`` is what assistants are given. Nothing leaves the internal catalogue but what
    ``look_inside`` shows to staff.
    """

    def __init__(
        self,
        shelf: Shelf,
        load: Callable[[], Retrieval],
        clock: Callable[[], Millis],
        recalibrated: Recalibrated | None = None,
    ) -> None:
        self._shelf = shelf
        self._clock = clock
        self._model = ModelThread(load)
        about = (self._model, clock)
        self.public = Public(
            Catalogue(
                shelf, Audience.PUBLIC, *about, again=self._catch_up, recalibrated=recalibrated
            )
        )
        self._internal = Catalogue(shelf, Audience.INTERNAL, *about, again=self._catch_up)
        self._embedding = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    # ── settings ──────────────────────────────────────────────────────────────────────────────────

    async def sources(self) -> Sequence[SourceLine]:
        return await self._shelf.sources()

    async def put(self, name: str, content: bytes, audience: Audience | None = None) -> SourceLine:
        """Take a file in, in place of the one of that name. Raises ``BadSource``.

        What it says is kept when this returns; it answers questions when its status is ``ready``.
        Without an ``audience`` it has that of the older one, and a new file is public.
        """
        document = await asyncio.to_thread(read_source, name, content)  # questions go on meanwhile
        line = _line(name, content, document, self._clock())
        line = await self._shelf.put(line, document.passages, audience)
        self._soon(self._embed(line.id))
        return line

    async def show_to(self, id: str, audience: Audience) -> SourceLine | None:
        """Make a source internal, or public again. None: there is no such source."""
        line = await self._shelf.show_to(id, audience)
        self._look_again()
        return line

    async def remove(self, id: str) -> bool:
        gone = await self._shelf.remove(id)
        self._look_again()
        return gone

    async def resume(self) -> None:
        """Go on with what a restart interrupted."""
        for line in await self._shelf.sources():
            if line.status == "indexing":
                self._soon(self._embed(line.id))

    async def settled(self) -> None:
        """Wait until everything that was put in answers."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._model.close()

    # ── questions ─────────────────────────────────────────────────────────────────────────────────

    async def find(self, question: str, language: str) -> Finding:
        """In what is public. Raises ``Temporary``."""
        return await self.public.find(question, language)

    async def alike(self, texts: Sequence[str], others: Sequence[Sequence[str]]) -> Sequence[float]:
        """For each text, the cosine with the nearest of its own others; 0 where it has none."""
        return await self._model.run(lambda on: on.alike(texts, others))

    async def grouped(self, texts: Sequence[str], at_once: int, pause: float) -> list[list[int]]:
        """The texts by what they mean, as places in the list: the largest group first.

        Of each the most typical one comes first. After each ``at_once`` texts the model rests
        ``pause`` times as long as they took.
        """
        vectors = list[bytes]()
        loop = asyncio.get_running_loop()
        for start in range(0, len(texts), at_once):
            began, some = loop.time(), texts[start : start + at_once]
            vectors += await self._model.run(lambda on, some=some: on.vectors(some))
            await asyncio.sleep(pause * (loop.time() - began))
        return await asyncio.to_thread(self._model.retrieval.grouped, vectors)

    async def look(self, query: str, *, bar: float) -> Mapping[str, object]:
        """What the assistant would retrieve and say, and why."""
        began = self._clock()
        finding = await self.find(query, "en")
        return {
            "answer": _answer_view(finding.answer, bar),
            "hits": [_hit_view(hit, finding.sources) for hit in finding.hits],
            "ms": self._clock() - began,
        }

    async def look_inside(self, query: str) -> Sequence[Mapping[str, object]]:
        """The internal passages that a question finds: for eyes of staff, and for no assistant."""
        finding = await self._internal.find(query, "en")
        return [_hit_view(hit, finding.sources) for hit in finding.hits]

    # ── the vectors ───────────────────────────────────────────────────────────────────────────────

    async def _catch_up(self, lacking: Collection[str]) -> None:
        """Embed again what is ready by another model, or was read another way, before an update."""
        for line in await self._shelf.sources():
            if line.id in lacking and line.status == "ready":
                await self._shelf.mark(line.id, "indexing")
                self._soon(self._embed(line.id))

    async def _embed(self, source: str) -> None:
        """Give every text of a source its vector, some at a time, then mark the source ready."""
        async with self._embedding:
            try:
                await self._embed_all(source)
                await self._shelf.mark(source, "ready")
            except Temporary:
                log.warning("knowledge_not_indexed", source=source)  # the next start goes on
            except Exception:
                log.exception("knowledge_failed", source=source)
                await self._shelf.mark(source, "failed")
        self._look_again()

    async def _embed_all(self, source: str) -> None:
        mine = await self._shelf.passages_of(source)
        model = await self._model.run(lambda on: on.model)
        known = await self._shelf.vectors(model)
        for start in range(0, len(mine), AT_ONCE):
            some = mine[start : start + AT_ONCE]
            fresh = await self._model.run(lambda on, some=some: on.embed(some, known))
            if fresh:
                await self._shelf.keep_vectors(model, fresh)

    def _soon(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _look_again(self) -> None:
        self.public.look_again()
        self._internal.look_again()


def _line(name: str, content: bytes, document: Document, now: Millis) -> SourceLine:
    return SourceLine(
        id=content_id("source", name),
        name=name,
        kind=name.rsplit(".", 1)[-1].lower(),
        bytes=len(content),
        passages=len(document.passages),
        status="indexing",
        problems=[{"line": p.line, "message": p.message} for p in document.problems],
        updated_at=now,
    )


def _answer_view(found: Answer | None, bar: float) -> dict[str, object] | None:
    if found is None:
        return None
    from warmline.knowledge.answer import abstains  # noqa: PLC0415 - it came with the answer

    return {
        "text": found.text,
        "confidence": found.confidence,
        "reasons": [asdict(one) for one in reasons(found.signs, found.confidence)],
        "abstains": abstains(found, bar),
        "sources": [{"title": s.title, "url": s.url, "quote": s.quote} for s in found.sources],
    }


def _hit_view(hit: Hit, sources: Mapping[str, str]) -> dict[str, object]:
    return {
        "title": hit.passage.title or (hit.passage.questions[0] if hit.passage.questions else ""),
        "text": hit.passage.text,
        "source": sources.get(hit.passage.id, ""),
        "score": round(hit.score, 4),
        "meaning": round(hit.meaning, 4),
        "answer": round(hit.answer, 4),
        "words": round(hit.words, 4),
        "matched": list(hit.matched),
        "nearest": hit.nearest,
    }
