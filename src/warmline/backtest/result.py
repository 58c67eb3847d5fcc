"""What a backtest found: all counts, and as many conversations as are worth keeping."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from warmline.backtest.outcome import Case
from warmline.backtest.plan import Done, Plan
from warmline.backtest.tally import OfPolicy, Tally
from warmline.transcripts import BadLine

MOST_OF_A_KIND = 100  # conversations with the same outcome under each policy
MOST_BAD_LINES = 100


@dataclass(slots=True)
class Result:
    """Grows while the work goes on; its size is bounded whatever the size of the work."""

    plan: Plan
    tally: Tally
    cases: list[Case] = field(default_factory=list[Case])
    kinds: Counter[str] = field(default_factory=Counter[str])  # of conversations worth telling
    bad_lines: list[BadLine] = field(default_factory=list[BadLine])
    bad: int = 0  # how many lines could not be read

    @classmethod
    def begun(cls, plan: Plan) -> "Result":
        return cls(plan, Tally(tuple(OfPolicy() for _ in plan.policies)))

    def add(self, done: Done) -> None:
        self.tally.merge(done.tally)
        for case in done.cases:
            kind = "/".join(case.fits())
            self.kinds[kind] += 1
            if self.kinds[kind] <= MOST_OF_A_KIND:
                self.cases.append(case)

    def add_bad(self, line: BadLine) -> None:
        self.bad += 1
        if self.bad <= MOST_BAD_LINES:
            self.bad_lines.append(line)

    def left_out(self) -> int:
        """How many conversations worth telling are counted and not kept."""
        return self.kinds.total() - len(self.cases)


def run(
    parts: Iterable[Done], result: Result, told: Callable[[Done], None] = lambda _: None
) -> Result:
    """Add up the parts as they come."""
    for done in parts:
        result.add(done)
        told(done)
    return result
