"""Runs the server with a wall clock that the rig can move: ``python -m faults.bent_clock FILE …``.

FILE holds an offset in milliseconds and may change at any time. Only ``time.time`` and
``time.time_ns`` are moved; what the machine's monotonic clock says stays true, as in earnest.
"""

import mmap
import struct
import sys
import time
from pathlib import Path

SHAPE = struct.Struct("q")  # milliseconds


def write(file: Path, offset: int) -> None:
    """Move the clock of whoever reads ``file``; in one aligned write, so never half."""
    if not file.exists():
        file.write_bytes(SHAPE.pack(offset))
        return
    with file.open("r+b") as out:
        out.write(SHAPE.pack(offset))


def bend(file: Path) -> None:
    """From now on this process adds the offset in ``file`` to its wall clock."""
    with file.open("rb") as source:
        offset = mmap.mmap(source.fileno(), SHAPE.size, access=mmap.ACCESS_READ)
    true_ns = time.time_ns

    def bent_ns() -> int:
        return true_ns() + SHAPE.unpack_from(offset)[0] * 1_000_000

    time.time_ns = bent_ns
    time.time = lambda: bent_ns() / 1e9


def main() -> None:
    bend(Path(sys.argv[1]))
    from warmline.cli import app  # noqa: PLC0415 - only now may it look at the clock

    app(args=sys.argv[2:])


if __name__ == "__main__":
    main()
