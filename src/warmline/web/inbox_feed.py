"""The inbox, live: what is new of each conversation becomes one frame, encoded once per process.

Rows are folded from the entries themselves; the database is asked only for conversations that
this process has not shown lately.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from warmline.core.evolve import evolved
from warmline.core.facts import (
    Entry,
    MessageAdded,
    MessageEdited,
    MessageWithdrawn,
    TicketOpened,
)
from warmline.core.model import Author, Conversation, ConversationId
from warmline.core.preview import preview, shortened
from warmline.core.reading import words_now
from warmline.flow.desk import Line
from warmline.flow.failures import Temporary
from warmline.flow.feed import follow_all
from warmline.flow.ports import News, Whisper
from warmline.web import frames as f
from warmline.web.beside import (
    BARE,
    NOWHERE,
    Beside,
    Place,
    delivery_view,
    file_views,
    heard_in,
    places_of,
)
from warmline.web.desk import Desk
from warmline.web.problems import trace
from warmline.web.rows import row
from warmline.web.viewing import Viewing
from warmline.web.views import operator_entry

MOST_LINES = 5000  # conversations whose line is remembered
MOST_BEHIND = 256  # parcels a socket may be behind
AT_ONCE = 50  # entries in one frame
FORGET_EVERY = 1.0  # seconds between two looks at whose tabs fell silent
REPLAY = 1000  # pieces of news; who missed more loads the lists again

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Shown:
    """A frame for everybody who may see the conversation: encoded once."""

    text: str
    before: Conversation
    after: Conversation
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is new, with the position after it."""

    position: int
    frames: tuple[Shown, ...]
    status_changed: bool


@dataclass(frozen=True, slots=True)
class Overheard:
    """A whisper, with the conversation that it is about."""

    whisper: Whisper
    about: Conversation | None
    news: f.DeliveryFrame | f.FileFrame | None = None  # of a message, for those who watch it


Heard = Parcel | Overheard


@dataclass(frozen=True, slots=True)
class Rooms:
    """What is kept elsewhere of the conversations of a parcel."""

    places: Mapping[ConversationId, Place]
    files: Mapping[str, f.FileView]

    def beside(self, entries: Sequence[Entry]) -> Beside:
        words = words_now(entries)
        return Beside(files=self.files, words=words) if words or self.files else BARE


@dataclass(eq=False, slots=True)
class Subscriber:
    position: int  # it hears everything after this
    queue: "asyncio.Queue[Heard]" = field(default_factory=lambda: asyncio.Queue[Heard](MOST_BEHIND))
    lost: asyncio.Event = field(default_factory=asyncio.Event)  # it missed something

    def offer(self, heard: Heard) -> None:
        try:
            self.queue.put_nowait(heard)
        except asyncio.QueueFull:
            self.lost.set()


