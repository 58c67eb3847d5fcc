"""A figure: what was measured, its goal, whether it is reached; and the runs behind it."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.load import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    name: str
    measured: str
    goal: str = ""
    ok: bool | None = None  # None: no goal, shown to be read beside the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is measured."""

    rounds: int = 3
    seconds: float = 6
    visitors: int = 100
    idle: int = 2000
    stored: int = 100_000
    history: int = 5000


QUICK = Scale(rounds=1, seconds=2, idle=500, stored=10_000, history=1000)


def at_most(name: str, value: float, goal: float, shown: str, unit: str = "") -> Figure:
    return Figure(name=name, measured=shown, goal=f"≤ {goal:g}{unit}", ok=value <= goal)


def at_least(name: str, value: float, goal: float, shown: str) -> Figure:
    return Figure(name=name, measured=shown, goal=f"≥ {goal:g}", ok=value >= goal)


@dataclass(slots=True)
class Runs:
    """Every run of every job, by its name."""

    by_name: dict[str, list[Measured]] = field(default_factory=dict)

    def add(self, name: str, run: Measured) -> None:
        self.by_name.setdefault(name, []).append(run)
        print(f"  {name:24} {_line(run)}", flush=True)

    def ratio(self, name: str, to: str, of: Callable[[Measured], float]) -> float:
        """Of one job to another: the median of the rounds, each compared within itself."""
        pairs = zip(self.by_name[name], self.by_name[to], strict=True)
        return statistics.median(of(one) / max(of(other), 1e-9) for one, other in pairs)

    def median(self, name: str, of: Callable[[Measured], float]) -> float:
        return statistics.median(of(run) for run in self.by_name[name])


def _line(run: Measured) -> str:
    disturbed = f", others used {run.foreign:.1f} cores" if run.foreign > 0.2 else ""
    lost = f", LOST {run.lost}" if run.lost else ""
    closed = f", CLOSED {run.closed}" if run.closed else ""
    return (
        f"{run.per_second:7.0f}/s  p50 {run.shown.p50:6.1f} ms  p99 {run.shown.p99:6.1f} ms"
        f"  {run.cpu_us:5.0f} µs CPU each{disturbed}{lost}{closed}"
    )
