"""What both live sockets share: one writer per socket, a bounded queue, frames in and out."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any, cast

import structlog
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from warmline.core.refusals import Refused
from warmline.flow.failures import Temporary
from warmline.web import frames as f
from warmline.web import problems
from warmline.web.desk import desk_of
from warmline.web.limits import Bucket

MOST_QUEUED = 256  # frames that may wait for a slow reader
MOST_BYTES = 1024 * 1024  # characters in them; one larger frame may wait alone
LAST_WORD = 5.0  # seconds in which a reader must take the goodbye
LONGEST_DETAIL = 300  # characters

POLICY_VIOLATION = 1008
BROKEN = 1011
RESUME_NEEDED = 1013
BAD_TOKEN = 4401
REVOKED = 4403

KEY = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?')

log = structlog.get_logger()


class Hangup(Exception):
    """Close this socket with that code, after a last word."""

    def __init__(
        self,
        code: int,
        reason: f.Reason = "protocol",
        *,
        retry_after_ms: int = 0,
        fault: f.ErrorFrame | None = None,
    ) -> None:
        super().__init__(reason)
        self.code = code
        bye = f.Bye(reason=reason, retry_after_ms=retry_after_ms)
        self.words: Sequence[BaseModel] = (fault, bye) if fault else (bye,)


class BadFrame(ValueError):
    """Not a frame that is expected here; the text says what was."""


async def attend(socket: WebSocket, talk: Callable[["Line"], Awaitable[None]]) -> None:
    """Talk over a socket to its end, whichever end it is, and say why where we end it."""
    await socket.accept()
    line = Line(socket)
    try:
        await talk(line)
    except WebSocketDisconnect:
        pass
    except Hangup as end:
        await line.hang_up(end)
    except Temporary as error:
        wait = problems.patience(error)
        await line.hang_up(Hangup(RESUME_NEEDED, "resume_needed", retry_after_ms=wait))
    except Exception as error:  # noqa: BLE001 - a bug: told once, with no word of what was said
        log.error("socket_broke", path=socket.url.path, **problems.trace(error))  # noqa: TRY400 - see trace
        await line.hang_up(Hangup(BROKEN))


class Line:
    """One socket: frames are queued, and written in order by one task."""

    def __init__(self, socket: WebSocket) -> None:
        desk = desk_of(socket)
        self._socket = socket
        self._limits = desk.limits
        self._clock = desk.clock
        self._heard = Bucket(desk.limits.frames, desk.clock())
        self._frames: list[str] = []  # an asyncio.Queue would weigh 2 KiB a socket
        self._waiting = 0  # frames, the ones being written included
        self._queued = 0  # characters in them
        self._more: asyncio.Future[None] | None = None  # the writer waits for frames
        self._room: asyncio.Event | None = None  # somebody waits for the writer
        self._writer: asyncio.Task[Any] | None = None
        self._broken: BaseException | None = None
        self._errands: set[asyncio.Task[None]] = set()

    # ── out ───────────────────────────────────────────────────────────────────────────────────────

    async def send(self, frame: BaseModel) -> None:
        """Queue a frame; wait a while for room. Raises ``Hangup`` where the reader is too slow."""
        await self.send_text(frame.model_dump_json())

    async def send_text(self, text: str) -> None:
        if self._full():
            await self._wait_for_room()
        self._waiting += 1
        self._queued += len(text)
        self._frames.append(text)
        if self._more and not self._more.done():
            self._more.set_result(None)

    async def write(self) -> None:
        """Write what is queued, for as long as the socket is open."""
        self._writer = asyncio.current_task()
        try:
            while True:
                for text in await self._taken():
                    await self._socket.send_text(text)
                    self._written(text)
        except asyncio.CancelledError:
            if self._broken is not None:
                raise self._broken from None
            raise

    async def _taken(self) -> list[str]:
        """What is queued, as soon as anything is."""
        if not self._frames:
            self._more = asyncio.get_running_loop().create_future()
            await self._more
            self._more = None
        frames, self._frames = self._frames, []
        return frames

    def _written(self, text: str) -> None:
        self._waiting -= 1
        self._queued -= len(text)
        if self._room:
            self._room.set()

    def _full(self) -> bool:
        return self._waiting >= MOST_QUEUED or self._queued >= MOST_BYTES

    async def _wait_for_room(self) -> None:
        self._room = self._room or asyncio.Event()
        try:
            async with asyncio.timeout(self._limits.stalled):
                while self._full():
                    self._room.clear()
                    await self._room.wait()
        except TimeoutError as error:
            raise Hangup(RESUME_NEEDED, "resume_needed") from error

    async def hang_up(self, end: Hangup) -> None:
        """Say goodbye past the queue, and close; who does not read is not waited for."""
        with suppress(TimeoutError, RuntimeError, WebSocketDisconnect, OSError):
            async with asyncio.timeout(LAST_WORD):
                for word in end.words:
                    await self._socket.send_text(word.model_dump_json())
                await self._socket.close(end.code)

    # ── in ────────────────────────────────────────────────────────────────────────────────────────

    async def receive(self, shapes: TypeAdapter[Any]) -> Any:  # noqa: ANN401 - a union of frames
        """The next good frame; a bad one is answered by an ``error`` frame."""
        while True:
            try:
                return read_frame(await self._hear(), shapes)
            except BadFrame as error:
                await self.send(f.ErrorFrame(code="bad_frame", detail=str(error)))

    async def first(self, shapes: TypeAdapter[Any]) -> Any:  # noqa: ANN401
        """The first frame. It must come soon, and be good."""
        try:
            async with asyncio.timeout(self._limits.hello_within):
                return read_frame(await self._hear(), shapes)
        except BadFrame as error:
            fault = f.ErrorFrame(code="bad_frame", detail=str(error))
            raise Hangup(POLICY_VIOLATION, fault=fault) from error
        except TimeoutError as error:
            raise Hangup(POLICY_VIOLATION) from error

    async def _hear(self) -> str | bytes:
        """What comes next; who sends too much is read more slowly."""
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1005))
        if wait := self._heard.wait(self._clock()):
            await asyncio.sleep(wait / 1000)
        text: str | None = message.get("text")
        return text if text is not None else message["bytes"]

    # ── requests being carried out ────────────────────────────────────────────────────────────────

    def start(self, errand: Coroutine[None, None, None]) -> None:
        """Carry a request out beside the reading; one that breaks ends the socket."""
        task = asyncio.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._ended)

    def stop(self) -> None:
        for task in self._errands:
            task.cancel()

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._errands.discard(task)
        if not task.cancelled() and (error := task.exception()) and self._writer:
            self._broken = self._broken or error
            self._writer.cancel()


def read_frame(heard: str | bytes, shapes: TypeAdapter[Any]) -> Any:  # noqa: ANN401
    """A frame of one of these shapes. Raises ``BadFrame``: what was expected, what came, where."""
    if isinstance(heard, bytes):
        raise BadFrame(f"frame: a text frame is expected, a binary one of {len(heard)} bytes came")
    try:
        frame = shapes.validate_json(heard)
    except ValidationError as error:
        raise BadFrame(_fault(error)) from error
    if not _keys_once(heard, frame):
        raise BadFrame("frame: each key is expected once, one came twice")
    return frame


def _keys_once(heard: str, frame: BaseModel) -> bool:
    """Our frames are flat, but for what a site tells of its visitor."""
    once = len(frame.model_fields_set)
    if heard.count(":") == once:  # behind each key stands one: none is left for one more
        return True
    keys = sum(colon != "" for colon in KEY.findall(heard))
    return keys == once + _keys(getattr(frame, "attributes", None))


def _keys(value: object) -> int:
    """How many keys stand in a JSON value, at any depth."""
    match value:
        case dict():
            inner = cast("dict[str, object]", value)
            return len(inner) + sum(map(_keys, inner.values()))
        case list():
            return sum(map(_keys, cast("list[object]", value)))
        case _:
            return 0


def _fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"]) or "frame"
    return f"{where}: {fault['msg']}"[:LONGEST_DETAIL]


def refusal(id: str, error: Refused | Temporary, name: str = "") -> f.RefusedFrame:
    match error:
        case Refused():
            seq = getattr(error, "seq", 0)
            return f.RefusedFrame(id=id, code=error.code, detail=str(error), by=name, seq=seq)
        case Temporary():
            detail = "Not saved just now. It can be sent again."
            wait = problems.patience(error)
            return f.RefusedFrame(id=id, code="unavailable", detail=detail, retry_after_ms=wait)


def too_fast(id: str, wait: int) -> f.RefusedFrame:
    detail = "Too many messages at once. It can be sent again in a moment."
    return f.RefusedFrame(id=id, code="rate_limited", detail=detail, retry_after_ms=wait)


async def together(*work: Coroutine[None, None, None]) -> None:
    """Run until the first ends, then end the others; its exception is ours."""
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
