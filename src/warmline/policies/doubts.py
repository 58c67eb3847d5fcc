"""What a policy may lawfully say but its owner probably did not mean."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from warmline.core.policy import Policy, Rule
from warmline.core.triggers.sentiment import TURNS
from warmline.policies.errors import nearest

TOPICS: Final = ("account_security", "billing", "cancellation", "complaint", "legal", "refund")
"""The topics that Warmline recognises by itself; an owner may add more."""

READS: Final[Mapping[str, frozenset[str]]] = {
    "explicit_request": frozenset({"threshold", "times"}),
    "sensitive_topic": frozenset({"threshold", "topics", "amount"}),
    "assistant_asks": frozenset(),
    "low_confidence": frozenset({"threshold", "times"}),
    "assistant_fails": frozenset({"times"}),
    "repeated_failure": frozenset({"threshold", "times"}),
    "sentiment": frozenset({"threshold", "times"}),
    "complexity": frozenset({"threshold"}),
    "turn_count": frozenset({"times"}),
}
"""The fields that each trigger looks at."""

_USUAL: Final = Rule(id="usual", trigger="")


def warnings(policy: Policy) -> tuple[str, ...]:
    """One sentence for each thing that is legal and suspicious; none for the default policy."""
    found = [said for look in _LOOKS for said in look(policy.rules)]
    return tuple(dict.fromkeys(found))


def _no_explicit_request(rules: tuple[Rule, ...]) -> Iterator[str]:
    if all(rule.trigger != "explicit_request" for rule in rules):
        yield "no rule has the trigger explicit_request: a visitor who asks for a person gets none"


def _mood_before_request(rules: tuple[Rule, ...]) -> Iterator[str]:
    asked = next((i for i, rule in enumerate(rules) if rule.trigger == "explicit_request"), None)
    for index, rule in enumerate(rules[:asked] if asked is not None else ()):
        if rule.trigger == "sentiment":
            yield (
                f"{_named(index, rule)} stands above the explicit_request rule: an angry visitor "
                "who asks for a person is treated by mood"
            )


def _shadowed(rules: tuple[Rule, ...]) -> Iterator[str]:
    for index, rule in enumerate(rules):
        above = [other for other in rules[:index] if other.trigger == rule.trigger]
        if cover := _cover(above, rule):
            names = " and ".join(f"'{other.id}'" for other in cover)
            yield f"{_named(index, rule)} can never fire: {names} above it fires first"


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
    )


def _smallest(rule: Rule) -> float:
    return -1 if rule.amount is None else rule.amount


def _impossible(rules: tuple[Rule, ...]) -> Iterator[str]:
    for index, rule in enumerate(rules):
        if rule.trigger == "sentiment" and rule.times > TURNS:
            yield f"{_named(index, rule)} can never fire: it looks at {TURNS} turns at most"
        if rule.trigger == "low_confidence" and rule.threshold == 0:
            yield f"{_named(index, rule)} can never fire: no confidence is below 0"


def _amount_without_refund(rules: tuple[Rule, ...]) -> Iterator[str]:
    for index, rule in enumerate(rules):
        if rule.amount is not None and _reads(rule, "amount") and "refund" not in rule.topics:
            yield f"{_named(index, rule)} has an amount, but refund is not among its topics"


def _unread(rules: tuple[Rule, ...]) -> Iterator[str]:
    for index, rule in enumerate(rules):
        for field in ("threshold", "times", "topics", "amount"):
            if not _reads(rule, field) and getattr(rule, field) != getattr(_USUAL, field):
                yield f"{_named(index, rule)} sets {field}, which {rule.trigger} does not look at"


def _misspelt_topic(rules: tuple[Rule, ...]) -> Iterator[str]:
    for index, rule in enumerate(rules):
        for topic in rule.topics:
            meant = nearest(topic, TOPICS)
            if topic not in TOPICS and meant:
                yield f"{_named(index, rule)} names the topic '{topic}'; did you mean '{meant}'?"


def _reads(rule: Rule, field: str) -> bool:
    return field in READS[rule.trigger]


def _named(index: int, rule: Rule) -> str:
    return f"rules[{index}] '{rule.id}'"


_LOOKS: Final[tuple[Callable[[tuple[Rule, ...]], Iterator[str]], ...]] = (
    _no_explicit_request,
    _mood_before_request,
    _shadowed,
    _impossible,
    _amount_without_refund,
    _unread,
    _misspelt_topic,
)
