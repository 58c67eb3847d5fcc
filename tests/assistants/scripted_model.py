"""An OpenAI-compatible chat endpoint on loopback that plays what a test wrote for it."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

Play = Callable[["Stage"], Awaitable[None]]


@dataclass
class Stage:
    """One request's way back. ``released`` is set when the test, or the client, has had enough."""

    writer: asyncio.StreamWriter
    released: asyncio.Event

    async def head(self, status: int, **headers: str) -> None:
        lines = [f"HTTP/1.1 {status} Scripted", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.raw("\r\n".join(lines) + "\r\n\r\n")

    async def raw(self, text: str) -> None:
        self.writer.write(text.encode())
        await self.writer.drain()

    async def stream(self) -> None:
        await self.head(200, Content_Type="text/event-stream", Transfer_Encoding="chunked")

    async def chunk(self, text: str) -> None:
        await self.raw(f"{len(text.encode()):x}\r\n{text}\r\n")

    async def event(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {
            "id": "scripted",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "scripted",
            "choices": [choice],
        }
        await self.chunk(f"data: {json.dumps(event)}\n\n")

    async def end(self, finish: str = "stop") -> None:
        await self.event({}, finish)
        await self.chunk("data: [DONE]\n\n")
        await self.raw("0\r\n\r\n")


@dataclass
class ScriptedModel:
    base_url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)  # bodies
    headers: list[dict[str, str]] = field(default_factory=list)
    plays: deque[Play] = field(default_factory=deque)
    answering: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def will(self, *plays: Play) -> None:
        self.plays.extend(plays)

    def prompt(self) -> dict[str, str]:
        """What the newest request said, by role."""
        return {message["role"]: message["content"] for message in self.requests[-1]["messages"]}

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            self.headers.append({"request": head[0]} | headers)
            self.requests.append(json.loads(body or b"{}"))
            self.answering.set()
            play = self.plays.popleft() if self.plays else status(500)
            await play(Stage(writer, self.released))
        except ConnectionError:
            pass  # the client had enough
        finally:
            writer.close()


@asynccontextmanager
async def scripted_model() -> AsyncIterator[ScriptedModel]:
    model = ScriptedModel()
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(model._serve(reader, writer))
        tasks.add(task)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    model.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield model
    finally:
        model.released.set()
        server.close()
        await asyncio.gather(*tasks)
        await server.wait_closed()


# ── plays ─────────────────────────────────────────────────────────────────────────────────────────


def says(*pieces: str, finish: str = "stop") -> Play:
    async def play(stage: Stage) -> None:
        await stage.stream()
        for piece in pieces:
            await stage.event({"content": piece})
        await stage.end(finish)

    return play


def calls(name: str, arguments: str, *, text: str = "") -> Play:
    """A tool call, its arguments in two pieces, after ``text``."""

    async def play(stage: Stage) -> None:
        await stage.stream()
        if text:
            await stage.event({"content": text})
        half = len(arguments) // 2
        first = {"name": name, "arguments": arguments[:half]}
        tool = {"index": 0, "id": "call-1", "type": "function", "function": first}
        await stage.event({"tool_calls": [tool]})
        rest = {"index": 0, "function": {"arguments": arguments[half:]}}
        await stage.event({"tool_calls": [rest]})
        await stage.end("tool_calls")

    return play


def status(code: int, body: str = '{"error": {"message": "scripted"}}', **headers: str) -> Play:
    async def play(stage: Stage) -> None:
        length = str(len(body.encode()))
        await stage.head(code, Content_Type="application/json", Content_Length=length, **headers)
        await stage.raw(body)

    return play


def hangs() -> Play:
    """Takes the request and says nothing, not even a status line."""

    async def play(stage: Stage) -> None:
        await stage.released.wait()

    return play


def hangs_after(*pieces: str) -> Play:
    async def play(stage: Stage) -> None:
        await stage.stream()
        for piece in pieces:
            await stage.event({"content": piece})
        await stage.released.wait()

    return play


def breaks_off(*pieces: str) -> Play:
    """The connection is gone in the middle of the answer."""

    async def play(stage: Stage) -> None:
        await stage.stream()
        for piece in pieces:
            await stage.event({"content": piece})

    return play


def stops_short(*pieces: str) -> Play:
    """The stream ends as streams should, but the answer never said that it was complete."""

    async def play(stage: Stage) -> None:
        await stage.stream()
        for piece in pieces:
            await stage.event({"content": piece})
        await stage.raw("0\r\n\r\n")

    return play


def garbage() -> Play:
    async def play(stage: Stage) -> None:
        await stage.stream()
        await stage.chunk('data: {"choices": [{"delta": \n\n')
        await stage.raw("0\r\n\r\n")

    return play


def floods(piece: str, times: int) -> Play:
    async def play(stage: Stage) -> None:
        await stage.stream()
        for _ in range(times):
            await stage.event({"content": piece})
        await stage.end()

    return play


def one_endless_line(length: int) -> Play:
    async def play(stage: Stage) -> None:
        await stage.stream()
        for _ in range(length // 65_536):
            await stage.chunk("x" * 65_536)
        await stage.end()

    return play
