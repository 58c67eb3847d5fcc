"""Where transcripts come from: a file, or whatever is piped in."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from pathlib import Path
from stat import S_ISREG
from typing import cast

PIPE = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """An open stream of bytes. ``name`` tells the format; "" where nothing does."""

    stream: BufferedReader
    name: str
    size: int  # bytes; 0: nobody knows

    def share(self) -> float | None:
        """How much of it has been read, 0 to 1."""
        return min(1.0, self._read() / self.size) if self.size else None

    def _read(self) -> int:
        return os.lseek(self.stream.fileno(), 0, os.SEEK_CUR)


@contextmanager
def open_source(path: str) -> Generator[Source]:
    """``-`` is the standard input. Raises ``OSError``."""
    if path == PIPE:
        piped: BufferedReader = BufferedReader(cast("RawIOBase", sys.stdin.buffer))
        yield Source(piped, "", 0)
        piped.detach()
        return
    with Path(path).open("rb") as stream:
        about = os.fstat(stream.fileno())
        yield Source(stream, Path(path).name, about.st_size if S_ISREG(about.st_mode) else 0)
