"""What a policy may lawfully say but its owner probably did not mean."""

from collections.abc import Callable, Iterator
from typing import Final

from warmline.core.policy import Policy, Rule
from warmline.policies.errors import nearest
from warmline.policies.reach import READS, never_fires, signals_asked

TOPICS: Final = ("account_security", "billing", "cancellation", "complaint", "legal", "refund")
"""The topics that Warmline recognises by itself; an owner may add more."""

SIGNALS: Final = (
    "accepts_offer",
    "complexity",
    "confidence",
    "declines_offer",
    "described",
    "dissatisfied",
    "entity",
    "explicit_request",
    "intent",
    "language",
    "repetition",
    "sentiment",
    "topic",
)
"""The signals that a condition may ask for."""

_USUAL: Final = Rule(id="usual", trigger="")
_FIELDS: Final = (
    "threshold",
    "times",
    "topics",
    "amount",
    "description",
    "examples",
    "not_examples",
)


def warnings(policy: Policy) -> tuple[str, ...]:
    """One sentence for each thing that is legal and suspicious; none for the default policy."""
    found = [said for look in _LOOKS for said in look(policy)]
    return tuple(dict.fromkeys(found))


def _no_explicit_request(policy: Policy) -> Iterator[str]:
    asks = [rule for rule in policy.rules if rule.trigger == "explicit_request"]
    if not asks:
        yield "no rule has the trigger explicit_request: a visitor who asks for a person gets none"
    elif all(rule.when for rule in asks):
        yield "each explicit_request rule has a condition: whoever asks elsewhere gets no person"


def _mood_before_request(policy: Policy) -> Iterator[str]:
    rules = policy.rules
    asked = next((i for i, rule in enumerate(rules) if rule.trigger == "explicit_request"), None)
    for index, rule in enumerate(rules[:asked] if asked is not None else ()):
        if rule.trigger == "sentiment":
            yield (
                f"{_named(index, rule)} stands above the explicit_request rule: an angry visitor "
                "who asks for a person is treated by mood"
            )


def _unreachable(policy: Policy) -> Iterator[str]:
    for index, why in never_fires(policy.rules):
        yield f"{_named(index, policy.rules[index])} can never fire: {why}"


def _amount_without_refund(policy: Policy) -> Iterator[str]:
    for index, rule in enumerate(policy.rules):
        if rule.amount is not None and _reads(rule, "amount") and "refund" not in rule.topics:
            yield f"{_named(index, rule)} has an amount, but refund is not among its topics"


def _unread(policy: Policy) -> Iterator[str]:
    for index, rule in enumerate(policy.rules):
        for field in _FIELDS:
            if not _reads(rule, field) and getattr(rule, field) != getattr(_USUAL, field):
                yield f"{_named(index, rule)} sets {field}, which {rule.trigger} does not look at"


def _unknown_topic(policy: Policy) -> Iterator[str]:
    known = (*TOPICS, *(topic.name for topic in policy.topics))
    for index, rule in enumerate(policy.rules):
        for topic in (topic for topic in rule.topics if topic not in known):
            meant = nearest(topic, known)
            hint = f"; did you mean '{meant}'?" if meant else ": no such topic is described"
            yield f"{_named(index, rule)} names the topic '{topic}'{hint}"


def _topic_of_our_own(policy: Policy) -> Iterator[str]:
    for index, topic in enumerate(policy.topics):
        if topic.name in TOPICS:
            yield (
                f"topics[{index}] '{topic.name}' has the name of a built-in topic: "
                "both are recognised under it"
            )


def _unknown_signal(policy: Policy) -> Iterator[str]:
    for index, rule in enumerate(policy.rules):
        for name in signals_asked(rule.when) if rule.when else ():
            if name not in SIGNALS:
                meant = nearest(name, SIGNALS)
                hint = f"; did you mean '{meant}'?" if meant else ": there is none"
                yield f"{_named(index, rule)} asks for the signal '{name}'{hint}"


def _reads(rule: Rule, field: str) -> bool:
    return field in READS[rule.trigger]


def _named(index: int, rule: Rule) -> str:
    return f"rules[{index}] '{rule.id}'"


_LOOKS: Final[tuple[Callable[[Policy], Iterator[str]], ...]] = (
    _no_explicit_request,
    _mood_before_request,
    _unreachable,
    _amount_without_refund,
    _unread,
    _unknown_topic,
    _topic_of_our_own,
    _unknown_signal,
)
