"""The inbox, live: what is new of each conversation becomes one frame, encoded once per process.

Rows are folded from the entries themselves; the database is asked only for conversations that
this process has not shown lately.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from warmline.core.evolve import evolved
from warmline.core.facts import Entry, MessageAdded, TicketOpened
from warmline.core.model import Author, ConversationId
from warmline.flow.desk import Line
from warmline.flow.feed import follow_all
from warmline.flow.ports import News, Whisper
from warmline.web import frames as f
from warmline.web.desk import Desk
from warmline.web.problems import trace
from warmline.web.views import operator_entry, row

MOST_LINES = 5000  # conversations whose line is remembered
MOST_BEHIND = 256  # parcels a socket may be behind
PREVIEW = 140
AT_ONCE = 50  # entries in one frame
REPLAY = 1000  # pieces of news; who missed more loads the lists again

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Parcel:
    """Frames for every operator: encoded, with the position after them."""

    position: int
    frames: tuple[str, ...]
    status_changed: bool


Heard = Parcel | Whisper


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
        self._task: asyncio.Task[None] | None = None
        self.position = 0

    async def start(self) -> None:
        self.position = self._desk.tail.position
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def join(self) -> Subscriber:
        """Hear everything from ``position`` on."""
        subscriber = Subscriber(self.position)
        self._subscribers.add(subscriber)
        return subscriber

    def leave(self, subscriber: Subscriber) -> None:
        self._subscribers.discard(subscriber)

    async def between(self, after: int, until: int) -> Sequence[str] | None:
        """The frames of a stretch of the log, or None where it is too much to replay, or none."""
        if not after <= until <= after + REPLAY:
            return None
        news = await self._desk.store.news(after=after, limit=REPLAY)
        news = [one for one in news if one.position <= until]
        lines = await self._desk.inbox.lines_of(sorted({one.conversation for one in news}))
        await self._learn_names()
        return [
            self._frame(one.position, lines[one.conversation], [one.entry])
            for one in news
            if one.conversation in lines
        ]

    def draft_holds(self, draft: Whisper) -> bool:
        """Whether nothing was shown since that makes the draft void."""
        line = self._lines.get(ConversationId(draft.conversation))
        return line is None or line.conversation.awaits(draft.answers, draft.epoch)

    async def _run(self) -> None:
        pieces = follow_all(self._desk.store, self._desk.tail, after=self.position)
        async with aclosing(pieces):
            async for piece in pieces:
                if isinstance(piece, Whisper):
                    self._spread(piece)
                else:
                    await self._show(piece)

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
        frames, changed = list[str](), False
        for left, (id, entries) in zip(range(len(shown) - 1, -1, -1), shown, strict=True):
            before = self._lines[id]
            line = self._lines[id] = fold(before, entries)
            changed = changed or _moved(before, line)
            # only with the last frame has an operator everything up to the new position
            position = self.position if left else news[-1].position
            frames.append(self._frame(position, line, entries))
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

    def _frame(self, position: int, line: Line, entries: Sequence[Entry]) -> str:
        name = self._desk.staff.name
        assistant = self._assistants.get(line.conversation.assistant, "Assistant")
        shown = [operator_entry(entry, name, assistant) for entry in entries]
        update = f.Update(position=position, row=row(line, name), entries=shown)
        return update.model_dump_json()


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


def _moved(before: Line, after: Line) -> bool:
    """Whether the counts of the lists may have changed."""
    was, now = before.conversation, after.conversation
    return (was.status, was.operator) != (now.status, now.operator) or was.seq <= 1


def fold(line: Line, entries: Sequence[Entry]) -> Line:
    """The line after more entries; those that it holds already change nothing."""
    now, changes = line.conversation, dict[str, Any]()
    for entry in entries:
        if entry.seq == now.seq + 1:
            now = evolved(now, entry)
            changes |= {"conversation": now, "updated_at": entry.fact.at, **_seen_in_row(entry)}
    return replace(line, **changes)


def _seen_in_row(entry: Entry) -> Mapping[str, str]:
    """What a row shows of an entry itself."""
    match entry.fact:
        case MessageAdded(author=Author.SYSTEM):
            return {}
        case MessageAdded() as said:
            preview = " ".join(said.text[: 2 * PREVIEW].split())[:PREVIEW]
            return {"preview": preview, "preview_author": said.author.value}
        case TicketOpened() as left:
            return {"contact_name": left.name, "contact_email": left.email}
        case _:
            return {}
