"""A situation that the owner described in plain words (T-8, A-4).

A language model that answers judges it; where none answered, likeness to the description does.
"""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import No, Turn, because, below

TO_BE_JUDGED = No("left to the language model that answers")
JUDGED_NO = No("the language model found that it does not apply")
UNLIKE = No("the message is not like the description")
ASKED_BEFORE = No("asked when the visitor wrote")


def described(turn: Turn, rule: Rule) -> Why | No:
    if turn.answer is not None and turn.answer.judged:
        return _judged(turn.answer.rule, rule)
    if turn.by_visitor and turn.judge:
        return TO_BE_JUDGED
    if not turn.by_visitor and not turn.before.judge:
        return ASKED_BEFORE
    return _likeness(turn, rule)


def _judged(found: str, rule: Rule) -> Why | No:
    if found != rule.id:
        return JUDGED_NO
    return because(rule, f"The assistant found that this is so: {rule.description}")


def _likeness(turn: Turn, rule: Rule) -> Why | No:
    shown = turn.signals if turn.by_visitor else turn.before.shown
    alike = [s for s in shown if s.name == "described" and s.value == rule.id]
    signal = max(alike, key=lambda one: one.score, default=None)
    if signal is None:
        return UNLIKE
    if signal.score < rule.threshold:
        return below(signal, rule)
    return because(rule, f"The message is like what was described: {rule.description}", signal)
