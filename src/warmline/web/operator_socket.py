"""The operator's live socket: the whole inbox comes out, actions go in."""

import asyncio
import secrets
from contextlib import suppress
from typing import assert_never

from pydantic import TypeAdapter
from starlette.websockets import WebSocket

from warmline.core.drills import rehearses
from warmline.core.model import Conversation, ConversationId
from warmline.core.refusals import Refused
from warmline.flow.desk import Line as InboxLine
from warmline.flow.desk import Role, Session
from warmline.flow.failures import Temporary
from warmline.flow.ports import Whisper
from warmline.web import acting, auth, deeds, showing
from warmline.web import frames as f
from warmline.web.desk import Desk, desk_of
from warmline.web.inbox_feed import InboxFeed, Overheard, Subscriber
from warmline.web.limits import Limiter
from warmline.web.operator_screen import Screen
from warmline.web.rights import opens, sees
from warmline.web.rows import colleague
from warmline.web.socket import (
    BAD_TOKEN,
    POLICY_VIOLATION,
    RESUME_NEEDED,
    REVOKED,
    Hangup,
    Line,
    attend,
    refusal,
    together,
    too_fast,
)

CLIENT: TypeAdapter[f.OperatorClientFrame] = TypeAdapter(f.OperatorClientFrame)
BEAT = 15.0  # seconds between two signs of life
ALIVE = 40_000  # milliseconds after which a silent socket counts as gone
COUNTS_EVERY = 0.5  # seconds between two counts frames
THREAD = 100  # newest entries of a conversation sent at once
MOST_WATCHED = 20


async def operator_socket(socket: WebSocket) -> None:
    desk = desk_of(socket)
    if not auth.own_origin(desk, socket):
        await socket.close(REVOKED)  # before the handshake ends: the browser sees 403
        return
    await attend(socket, lambda line: _talk(desk, socket, line))


async def _talk(desk: Desk, socket: WebSocket, line: Line) -> None:
    session = await auth.session_of(socket)
    if session is None:
        raise Hangup(BAD_TOKEN, "revoked")
    hello = await line.first(CLIENT)
    if not isinstance(hello, f.OperatorHello) or not acting.same(hello.csrf, session.csrf):
        raise Hangup(REVOKED, "revoked")
    feed: InboxFeed = socket.app.state.inbox_feed
    live = Live(desk, line, session, feed, socket.app.state.act_limiter)
    await live.run(hello.position)


