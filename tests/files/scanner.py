"""A virus scanner that speaks clamd's INSTREAM, and knows one virus."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass
class Scanner:
    address: str = ""
    seen: list[bytes] = field(default_factory=list)
    says: bytes = b""  # in place of a verdict
    silent: bool = False

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
            content = bytearray()
            while size := int.from_bytes(await reader.readexactly(4), "big"):
                content += await reader.readexactly(size)
            self.seen.append(bytes(content))
            if self.silent:
                await reader.read()  # until the asker gives up
                return
            found = b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"
            writer.write(self.says or b"stream: " + found + b"\0")
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def scanning(folder: Path | None = None) -> AsyncIterator[Scanner]:
    """On a port, or on a socket in ``folder``."""
    scanner = Scanner()
    if folder:
        path = folder / "clamd.ctl"
        server = await asyncio.start_unix_server(scanner.talk, path)
        scanner.address = f"unix://{path}"
    else:
        server = await asyncio.start_server(scanner.talk, "127.0.0.1", 0)
        scanner.address = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield scanner
