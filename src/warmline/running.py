"""Running the server: uvicorn with our limits, and what is printed at the start."""

import asyncio
import gc
import logging
import socket
import sys
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import uvicorn

from warmline.app import Installation, base_url
from warmline.flow.failures import Temporary
from warmline.settings import Settings
from warmline.web.frames import LARGEST_FRAME
from warmline.web.problems import trace
from warmline.web.wire import Wire

GRACE = 5  # seconds for open requests when the server stops


def run(settings: Settings) -> None:
    """Serve until told to stop."""
    with listen(settings) as listening:
        settings = settings.model_copy(update={"port": listening.getsockname()[1]})
        installation = Installation(settings)

        async def ready() -> None:
            print(f"Warmline runs at {base_url(settings)}/console/", flush=True)  # noqa: T201
            if not await installation.accounts.operators():
                token = installation.setup_token
                print(f"No account yet. Set-up token: {token}", flush=True)  # noqa: T201

        _serve(installation, listening, ready)


def run_demo(settings: Settings, *, keep: bool) -> None:
    """Serve the demo; its data is thrown away at the end unless a folder was named."""
    from warmline.demo import play, welcome  # noqa: PLC0415 - only here

    with (
        tempfile.TemporaryDirectory(prefix="warmline-demo-") as folder,
        listen(settings) as listening,
    ):
        changes = {"port": listening.getsockname()[1]} | ({} if keep else {"data": Path(folder)})
        settings = settings.model_copy(update=changes)
        installation = Installation(settings, demo=True)

        async def ready() -> None:
            await play(installation)
            print(welcome(settings), flush=True)  # noqa: T201

        _serve(installation, listening, ready)


def listen(settings: Settings) -> socket.socket:
    """The port, taken; or the end of the program with a clear line."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # asyncio sends at once only where it reads the protocol off the socket: else 40 ms an answer
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        sys.exit(f"cannot listen on {settings.host}:{settings.port}: {error.strerror}")
    return listening


def configuration(application: Any) -> uvicorn.Config:  # noqa: ANN401 - an ASGI application
    """How uvicorn serves it: bounds on frames, no compression, nothing logged per request."""
    logging.getLogger("uvicorn.error").addFilter(_worth_logging)
    return uvicorn.Config(
        application,
        ws=Wire,
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,
        ws_ping_interval=20,
        ws_ping_timeout=20,
        timeout_graceful_shutdown=GRACE,
        backlog=4096,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )


def _worth_logging(record: logging.LogRecord) -> bool:
    """Nothing that hostile visitors or a shutdown cause; errors by kind and place, not by text."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.msg, record.args = "%s: %s", (record.getMessage().strip(), trace(error))
        record.exc_info = None
    return not isinstance(error, asyncio.CancelledError | UnicodeDecodeError)


def _serve(
    installation: Installation,
    listening: socket.socket,
    ready: Callable[[], Coroutine[None, None, None]],
) -> None:
    async def main() -> None:
        try:
            await installation.open()
        except Temporary as error:
            await installation.close()
            sys.exit(f"cannot start: {error}")
        server = uvicorn.Server(configuration(installation.application()))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started and not serving.done():  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
        if server.started:
            await ready()
            _settle_memory()
        await serving

    with asyncio.Runner(loop_factory=_loop()) as runner:
        runner.run(main())


def _settle_memory() -> None:
    """Take what was loaded at the start out of garbage collection: a full one took 0.2 s."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The faster loop where it is installed: half the cost of a message."""
    try:
        import uvloop  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    return uvloop.new_event_loop
