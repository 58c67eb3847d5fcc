"""The answers do not help (T-3): asked again in other words, or said outright."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import No, Turn, because, below, too_few

SIGNS = ("repetition", "dissatisfied")  # signals, each 0..1
COUNTS_FROM = 0.5  # the score at which a turn counts as "this did not help"
HELPED = No("no repetition, no dissatisfaction")


def repeated_failure(turn: Turn, rule: Rule) -> Why | No:
    signal = turn.strongest(*SIGNS)
    if signal is None:
        return HELPED
    if signal.score < rule.threshold:
        return below(signal, rule)
    if turn.before.failures + 1 < rule.times:
        return too_few(turn.before.failures + 1, rule, "failed turn")
    said = "The visitor asked the same thing again."
    if signal.name != "repetition":
        said = "The visitor says that the answers do not help."
    return because(rule, said, signal)
