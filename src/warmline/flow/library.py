"""The library: the knowledge base as it is used. Files go in, an index answers.

Passages and the vectors of their texts are on the shelf (the store); the index is built from them
in memory, and built again whenever the shelf's version moves, in this process or in another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

import structlog

from warmline.core.model import Millis
from warmline.flow.desk import SourceLine
from warmline.flow.failures import Temporary
from warmline.flow.learning import QUOTED, RAW
from warmline.knowledge.explaining import reasons
from warmline.knowledge.passages import Document, Passage, content_id
from warmline.knowledge.sources import read_source

if TYPE_CHECKING:  # numpy: see Library
    from warmline.flow.retrieval import Retrieval
    from warmline.knowledge.answer import Answer
    from warmline.knowledge.index import Hit, Index

T = TypeVar("T")
Recalibrated = Callable[[str, float], Awaitable[float]]
"""The probability of an answer of a kind, given the raw one: ``Learning.recalibrated``."""
STALE_AFTER: Millis = 2_000  # how old the knowledge of the shelf's version may be
AT_ONCE = 64  # texts embedded between two writes

log = structlog.get_logger()


class Shelf(Protocol):
    """Where sources, passages and vectors (the bytes of their float32 numbers) are kept."""

    async def version(self) -> int:
        """Moves with every change."""
        ...

    async def sources(self) -> Sequence[SourceLine]: ...
    async def put(self, line: SourceLine, passages: Sequence[Passage]) -> None:
        """Keep a source, in place of the one of that name."""
        ...

    async def mark(self, id: str, status: str) -> None: ...
    async def remove(self, id: str) -> bool: ...
    async def passages(self) -> Sequence[tuple[str, Passage]]:
        """Every passage with its source's id, in order."""
        ...

    async def vectors(self, model: str) -> Mapping[str, bytes]: ...
    async def keep_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a question found: the passages and the answer that they give by themselves."""

    hits: tuple[Hit, ...] = ()
    answer: Answer | None = None
    sources: Mapping[str, str]  # name of the source by passage id


class Library:
    """``load`` is called on the library's own thread, once there is something to embed or find."""

    def __init__(
        self,
        shelf: Shelf,
        load: Callable[[], Retrieval],
        clock: Callable[[], Millis],
        recalibrated: Recalibrated | None = None,
    ) -> None:
        self._shelf = shelf
        self._load = load
        self._clock = clock
        self._recalibrated = recalibrated
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="warmline-model")
        self._index: Index | None = None
        self._names: Mapping[str, str] = {}
        self._version = -1
        self._looked_at: Millis = 0
        self._building = asyncio.Lock()
        self._embedding = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    # ── settings ──────────────────────────────────────────────────────────────────────────────────

    async def sources(self) -> Sequence[SourceLine]:
        return await self._shelf.sources()

    async def put(self, name: str, content: bytes) -> SourceLine:
        """Take a file in, in place of the one of that name. Raises ``BadSource``.

        What it says is kept when this returns; it answers questions when its status is ``ready``.
        """
        document = await asyncio.to_thread(read_source, name, content)  # questions go on meanwhile
        line = _line(name, content, document, self._clock())
        await self._shelf.put(line, document.passages)
        self._soon(self._embed(line.id))
        return line

    async def remove(self, id: str) -> bool:
        return await self._shelf.remove(id)

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
        self._thread.shutdown()

    # ── questions ─────────────────────────────────────────────────────────────────────────────────

    async def find(self, question: str, language: str) -> Finding:
        """Raises ``Temporary``."""
        index = await self._fresh()
        if index is None or not question.strip():
            return Finding(sources={})
        hits, found = await self._in_thread(lambda on: on.find(index, question, language))
        return Finding(hits=hits, answer=await self._trusted(found), sources=self._names)

    async def _trusted(self, found: Answer | None) -> Answer | None:
        """With what this installation has learnt about its confidences."""
        if found is None or self._recalibrated is None:
            return found
        confidence = await self._recalibrated(QUOTED, found.signs[RAW])
        return replace(found, confidence=confidence)

    async def alike(self, texts: Sequence[str], others: Sequence[Sequence[str]]) -> Sequence[float]:
        """For each text, the cosine with the nearest of its own others; 0 where it has none."""
        return await self._in_thread(lambda on: on.alike(texts, others))

    async def look(self, query: str, *, bar: float) -> Mapping[str, object]:
        """What the assistant would retrieve and say, and why."""
        began = self._clock()
        finding = await self.find(query, "en")
        return {
            "answer": _answer_view(finding.answer, bar),
            "hits": [_hit_view(hit, finding.sources) for hit in finding.hits],
            "ms": self._clock() - began,
        }

    # ── the index ─────────────────────────────────────────────────────────────────────────────────

    async def _fresh(self) -> Index | None:
        """The index as of at most ``STALE_AFTER`` ago."""
        now = self._clock()
        if self._version >= 0 and now - self._looked_at < STALE_AFTER:
            return self._index
        async with self._building:
            version = await self._shelf.version()
            if version != self._version:
                await self._rebuild()
                self._version = version
            self._looked_at = now
        return self._index

    async def _rebuild(self) -> None:
        # two files may hold the same words: an id is unique within its source only
        kept = [(id, replace(p, id=f"{id}/{p.id}")) for id, p in await self._shelf.passages()]
        names = {line.id: line.name for line in await self._shelf.sources()}
        self._names = {passage.id: names.get(id, "") for id, passage in kept}
        self._index = await self._built([passage for _, passage in kept]) if kept else None
        found = {passage.id for passage in self._index.passages} if self._index else set[str]()
        await self._catch_up({id for id, passage in kept if passage.id not in found})

    async def _catch_up(self, lacking: Collection[str]) -> None:
        """Embed again what is ready by another model, or was read another way, before an update."""
        for line in await self._shelf.sources():
            if line.id in lacking and line.status == "ready":
                await self._shelf.mark(line.id, "indexing")
                self._soon(self._embed(line.id))

    async def _built(self, passages: Sequence[Passage]) -> Index:
        vectors = await self._shelf.vectors(await self._in_thread(lambda on: on.model))
        return await self._in_thread(lambda on: on.build(passages, vectors))

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
        self._looked_at = 0

    async def _embed_all(self, source: str) -> None:
        mine = [passage for id, passage in await self._shelf.passages() if id == source]
        model = await self._in_thread(lambda on: on.model)
        known = await self._shelf.vectors(model)
        for start in range(0, len(mine), AT_ONCE):
            some = mine[start : start + AT_ONCE]
            fresh = await self._in_thread(lambda on, some=some: on.embed(some, known))
            if fresh:
                await self._shelf.keep_vectors(model, fresh)

    def _soon(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @cached_property
    def _retrieval(self) -> Retrieval:
        return self._load()

    async def _in_thread(self, work: Callable[[Retrieval], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: work(self._retrieval))


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
