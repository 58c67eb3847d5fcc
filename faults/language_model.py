"""A language model by script: an OpenAI-compatible server that answers, stalls, fails or babbles.

A good answer repeats the canary of the newest question, so that an answer that reaches a stranger
is seen; every canary that it was told of goes into the history.
"""

import asyncio
import json
import random
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from faults.history import History

CANARY = re.compile(r"canary[a-z]{8}")
HANG = 40.0  # seconds; longer than anybody waits
CALM: Mapping[str, float] = {"good": 1.0}
MOODY: Mapping[str, float] = {
    "good": 10, "slow": 2, "hang": 1, "refuse": 1, "break": 1, "empty": 1, "html": 1, "cut": 1,
    "reset": 1, "nothing": 1,
}  # fmt: skip
"""How likely each manner is, while the model is moody."""


@dataclass(eq=False, slots=True)
class LanguageModel:
    history: History
    dice: random.Random
    moods: Mapping[str, float] = field(default_factory=lambda: CALM)
    port: int = 0
    manners: dict[str, int] = field(default_factory=dict)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, ValueError, asyncio.CancelledError):
            while asked := await _request(reader):
                if not await self._answer(asked, writer):
                    break
        writer.close()

    async def _answer(self, asked: Mapping[str, object], writer: asyncio.StreamWriter) -> bool:
        """Whether the connection may be used again."""
        canaries = CANARY.findall(json.dumps(asked))
        self.history.note("asked", canaries=sorted(set(canaries)), prompt=_words(asked))
        [manner] = self.dice.choices(list(self.moods), list(self.moods.values()))
        self.manners[manner] = self.manners.get(manner, 0) + 1
        answer = f"The lamp takes an E27 bulb. {canaries[-1] if canaries else ''}"
        return await MANNERS[manner](answer, writer, self.dice)


async def _request(reader: asyncio.StreamReader) -> Mapping[str, object] | None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.partition("content-length:")[2].partition("\r\n")[0] or 0)
    return json.loads(await reader.readexactly(length)) if length else None


def _words(asked: Mapping[str, object]) -> str:
    messages = asked.get("messages")
    return json.dumps(messages[-12:] if isinstance(messages, list) else "")[:6000]


def _completion(text: str) -> bytes:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()


async def _reply(
    writer: asyncio.StreamWriter,
    body: bytes,
    status: str = "200 OK",
    kind: str = "application/json",
) -> bool:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    await writer.drain()
    return True


async def _good(answer: str, writer: asyncio.StreamWriter, dice: random.Random) -> bool:
    await asyncio.sleep(dice.random() * 0.6)
    return await _reply(writer, _completion(answer))


async def _slow(answer: str, writer: asyncio.StreamWriter, dice: random.Random) -> bool:
    await asyncio.sleep(2 + dice.random() * 3)
    return await _reply(writer, _completion(answer))


async def _hang(answer: str, writer: asyncio.StreamWriter, dice: random.Random) -> bool:
    await asyncio.sleep(HANG)
    return False


async def _refuse(answer: str, writer: asyncio.StreamWriter, dice: random.Random) -> bool:
    return await _reply(writer, b'{"error":"slow down"}', "429 Too Many Requests")


async def _break(answer: str, writer: asyncio.StreamWriter, dice: random.Random) -> bool:
    return await _reply(writer, b'{"error":"broken"}', "500 Internal Server Error")


async def _empty(answer: str, writer: asyncio.StreamWriter, dice: random.Random) -> bool:
    return await _reply(writer, _completion(""))


async def _nothing(answer: str, writer: asyncio.StreamWriter, dice: random.Random) -> bool:
    return await _reply(writer, b"")


async def _html(answer: str, writer: asyncio.StreamWriter, dice: random.Random) -> bool:
    return await _reply(writer, b"<html>Bad gateway</html>", kind="text/html")


async def _cut(answer: str, writer: asyncio.StreamWriter, dice: random.Random) -> bool:
    """Half an answer, then the end of the connection."""
    body = _completion(answer)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body))
    writer.write(body[: dice.randrange(len(body))])
    await writer.drain()
    return False


async def _reset(answer: str, writer: asyncio.StreamWriter, dice: random.Random) -> bool:
    writer.transport.abort()
    return False


MANNERS: Mapping[str, Callable[..., "asyncio.Future[bool]"]] = {  # type: ignore[assignment]
    "good": _good, "slow": _slow, "hang": _hang, "refuse": _refuse, "break": _break,
    "empty": _empty, "html": _html, "cut": _cut, "reset": _reset, "nothing": _nothing,
}  # fmt: skip


@asynccontextmanager
async def language_model(history: History, dice: random.Random) -> AsyncIterator[LanguageModel]:
    model = LanguageModel(history, dice)
    server = await asyncio.start_server(model.serve, "127.0.0.1", 0)
    model.port = server.sockets[0].getsockname()[1]
    try:
        yield model
    finally:
        server.close()
