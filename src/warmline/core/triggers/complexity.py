"""Several matters at once, or a long technical message (T-4)."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import No, Turn, because, below

SIMPLE = No("the message shows no complexity")


def complexity(turn: Turn, rule: Rule) -> Why | No:
    signal = turn.strongest("complexity")
    if signal is None:
        return SIMPLE
    if signal.score < rule.threshold:
        return below(signal, rule)
    return because(rule, "The message is long or holds several matters.", signal)
