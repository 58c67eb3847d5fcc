"""uvicorn's WebSocket with two bounds that it lacks: on fragments, and on who never reads."""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

MOST_FRAGMENTS = 256  # of one message: empty ones count towards no size limit
LAST_BYTES = 5.0  # seconds in which what was written before the end must be taken


class Wire(WebSocketsSansIOProtocol):
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
