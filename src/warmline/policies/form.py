"""A policy's form: which keys it has, what each may be, and how they make a Policy."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final

from warmline.core.policy import Action, Mode, Policy, Rule
from warmline.core.triggers import TRIGGERS
from warmline.policies import checks
from warmline.policies.checks import At, Check
from warmline.policies.errors import Faults
from warmline.policies.tree import UNREAD
from warmline.policies.words import merged

MOST_RULES: Final = 200


def _one_of(kind: type[Action] | type[Mode]) -> Check:
    read_word = checks.choice(kind)

    def check(value: object, at: At) -> Action | Mode | None:
        word = read_word(value, at)
        return None if word is None else kind(word)

    return check


_RULE: Final[Mapping[str, Check]] = {
    "id": checks.name,
    "trigger": checks.choice(TRIGGERS),
    "action": _one_of(Action),
    "threshold": checks.number(0, 1),
    "times": checks.whole(1, 1000),
    "topics": checks.items(checks.name, 50),
    "amount": checks.optional(checks.number(0, 1e12)),
    "team": checks.optional(checks.name),
    "priority": checks.whole(-1000, 1000),
    "warm": checks.boolean,
    "texts": checks.by_language(checks.text()),
}


def _rules(value: object, at: At) -> tuple[Rule, ...]:
    read_rules = checks.items(_rule, MOST_RULES)
    found: tuple[dict[str, Any] | None, ...] = read_rules(value, at) or ()
    first: dict[str, int] = {}
    for index, given in enumerate(found):
        id = (given or {}).get("id")
        if id and first.setdefault(id, index) != index:
            (at / index / "id").wrong(f"an id that rules[{first[id]}] does not have", id)
    whole = (given for given in found if given and {"id", "trigger"} <= given.keys())
    return tuple(Rule(**given) for given in whole)


def _rule(value: object, at: At) -> dict[str, Any]:
    """The fields of a rule, checked."""
    given: dict[str, Any] = checks.fields(value, at, _RULE, needed=("id", "trigger"))
    if given.get("trigger") == "sensitive_topic" and given.get("topics", ()) == ():
        (at / "topics").wrong("at least one topic", None)
    return given


_POLICY: Final[Mapping[str, Check]] = {
    "version": checks.whole(0, 2**31),
    "team": checks.name,
    "mode": _one_of(Mode),
    "handoff": checks.boolean,
    "bar": checks.number(0, 1),
    "patience_s": checks.seconds(1, 7 * 86_400),
    "answer_within_s": checks.seconds(1, 30),  # the visitor is promised a word within 30 s
    "rules": _rules,
    "texts": checks.by_language(checks.texts_of_a_language),
}

_IN_MILLIS: Final = {"patience_s": "patience", "answer_within_s": "answer_within"}


def policy_of(value: object, faults: Faults, base: Policy) -> Policy:
    """The policy that plain values make, over ``base``; raises BadPolicy if there are faults."""
    given: dict[str, Any] = {}
    if value is not UNREAD:
        given = checks.fields(value, At((), faults), _POLICY)
    faults.settle()
    named = {_IN_MILLIS.get(key, key): found for key, found in given.items()}
    return replace(base, **{**named, "texts": merged(given.get("texts", {}))})


def values_of(policy: Policy) -> dict[str, Any]:
    """``policy`` in plain values: every key, durations in seconds, all texts by language."""
    return {
        "version": policy.version,
        "team": str(policy.team),
        "mode": policy.mode.value,
        "handoff": policy.handoff,
        "bar": _tidy(policy.bar),
        "patience_s": _seconds(policy.patience),
        "answer_within_s": _seconds(policy.answer_within),
        "rules": [values_of_rule(rule) for rule in policy.rules],
        "texts": {language: dict(entries) for language, entries in policy.texts.items()},
    }


def values_of_rule(rule: Rule) -> dict[str, Any]:
    """All fields of a rule in plain values."""
    plain = {entry.name: getattr(rule, entry.name) for entry in fields(Rule)}
    return plain | {
        "action": rule.action.value,
        "topics": list(rule.topics),
        "amount": None if rule.amount is None else _tidy(rule.amount),
        "texts": dict(rule.texts),
    }


def _seconds(millis: int) -> float:
    return _tidy(millis / 1000)


def _tidy(number: float) -> float:
    """50 for 50.0: as a person would write it."""
    return int(number) if number == int(number) else number
