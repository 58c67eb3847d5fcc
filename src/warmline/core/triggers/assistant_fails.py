"""The assistant gave no answer at all, several times in a row (T-3)."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import Turn, because


def assistant_fails(turn: Turn, rule: Rule) -> Why | None:
    misses = turn.before.misses + 1
    if not turn.failed or misses < rule.times:
        return None
    return because(rule, f"The assistant failed to answer {_times(misses)}.")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times in a row"
