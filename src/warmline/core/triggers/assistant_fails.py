"""The assistant gave no answer at all, several times in a row (T-3)."""

from warmline.core.model import Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import No, Turn, because, too_few

NOT_FAILED = No("the assistant did not fail")


def assistant_fails(turn: Turn, rule: Rule) -> Why | No:
    if not turn.failed:
        return NOT_FAILED
    misses = turn.before.misses + 1
    if misses < rule.times:
        return too_few(misses, rule, "failure")
    return because(rule, f"The assistant failed to answer {_times(misses)}.")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times in a row"
