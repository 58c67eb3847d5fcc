"""A mail server that keeps what it is sent; it can refuse, stall, or accept and never say so."""

import asyncio
import email
import random
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message

from faults.history import History

MOODY: Mapping[str, float] = {"good": 6, "busy": 2, "mute": 1, "reset": 1}
CALM: Mapping[str, float] = {"good": 1.0}
PLACE = re.compile(r"/inbox/\w+/([a-z0-9]{10,})")


@dataclass(eq=False, slots=True)
class MailSink:
    history: History
    dice: random.Random
    moods: Mapping[str, float] = field(default_factory=lambda: CALM)
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.write(b"220 sink\r\n")
            while line := await reader.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    writer.write(b"354 go on\r\n")
                    mail = await reader.readuntil(b"\r\n.\r\n")
                    if not await self._take(mail, writer):
                        break
                elif word == b"QUIT":
                    writer.write(b"221 bye\r\n")
                    break
                else:
                    writer.write(b"250 ok\r\n")
                await writer.drain()
        writer.close()

    async def _take(self, mail: bytes, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection goes on."""
        [manner] = self.dice.choices(list(self.moods), list(self.moods.values()))
        if manner == "busy":
            writer.write(b"451 try later\r\n")
            return True
        self._note(email.message_from_bytes(mail), manner)
        if manner == "good":
            writer.write(b"250 kept\r\n")
            return True
        if manner == "mute":  # accepted, and the answer is lost
            await asyncio.sleep(1)
        writer.transport.abort()
        return False

    def _note(self, mail: Message, manner: str) -> None:
        body = mail.get_payload(decode=True)
        text = body.decode("utf-8", "replace") if isinstance(body, bytes) else ""
        place = PLACE.search(text)
        self.history.note(
            "mail",
            id=mail["Message-ID"],
            to=mail["To"],
            subject=mail["Subject"],
            conversation=place[1] if place else "",
            text=text,
            manner=manner,
        )


@asynccontextmanager
async def mail_sink(history: History, dice: random.Random) -> AsyncIterator[MailSink]:
    sink = MailSink(history, dice)
    server = await asyncio.start_server(sink.serve, "127.0.0.1", 0)
    sink.port = server.sockets[0].getsockname()[1]
    try:
        yield sink
    finally:
        server.close()
