"""Planting a bug in a copy of the server, so that the rig must turn red."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """In ``file`` of the package, ``old`` (there exactly once) becomes ``new``.

    ``also`` are promises whose check may speak first. ``quick``: in the short tier, too.
    """

    promise: int
    bug: str
    file: str
    old: str
    new: str
    world: str = "one"
    seconds: float = 12
    faults: tuple[str, ...] = ("kill",)
    scene: str = ""
    seed: int = 1
    also: tuple[int, ...] = ()
    quick: bool = False
    channels: bool = False

    @property
    def caught_by(self) -> frozenset[int]:
        return frozenset({self.promise, *self.also})


@contextmanager
def plant(bug: Planted, source: Path) -> Iterator[Path]:
    """A copy of ``source`` with the bug in it; linked, not copied, but for the one file.

    Raises ``LookupError`` where the text to patch is not there exactly once.
    """
    with tempfile.TemporaryDirectory(prefix="warmline-planted-", dir=source.parent) as folder:
        copy = Path(folder) / "src"
        left = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, copy, copy_function=os.link, ignore=left)
        patch(bug, copy / "warmline" / bug.file)
        yield copy


def patch(bug: Planted, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if (found := text.count(bug.old)) != 1:
        raise LookupError(
            f"{bug.bug}: expected this text once in {bug.file}, found it {found} times:\n{bug.old}"
        )
    file.unlink()  # it is a link: the original must stay
    file.write_text(text.replace(bug.old, bug.new), encoding="utf-8")
