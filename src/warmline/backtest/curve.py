"""Handoffs against misses over the threshold, of each rule alone and of all of them at once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from warmline.backtest.bounds import GRID
from warmline.backtest.examining import Examined, reached
from warmline.backtest.outcome import Fit, Point, fit
from warmline.core.policy import Policy

ALL = ""  # the curve of every rule's threshold at once


@dataclass(slots=True)
class Curves:
    """Counts by rule and step; ``ALL`` is the curve of all thresholds at once."""

    counts: dict[str, list[Counter[str]]] = field(default_factory=dict[str, list[Counter[str]]])
    same: Counter[str] = field(default_factory=Counter[str])  # where no threshold matters
    apart: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])

    def add(self, examined: Examined, policy: Policy, needed: int | None) -> None:
        """Count one conversation. Only rules that a threshold would change take any time."""
        base = _counted(reached(examined, policy, 0, -1), needed)
        self.same.update(base)
        moving = {b.rule for _, bounds in examined.bounds for b in bounds if not b.fixed}
        for rule in (*moving, None) if moving else ():
            name = ALL if rule is None else policy.rules[rule].id
            steps = self.counts.setdefault(name, [Counter() for _ in GRID])
            for step, counts in enumerate(steps):
                counts.update(_counted(reached(examined, policy, step, rule), needed))
            self.apart.setdefault(name, Counter()).update(base)

    def merge(self, other: "Curves") -> None:
        self.same.update(other.same)
        for name, base in other.apart.items():
            self.apart.setdefault(name, Counter()).update(base)
        for name, steps in other.counts.items():
            mine = self.counts.setdefault(name, [Counter() for _ in GRID])
            for counts, more in zip(mine, steps, strict=True):
                counts.update(more)

    def points(self, rule: str = ALL) -> Sequence[Point]:
        """The curve of a rule, or of all; flat where no threshold matters."""
        steps = self.counts.get(rule, [Counter[str]() for _ in GRID])
        still = self.same - self.apart.get(rule, Counter[str]())
        return [
            _point(threshold, still + counts) for threshold, counts in zip(GRID, steps, strict=True)
        ]

    def rules(self) -> Iterator[str]:
        """The rules that have a curve of their own."""
        return (name for name in self.counts if name != ALL)


def _counted(found: tuple[bool, int | None], needed: int | None) -> Counter[str]:
    handoff, first = found
    ended = fit(handoff=handoff, reached=first, needed=needed)
    counts = Counter[str]({ended.value: 1})
    if handoff:
        counts["handoffs"] = 1
    elif first is not None:
        counts["offers"] = 1
    return counts


def _point(threshold: float, counts: Counter[str]) -> Point:
    return Point(
        threshold=threshold,
        handoffs=counts["handoffs"],
        offers=counts["offers"],
        missed=counts[Fit.MISSED],
        late=counts[Fit.LATE],
        unneeded=counts[Fit.UNNEEDED],
    )
