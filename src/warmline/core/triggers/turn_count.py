"""Many answers and no resolution (T-4)."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import NO_ANSWER, No, Turn, because, too_few

SCRIPTED = No("a flow asked or told something")


def turn_count(turn: Turn, rule: Rule) -> Why | No:
    if turn.answer is None:
        return NO_ANSWER
    if turn.answer.flow and not turn.answer.flow.answers:
        return SCRIPTED
    if turn.before.exchanges + 1 < rule.times:
        return too_few(turn.before.exchanges + 1, rule, "answer")
    return because(rule, f"{rule.times} answers without a resolution.")
