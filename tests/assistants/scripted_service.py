"""A service of an owner's own, scripted: it says whatever bytes a test wants, and remembers."""

import asyncio
import ipaddress
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from worlds import ask

from warmline.flow.ports import Question
from warmline.outside.posting import Outside

HERE = (ipaddress.ip_network("127.0.0.0/8"),)  # where tests may reach

Say = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Service:
    """Answers each request with the next of ``says``, and the last one for ever."""

    says: list[Say]
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    talking: set[asyncio.Task[None]] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.talking.add(asyncio.current_task())
        try:
            await self._talk(reader, writer)
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            self.asked.append(await _read(reader))
            say = self.says.pop(0) if len(self.says) > 1 else self.says[0]
            await say(writer)
            await writer.drain()


async def _read(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    first, *lines = head.strip().split("\r\n")
    headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Asked(first.split()[1], headers, body)


@asynccontextmanager
async def service(*says: Say, tls: ssl.SSLContext | None = None) -> AsyncIterator[Service]:
    found = Service(list(says))
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    found.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    try:
        yield found
    finally:
        server.close()
        for task in found.talking:
            task.cancel()
        await asyncio.gather(*found.talking, return_exceptions=True)


@asynccontextmanager
async def outside(**more: Any) -> AsyncIterator[Outside]:
    found = Outside(HERE, **more)
    try:
        yield found
    finally:
        await found.close()


# ── what it may say ───────────────────────────────────────────────────────────────────────────────


def response(
    body: bytes, status: str = "200 OK", kind: str = "application/json", **headers: str
) -> Say:
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"

    async def say(writer: asyncio.StreamWriter) -> None:
        writer.write(head.encode() + body)

    return say


def says(value: object) -> Say:
    return response(json.dumps(value).encode())


async def hang_up(writer: asyncio.StreamWriter) -> None:
    """It closes the connection without a word."""


async def hang(writer: asyncio.StreamWriter) -> None:
    """It takes the request, and never answers."""
    await asyncio.Event().wait()


async def drip(writer: asyncio.StreamWriter) -> None:
    """A byte now and then, for ever: no pause is long enough for a time limit between bytes."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def flood(writer: asyncio.StreamWriter) -> None:
    """More and more, without end."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
    while True:
        writer.write(b'"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",' * 200)
        await writer.drain()


async def break_off(writer: asyncio.StreamWriter) -> None:
    """It promises more than it sends."""
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"messages": [')


# ── questions to it ───────────────────────────────────────────────────────────────────────────────


def asked(
    kind: str, url: str, text: str = "Where is it?", before: Sequence[Any] = (), **options: str
) -> Question:
    question = ask(text, before, instructions=options.pop("instructions", ""))
    profile = replace(question.profile, kind=kind, options={"url": url, **options})
    return replace(question, profile=profile)