class InboxFeed:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lines: OrderedDict[ConversationId, Line] = OrderedDict()
        self._assistants: Mapping[str, str] = {}
        self._subscribers: set[Subscriber] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self.viewing = Viewing()
        self.position = 0

    async def start(self) -> None:
        self.position = self._desk.tail.position
        self._tasks = [asyncio.create_task(self._run()), asyncio.create_task(self._forget())]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def join(self) -> Subscriber:
        """Hear everything from ``position`` on."""
        subscriber = Subscriber(self.position)
        self._subscribers.add(subscriber)
        return subscriber

    def leave(self, subscriber: Subscriber) -> None:
        self._subscribers.discard(subscriber)

    async def between(self, after: int, until: int) -> Sequence[Shown] | None:
        """What a stretch of the log shows, or None where it is too much to replay, or none."""
        if not after <= until <= after + REPLAY:
            return None
        news = await self._desk.store.news(after=after, limit=REPLAY)
        news = [one for one in news if one.position <= until]
        lines = await self._desk.inbox.lines_of(sorted({one.conversation for one in news}))
        await self._learn_names()
        fresh = [(one.conversation, [one.entry]) for one in news if one.conversation in lines]
        rooms = await self._rooms(lines, fresh)
        return [
            self._frame(one.position, None, lines[one.conversation], [one.entry], rooms)
            for one in news
            if one.conversation in lines
        ]

    async def conversations(self, ids: Iterable[str]) -> Mapping[str, Conversation]:
        """As they are remembered, or read. Raises ``Temporary``."""
        wanted = [ConversationId(id) for id in ids]
        unknown = sorted(id for id in wanted if id not in self._lines)
        lines: Mapping[ConversationId, Line] = self._lines
        if unknown:
            lines = {**await self._desk.inbox.lines_of(unknown), **self._lines}
        return {id: lines[id].conversation for id in wanted if id in lines}

    def draft_holds(self, draft: Whisper) -> bool:
        """Whether nothing was shown since that makes the draft void."""
        line = self._lines.get(ConversationId(draft.conversation))
        return line is None or line.conversation.awaits(draft.answers, draft.epoch)

    async def _run(self) -> None:
        pieces = follow_all(self._desk.store, self._desk.tail, after=self.position)
        async with aclosing(pieces):
            async for piece in pieces:
                if isinstance(piece, Whisper):
                    await self._overhear(piece)
                else:
                    await self._show(piece)

    async def _overhear(self, whisper: Whisper) -> None:
        """Pass a whisper on; of who looks at what, only what changed."""
        if whisper.kind == "viewing":
            await self._tell_faces(self.viewing.hear(whisper, self._desk.clock()))
        elif whisper.kind == "named":
            await self._rename(ConversationId(whisper.conversation))
        elif self._subscribers:
            about = await self._about(whisper)
            self._spread(Overheard(self.veiled(whisper), about, await self._news(whisper)))

    async def _news(self, whisper: Whisper) -> f.DeliveryFrame | f.FileFrame | None:
        """What became of a message, or of a file of one: read once for all who watch."""
        with suppress(Temporary):
            return await news_of(self._desk, whisper)
        return None

    def veiled(self, whisper: Whisper) -> Whisper:
        """An answer as it is being written, as operators see it: masked once for all of them."""
        if whisper.kind != "draft":
            return whisper
        return replace(whisper, text=self._desk.veil.growing(whisper.text))

    async def _forget(self) -> None:
        """Tell of those whose tabs fell silent."""
        while True:
            await asyncio.sleep(FORGET_EVERY)
            await self._tell_faces(self.viewing.expire(self._desk.clock()))

    async def _tell_faces(self, conversations: Iterable[str]) -> None:
        for id in sorted(conversations):
            await self._overhear(Whisper(kind="faces", conversation=id))

    async def _rename(self, id: ConversationId) -> None:
        """Show the row anew: its visitor is called otherwise, which no entry says."""
        self._lines.pop(id, None)  # shown with what is new of it next, if not now
        if not self._subscribers:
            return
        with suppress(Temporary):
            await self._remember({id})
            if line := self._lines.get(id):
                rooms = await self._rooms(self._lines, [(id, ())])
                frame = self._frame(self.position, None, line, (), rooms)
                self._spread(Parcel(self.position, (frame,), status_changed=False))

    async def _about(self, whisper: Whisper) -> Conversation | None:
        """The conversation as it is remembered, or read; None where neither is possible."""
        id = ConversationId(whisper.conversation)
        if not id:
            return None
        if id not in self._lines:
            with suppress(Temporary):
                self._lines.update(await self._desk.inbox.lines_of([id]))
        line = self._lines.get(id)
        return line.conversation if line else None

    async def _show(self, news: Sequence[News]) -> None:
        """Tell everybody; where that fails, all of them must catch up."""
        try:
            if self._subscribers:
                self._spread(await self._parcel(news))
            else:
                self._lines.clear()
        except Exception as error:  # noqa: BLE001 - a bug, or the database is away
            log.error("inbox_not_shown", **trace(error))  # noqa: TRY400 - see trace
            self._lines.clear()
            for subscriber in self._subscribers:
                subscriber.lost.set()
        self.position = news[-1].position

    def _spread(self, heard: Heard) -> None:
        for subscriber in self._subscribers:
            subscriber.offer(heard)

    async def _parcel(self, news: Sequence[News]) -> Parcel:
        fresh = by_conversation(news)
        await self._remember({id for id, _ in fresh})
        shown = [(id, entries) for id, entries in fresh if id in self._lines]
        rooms = await self._rooms(self._lines, shown)
        frames, changed = list[Shown](), False
        for left, (id, entries) in zip(range(len(shown) - 1, -1, -1), shown, strict=True):
            before = self._lines[id]
            line = self._lines[id] = fold(before, entries)
            changed = changed or _moved(before, line)
            # only with the last frame has an operator everything up to the new position
            position = self.position if left else news[-1].position
            frames.append(self._frame(position, before.conversation, line, entries, rooms))
        while len(self._lines) > MOST_LINES:
            self._lines.popitem(last=False)
        return Parcel(news[-1].position, tuple(frames), changed)

    async def _remember(self, ids: Collection[ConversationId]) -> None:
        unknown = sorted(id for id in ids if id not in self._lines)
        if unknown:
            self._lines.update(await self._desk.inbox.lines_of(unknown))
            await self._learn_names()
        for id in ids:
            if id in self._lines:
                self._lines.move_to_end(id)

    async def _learn_names(self) -> None:
        setups = await self._desk.assistants.all()
        self._assistants = {setup.profile.id: setup.profile.name for setup in setups}

    async def _rooms(
        self,
        lines: Mapping[ConversationId, Line],
        fresh: Iterable[tuple[ConversationId, Sequence[Entry]]],
    ) -> "Rooms":
        """What other rooms know of it; none is asked for conversations of the widget."""
        ids = {id: lines[id].conversation for id, _ in fresh}
        places = await places_of(ids.values(), self._desk.places)
        files = dict[str, f.FileView]()
        for id, entries in fresh:
            files |= await file_views(id, entries, self._desk.files)
        return Rooms(places, files)

    def _frame(
        self,
        position: int,
        before: Conversation | None,
        line: Line,
        entries: Sequence[Entry],
        rooms: "Rooms",
    ) -> Shown:
        name = self._desk.staff.name
        assistant = self._assistants.get(line.conversation.assistant, "Assistant")
        veil = self._desk.veil
        now = line.conversation
        beside = rooms.beside(entries)
        shown = [operator_entry(entry, name, assistant, veil, beside) for entry in entries]
        place = heard_in(rooms.places[now.id], entries) if now.id in rooms.places else NOWHERE
        update = f.Update(position=position, row=row(line, name, veil, place), entries=shown)
        return Shown(update.model_dump_json(), before or now, now, entries)


