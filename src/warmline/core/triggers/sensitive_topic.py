"""A matter that people should always handle (T-6), such as a large refund or a lawyer's letter."""

from warmline.core.model import Signal, Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import Turn, because


def sensitive_topic(turn: Turn, rule: Rule) -> Why | None:
    for signal in turn.of("topic"):
        if signal.value in rule.topics and signal.score >= rule.threshold and _large(turn, rule):
            return because(rule, f"Sensitive matter: {signal.value.replace('_', ' ')}.", signal)
    return None


def _large(turn: Turn, rule: Rule) -> bool:
    """Whether the sum named reaches the rule's; a sum that nobody named counts as large."""
    if rule.amount is None:
        return True
    sums = [amount for signal in turn.of("entity") if (amount := _sum(signal)) is not None]
    return not sums or max(sums) > rule.amount


def _sum(signal: Signal) -> float | None:
    """The number in "amount:89.00 EUR", or None for another kind of entity."""
    kind, _, found = signal.value.partition(":")
    try:
        return float(found.split()[0]) if kind == "amount" else None
    except (IndexError, ValueError):
        return None
