"""Several matters at once, or a long technical message (T-4)."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import Turn, because


def complexity(turn: Turn, rule: Rule) -> Why | None:
    signal = turn.strongest("complexity")
    if signal is None or signal.score < rule.threshold:
        return None
    return because(rule, "The message is long or holds several matters.", signal)
