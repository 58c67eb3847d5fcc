"""The smallest honest server for "visitor message → durable → operator + ack": the reference.

    python -m bench.bare_server --port 9000 --db bare.db

It decodes and validates a visitor's message, commits it to SQLite (WAL, FULL; one thread commits
all that waits), and only then pushes it to every operator and acknowledges it. No token, no
signals, no rules, no history, no outbox: the same uvicorn as the product, minus the product.

    /v/<conversation>   {"t": ns, "type": "message", "id", "text"}  →  {"t": same, "type": "ack", …}
    /op                 →  {"t": same, "type": "message", "conversation", "id", "seq", "text"}
"""

import argparse
import asyncio
import queue
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
import uvloop

MOST_AT_ONCE = 1024
TABLE = """
    CREATE TABLE IF NOT EXISTS message(
        id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, seq INTEGER NOT NULL,
        client_id TEXT NOT NULL, role TEXT NOT NULL, body TEXT NOT NULL,
        created_ms BIGINT NOT NULL);
    CREATE UNIQUE INDEX IF NOT EXISTS message_seq ON message(conversation, seq);
    CREATE UNIQUE INDEX IF NOT EXISTS message_client ON message(conversation, client_id);
"""
# One statement a batch: the interpreter's lock is handed over once, not once a row.
INSERT = """
    INSERT INTO message(conversation, seq, client_id, role, body, created_ms)
    SELECT value->>0, value->>1, value->>2, 'visitor', value->>3, value->>4 FROM json_each(?)
    WHERE 1 ON CONFLICT DO NOTHING
"""


class Message(msgspec.Struct, tag_field="type", tag="message"):
    id: str
    text: str
    t: int = 0


Push = Callable[[bytes], None]
decode = msgspec.json.Decoder(Message).decode
encode = msgspec.json.Encoder().encode


class Waiting(msgspec.Struct):
    conversation: str
    seq: int
    message: Message
    at: int
    reply: Push

    def row(self) -> tuple[str, int, str, str, int]:
        return (self.conversation, self.seq, self.message.id, self.message.text, self.at)


class Log:
    """Group commit: one thread, one transaction with everything that came since the last."""

    def __init__(self, path: Path, committed: Callable[[list[Waiting]], None]) -> None:
        self._queue: queue.SimpleQueue[Waiting] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._committed = committed
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.executescript(TABLE)
        self.put = self._queue.put
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            batch = [self._queue.get()]
            while len(batch) < MOST_AT_ONCE and not self._queue.empty():
                batch.append(self._queue.get())
            self._db.execute(INSERT, (encode([one.row() for one in batch]).decode(),))
            self._loop.call_soon_threadsafe(self._committed, batch)


class Hub:
    def __init__(self, path: Path) -> None:
        self.operators: set[Push] = set()
        self._newest: Counter[str] = Counter()
        self._log = Log(path, self._committed)

    def receive(self, conversation: str, raw: str, reply: Push) -> None:
        message = decode(raw)
        self._newest[conversation] += 1
        at = time.time_ns() // 1_000_000
        self._log.put(Waiting(conversation, self._newest[conversation], message, at, reply))

    def _committed(self, batch: list[Waiting]) -> None:
        for one in batch:
            stamp = {"t": one.message.t, "id": one.message.id, "seq": one.seq}
            said = {"conversation": one.conversation, "text": one.message.text}
            event = encode({**stamp, "type": "message", **said})
            for push in self.operators:
                push(event)
            one.reply(encode({**stamp, "type": "ack"}))


class Application:
    """ASGI: one outgoing queue and one writing task for each socket."""

    def __init__(self, path: Path) -> None:
        self._hub = Hub(path)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        out: asyncio.Queue[bytes] = asyncio.Queue()
        writing = asyncio.create_task(_write(out, send))
        if scope["path"] == "/op":
            self._hub.operators.add(out.put_nowait)
        try:
            while (event := await receive())["type"] == "websocket.receive":
                self._hub.receive(scope["path"][3:], event["text"], out.put_nowait)
        finally:
            self._hub.operators.discard(out.put_nowait)
            writing.cancel()


async def _write(out: asyncio.Queue[bytes], send: Any) -> None:
    while True:
        await send({"type": "websocket.send", "text": (await out.get()).decode()})


async def serve(port: int, path: Path) -> None:
    config = uvicorn.Config(
        Application(path),
        port=port,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="off",
        log_level="warning",
        backlog=4096,
    )
    await uvicorn.Server(config).serve()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--db", type=Path, required=True)
    given = parser.parse_args()
    uvloop.run(serve(given.port, given.db))


if __name__ == "__main__":
    main()
