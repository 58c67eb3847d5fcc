"""The assistant doubts its answer (T-2): one below a hard bar, or several low ones in a row."""

from warmline.core.model import Signal, Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import Turn, because

ANSWERS = 20  # the confidences that are looked at, this answer's included


def low_confidence(turn: Turn, rule: Rule) -> Why | None:
    if turn.answer is None:
        return None
    recent = (*turn.before.confidences, turn.answer.confidence)[-rule.times :]
    if len(recent) < rule.times or max(recent) >= rule.threshold:
        return None
    sure = Signal(name="confidence", score=turn.answer.confidence)
    return because(rule, f"The assistant was only {sure.score:.0%} sure of its answer.", sure)
