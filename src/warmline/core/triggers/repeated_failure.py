"""The answers do not help (T-3): asked again in other words, or said outright."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import Turn, because

SIGNS = ("repetition", "dissatisfied")  # signals, each 0..1
COUNTS_FROM = 0.5  # the score at which a turn counts as "this did not help"


def repeated_failure(turn: Turn, rule: Rule) -> Why | None:
    signal = turn.strongest(*SIGNS)
    if signal is None or signal.score < rule.threshold:
        return None
    if turn.before.failures + 1 < rule.times:
        return None
    said = "The visitor asked the same thing again."
    if signal.name != "repetition":
        said = "The visitor says that the answers do not help."
    return because(rule, said, signal)
