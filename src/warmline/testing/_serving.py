"""Serving an ASGI app on this machine for as long as a block lasts."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp


class _Guest(uvicorn.Server):
    """A server in somebody else's process: signals are not its business."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


@asynccontextmanager
async def serving(app: ASGIApp, port: int = 0) -> AsyncGenerator[str]:
    """The address where it listens, without a slash at its end; port 0: any that is free."""
    listening = socket.create_server(("127.0.0.1", port))
    server = _Guest(
        uvicorn.Config(
            app,
            interface="asgi3",  # an app may be a method, which uvicorn takes for something older
            log_level="critical",
            lifespan="off",
            ws="websockets-sansio",
            timeout_graceful_shutdown=1,
        )
    )
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listening.close()
