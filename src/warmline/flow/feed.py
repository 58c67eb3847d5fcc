"""The live way: cursors that follow the log. Catching up and keeping up are the same loop.

One ``Tail`` per process reads the log of all conversations once and hands each piece of news to
whoever follows. A follower that fell behind is not waited for: it is marked, and reads the log
itself from its own cursor. Nothing here is needed for correctness but the log: pokes may be lost,
the bus may die, and the database may be away for a while.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import structlog

from warmline.core.facts import Entry
from warmline.core.model import ConversationId
from warmline.flow.failures import Temporary
from warmline.flow.ports import Bus, News, Store, Whisper

LOOK_ANYWAY = 1.0  # seconds; bounds the cost of a lost poke
MOST_PENDING = 1024  # pieces a follower may be behind before it must read the log itself
PAGE = 500

Piece = News | Whisper
T = TypeVar("T")
log = structlog.get_logger()


@dataclass(eq=False, slots=True)
class Ear:
    """What one follower has been handed and has not taken yet. Bounded."""

    wanted: Callable[[Whisper], bool]
    pieces: deque[Piece] = field(default_factory=deque[Piece])
    missed: bool = False  # news was dropped: read the log from the cursor
    waiter: asyncio.Future[None] | None = None

    def offer(self, piece: Piece) -> None:
        if len(self.pieces) >= MOST_PENDING:
            self.missed = self.missed or isinstance(piece, News)
        else:
            self.pieces.append(piece)
        if self.waiter and not self.waiter.done():
            self.waiter.set_result(None)

    async def wait(self) -> None:
        if not self.pieces and not self.missed:
            self.waiter = asyncio.get_running_loop().create_future()
            try:
                await self.waiter
            finally:
                self.waiter = None

    def forget_news(self) -> None:
        """The log is about to be read from the cursor: what it holds need not come twice."""
        self.missed = False
        self.pieces = deque(piece for piece in self.pieces if isinstance(piece, Whisper))

    def forget_whispers(self) -> None:
        """The log held something: a whisper from before it, shown after it, would be a ghost."""
        self.pieces = deque(piece for piece in self.pieces if isinstance(piece, News))

    def take(self) -> list[Piece]:
        taken = list(self.pieces)
        self.pieces.clear()
        return taken


class Tail:
    """Follows the log of all conversations for everybody in this process."""

    def __init__(self, store: Store, bus: Bus, *, look_anyway: float = LOOK_ANYWAY) -> None:
        self._store = store
        self._bus = bus
        self.look_anyway = look_anyway
        self._everything: set[Ear] = set()
        self._by_conversation: defaultdict[str, set[Ear]] = defaultdict(set)
        self._again = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._drafts: dict[str, Whisper] = {}  # by conversation: what is being written now
        self.position = 0

    async def start(self) -> None:
        self.position = await self._store.newest_position()
        self._tasks = [asyncio.create_task(self._read()), asyncio.create_task(self._listen())]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def look(self) -> None:
        """Look at the log now."""
        self._again.set()

    def hand(self, news: Sequence[News]) -> None:
        """What this process has just committed; the log is read only for what lies before it."""
        if news and news[0].position <= self.position + 1:
            self._hand_out(news)
        else:
            self.look()

    def hear(self, ear: Ear, conversation: ConversationId | None) -> None:
        (self._everything if conversation is None else self._by_conversation[conversation]).add(ear)

    def leave(self, ear: Ear, conversation: ConversationId | None) -> None:
        if conversation is None:
            self._everything.discard(ear)
            return
        ears = self._by_conversation[conversation]
        ears.discard(ear)
        if not ears:
            del self._by_conversation[conversation]

    def draft(self, conversation: ConversationId) -> Whisper | None:
        """What is being written there, for who comes in the middle of it."""
        return self._drafts.get(conversation)

    def _void_draft(self, news: News) -> None:
        """Anything after the question ends its draft; the question itself may be read late."""
        draft = self._drafts.get(news.conversation)
        if draft and news.entry.seq > draft.answers:
            del self._drafts[news.conversation]

    async def _listen(self) -> None:
        while True:
            try:
                async for heard in self._bus.listen():
                    if heard is None:
                        self._again.set()
                    else:
                        self._spread(heard)
            except Exception:
                log.exception("bus_broke")
            await asyncio.sleep(self.look_anyway)

    def _spread(self, whisper: Whisper) -> None:
        if whisper.kind == "draft":
            self._drafts[whisper.conversation] = whisper
        for ear in (*self._everything, *self._by_conversation.get(whisper.conversation, ())):
            if ear.wanted(whisper):
                ear.offer(whisper)

    async def _read(self) -> None:
        while True:
            self._again.clear()
            try:
                while await self._read_page():
                    pass
            except Temporary:
                pass  # it is looked at again below
            except Exception:
                log.exception("log_unreadable", position=self.position)
            with suppress(TimeoutError):
                async with asyncio.timeout(self.look_anyway):
                    await self._again.wait()

    async def _read_page(self) -> bool:
        """Hand out one page of news; whether there may be more."""
        page = await self._store.news(after=self.position, limit=PAGE)
        self._hand_out(page)
        return len(page) == PAGE

    def _hand_out(self, page: Sequence[News]) -> None:
        """Each piece once: a page that was being read may hold what was handed in meanwhile."""
        for news in page:
            if news.position <= self.position:
                continue
            self._void_draft(news)
            for ear in (*self._everything, *self._by_conversation.get(news.conversation, ())):
                ear.offer(news)
            self.position = news.position


def follow(
    store: Store,
    tail: Tail,
    id: ConversationId,
    *,
    after: int,
    wanted: Callable[[Whisper], bool] = lambda _: True,
) -> AsyncGenerator[Sequence[Entry] | Whisper]:
    """Every entry numbered above ``after``, in order, without gaps, for ever; whispers between."""

    async def page(cursor: int) -> Sequence[Entry]:
        return await store.entries(id, after=cursor, limit=PAGE)

    track = Track(page=page, item=lambda news: news.entry, number=lambda entry: entry.seq)
    return _follow(tail, id, Ear(wanted), track, after)


def follow_all(
    store: Store,
    tail: Tail,
    *,
    after: int,
    wanted: Callable[[Whisper], bool] = lambda _: True,
) -> AsyncGenerator[Sequence[News] | Whisper]:
    """Every piece of news after a position, in order, without gaps, for ever; whispers between."""

    async def page(cursor: int) -> Sequence[News]:
        return await store.news(after=cursor, limit=PAGE)

    track = Track(page=page, item=lambda news: news, number=lambda news: news.position)
    return _follow(tail, None, Ear(wanted), track, after)


@dataclass(frozen=True, slots=True)
class Track(Generic[T]):
    """How one kind of follower reads the log, and counts in it."""

    page: Callable[[int], Awaitable[Sequence[T]]]  # the items after a number
    item: Callable[[News], T]
    number: Callable[[T], int]


async def _follow(
    tail: Tail, id: ConversationId | None, ear: Ear, track: Track[T], after: int
) -> AsyncGenerator[Sequence[T] | Whisper]:
    tail.hear(ear, id)  # listen before looking, or an entry slips between
    ear.missed = True
    arriving = id is not None
    try:
        while True:
            await ear.wait()
            while ear.missed:
                page = await _catch_up(tail, ear, track, after)
                if page:
                    after = track.number(page[-1])
                    yield page
            if arriving and id and (draft := tail.draft(id)) and ear.wanted(draft):
                yield draft
            arriving = False
            for run in runs(ear.take(), track, after):
                if isinstance(run, Whisper):
                    yield run
                elif run:
                    after = track.number(run[-1])
                    yield run
                else:
                    ear.missed = True
    finally:
        tail.leave(ear, id)


async def _catch_up(tail: Tail, ear: Ear, track: Track[T], after: int) -> Sequence[T]:
    """One page from the cursor; the ear has still missed something where there may be more."""
    ear.forget_news()
    try:
        page = await track.page(after)
    except Temporary:
        await asyncio.sleep(tail.look_anyway)
        ear.missed = True
        return ()
    if page:
        ear.forget_whispers()
    ear.missed = ear.missed or len(page) == PAGE
    return page


def runs(pieces: Sequence[Piece], track: Track[T], after: int) -> Iterator[list[T] | Whisper]:
    """The pieces in order: whispers one by one, items in unbroken runs, an empty run for a gap."""
    run = list[T]()
    for piece in pieces:
        if isinstance(piece, Whisper):
            if run:
                yield run
                run = []
            yield piece
            continue
        item = track.item(piece)
        number = track.number(item)
        if number == after + 1:
            run.append(item)
            after = number
        elif number > after:
            if run:
                yield run
            yield []
            return
    if run:
        yield run
