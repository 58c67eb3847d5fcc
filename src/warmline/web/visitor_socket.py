"""The visitor's live socket: what they say goes in, what they may see comes out."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing, suppress
from dataclasses import replace
from typing import assert_never

from pydantic import TypeAdapter
from starlette.websockets import WebSocket

from warmline.core.evolve import evolved
from warmline.core.facts import Entry
from warmline.core.model import Conversation
from warmline.dialogue import RECENT
from warmline.flow.desk import Setup
from warmline.flow.failures import Temporary
from warmline.flow.feed import follow
from warmline.flow.hearing import visitor_turn
from warmline.flow.ports import Whisper
from warmline.web import frames as f
from warmline.web import visiting
from warmline.web.beside import Beside, beside
from warmline.web.desk import Desk, address, desk_of
from warmline.web.file_views import for_visitors
from warmline.web.limits import Limiter, Turnstile
from warmline.web.problems import Problem, answer
from warmline.web.socket import (
    BAD_TOKEN,
    POLICY_VIOLATION,
    REVOKED,
    Hangup,
    Line,
    attend,
    together,
    too_fast,
)
from warmline.web.tokens import BadToken, Visitor, read_token
from warmline.web.views import line_view, stands_in_line, visitor_entry, visitor_state

CLIENT: TypeAdapter[f.VisitorClientFrame] = TypeAdapter(f.VisitorClientFrame)
AT_ONCE = 50  # entries in one frame
FULL = 10_000  # milliseconds after which an address that has too many sockets may try again


async def visitor_socket(socket: WebSocket) -> None:
    desk = desk_of(socket)
    turnstile: Turnstile = socket.app.state.visitor_turnstile
    who = address(socket)
    if not turnstile.enter(who):
        detail = "Too many connections from one address."
        problem = Problem(429, "rate_limited", detail, retry_after_ms=FULL)
        await socket.send_denial_response(answer(problem))
        return
    try:
        await attend(socket, lambda line: _talk(desk, socket, line))
    finally:
        turnstile.leave(who)


async def _talk(desk: Desk, socket: WebSocket, line: Line) -> None:
    hello = await line.first(CLIENT)
    if not isinstance(hello, f.VisitorHello):
        raise Hangup(POLICY_VIOLATION)
    visitor, setup = await _admit(desk, socket, hello.token)
    live = Live(desk, line, visitor, setup, socket.app.state.say_limiter, address(socket))
    await live.run(hello)


async def _admit(desk: Desk, socket: WebSocket, token: str) -> tuple[Visitor, Setup]:
    try:
        visitor = read_token(desk.secret, token, desk.clock())
    except BadToken as error:
        raise Hangup(BAD_TOKEN) from error
    setup = await desk.assistants.by_id(visitor.assistant)
    if setup is None:
        raise Hangup(BAD_TOKEN)
    if not visiting.origin_allowed(desk, setup, socket.headers.get("origin")):
        raise Hangup(REVOKED, "revoked")
    return visitor, setup


class Live:
    """One visitor's socket. It folds the entries it shows, so it knows how things stand."""

    def __init__(
        self,
        desk: Desk,
        line: Line,
        visitor: Visitor,
        setup: Setup,
        limiter: Limiter,
        address: str,
    ) -> None:
        self._desk = desk
        self._line = line
        self._visitor = visitor
        self._setup = setup
        self._limiter = limiter
        self._address = address
        self._now = Conversation(id=visitor.conversation)
        self._recent: tuple[str, ...] = ()  # the visitor's newest turns, oldest first
        self._turn = asyncio.Lock()
        self._in_line = False  # and is told of it

    async def run(self, hello: f.VisitorHello) -> None:
        id, after = self._visitor.conversation, hello.after
        fresh = replace(self._now, language=hello.language or self._now.language)
        self._now = await self._desk.store.conversation(id) or fresh
        newest = self._now.seq
        await self._line.send(f.VisitorWelcome(conversation=id, state=self._state(), newest=newest))
        after = after if after <= newest else 0  # from the future: a restored backup
        if after:
            self._recent = await visiting.recent_turns(self._desk, id, after)
        self._stand_in_line()
        try:
            await together(self._line.write(), self._listen(), self._show(after))
        finally:
            self._line.stop()

    def _state(self) -> f.VisitorState:
        return visitor_state(self._now, self._desk.staff.name)

    # ── out ───────────────────────────────────────────────────────────────────────────────────────

    async def _show(self, after: int) -> None:
        id, desk = self._visitor.conversation, self._desk
        pieces = follow(desk.store, desk.tail, id, after=after, wanted=self._wants)
        async with aclosing(pieces):
            async for piece in pieces:
                if isinstance(piece, Whisper):
                    await self._pass_on(piece)
                    continue
                for start in range(0, len(piece), AT_ONCE):
                    some = piece[start : start + AT_ONCE]
                    self._fold(some)
                    known = await beside(id, some, for_visitors(desk.files))
                    await self._line.send(self._entries(some, known))
                    self._stand_in_line()

    def _fold(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.seq == self._now.seq + 1:
                self._now = evolved(self._now, entry)
            if turn := visitor_turn(entry):
                self._recent = (*self._recent, turn)[-RECENT:]

    def _entries(self, entries: Sequence[Entry], known: Beside) -> f.VisitorEntries:
        name = self._desk.staff.name
        assistant = self._setup.profile.name
        return f.VisitorEntries(
            conversation=self._visitor.conversation,
            entries=[visitor_entry(entry, name, assistant, known) for entry in entries],
            state=self._state(),
        )

    def _stand_in_line(self) -> None:
        if stands_in_line(self._now) and not self._in_line:
            self._in_line = True
            self._line.start(self._tell_place())

    async def _tell_place(self) -> None:
        """Where they stand, whenever that changes and not too often, for as long as they wait."""
        lines, told = self._desk.lines, None
        try:
            while stands_in_line(self._now):
                place = await lines.of(self._now.id)
                if place is None or place.as_told() == told:
                    await asyncio.sleep(lines.look_again)
                    continue
                told = place.as_told()
                await self._line.send(line_view(self._now.id, place))
                await asyncio.sleep(lines.rest)
        finally:
            self._in_line = False

    def _wants(self, whisper: Whisper) -> bool:
        typing = (whisper.kind, whisper.who) == ("typing", "operator")
        return typing or whisper.kind in ("draft", "file")

    async def _pass_on(self, whisper: Whisper) -> None:
        if whisper.kind == "typing":
            frame = f.TypingFrame(
                conversation=whisper.conversation,
                who="operator",
                name=whisper.name,
                on=whisper.on,
            )
            await self._line.send(frame)
        elif whisper.kind == "file":
            await self._tell_file(whisper.text)
        elif self._now.awaits(whisper.answers, whisper.epoch):
            await self._line.send(
                f.Draft(
                    conversation=whisper.conversation,
                    answers=whisper.answers,
                    epoch=whisper.epoch,
                    text=whisper.text,
                )
            )

    async def _tell_file(self, file: str) -> None:
        """How it stands with a file now; who misses it asks when they load the thread again."""
        id, files = self._visitor.conversation, for_visitors(self._desk.files)
        if files:
            with suppress(Temporary):
                for one in (await files.views(id, [file])).values():
                    await self._line.send(f.FileFrame(conversation=id, file=one))

    # ── in ────────────────────────────────────────────────────────────────────────────────────────

    async def _listen(self) -> None:
        while True:
            frame: f.VisitorClientFrame = await self._line.receive(CLIENT)
            match frame:
                case f.VisitorHello():
                    raise Hangup(POLICY_VIOLATION)
                case f.Ping():
                    await self._line.send(f.Ack(id=frame.id))
                case f.VisitorTyping():
                    await self._typing(frame)
                case (
                    f.Say()
                    | f.RequestPerson()
                    | f.AnswerOffer()
                    | f.Withdraw()
                    | f.LeaveContact()
                    | f.Judge()
                ):
                    await self._take(frame)
                case _:
                    assert_never(frame)

    async def _typing(self, frame: f.VisitorTyping) -> None:
        if not self._limiter.wait(f"typing:{self._visitor.conversation}", self._desk.clock()):
            await self._desk.bus.whisper(
                Whisper(
                    kind="typing",
                    conversation=self._visitor.conversation,
                    who="visitor",
                    on=frame.on,
                )
            )

    async def _take(self, frame: visiting.Request) -> None:
        """Hand the request in at once, so that order is kept; answer when it is durable."""
        wait = self._limiter.wait(self._visitor.conversation, self._desk.clock())
        if wait:
            await self._line.send(too_fast(frame.id, wait))
            return
        asking = visiting.Asking(
            visitor=self._visitor,
            setup=self._setup,
            now=self._now,
            recent=self._recent,
            turn=self._turn,
            address=self._address,
        )
        self._line.start(self._answer(asking, frame))

    async def _answer(self, asking: visiting.Asking, frame: visiting.Request) -> None:
        answer = visiting.hand_in(self._desk, asking, frame)
        await self._line.send(await visiting.told(frame.id, answer))
