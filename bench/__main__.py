"""Speed and memory, beside the bare server in the same run; one table at the end.

python -m bench            # ./run bench
python -m bench --quick    # a minute, for a first look; not to be quoted
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

import uvloop

from bench.figures import QUICK, Figure, Scale
from bench.growth import growth
from bench.hot_path import hot_path
from bench.resources import memory_and_start, retrieval, widget
from bench.timers import timers

PARTS = ("path", "growth", "memory", "widget", "search", "timers")


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="one short round of everything")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure only this part")
    parser.add_argument("--folder", type=Path, help="where the measured servers keep their data")
    given = parser.parse_args()
    begun = time.monotonic()
    scale = QUICK if given.quick else Scale()
    with tempfile.TemporaryDirectory(prefix="warmline-bench-", dir=given.folder) as folder:
        figures = _measure(given.only or PARTS, scale, Path(folder))
    print_table(figures)
    print(f"\n{time.monotonic() - begun:.0f} s; medians of {scale.rounds}")
    return int(any(figure.ok is False for figure in figures))


def _measure(parts: Sequence[str], scale: Scale, folder: Path) -> list[Figure]:
    figures: list[Figure] = []
    for part in PARTS:
        if part not in parts:
            continue
        print(f"{part} …", flush=True)
        match part:
            case "path":
                figures += _run(hot_path(folder, scale))
            case "growth":
                figures += _run(growth(folder, scale))
            case "memory":
                figures += _run(memory_and_start(folder, scale))
            case "widget":
                figures += widget()
            case "search":
                figures += retrieval()
            case "timers":
                figures += _run(timers(folder, scale))
    return figures


def _run(work: Coroutine[Any, Any, list[Figure]]) -> list[Figure]:
    return uvloop.run(work)


def print_table(figures: Sequence[Figure]) -> None:
    line = "{:44} {:>10}  {:44} {}"
    print("\n" + line.format("figure", "goal", "measured", "ok"))
    for one in figures:
        verdict = {True: "yes", False: "NO", None: ""}[one.ok]
        print(line.format(one.name, one.goal, one.measured, verdict).rstrip())


if __name__ == "__main__":
    sys.exit(main())
