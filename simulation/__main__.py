"""``./run simulate``: a day at a help desk, lived fast, and every promise checked against its log.

Ends with 1 where a promise was broken. ``--bugs`` plants bugs and ends with 1 where one is unseen.
"""

import argparse
import asyncio
import gc
import json
import logging
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import structlog

from simulation.agenda import MIDNIGHT, MINUTE
from simulation.checker import Breach, Found, check
from simulation.day import Day, Lived, Progress
from simulation.figures import Figure, breaches, figures, table, told
from simulation.planted import BUGS, Planted, seen
from simulation.town import TEAMS, Town, town
from warmline.core.model import Millis

QUICK = 1_000
DAYS = ((140, 9, 0), (260, 14, 0), (260, 10, 1), (260, 14, 2), (600, 25, 0))
"""Conversations, operators and seeds from the one given on: a planted bug must show in one."""


def main() -> int:
    given = _options()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    if given.bugs is not None:
        return _plant(given.bugs, given.seed)
    made = town(
        seed=given.seed,
        conversations=QUICK if given.quick else given.conversations,
        operators=given.operators,
        teams=given.teams,
    )
    begun = time.monotonic()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)  # half a million facts are no garbage
    with tempfile.TemporaryDirectory(prefix="warmline-day-") as folder:
        path = (given.keep or Path(folder)) / "day.db"
        lived = asyncio.run(Day(made, path).run(_shown(made, quiet=given.quiet or given.json)))
        found = check(lived, path)
    shown = list(figures(lived, found))
    broken = breaches(found, shown)
    seconds = time.monotonic() - begun
    if given.json:
        print(json.dumps(_as_json(lived, found, shown, broken, seconds)))
    else:
        _print(lived, found, shown, broken, seconds)
    return int(bool(broken))


def _options() -> Any:  # noqa: ANN401 - a namespace
    said = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(prog="./run simulate", description=said)
    parser.add_argument("--conversations", type=int, default=20_000)
    parser.add_argument("--operators", type=int, default=50)
    parser.add_argument("--teams", type=int, default=len(TEAMS), choices=range(1, len(TEAMS) + 1))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help=f"a morning of {QUICK:,}")
    parser.add_argument("--json", action="store_true", help="the figures as one JSON document")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    parser.add_argument("--keep", type=Path, help="an empty folder that keeps the database")
    parser.add_argument("--bugs", nargs="?", const="", help="plant bugs: all, or those so named")
    return parser.parse_args()


def _shown(made: Town, *, quiet: bool) -> Progress:
    def progress(now: Millis, begun: int) -> None:
        if not quiet:
            print(f"\r{_time(now)}  {begun:,} of {made.conversations:,}", end="", file=sys.stderr)

    return progress


def _time(at: Millis) -> str:
    minutes = (at - MIDNIGHT) // MINUTE
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _print(
    lived: Lived, found: Found, shown: Sequence[Figure], broken: Sequence[Breach], seconds: float
) -> None:
    made = lived.town
    print(
        f"\rseed {made.seed}: {_time(made.begins)} to {_time(made.ends)} UTC,"
        f" {len(made.workers)} operators in {len(made.teams)} teams\n"
    )
    print(table(shown))
    print(f"{'digest of all facts':48} {found.digest}")
    print(f"\npromises broken: {len(broken)}; {seconds:.0f} s")
    if broken:
        print(told(broken, made.begins))


def _as_json(
    lived: Lived, found: Found, shown: Sequence[Figure], broken: Sequence[Breach], seconds: float
) -> dict[str, object]:
    return {
        "seed": lived.town.seed,
        "digest": found.digest,
        "seconds": round(seconds, 1),
        "figures": {one.name.strip(): one.value for one in shown},
        "broken": [
            {
                "promise": one.promise,
                "conversation": one.conversation,
                "at": one.at,
                "what": one.what,
            }
            for one in broken
        ],
    }


def _plant(word: str, seed: int) -> int:
    unseen = [bug for bug in BUGS if word in bug.bug and not _caught(bug, seed)]
    print(f"planted bugs not seen: {len(unseen)}")
    return int(bool(unseen))


def _caught(bug: Planted, seed: int) -> bool:
    begun = time.monotonic()
    output = ""
    for conversations, operators, more in DAYS:
        day = (
            f"--conversations {conversations} --operators {operators} --seed {seed + more} --quiet"
        )
        red, output = seen(bug, *day.split())
        if red:
            _say(bug, f"red: {conversations} with seed {seed + more}", begun)
            return True
    _say(bug, "NOT SEEN", begun)
    print(output)
    return False


def _say(bug: Planted, verdict: str, begun: float) -> None:
    took = time.monotonic() - begun
    print(f"{bug.bug:48} {bug.caught_by:20} {verdict:22} {took:4.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
