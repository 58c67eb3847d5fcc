"""At which thresholds a rule would fire on a turn: what the curve of a backtest is drawn from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from warmline.core.policy import Context, Policy, Rule
from warmline.core.triggers import Turn
from warmline.core.verdicts import firings

STEPS: Final = 20
GRID: Final = tuple(round(step / STEPS, 4) for step in range(STEPS + 1))
"""The thresholds of a curve: 0, 0.05 … 1."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A rule fires on a turn from ``GRID[low]`` to ``GRID[high]``; and whether it does as it is."""

    rule: int  # its place in the policy
    low: int
    high: int
    now: bool

    def at(self, step: int) -> bool:
        return self.low <= step <= self.high

    @property
    def rising(self) -> bool:
        """A larger threshold makes it fire: it looks for low answers."""
        return self.low > 0 and self.high == STEPS

    @property
    def fixed(self) -> bool:
        """The threshold makes no difference."""
        return self.low == 0 and self.high == STEPS


BUTTON: Final = Bound(-1, 0, STEPS, now=True)
"""The visitor pressed the button: no rule is asked, and a person is fetched."""


class Probe:
    """Asks the rules of a policy with other thresholds than their own."""

    def __init__(self, policy: Policy) -> None:
        self._rules = policy.rules
        self._loosest, self._strictest = (_all_at(policy, GRID[step]) for step in (0, STEPS))
        self._alone = [_variants(policy, rule) for rule in policy.rules]

    def bounds(self, turn: Turn, context: Context) -> tuple[Bound, ...]:
        """Of every rule that fires at some threshold, in the policy's order."""
        now = _fired(turn, context, context.policy)
        low, high = (_fired(turn, context, p) for p in (self._loosest, self._strictest))
        return tuple(
            self._bound(place, turn, context, now=id in now, low=id in low, high=id in high)
            for place, id in enumerate(rule.id for rule in self._rules)
            if id in now or id in low or id in high
        )

    def _bound(
        self, place: int, turn: Turn, context: Context, *, now: bool, low: bool, high: bool
    ) -> Bound:
        """A rule fires up to some threshold or, with a low answer, from one on: never both.

        ``low``, ``high``: whether it does at the lowest and at the highest of the grid.
        """

        def fires(step: int) -> bool:
            return bool(_fired(turn, context, self._alone[place][step]))

        if low and high:
            return Bound(place, 0, STEPS, now)
        if low:
            return Bound(place, 0, _last(fires), now)
        if high:
            return Bound(place, STEPS - _last(lambda step: fires(STEPS - step)), STEPS, now)
        return Bound(place, 1, 0, now)


def _fired(turn: Turn, context: Context, policy: Policy) -> frozenset[str]:
    """The ids of the rules that fire under ``policy``."""
    asked = context if policy is context.policy else replace(context, policy=policy)
    return frozenset(fired.rule.id for fired in firings(turn, asked))


def _last(fires: Callable[[int], bool]) -> int:
    """The highest step that fires, where those up to it do; by halving."""
    low, high = 0, STEPS
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fires(middle) else (low, middle)
    return low


def _variants(policy: Policy, rule: Rule) -> Sequence[Policy]:
    return [replace(policy, rules=(replace(rule, threshold=value),)) for value in GRID]


def _all_at(policy: Policy, threshold: float) -> Policy:
    return replace(policy, rules=tuple(replace(rule, threshold=threshold) for rule in policy.rules))
