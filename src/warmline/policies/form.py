"""A policy's form: which keys it has, what each may be, and how they make a Policy."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final

from warmline.core.policy import Action, Mode, Policy, Rule, Topic
from warmline.core.triggers import TRIGGERS
from warmline.policies import checks
from warmline.policies.checks import At, Check
from warmline.policies.errors import Faults
from warmline.policies.patterns import pattern
from warmline.policies.tree import UNREAD
from warmline.policies.when import condition, written_out
from warmline.policies.words import merged

MOST_RULES: Final = 200
MOST_TOPICS: Final = 100
_SENTENCES: Final = checks.items(checks.words(300), 50)
_PHRASES: Final = checks.items(checks.words(100), 200)
_DESCRIPTION: Final = checks.maybe(checks.words(1_000))


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
    "description": _DESCRIPTION,
    "examples": _SENTENCES,
    "not_examples": _SENTENCES,
    "when": checks.optional(condition),
    "always": checks.boolean,
    "team": checks.optional(checks.name),
    "priority": checks.whole(-1000, 1000),
    "warm": checks.boolean,
    "texts": checks.by_language(checks.text()),
}


def _rules(value: object, at: At) -> tuple[Rule, ...]:
    read_rules = checks.items(_rule, MOST_RULES)
    found: tuple[dict[str, Any] | None, ...] = read_rules(value, at) or ()
    each_once(found, "id", "an id", at)
    whole = (given for given in found if given and {"id", "trigger"} <= given.keys())
    return tuple(Rule(**given) for given in whole)


def each_once(found: tuple[dict[str, Any] | None, ...], key: str, called: str, at: At) -> None:
    """Note a fault of every mapping whose ``key`` one before it has."""
    first: dict[str, int] = {}
    for index, given in enumerate(found):
        name = (given or {}).get(key)
        if name and first.setdefault(name, index) != index:
            other = f"{at.path[-1]}[{first[name]}]"
            (at / index / key).wrong(f"{called} that {other} does not have", name)


_NEEDS: Final[Mapping[str, tuple[str, object, str]]] = {
    "sensitive_topic": ("topics", (), "at least one topic"),
    "described": ("description", "", "the situation in plain words"),
    "condition": ("when", None, "a condition"),
}
"""What a trigger cannot do without: the key, its value where nothing is said, and what it is."""


def _rule(value: object, at: At) -> dict[str, Any]:
    """The fields of a rule, checked."""
    given: dict[str, Any] = checks.fields(value, at, _RULE, needed=("id", "trigger"))
    if need := _NEEDS.get(given.get("trigger", "")):
        key, nothing, expected = need
        missing = not isinstance(value, dict) or value.get(key) in (None, [], "")
        if missing and given.get(key, nothing) == nothing:
            (at / key).wrong(expected, None)
    return given


_TOPIC: Final[Mapping[str, Check]] = {
    "name": checks.name,
    "keywords": _PHRASES,
    "not_keywords": _PHRASES,
    "description": _DESCRIPTION,
    "examples": _SENTENCES,
}


def _topics(value: object, at: At) -> tuple[Topic, ...]:
    found: tuple[dict[str, Any] | None, ...]
    found = checks.items(_topic, MOST_TOPICS)(value, at) or ()
    each_once(found, "name", "a name", at)
    return tuple(Topic(**given) for given in found if given and "name" in given)


def _topic(value: object, at: At) -> dict[str, Any]:
    given: dict[str, Any] = checks.fields(value, at, _TOPIC, needed=("name",), what="topic")
    if "name" in given and not any(map(given.get, ("keywords", "description", "examples"))):
        at.wrong("keywords, a description or examples", None)
    return given


def _entities(value: object, at: At) -> dict[str, str]:
    """The owner's own patterns, by kind."""
    found = {k: v for k, v in checks.mapping(value, at).items() if v is not UNREAD}
    for kind in found:
        checks.name(kind, at / kind)
    return {kind: pattern(given, at / kind) or "" for kind, given in found.items()}


_POLICY: Final[Mapping[str, Check]] = {
    "version": checks.whole(0, 2**31),
    "team": checks.name,
    "mode": _one_of(Mode),
    "handoff": checks.boolean,
    "bar": checks.number(0, 1),
    "patience_s": checks.seconds(1, 7 * 86_400),
    "answer_within_s": checks.seconds(1, 30),  # the visitor is promised a word within 30 s
    "cool_down": checks.whole(0, 1000),
    "zone": checks.zone,
    "trust_page": checks.boolean,
    "topics": _topics,
    "entities": _entities,
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
        "cool_down": policy.cool_down,
        "zone": policy.zone,
        "trust_page": policy.trust_page,
        "topics": [values_of_topic(topic) for topic in policy.topics],
        "entities": dict(policy.entities),
        "rules": [values_of_rule(rule) for rule in policy.rules],
        "texts": {language: dict(entries) for language, entries in policy.texts.items()},
    }


def values_of_rule(rule: Rule) -> dict[str, Any]:
    """All fields of a rule in plain values."""
    plain = {entry.name: getattr(rule, entry.name) for entry in fields(Rule)}
    return plain | {
        "action": rule.action.value,
        "topics": list(rule.topics),
        "examples": list(rule.examples),
        "not_examples": list(rule.not_examples),
        "when": written_out(rule.when) if rule.when else None,
        "amount": None if rule.amount is None else _tidy(rule.amount),
        "texts": dict(rule.texts),
    }


def values_of_topic(topic: Topic) -> dict[str, Any]:
    """All fields of a topic in plain values."""
    lists = ("keywords", "not_keywords", "examples")
    return {
        entry.name: list(getattr(topic, entry.name))
        if entry.name in lists
        else getattr(topic, entry.name)
        for entry in fields(Topic)
    }


def _seconds(millis: int) -> float:
    return _tidy(millis / 1000)


def _tidy(number: float) -> float:
    """50 for 50.0: as a person would write it."""
    return int(number) if number == int(number) else number
