"""A policy's file: YAML (or JSON) text and the API's form to a Policy, and back."""

from dataclasses import MISSING, fields
from functools import cache
from importlib.resources import files
from typing import Any, Final

from warmline.core.policy import Policy, Rule
from warmline.policies.errors import Faults
from warmline.policies.form import policy_of, values_of, values_of_rule
from warmline.policies.tree import read, write
from warmline.policies.when import short
from warmline.policies.words import changed

_IDLE: Final[dict[str, Any]] = {
    "version": 0,
    "texts": {},
    "topics": [],
    "entities": {},
    "zone": "UTC",
    "trust_page": False,
}
"""Keys that a file leaves out where they say nothing."""

_USUAL: Final[dict[str, Any]] = {
    **{entry.name: entry.default for entry in fields(Rule) if entry.default is not MISSING},
    "action": None,  # always written
    "topics": [],
    "examples": [],
    "not_examples": [],
    "texts": {},
}
"""Fields of a rule that a file leaves out where they have these values."""

_TOPIC: Final[dict[str, Any]] = {
    "keywords": [],
    "not_keywords": [],
    "description": "",
    "examples": [],
}


def load(text: str) -> Policy:
    """The policy that a file holds. Raises BadPolicy with every fault.

    What the file leaves out is as in the default policy; its texts are laid over the built-in
    ones, language by language and key by key.
    """
    return _load(text, default_policy())


def dump(policy: Policy) -> str:
    """``policy`` as a file that ``load`` reads back, with only those texts that differ."""
    form = values_of(policy)
    form["rules"] = [_written(rule) for rule in policy.rules]
    form["topics"] = [_without(_TOPIC, topic) for topic in form["topics"]]
    form["texts"] = changed(policy.texts)
    return write(_without(_IDLE, form))


def _written(rule: Rule) -> dict[str, Any]:
    values = values_of_rule(rule)
    return _without(_USUAL, values | {"when": short(rule.when) if rule.when else None})


def from_json(value: object) -> Policy:
    """The policy in the API's form (``to_json``). Raises BadPolicy with every fault."""
    return policy_of(value, Faults(), default_policy())


def to_json(policy: Policy) -> dict[str, Any]:
    """The API's form: the keys of the file, durations in seconds, all texts by language."""
    return values_of(policy)


@cache
def default_policy() -> Policy:
    """The policy that an assistant has before anyone edits it."""
    source = files("warmline.policies").joinpath("default.yaml")
    return _load(source.read_text(encoding="utf-8"), Policy())


def _load(text: str, base: Policy) -> Policy:
    faults = Faults()
    return policy_of(read(text, faults), faults, base)


def _without(usual: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in usual or value != usual[key]}
