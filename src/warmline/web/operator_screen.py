"""What one operator's socket shows of the inbox: only what its owner may see at that moment."""

import asyncio
from collections.abc import Sequence

from warmline.core.drills import rehearses
from warmline.core.facts import (
    Assigned,
    AssignmentEnded,
    Claimed,
    Entry,
    HandoffRequested,
    Transferred,
)
from warmline.core.model import Conversation, ConversationId
from warmline.core.ways import EVENTS
from warmline.flow.desk import Operator
from warmline.flow.ports import Whisper
from warmline.web import frames as f
from warmline.web.desk import Desk
from warmline.web.inbox_feed import Heard, InboxFeed, Overheard, Parcel, Shown
from warmline.web.rights import sees
from warmline.web.socket import Line

MOST_OFFERS = 200  # waiting conversations in which those offered to me are looked for
MOST_SINCE_OFFERED = 50  # entries in which the reason for an offer is looked for

TEST = "A test: this console is told of things"


class Screen:
    def __init__(self, desk: Desk, line: Line, feed: InboxFeed, me: Operator) -> None:
        self.me = me
        self.watched: set[str] = set()
        self.recount = asyncio.Event()  # the lists' numbers may have changed
        self._desk = desk
        self._line = line
        self._feed = feed
        self._offers: dict[str, int] = {}  # conversation -> until when it is mine to take

    async def begin(self) -> None:
        """Tell what is offered to me already."""
        page = await self._desk.inbox.lines("waiting", self.me.id, cursor="", limit=MOST_OFFERS)
        for line in page.lines:
            now = line.conversation
            if now.assigned == self.me.id and sees(self.me, now):
                await self._offer(now, await self._lately(now))

    async def _lately(self, now: Conversation) -> Sequence[Entry]:
        """The newest entries, among them why it is offered to me."""
        after = max(0, now.seq - MOST_SINCE_OFFERED)
        return await self._desk.store.entries(
            now.id, after=after, before=now.seq + 1, limit=MOST_SINCE_OFFERED
        )

    async def viewing(self) -> list[f.ViewingFrame]:
        """Who looks at what, of all that I may see."""
        shown = await self._feed.conversations(self._feed.viewing.conversations())
        return [self._faces(id) for id, now in sorted(shown.items()) if sees(self.me, now)]

    async def show(self, heard: Heard) -> None:
        match heard:
            case Overheard(news=news) if news:
                if news.conversation in self.watched:
                    await self._line.send(news)
            case Overheard(whisper=whisper, about=about):
                await self._pass_on(whisper, about)
            case Parcel(frames=frames, status_changed=changed):
                for shown in frames:
                    await self._show(shown)
                if changed:
                    self.recount.set()

    async def replay(self, missed: Sequence[Shown]) -> None:
        """What was missed, as far as it is still mine to see."""
        for shown in missed:
            await self._show(shown)

    async def rights_changed(self, me: Operator, position: int) -> None:
        """Show nothing more of what is out of sight now; what came into sight is in the lists."""
        self.me = me
        watched = await self._feed.conversations(self.watched)
        self.watched = {id for id in self.watched if id in watched and sees(me, watched[id])}
        await self._line.send(f.ResyncFrame(position=position))

    async def _show(self, shown: Shown) -> None:
        id = shown.after.id
        if sees(self.me, shown.after):
            await self._line.send_text(shown.text)
            await self._offer(shown.after, shown.entries)
        elif self._saw(shown):
            self.watched.discard(id)
            self._offers.pop(id, None)
            await self._line.send(f.GoneFrame(conversation=id))

    def _saw(self, shown: Shown) -> bool:
        """Whether I may have had it before me until now. Of drills nobody ever hears."""
        if shown.after.drill is not rehearses(self.me.id):
            return False
        was = sees(self.me, shown.before) or _moved(shown.entries)
        return was or shown.after.id in self.watched

    async def _offer(self, now: Conversation, entries: Sequence[Entry]) -> None:
        """Say when a conversation is offered to me, and when it no longer is."""
        until = now.assigned_until if now.assigned == self.me.id else 0
        if until == self._offers.get(now.id, 0):
            return
        if until:
            self._offers[now.id] = until
        else:
            self._offers.pop(now.id, None)
        why, cause = _why(entries)
        why = self._desk.veil.text(why)
        frame = f.OfferedFrame(conversation=now.id, until=until, why=why, cause=cause)
        await self._line.send(frame)

    def _faces(self, id: str) -> f.ViewingFrame:
        faces = self._feed.viewing.faces(id)
        viewers = [f.Viewer(id=one.operator, name=one.name, replying=one.replying) for one in faces]
        return f.ViewingFrame(conversation=id, viewers=viewers)

    async def tell_faces(self, id: str) -> None:
        await self._line.send(self._faces(id))

    async def tell_draft(self, draft: Whisper) -> None:
        """The answer being written, where it is still wanted."""
        if draft.conversation in self.watched and self._feed.draft_holds(draft):
            await self._line.send(
                f.Draft(
                    conversation=draft.conversation,
                    answers=draft.answers,
                    epoch=draft.epoch,
                    text=draft.text,
                )
            )

    async def _pass_on(self, whisper: Whisper, about: Conversation | None) -> None:
        mine = whisper.operator == self.me.id
        if whisper.kind == "draft":
            await self.tell_draft(whisper)
        elif whisper.kind == "seen" and mine:
            await self._line.send(
                f.SeenFrame(conversation=whisper.conversation, seen=whisper.number)
            )
        elif whisper.kind == "notice":
            if mine:
                await self._tell_notice(whisper)
        elif about and sees(self.me, about):
            await self._pass_on_seen(whisper, about.id, mine=mine)

    async def _tell_notice(self, whisper: Whisper) -> None:
        await self._line.send(
            f.NoticeFrame(
                conversation=whisper.conversation,
                notice=whisper.text,
                title=EVENTS.get(whisper.text, TEST),
                seq=whisper.number,
            )
        )

    async def _pass_on_seen(self, whisper: Whisper, id: ConversationId, *, mine: bool) -> None:
        """A whisper about a conversation that I may see."""
        match whisper.kind:
            case "typing" if not mine:
                await self._line.send(
                    f.TypingFrame(
                        conversation=id,
                        who="operator" if whisper.who == "operator" else "visitor",
                        name=whisper.name,
                        on=whisper.on,
                    )
                )
            case "faces":
                await self.tell_faces(id)
            case "package":
                await self._line.send(f.PackageFrame(conversation=id, revision=whisper.number))
            case "drilled" if rehearses(self.me.id):
                await self._line.send(
                    f.DrilledFrame(
                        conversation=id, notice=whisper.text, to=whisper.operator, way=whisper.who
                    )
                )
            case _:
                pass


def _moved(entries: Sequence[Entry]) -> bool:
    """Whether it may have gone from one team to another, and so out of somebody's sight."""
    return any(isinstance(entry.fact, Transferred | HandoffRequested) for entry in entries)


def _why(entries: Sequence[Entry]) -> tuple[str, str]:
    """Of the newest assignment: why it was made and by whom, or how it ended."""
    for entry in reversed(entries):
        match entry.fact:
            case Assigned(why=why, by=by):
                return why, "transferred" if by else ""
            case AssignmentEnded(cause=cause):
                return "", cause
            case Claimed():
                return "", "claimed"
            case _:
                pass
    return "", ""
