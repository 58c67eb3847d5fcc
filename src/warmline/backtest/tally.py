"""What a backtest has counted so far; tallies of parts of the work add up."""

from collections import Counter
from dataclasses import dataclass, field

from warmline.backtest.curve import Curves
from warmline.backtest.outcome import Case, Fit

SIDES = ("both", "only_first", "only_second", "neither")


@dataclass(slots=True)
class OfPolicy:
    """The counts of one policy."""

    fits: Counter[str] = field(default_factory=Counter[str])
    handoffs: int = 0
    offers: int = 0  # conversations with an offer and no handoff
    rules: Counter[str] = field(default_factory=Counter[str])  # by rule, what came first
    curves: Curves = field(default_factory=Curves)

    def merge(self, other: "OfPolicy") -> None:
        self.fits.update(other.fits)
        self.handoffs += other.handoffs
        self.offers += other.offers
        self.rules.update(other.rules)
        self.curves.merge(other.curves)


@dataclass(slots=True)
class Tally:
    policies: tuple[OfPolicy, ...]
    conversations: int = 0
    turns: int = 0
    needed: Counter[str] = field(default_factory=Counter[str])  # by who says so
    sides: Counter[str] = field(default_factory=Counter[str])  # whose handoff it is, of two

    def add(self, case: Case) -> None:
        self.conversations += 1
        self.turns += case.turns
        if case.needed:
            self.needed[case.needed.by] += 1
        for policy, outcome, fit in zip(self.policies, case.outcomes, case.fits(), strict=True):
            policy.fits[fit] += 1
            policy.handoffs += outcome.handoff is not None
            policy.offers += outcome.handoff is None and outcome.offer is not None
            if moment := outcome.handoff or outcome.offer:
                policy.rules[moment.rule] += 1
        if len(case.outcomes) > 1:
            self.sides[side_of(case)] += 1

    def merge(self, other: "Tally") -> None:
        self.conversations += other.conversations
        self.turns += other.turns
        self.needed.update(other.needed)
        self.sides.update(other.sides)
        for mine, more in zip(self.policies, other.policies, strict=True):
            mine.merge(more)


def side_of(case: Case) -> str:
    """Which of two policies hands the conversation off."""
    first, second, *_ = (outcome.handoff is not None for outcome in case.outcomes)
    if first and second:
        return "both"
    if first or second:
        return "only_first" if first else "only_second"
    return "neither"


def worth_telling(case: Case) -> bool:
    """Whether anything happened in it, or should have."""
    return any(fit is not Fit.QUIET for fit in case.fits())
