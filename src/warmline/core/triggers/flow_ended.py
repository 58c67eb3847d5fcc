"""A scripted flow came to its end and had no answer (T-7)."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import NO_ANSWER, No, Turn, because

NOT_ENDED = No("no flow ended without an answer")


def flow_ended(turn: Turn, rule: Rule) -> Why | No:
    if turn.answer is None:
        return NO_ANSWER
    flow = turn.answer.flow
    if flow is None or flow.ended != "unanswered":
        return NOT_ENDED
    return because(rule, f"The flow {flow.stand.flow} ended without an answer.")
