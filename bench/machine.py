"""What Linux says about processes: CPU seconds, memory."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def family(root: int) -> set[int]:
    """A process and all that descend from it."""
    parents = dict(_parents())
    found, grew = {root}, True
    while grew:
        more = {child for child, parent in parents.items() if parent in found} - found
        found |= more
        grew = bool(more)
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                yield int(folder.name), int(_after_name(folder / "stat")[1])


def _after_name(stat: Path) -> list[str]:
    """The fields of proc(5) stat behind the command's name, which may hold anything."""
    return stat.read_text().rpartition(")")[2].split()


def cpu_seconds(root: int) -> float:
    """Of a process and its descendants; from schedstat, in nanoseconds."""
    total = 0
    for process in family(root):
        with suppress(OSError):
            for task in (PROC / str(process) / "task").iterdir():
                total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9


def all_cpu_seconds() -> float:
    """Of everything on the machine, idle and waiting for disks left out."""
    fields = [int(field) for field in (PROC / "stat").read_text().split("\n", 1)[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / TICKS


def memory_kib(root: int, kind: str = "Pss") -> int:
    """Of a process and its descendants. ``Pss`` divides shared pages, ``Rss`` counts them whole."""
    total = 0
    for process in family(root):
        with suppress(OSError):
            lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:"))
    return total
