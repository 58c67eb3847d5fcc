"""The visitor asks for a person (T-1): at the first ask, or at the n-th."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import No, Turn, because, below, too_few

NOT_ASKED = No("the visitor did not ask for a person")


def explicit_request(turn: Turn, rule: Rule) -> Why | No:
    signal = turn.strongest("explicit_request")
    if signal is None:
        return NOT_ASKED
    if signal.score < rule.threshold:
        return below(signal, rule)
    if turn.before.asks + 1 < rule.times:
        return too_few(turn.before.asks + 1, rule, "ask")
    return because(rule, "The visitor asked for a person.", signal)
