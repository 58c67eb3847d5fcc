"""The gateway of Discord's stand-in: one session, resumed however often it is cut."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from starlette.websockets import WebSocket, WebSocketDisconnect

Document = dict[str, Any]

BOT: Final = "900000000000000002"
EVERY: Final = 200  # milliseconds between two heartbeats: short, so that tests see them
PATIENCE: Final = EVERY * 50 / 1000  # seconds without a frame until the connection is dead
KEEPS_SESSION: Final = 4000
UNKNOWN_OP: Final = 4001
WRONG_TOKEN: Final = 4004


class Gate:
    """Dispatches are numbered; what a connection missed is told again when it is resumed."""

    def __init__(self, token: str, fault: Callable[[str], None], number: Callable[[], str]) -> None:
        self._token = token
        self._fault = fault
        self._number = number
        self._line: WebSocket | None = None
        self._session = ""
        self._dispatched: list[Document] = []  # of the session, oldest first
        self._early: list[tuple[str, Document]] = []  # Discord would not keep it; a page may
        self.resumed = 0  # how often the session was
        self.beats = 0

    @property
    def attended(self) -> bool:
        return self._line is not None

    async def cut(self) -> None:
        """The connection breaks, as connections do."""
        line, self._line = self._line, None
        if line is not None:
            await line.close(KEEPS_SESSION)

    async def forget(self) -> None:
        """The session ends: whoever resumes it is told to begin anew."""
        self._session = ""
        await self.cut()

    async def dispatch(self, name: str, data: Document) -> None:
        """Numbered, kept for who resumes, and sent to who is there."""
        if not self._session:
            self._early.append((name, data))
            return
        frame = {"op": 0, "t": name, "s": len(self._dispatched) + 1, "d": data}
        self._dispatched.append(frame)
        if self._line is None:
            return
        try:
            await self._line.send_json(frame)
        except (RuntimeError, WebSocketDisconnect):
            self._line = None

    async def attend(self, socket: WebSocket) -> None:
        await socket.accept()
        if socket.query_params.get("v") != "10" or socket.query_params.get("encoding") != "json":
            self._fault("a gateway connection that names no version or encoding")
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": EVERY}})
        with suppress(WebSocketDisconnect, RuntimeError):
            while await self._heard(socket, await self._next(socket)):
                pass
        if self._line is socket:
            self._line = None

    async def _next(self, socket: WebSocket) -> Document:
        try:
            async with asyncio.timeout(PATIENCE):
                return await socket.receive_json()
        except TimeoutError:
            self._fault("no heartbeat")
            raise WebSocketDisconnect from None

    async def _heard(self, socket: WebSocket, frame: Document) -> bool:
        """Whether the connection goes on."""
        match frame.get("op"):
            case 1:
                self.beats += 1
                await socket.send_json({"op": 11})
            case 2:
                return await self._identified(socket, frame["d"])
            case 6:
                await self._resume(socket, frame["d"])
            case other:
                self._fault(f"a frame of op {other}")
                await socket.close(UNKNOWN_OP)
                return False
        return True

    async def _identified(self, socket: WebSocket, given: Document) -> bool:
        if given.get("token") != self._token:
            self._fault("identified with another token")
            await socket.close(WRONG_TOKEN)
            return False
        if not given.get("properties") or not given.get("intents"):
            self._fault("identified without intents or properties")
        self._session, self._dispatched, self._line = self._number(), [], socket
        ready: Document = {
            "v": 10,
            "user": {"id": BOT},
            "guilds": [],
            "session_id": self._session,
            "resume_gateway_url": str(socket.url).partition("?")[0],
        }
        await self.dispatch("READY", ready)
        early, self._early = self._early, []
        for name, data in early:
            await self.dispatch(name, data)
        return True

    async def _resume(self, socket: WebSocket, given: Document) -> None:
        if given.get("token") != self._token or given.get("session_id") != self._session:
            await socket.send_json({"op": 9, "d": False})
            return
        self._line = socket
        self.resumed += 1
        for frame in [one for one in self._dispatched if one["s"] > (given.get("seq") or 0)]:
            await socket.send_json(frame)
        await self.dispatch("RESUMED", {})
