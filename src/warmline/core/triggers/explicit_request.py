"""The visitor asks for a person (T-1): at the first ask, or at the n-th."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import Turn, because


def explicit_request(turn: Turn, rule: Rule) -> Why | None:
    signal = turn.strongest("explicit_request")
    if signal is None or signal.score < rule.threshold:
        return None
    if turn.before.asks + 1 < rule.times:
        return None
    return because(rule, "The visitor asked for a person.", signal)
