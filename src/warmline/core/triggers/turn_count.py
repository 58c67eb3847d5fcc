"""Many answers and no resolution (T-4)."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import Turn, because


def turn_count(turn: Turn, rule: Rule) -> Why | None:
    if turn.answer is None or turn.before.exchanges + 1 < rule.times:
        return None
    return because(rule, f"{rule.times} answers without a resolution.")