class Live:
    def __init__(
        self, desk: Desk, line: Line, session: Session, feed: InboxFeed, limiter: Limiter
    ) -> None:
        self._desk = desk
        self._line = line
        self._session = session
        self._me = session.operator.id
        self._feed = feed
        self._limiter = limiter
        self._socket = secrets.token_hex(8)
        self._screen = Screen(desk, line, feed, session.operator)
        self._viewed = ""  # the conversation that this tab shows

    async def run(self, position: int) -> None:
        subscriber = self._feed.join()
        try:
            await self._beat()
            await self._tell_presence()
            await self._welcome(subscriber)
            await self._screen.begin()
            await together(
                self._line.write(),
                self._listen(),
                self._show(position, subscriber),
                self._watch_loss(subscriber),
                self._keep_checking(),
                self._keep_alive(),
                self._keep_counts(),
            )
        finally:
            self._feed.leave(subscriber)
            self._line.stop()
            with suppress(Temporary):
                await self._whisper_view("", replying=False)
                await self._desk.accounts.gone(self._socket)
                await self._tell_presence()

    async def _welcome(self, subscriber: Subscriber) -> None:
        await self._line.send(
            f.OperatorWelcome(
                me=self._me,
                position=subscriber.position,
                counts=await self._counts(),
                colleagues=await self._colleagues(),
                now=self._desk.clock(),
                role=self._session.operator.role,
                viewing=await self._screen.viewing(),
            )
        )

    async def _counts(self) -> f.Counts:
        tally = await self._desk.inbox.tally(self._me)
        return f.Counts(
            waiting=tally.waiting, mine=tally.mine, assistant=tally.assistant, active=tally.active
        )

    async def _colleagues(self) -> list[f.Colleague]:
        seats = {seat.operator: seat for seat in await self._desk.accounts.seats()}
        return [
            colleague(one, seats.get(one.id)) for one in self._desk.staff.all() if not one.disabled
        ]

    # ── presence ──────────────────────────────────────────────────────────────────────────────────

    async def _beat(self) -> None:
        await self._desk.accounts.beat(self._socket, self._me, self._desk.clock() + ALIVE)

    async def _tell_presence(self) -> None:
        if not rehearses(self._me):
            await self._desk.bus.whisper(Whisper(kind="presence", operator=self._me))

    async def _keep_alive(self) -> None:
        """Renew the sign of life."""
        while True:
            await asyncio.sleep(BEAT)
            with suppress(Temporary):
                await self._beat()

    async def _keep_checking(self) -> None:
        """End as soon as the session is no longer good, should nobody have told us."""
        while True:
            await asyncio.sleep(self._desk.limits.session_looked_at)
            with suppress(Temporary):
                await self._check_session()

    async def _check_session(self) -> None:
        fresh = await self._desk.accounts.session(self._session.hash)
        if fresh is None:
            raise Hangup(REVOKED, "revoked")
        was, now = self._session.operator, fresh.operator
        self._session = fresh
        if (was.role, was.teams) != (now.role, now.teams):
            await self._screen.rights_changed(now, self._feed.position)

    # ── out ───────────────────────────────────────────────────────────────────────────────────────

    async def _show(self, position: int, subscriber: Subscriber) -> None:
        if position:
            await self._catch_up(position, subscriber.position)
        while True:
            piece = await subscriber.queue.get()
            if isinstance(piece, Overheard) and not piece.about:
                await self._heed(piece.whisper)
            await self._screen.show(piece)

    async def _heed(self, whisper: Whisper) -> None:
        """What is about operators, and about no conversation."""
        if whisper.kind == "presence":
            await self._line.send(f.PresenceFrame(colleagues=await self._colleagues()))
        elif whisper.kind == "revoked" and whisper.operator == self._me:
            await self._check_session()

    async def _catch_up(self, after: int, until: int) -> None:
        missed = await self._feed.between(after, until)
        if missed is None:
            await self._line.send(f.ResyncFrame(position=until))
            return
        await self._screen.replay(missed)

    async def _watch_loss(self, subscriber: Subscriber) -> None:
        await subscriber.lost.wait()
        raise Hangup(RESUME_NEEDED, "resume_needed")

    async def _keep_counts(self) -> None:
        while True:
            await self._screen.recount.wait()
            self._screen.recount.clear()
            with suppress(Temporary):
                await self._line.send(await self._counts())
            await asyncio.sleep(COUNTS_EVERY)

    # ── in ────────────────────────────────────────────────────────────────────────────────────────

    async def _listen(self) -> None:  # noqa: C901 one flat match, a case for each frame
        while True:
            frame: f.OperatorClientFrame = await self._line.receive(CLIENT)
            match frame:
                case f.OperatorHello():
                    raise Hangup(POLICY_VIOLATION)
                case f.Ping():
                    await self._line.send(f.Ack(id=frame.id))
                case f.Watch():
                    await self._watch(frame)
                case f.Unwatch():
                    self._screen.watched.discard(frame.conversation)
                case f.OperatorTyping():
                    await self._typing(frame)
                case f.See():
                    await self._see(frame)
                case f.View():
                    await self._view(frame)
                case f.SetPresence():
                    await self._set_presence(frame)
                case f.Reply() | f.Note() | f.Act() | f.JudgeAnswer() | f.JudgeHandoff():
                    await self._take(frame)
                case _:
                    assert_never(frame)

    async def _watch(self, frame: f.Watch) -> None:
        id = ConversationId(frame.conversation)
        line = await self._line_of(id)
        if line is None or len(self._screen.watched) >= MOST_WATCHED:
            code = "unknown_conversation" if line is None else "too_many_watched"
            detail = f"watch: {frame.conversation} cannot be opened"
            await self._line.send(f.ErrorFrame(code=code, detail=detail))
            return
        self._screen.watched.add(frame.conversation)
        newest = line.conversation.seq
        after = min(frame.after, newest)
        page = await self._desk.store.entries(id, after=after, before=newest + 1, limit=THREAD)
        row = await showing.row(self._desk, line)
        await self._line.send(await showing.thread(self._desk, row, page))
        await self._screen.tell_faces(id)
        if draft := self._desk.tail.draft(id):
            await self._screen.tell_draft(self._feed.veiled(draft))

    async def _line_of(self, id: ConversationId) -> InboxLine | None:
        """None where there is none, or it is not for their eyes."""
        line = await self._desk.inbox.line(id, self._me)
        return line if line and opens(self._session.operator, line.conversation) else None

    async def _view(self, frame: f.View) -> None:
        """Pass on what this tab shows; what its owner may not see is shown to nobody."""
        if self._limiter.wait(f"view:{self._me}", self._desk.clock()):
            return
        id = frame.conversation
        if id and id not in self._screen.watched and id != self._viewed:
            with suppress(Temporary):
                id = id if await self._line_of(ConversationId(id)) else ""
        self._viewed = id
        await self._whisper_view(id, replying=frame.replying)

    async def _whisper_view(self, id: str, *, replying: bool) -> None:
        await self._desk.bus.whisper(
            Whisper(
                kind="viewing",
                conversation=id,
                operator=self._me,
                name=self._session.operator.name,
                on=replying,
                tab=self._socket,
            )
        )

    async def _set_presence(self, frame: f.SetPresence) -> None:
        try:
            await deeds.choose(self._desk, self._me, away=frame.choice == "away")
        except Temporary as error:
            await self._line.send(refusal(frame.id, error))
        else:
            await self._line.send(f.Ack(id=frame.id))

    async def _typing(self, frame: f.OperatorTyping) -> None:
        limited = self._limiter.wait(f"typing:{self._me}", self._desk.clock())
        if limited or not (now := await self._written_to(frame.conversation)):
            return
        if frame.on:
            self._desk.channels.typing.show(now)
        await self._desk.bus.whisper(
            Whisper(
                kind="typing",
                conversation=frame.conversation,
                operator=self._me,
                name=self._session.operator.name,
                who="operator",
                on=frame.on,
            )
        )

    async def _written_to(self, id: str) -> Conversation | None:
        """The conversation, where the visitor may be told that they type."""
        with suppress(Temporary):
            now = (await self._feed.conversations([id])).get(id)
            who = self._session.operator
            return now if now and who.role is not Role.VIEWER and sees(who, now) else None
        return None

    async def _see(self, frame: f.See) -> None:
        """At most what there is; what was seen stays seen."""
        id = ConversationId(frame.conversation)
        if self._limiter.wait(f"see:{self._me}", self._desk.clock()):
            return
        with suppress(Temporary):
            line = await self._line_of(id)
            if line is None:
                return
            seen = min(frame.seen, line.conversation.visitor_messages)
            await self._desk.inbox.see(self._me, id, seen)
            whisper = Whisper(kind="seen", conversation=id, operator=self._me, number=seen)
            await self._desk.bus.whisper(whisper)

    async def _take(self, deed: deeds.Deed) -> None:
        if wait := self._limiter.wait(self._me, self._desk.clock()):
            await self._line.send(too_fast(deed.id, wait))
        else:
            self._line.start(self._do(deed))

    async def _do(self, deed: deeds.Deed) -> None:
        try:
            outcome = await deeds.do(self._desk, self._session.operator, deed)
        except (Refused, Temporary) as error:
            by = getattr(error, "by", "")
            name = self._desk.staff.name(by) if by else ""
            await self._line.send(refusal(deed.id, error, name))
        else:
            await self._line.send(f.Ack(id=deed.id, seq=outcome.last))
