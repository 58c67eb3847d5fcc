"""The assistant doubts its answer (T-2): one below a hard bar, or several low ones in a row."""

from warmline.core.model import Signal, Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import NO_ANSWER, No, Turn, because, too_few

UNSAID = No("the answer does not say how sure it is")
ANSWERS = 20  # the confidences that are looked at, this answer's included


def low_confidence(turn: Turn, rule: Rule) -> Why | No:
    if turn.answer is None:
        return NO_ANSWER
    if turn.answer.confidence is None:
        return UNSAID
    sure = Signal(name="confidence", score=turn.answer.confidence)
    recent = (*turn.before.confidences, sure.score)[-rule.times :]
    if sure.score >= rule.threshold:
        return No("score {:.2f}, at least {:.2f}", (sure.score, rule.threshold), sure.score)
    if len(recent) < rule.times or max(recent) >= rule.threshold:
        return too_few(_in_a_row(recent, rule.threshold), rule, "low answer")
    return because(rule, f"The assistant was only {sure.score:.0%} sure of its answer.", sure)


def _in_a_row(recent: tuple[float, ...], threshold: float) -> int:
    """How many of the newest are low, up to the newest one that is not."""
    high = [place for place, sure in enumerate(reversed(recent)) if sure >= threshold]
    return min(high, default=len(recent))
