"""Small pictures of pictures, drawn by a program of its own within bounds of memory and time."""

import asyncio
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from warmline.files._picture import TOO_MANY_PIXELS
from warmline.flow.failures import Temporary
from warmline.flow.file_parts import BadFile

EDGE: Final = 480  # pixels of the longer side, so that 240 are sharp on a dense screen
MEMORY: Final = 768 * 1024 * 1024  # bytes of address space, of which Pillow's own code is a part
WITHIN: Final = (
    30.0  # seconds, on a machine that has much to do; its core time has a bound of its own
)
AT_ONCE: Final = 2
_PROGRAM: Final = str(Path(__file__).with_name("_picture.py"))


class Drawing:
    """``flow.files.Draw``."""

    def __init__(self, pixels: int, *, within: float = WITHIN) -> None:
        """``pixels``: of the largest picture that is taken, width times height."""
        self._pixels = pixels
        self._within = within
        self._room = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, content: bytes) -> bytes:
        """A thumbnail, as WebP. Raises ``BadFile``, ``Temporary``."""
        async with self._room:
            code, small = await self._drawn(content)
        if code == TOO_MANY_PIXELS:
            raise BadFile("too_many_pixels")
        if code or not small:
            raise BadFile("unreadable")
        return small

    async def _drawn(self, content: bytes) -> tuple[int, bytes]:
        arguments = map(str, (self._pixels, EDGE, MEMORY))
        try:
            program = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", _PROGRAM, *arguments),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            raise Temporary("no picture can be drawn just now") from error
        try:
            async with asyncio.timeout(self._within):
                small, _ = await program.communicate(content)
        except TimeoutError as error:
            raise Temporary("a picture took too long to draw") from error
        finally:
            if program.returncode is None:
                with suppress(ProcessLookupError):
                    program.kill()
                await program.wait()
        return program.returncode or 0, small
