"""Bugs planted in a copy of the whole package, and the tests that must turn red on each."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.mutants import ROOT, plant

HEAVY = shutil.ignore_patterns("__pycache__", "static", "model", "models")
"""What no bug is planted in; it is linked, so that a copy is small."""
LINKED = ("knowledge/model", "signals/models", "web/static")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A planted bug: in ``file`` of the package, ``old`` (there exactly once) becomes ``new``."""

    bug: str
    file: str
    old: str
    new: str
    tests: str  # that must turn red: what pytest is told, by words


def kill(mutant: Mutant) -> bool:
    """Whether its tests turn red. Raises ``LookupError`` where it cannot be planted."""
    with tempfile.TemporaryDirectory(prefix="warmline-mutant-") as copy:
        package = _copied(Path(copy))
        plant(mutant, package / mutant.file)
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"),
                *mutant.tests.split(),
            ],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": copy}, capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stdout.decode() + done.stderr.decode())
        return done.returncode == 1


def _copied(where: Path) -> Path:
    source, package = ROOT / "src/warmline", where / "warmline"
    shutil.copytree(source, package, ignore=HEAVY)
    for heavy in LINKED:
        if (source / heavy).exists():
            (package / heavy).symlink_to(source / heavy)
    return package


def run(mutants: Sequence[Mutant], words: Sequence[str]) -> int:
    """Plant those that hold all the words; 1 where one survives."""
    chosen = [mutant for mutant in mutants if all(word in str(mutant) for word in words)]
    survived = 0
    for mutant in chosen:
        red = kill(mutant)
        survived += not red
        print(f"{mutant.bug:<66}  {'caught' if red else 'SURVIVED'}", flush=True)
    print(f"{len(chosen) - survived} of {len(chosen)} caught")
    return int(bool(survived))
