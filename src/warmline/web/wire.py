"""uvicorn's WebSocket with two bounds that it lacks, and with its frames sent together."""

import asyncio
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

MOST_FRAGMENTS = 256  # of one message: empty ones count towards no size limit
MOST_GATHERED = 65_536  # bytes: more is sent at once, so that a slow reader is noticed
LAST_BYTES = 5.0  # seconds in which what was written before the end must be taken


class Wire(WebSocketsSansIOProtocol):
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(Gathering(transport, self.loop))  # type: ignore[arg-type]

    def handle_cont(self, event: Frame) -> None:
        if len(self.frames) < MOST_FRAGMENTS:
            super().handle_cont(event)
        elif not self.close_sent:
            self.frames = []
            self.conn.fail(1008, "too many fragments")
            self.handle_parser_exception()

    async def run_asgi(self) -> None:
        await super().run_asgi()
        if not self.disconnected and self.transport.get_write_buffer_size():
            self.loop.call_later(LAST_BYTES, self.transport.abort)


class Gathering:
    """A transport that sends at once whatever is written in one turn of the loop.

    The kernel is asked once where uvloop would ask it once for each frame.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._written = bytearray()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the transport's own
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._written:
            self._loop.call_soon(self._send)
        self._written += data
        if len(self._written) > MOST_GATHERED:
            self._send()

    def get_write_buffer_size(self) -> int:
        return len(self._written) + self._transport.get_write_buffer_size()

    def close(self) -> None:
        self._send()
        self._transport.close()

    def _send(self) -> None:
        if self._written and not self._transport.is_closing():  # gone: uvloop would raise
            self._transport.write(self._written)
        self._written = bytearray()
