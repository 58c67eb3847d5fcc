"""Files as an installation has them, with a channel, a scanner and a pen of the test's own."""

import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from warmline.files.building import KINDS
from warmline.files.disk import Disk
from warmline.flow.channels import Remote
from warmline.flow.failures import Temporary
from warmline.flow.file_parts import Bounds, Parts, Scan
from warmline.flow.files import Files
from warmline.flow.filing import Filing
from warmline.flow.ports import Whisper
from warmline.settings import FileSettings
from warmline.store.files import SqlFiles
from warmline.store.sql import SqlStore

SMALL = b"a small picture"


@dataclass
class Channel:
    """What a channel hands out, by reference; an exception is raised."""

    holds: dict[str, bytes | Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def fetch(self, channel: str, remote: Remote, most: int) -> bytes:
        self.asked.append(f"{channel}/{remote.reference}")
        held = self.holds.get(remote.reference, Temporary("nothing there yet"))
        if isinstance(held, Exception):
            raise held
        return held


@dataclass
class Scans:
    """A scanner that says what it is told to."""

    away: bool = False
    virus: str = ""
    seen: list[bytes] = field(default_factory=list)

    async def __call__(self, content: bytes) -> str:
        if self.away:
            raise Temporary("the scanner is away")
        self.seen.append(content)
        return self.virus


async def _drawn(_: bytes) -> bytes:
    return SMALL


@dataclass
class Cabinet:
    files: Files
    rows: SqlFiles
    filing: Filing
    channel: Channel
    folder: Path
    told: list[Whisper]

    def kept(self) -> set[str]:
        """The names of all bytes that there are."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix() for path in found}


def cabinet(
    store: SqlStore,
    folder: Path,
    *,
    scan: Scan | None = None,
    draw: Callable[[bytes], Awaitable[bytes]] = _drawn,
    **bounds: int,
) -> Cabinet:
    rows, channel, told = SqlFiles(store), Channel(), list[Whisper]()
    ids = map("file{:04d}".format, itertools.count(1))

    async def tell(whisper: Whisper) -> None:
        told.append(whisper)

    parts = Parts(
        rows=rows,
        blobs=Disk(folder),
        kinds=KINDS,
        draw=draw,
        entry=lambda whose, seq: store.entries(whose, after=seq - 1, limit=1),
        clock=store.clock,
        new_id=lambda: next(ids),
        fetch=channel.fetch,
        tell=tell,
        scan=scan,
        bounds=Bounds(types=FileSettings().media_types, **bounds),
    )
    files = Files(parts)
    return Cabinet(files, rows, Filing(files, rows, store.clock), channel, folder, told)
