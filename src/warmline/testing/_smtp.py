"""A small SMTP server (RFC 5321): takes one mail for one recipient at a time, and keeps it.

What a client does wrong is answered as a strict server would, and kept in ``faults``.
"""

import asyncio
import base64
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from warmline.testing._mischief import Dice

PATH = re.compile(r"(?:FROM|TO):<([^<>\s]*)>(?: .*)?", re.IGNORECASE)
LONGEST = 998  # characters of a line (RFC 5322, 2.1.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    sender: str  # of the envelope
    to: str
    raw: bytes


class Smtp:
    """``accept`` gets each mail; the dice say what becomes of the next one."""

    def __init__(
        self,
        known: tuple[str, str],
        dice: Dice,
        fault: Callable[[str], None],
        accept: Callable[[Posted], Awaitable[None]],
    ) -> None:
        self._known = known
        self._dice = dice
        self._fault = fault
        self._accept = accept

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await self._talk(reader, writer)
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sender, to, allowed = "", list[str](), False
        writer.write(b"220 a stand-in ESMTP\r\n")
        while line := (await reader.readline()).decode("utf-8", "replace").rstrip("\r\n"):
            command, _, rest = line.partition(" ")
            answer = "250 OK"
            match command.upper():
                case "EHLO" | "HELO":
                    answer = "250-a stand-in\r\n250-SIZE 41943040\r\n250 AUTH PLAIN"
                case "AUTH":
                    allowed = self._allowed(rest)
                    answer = "235 OK" if allowed else "535 5.7.8 wrong user or password"
                case "MAIL" if allowed:
                    sender, to = self._path(rest), []
                case "RCPT" if allowed:
                    to.append(self._path(rest))
                case "DATA" if allowed and to:
                    answer = await self._data(reader, writer, sender, to)
                    if not answer:
                        writer.transport.abort()
                        return
                case "RSET" | "NOOP":
                    pass
                case "QUIT":
                    writer.write(b"221 bye\r\n")
                    return
                case _:
                    self._fault(f"SMTP {command}" + ("" if allowed else " before AUTH"))
                    answer = "503 5.5.1 not now"
            writer.write(f"{answer}\r\n".encode())
            await writer.drain()

    def _allowed(self, rest: str) -> bool:
        mechanism, _, given = rest.partition(" ")
        words = base64.b64decode(given + "===").decode().split("\0")
        return mechanism.upper() == "PLAIN" and tuple(words[1:]) == self._known

    def _path(self, rest: str) -> str:
        found = PATH.fullmatch(rest)
        if found is None:
            self._fault(f"a path in an envelope: {rest[:80]}")
        return found[1] if found else ""

    async def _data(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        sender: str,
        to: list[str],
    ) -> str:
        """What is answered to a mail; "": nothing, the connection breaks."""
        writer.write(b"354 go on\r\n")
        lines = list[bytes]()
        while (line := await reader.readline()) != b".\r\n":
            if not line.endswith(b"\r\n") or len(line) > LONGEST + 2:
                self._fault("a line that is too long, or that does not end with CRLF")
            lines.append(line[1:] if line.startswith(b"..") else line)
        if len(to) != 1:
            self._fault(f"{len(to)} recipients")
        match self._dice.fate():
            case "rate_limit":
                return "450 4.7.1 too many mails, come again later"
            case "server_error":
                return "451 4.3.0 not now"
            case "refused":
                return "550 5.7.1 such mail is not taken here"
            case "drop_answer":
                await self._accept(Posted(sender=sender, to=to[0], raw=b"".join(lines)))
                return ""
            case "well":
                await self._accept(Posted(sender=sender, to=to[0], raw=b"".join(lines)))
                return "250 2.0.0 taken"
