"""A TCP proxy whose wire can be cut, held one way, slowed, sliced or reset, while it is in use."""

import asyncio
import random
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

CHUNK = 65_536  # bytes
REPEATED = b"POST /api/visitor/"  # requests that a careless network may deliver twice
RESET = struct.pack("ii", 1, 0)  # SO_LINGER 0: close with RST


@dataclass(eq=False, slots=True)
class Weather:
    """What the wire does now. ``up`` is from the client to the server, ``down`` back."""

    cut: bool = False  # nobody gets in, and whoever was in was thrown out
    held: frozenset[str] = frozenset()  # directions in which nothing arrives, and nobody is told
    latency: float = 0.0  # seconds, on each piece
    sliced: bool = False  # a few bytes at a time
    doubled: bool = False  # a visitor's POST reaches the server twice


@dataclass(eq=False)
class Proxy:
    """One way to one server."""

    target: int
    dice: random.Random
    port: int = 0
    weather: Weather = field(default_factory=Weather)
    doubled: int = 0  # requests that were delivered twice
    _calm: asyncio.Event = field(default_factory=asyncio.Event)
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    def change(self, weather: Weather) -> None:
        self.weather = weather
        self._calm.set()
        self._calm = asyncio.Event()
        if weather.cut:
            self.reset()

    def reset(self) -> None:
        """Throw everybody out, without a goodbye."""
        for writer in list(self._open):
            _abort(writer)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.weather.cut:
            _abort(writer)
            return
        try:
            back, out = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            _abort(writer)
            return
        self._open |= {writer, out}
        pumps = [
            asyncio.create_task(self._pump("up", reader, out)),
            asyncio.create_task(self._pump("down", back, writer)),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            self._open -= {writer, out}
            for one in (writer, out):
                one.close()

    async def _pump(
        self, way: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK):
                await self._passable(way)
                if way == "up" and self.weather.doubled and data.startswith(REPEATED):
                    await self._once_more(data)
                for piece in self._pieces(data):
                    writer.write(piece)
                    await writer.drain()

    async def _passable(self, way: str) -> None:
        if self.weather.latency:
            await asyncio.sleep(self.weather.latency * self.dice.random() * 2)
        while way in self.weather.held:
            await self._calm.wait()

    def _pieces(self, data: bytes) -> list[bytes]:
        if not self.weather.sliced:
            return [data]
        pieces, rest = [], data
        while rest and len(pieces) < 200:
            length = self.dice.randint(1, 7)
            pieces.append(rest[:length])
            rest = rest[length:]
        return [*pieces, rest] if rest else pieces

    async def _once_more(self, request: bytes) -> None:
        """Deliver it on a connection of its own; nobody hears the answer."""
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(2):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.target)
                writer.write(request)
                await reader.read(CHUNK)
                writer.close()
                self.doubled += 1


def _abort(writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, AttributeError, ValueError):  # it may be closed by now
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.transport.abort()


@asynccontextmanager
async def proxy_to(target: int, dice: random.Random) -> AsyncIterator[Proxy]:
    """A way to the server at port ``target`` of this machine."""
    proxy = Proxy(target=target, dice=dice)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        proxy.reset()
