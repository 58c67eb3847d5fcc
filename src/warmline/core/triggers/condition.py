"""Whatever the owner's condition says (T-8); the condition itself is asked for every trigger."""

from warmline.core.conditions import tests
from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import NO_ANSWER, NO_MESSAGE, No, Turn, because

CONFIDENCE = "signal.confidence"
EMPTY = No("the rule has no condition")


def condition(turn: Turn, rule: Rule) -> Why | No:
    """Asked of each message; or of each answer, where it is about the answer's confidence."""
    if rule.when is None:
        return EMPTY
    of_answers = any(test.subject == CONFIDENCE for test in tests(rule.when))
    if of_answers and turn.answer is None:
        return NO_ANSWER
    if not of_answers and not turn.by_visitor:
        return NO_MESSAGE
    return because(rule, "The condition holds.")