async def news_of(desk: Desk, whisper: Whisper) -> f.DeliveryFrame | f.FileFrame | None:
    """What a whisper of kind ``delivery`` (``number``) or ``file`` (``text``) is about, as it is.

    Raises ``Temporary``.
    """
    id = ConversationId(whisper.conversation)
    if whisper.kind == "delivery" and desk.threads:
        found = await desk.threads.delivery(id, whisper.number)
        view = delivery_view(found) if found else None
        return view and f.DeliveryFrame(conversation=id, seq=whisper.number, delivery=view)
    if whisper.kind == "file" and desk.files:
        views = await desk.files.views(id, [whisper.text])
        return next((f.FileFrame(conversation=id, file=one) for one in views.values()), None)
    return None


def by_conversation(news: Sequence[News]) -> list[tuple[ConversationId, Sequence[Entry]]]:
    """The news of each conversation together, so many at a time as one frame may hold."""
    fresh = dict[ConversationId, list[Entry]]()
    for one in news:
        fresh.setdefault(one.conversation, []).append(one.entry)
    return [
        (id, entries[start : start + AT_ONCE])
        for id, entries in fresh.items()
        for start in range(0, len(entries), AT_ONCE)
    ]


def _shows(message: int, now: Conversation, newest: str) -> bool:
    """Whether the row shows that message: it is the visitor's newest, and nobody spoke since."""
    return newest == Author.VISITOR.value and message >= now.asked_at


def _moved(before: Line, after: Line) -> bool:
    """Whether the counts of the lists may have changed."""
    was, now = before.conversation, after.conversation
    moved = (was.status, was.operator) != (now.status, now.operator) or was.seq <= 1
    return moved and not now.drill


def fold(line: Line, entries: Sequence[Entry]) -> Line:
    """The line after more entries; those that it holds already change nothing."""
    now, changes = line.conversation, dict[str, Any]()
    for entry in entries:
        if entry.seq == now.seq + 1:
            now = evolved(now, entry)
            shown = _seen_in_row(entry, now, changes.get("preview_author", line.preview_author))
            changes |= {"conversation": now, "updated_at": entry.fact.at, **shown}
    return replace(line, **changes)


def _seen_in_row(entry: Entry, now: Conversation, newest: str) -> Mapping[str, str]:
    """What a row shows of an entry itself; ``newest``: whose words it shows so far."""
    match entry.fact:
        case MessageEdited(message=message, text=text):
            return {"preview": shortened(text)} if _shows(message, now, newest) else {}
        case MessageWithdrawn(message=message):
            return {"preview": ""} if _shows(message, now, newest) else {}
        case MessageAdded(author=Author.SYSTEM):
            return {}
        case MessageAdded() as said:
            return {"preview": preview(said), "preview_author": said.author.value}
        case TicketOpened() as left:
            return {"contact_name": left.name, "contact_email": left.email}
        case _:
            return {}
