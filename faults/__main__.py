"""``./run faults``: break everything on purpose, and check every promise.

The short tier takes about three minutes. ``--long`` goes on for much longer, over more seeds, and
plants every bug that the rig must see. Ends with 1 where a promise was broken or a bug unseen.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from faults.bugs import BUGS
from faults.databases import Missing
from faults.planted import Planted, plant
from faults.playing import Result, Run, play
from faults.servers import ROOT
from faults.telling import by_channel, faults_done, stories, table

SHORT = (
    Run(world="one", seed=0, seconds=30, source=ROOT / "src", channels=True),
    Run(world="pair", seed=0, seconds=32, source=ROOT / "src", channels=True),
    Run(world="clock", seed=0, seconds=10, source=ROOT / "src", scene="revoke"),
)
LONG_SECONDS = {"one": 600.0, "pair": 600.0, "clock": 120.0}
LONG_SCENES = {"one": "slow readers", "pair": "vanish", "clock": "revoke"}
LONG_SEEDS = 5
TRIES = 3  # at a planted bug


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run faults", description=__doc__.partition("\n")[0])
    parser.add_argument("--long", action="store_true", help="two hours, and all bugs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="worlds by commas: one, pair, clock, planted")
    parser.add_argument("--faults", default="", help="faults by commas: kill, disk full, …")
    parser.add_argument("--seconds", type=float, help="of blows in each world")
    parser.add_argument("--scene", default="", help="play this besides: revoke, slow readers")
    parser.add_argument("--source", type=Path, default=ROOT / "src", help="of the server")
    parser.add_argument("--bugs", default="", help="planted bugs: all that hold this word")
    parser.add_argument("--keep", type=Path, help="keep histories and databases here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="warmline-faults-") as scratch:
        folder = given.keep or Path(scratch)
        results = [] if given.bugs else [_played(run, folder) for run in _runs(given)]
        unseen = [bug for bug in _bugs(given) if not _seen(bug, folder, given.source)]
    if results:
        print(f"\n{table(results)}\n{faults_done(results)}")
        print(*by_channel(results), sep="\n")
    broken = sum(len(result.breaches) + len(result.broke) for result in results)
    print(f"promises broken: {broken}; planted bugs not seen: {len(unseen)}")
    return int(bool(broken or unseen))


def _runs(given: argparse.Namespace) -> Sequence[Run]:
    chosen = given.only.split(",") if given.only else ["one", "pair", "clock"]
    faults = tuple(filter(None, given.faults.split(",")))
    runs = list[Run]()
    for round_ in range(LONG_SEEDS if given.long else 1):
        for short in SHORT:
            if short.world not in chosen:
                continue
            usual = LONG_SECONDS[short.world] if given.long else short.seconds
            runs.append(
                Run(
                    world=short.world,
                    seed=given.seed + round_,
                    seconds=given.seconds or usual,
                    source=given.source,
                    only=faults,
                    channels=short.channels,
                    scene=given.scene or (LONG_SCENES[short.world] if given.long else short.scene),
                )
            )
    return runs


def _played(run: Run, folder: Path) -> Result:
    print(f"── {run.world}, seed {run.seed}, {run.seconds:.0f} s of faults", flush=True)
    result = asyncio.run(play(run, folder / f"{run.world}-{run.seed}", _show))
    print(f"\r   {len(result.breaches)} promises broken{' ' * 40}", flush=True)
    for line in stories(result):
        print(f"   {line}", flush=True)
    return result


_last = [0.0]


def _show(line: str) -> None:
    """In place on a terminal; elsewhere a line every ten seconds."""
    if sys.stdout.isatty():
        print(f"\r   {line}   ", end="", flush=True)
    elif time.monotonic() - _last[0] > 10:
        _last[0] = time.monotonic()
        print(f"   {line}", flush=True)


def _bugs(given: argparse.Namespace) -> Sequence[Planted]:
    if given.bugs:
        return [bug for bug in BUGS if given.bugs in f"{bug.promise} {bug.bug}"]
    if given.only and "planted" not in given.only.split(","):
        return []
    return [bug for bug in BUGS if given.long or bug.quick]


def _seen(bug: Planted, folder: Path, source: Path) -> bool:
    """Whether the rig turns red on it, for the right reason; a race may take a few tries."""
    print(f"── planted: {bug.bug} (promise {bug.promise})", flush=True)
    with plant(bug, source) as copy:
        for seed in range(bug.seed, bug.seed + TRIES):
            result = asyncio.run(play(_run_of(bug, seed, copy), folder / "planted", _show))
            right = [breach for breach in result.breaches if breach.promise in bug.caught_by]
            said = right[0].what if right else "not seen"
            print(f"\r   {len(right)} of {len(result.breaches)}: {said}{' ' * 20}", flush=True)
            if right:
                return True
    return False


def _run_of(bug: Planted, seed: int, copy: Path) -> Run:
    return Run(
        world=bug.world,
        seed=seed,
        seconds=bug.seconds,
        source=copy,
        only=bug.faults,
        scene=bug.scene,
        channels=bug.channels,
    )


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Missing as error:
        sys.exit(f"faults: {error} is missing")
