"""Bytes of files in a folder. What is there is whole: it was written aside, and moved in place."""

import asyncio
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ParamSpec, TypeVar

from warmline.flow.failures import Permanent, Temporary

P = ParamSpec("P")
R = TypeVar("R")


class Disk:
    """``flow.file_parts.Blobs``. Names are of ours, and lead nowhere outside of the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, name: str, content: bytes) -> None:
        await _done(self._write, name, content)

    async def read(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        return await _done(self._read, name, start, end)

    async def delete(self, name: str) -> None:
        await _done(self._remove, name)

    def _write(self, name: str, content: bytes) -> None:
        path = self._path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
        _settle(path.parent)
        _settle(self._folder)

    def _read(self, name: str, start: int, end: int | None) -> bytes:
        try:
            with self._path(name).open("rb") as file:
                file.seek(start)
                return file.read(-1 if end is None else max(0, end - start))
        except FileNotFoundError as error:
            raise Permanent("there are no such bytes") from error

    def _remove(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not name or Path(name).is_absolute() or ".." in Path(name).parts:
            raise ValueError(f"expected a name below the folder, got {name!r}")
        return self._folder / name


def _settle(folder: Path) -> None:
    """A name in a folder survives a power cut once the folder is written, too; where it can be."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


async def _done(what: Callable[P, R], *given: P.args, **more: P.kwargs) -> R:
    """Beside the event loop; a disk that is full or away may be better later."""
    try:
        return await asyncio.to_thread(what, *given, **more)
    except OSError as error:
        raise Temporary(f"the disk of files: {error.strerror or 'failed'}") from error
