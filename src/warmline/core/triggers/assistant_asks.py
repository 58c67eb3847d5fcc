"""The assistant itself wants a person (T-7): an LLM's handoff tool, an external service's word."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import Turn, because


def assistant_asks(turn: Turn, rule: Rule) -> Why | None:
    if turn.answer is None or not turn.answer.handoff:
        return None
    return because(rule, f"The assistant asked for a person: {turn.answer.handoff}")
