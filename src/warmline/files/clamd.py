"""Whether there is a virus in a file: asked of ClamAV's daemon, which gets the bytes in pieces.

https://docs.clamav.net/manual/Usage/Scanning.html#clamd, INSTREAM: each piece has its length before
it, in four bytes; a length of 0 ends the stream. The bytes never touch a disk for it.
"""

import asyncio
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from warmline.flow.failures import Temporary

PIECE: Final = 64 * 1024  # bytes
WITHIN: Final = 60.0  # seconds of one file
LONGEST: Final = 4096  # bytes of an answer
PORT: Final = 3310
_FOUND: Final = " FOUND"


class Clamd:
    """``flow.file_parts.Scan``."""

    def __init__(self, address: str, *, within: float = WITHIN) -> None:
        """``address``: ``tcp://host:3310``, or ``unix:///run/clamav/clamd.ctl``."""
        self._address = address
        self._within = within

    async def __call__(self, content: bytes) -> str:
        """The name of what was found; "": nothing. Raises ``Temporary``: it did not say."""
        try:
            async with asyncio.timeout(self._within):
                answer = await self._asked(content)
        except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
            raise Temporary("the virus scanner does not answer") from error
        return _verdict(answer)

    async def _asked(self, content: bytes) -> str:
        reader, writer = await self._connect()
        try:
            writer.write(b"zINSTREAM\0")
            for at in range(0, len(content), PIECE):
                piece = content[at : at + PIECE]
                writer.write(len(piece).to_bytes(4, "big") + piece)
                await writer.drain()
            writer.write(bytes(4))
            await writer.drain()
            answer = await reader.readuntil(b"\0")
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
        return answer[:-1].decode("utf-8", "replace").strip()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        parts = urlsplit(self._address)
        if parts.scheme == "unix":
            return await asyncio.open_unix_connection(parts.path, limit=LONGEST)
        return await asyncio.open_connection(parts.hostname, parts.port or PORT, limit=LONGEST)


def _verdict(answer: str) -> str:
    """``stream: OK``, ``stream: <name> FOUND``; all else is a fault of the scanner's."""
    words = answer.removeprefix("stream: ")
    if words == "OK":
        return ""
    if words.endswith(_FOUND):
        return words.removesuffix(_FOUND)[:200] or "unnamed"
    raise Temporary(f"the virus scanner said: {answer[:100]}")
