"""A matter that people should always handle (T-6), such as a large refund or a lawyer's letter."""

from warmline.core.model import Signal, Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import No, Turn, because, below

NO_TOPIC = No("the message shows no topic")


def sensitive_topic(turn: Turn, rule: Rule) -> Why | No:
    found: Signal | None = None
    other: Signal | None = None
    for signal in turn.signals:
        if signal.name == "topic":
            if signal.value not in rule.topics:
                other = signal
            elif found is None or signal.score > found.score:
                found = signal
    if found is None:
        return No("topic {} not among {}", (other.value, rule.topics)) if other else NO_TOPIC
    if found.score < rule.threshold:
        return below(found, rule)
    if small := _small(turn, rule):
        return small
    return because(rule, f"Sensitive matter: {found.value.replace('_', ' ')}.", found)


def _small(turn: Turn, rule: Rule) -> No | None:
    """The sum named is not above the rule's; a sum that nobody named counts as large."""
    largest = None if rule.amount is None else _largest(turn)
    if largest is None or rule.amount is None or largest > rule.amount:
        return None
    return No("sum {:g} not above {:g}", (largest, rule.amount), largest)


def _largest(turn: Turn) -> float | None:
    """The sum that is wanted back, where that is said; else the largest that is named."""
    for kind in ("refund", "amount"):
        sums = [found for signal in turn.of("entity") if (found := _sum(signal, kind)) is not None]
        if sums:
            return max(sums)
    return None


def _sum(signal: Signal, of: str) -> float | None:
    """The number in "amount:89.00 EUR", or None for an entity of another kind than ``of``."""
    kind, _, found = signal.value.partition(":")
    try:
        return float(found.split()[0]) if kind == of else None
    except (IndexError, ValueError):
        return None
