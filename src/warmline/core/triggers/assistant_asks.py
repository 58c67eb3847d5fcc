"""The assistant itself wants a person (T-7): an LLM's handoff tool, an external service's word."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import NO_ANSWER, No, Turn, because

NOT_ASKED = No("the assistant asked for nobody")


def assistant_asks(turn: Turn, rule: Rule) -> Why | No:
    if turn.answer is None:
        return NO_ANSWER
    if not turn.answer.handoff:
        return NOT_ASKED
    if turn.answer.rule:
        return No("the assistant asked because of the rule {}", (turn.answer.rule,))
    return because(rule, f"The assistant asked for a person: {turn.answer.handoff}")
