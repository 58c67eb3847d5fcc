"""Rules that can never fire: covered by those above them, or met by no turn."""

from collections.abc import Iterator, Mapping
from typing import Final

from warmline.core.conditions import All, Condition, Op, Test, tests
from warmline.core.policy import Rule
from warmline.core.triggers.low_confidence import ANSWERS
from warmline.core.triggers.sentiment import TURNS

LONGEST_ROW: Final = ANSWERS + 1  # low answers in a row that are looked at, the newest included
SEVERAL: Final = ("signal", "entity")  # subjects that may have more than one value in a turn

READS: Final[Mapping[str, frozenset[str]]] = {
    "explicit_request": frozenset({"threshold", "times"}),
    "sensitive_topic": frozenset({"threshold", "topics", "amount"}),
    "assistant_asks": frozenset(),
    "flow_ended": frozenset(),
    "low_confidence": frozenset({"threshold", "times"}),
    "assistant_fails": frozenset({"times"}),
    "repeated_failure": frozenset({"threshold", "times"}),
    "sentiment": frozenset({"threshold", "times"}),
    "complexity": frozenset({"threshold"}),
    "turn_count": frozenset({"times"}),
    "condition": frozenset(),
    "described": frozenset({"threshold", "description", "examples", "not_examples"}),
}
"""The fields that each trigger looks at; ``when``, ``always`` and what follows is for all."""


def never_fires(rules: tuple[Rule, ...]) -> Iterator[tuple[int, str]]:
    """The place of each rule that can never fire, and why."""
    for index, rule in enumerate(rules):
        above = [other for other in rules[:index] if other.trigger == rule.trigger]
        if cover := _cover(above, rule):
            names = " and ".join(f"'{other.id}'" for other in cover)
            yield index, f"{names} above it fires first"
        if why := _impossible(rule):
            yield index, why


def _cover(above: list[Rule], rule: Rule) -> list[Rule]:
    """The rules that together take every turn on which ``rule`` would fire; none if some remain."""
    first = [next((o for o in above if _wider(o, rule, topic)), None) for topic in _parts(rule)]
    return [] if None in first else list({o.id: o for o in first if o}.values())


def _parts(rule: Rule) -> tuple[str, ...]:
    return rule.topics if rule.trigger == "sensitive_topic" else ("",)


def _wider(other: Rule, rule: Rule, topic: str) -> bool:
    """Whether ``other`` fires whenever ``rule`` does, in its part about ``topic``."""
    reads = READS[rule.trigger]
    strict = -1 if rule.trigger == "low_confidence" else 1  # it fires *below* its threshold
    return (
        (not topic or topic in other.topics)
        and ("threshold" not in reads or other.threshold * strict <= rule.threshold * strict)
        and ("times" not in reads or other.times <= rule.times)
        and ("amount" not in reads or _smallest(other) <= _smallest(rule))
        and ("description" not in reads or _situation(other) == _situation(rule))
        and other.when in (None, rule.when)
        and (other.always or not rule.always)
    )


def _smallest(rule: Rule) -> float:
    return -1 if rule.amount is None else rule.amount


def _situation(rule: Rule) -> tuple[object, ...]:
    return (rule.description, rule.examples, rule.not_examples)


def _impossible(rule: Rule) -> str:
    """Why no turn can meet the rule; "" where one can."""
    if rule.trigger == "sentiment" and rule.times > TURNS:
        return f"it looks at {TURNS} turns at most"
    if rule.trigger == "low_confidence" and rule.threshold == 0:
        return "no confidence is below 0"
    if rule.trigger == "low_confidence" and rule.times > LONGEST_ROW:
        return f"it looks at {LONGEST_ROW} answers at most"
    return never_holds(rule.when) if rule.when else ""


def never_holds(condition: Condition) -> str:
    """Why a condition never holds, as far as that is plain; "" where it may."""
    parts = condition.of if isinstance(condition, All) else (condition,)
    asked: dict[str, Test] = {}
    for test in (part for part in parts if isinstance(part, Test)):
        if _empty(test):
            return f"nothing is between {test.value!r}"
        single = test.op is Op.IS and test.subject.partition(".")[0] not in SEVERAL
        first = asked.setdefault(test.subject, test) if single else test
        if first.value != test.value:
            return f"{test.subject} is never both {first.value!r} and {test.value!r}"
    return ""


def _empty(test: Test) -> bool:
    """A range without anything in it; one of times goes over midnight."""
    if test.op is not Op.BETWEEN or not isinstance(test.value, tuple):
        return False
    low, high = test.value
    if isinstance(low, str) or isinstance(high, str):
        return low == high
    return low > high


def signals_asked(condition: Condition) -> Iterator[str]:
    """The names of the signals that a condition is about."""
    for test in tests(condition):
        head, _, name = test.subject.partition(".")
        if head == "signal":
            yield name.removesuffix(".value")
