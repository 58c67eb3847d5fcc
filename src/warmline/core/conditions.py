"""Conditions: what a rule may ask of a turn and its conversation, besides its trigger."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import assert_never
from zoneinfo import ZoneInfo

from warmline.core.model import Millis, Signal

LONGEST_MATCHED = 1_000  # characters of a text that a pattern looks at; bounds what it may cost
SHOWN = 60  # characters of a value that a reason quotes
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ROUTE_SUBJECTS = ("trigger", "priority")  # besides those, only where a person is wanted
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Plain = str | float
Value = Plain | tuple[Plain, ...]


class Op(StrEnum):
    IS = "is"
    IN = "in"  # a list: is any of them
    CONTAINS = "contains"
    MATCHES = "matches"  # a regular expression, anywhere in it
    ABOVE = "above"
    BELOW = "below"
    BETWEEN = "between"  # a pair, both included; of times the end is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One question. It holds where any of the subject's values passes."""

    subject: str  # "channel", "signal.sentiment", "signal.topic.value", "contact.plan" …
    op: Op
    value: Value


@dataclass(frozen=True, slots=True)
class All:
    of: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    of: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    of: "Condition"


Condition = All | Any | Not | Test


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything that a condition may be about."""

    at: Millis
    zone: str = "UTC"  # in which times and weekdays are read
    text: str = ""  # the visitor's newest message
    signals: tuple[Signal, ...] = ()  # what it showed
    confidence: float | None = None  # of the newest answer
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])  # those that count
    fields: Mapping[str, str] = field(default_factory=dict[str, str])  # that a flow collected
    channel: str = ""
    page: str = ""
    language: str = ""
    exchanges: int = 0
    visitor_messages: int = 0
    trigger: str = ""  # of the rule that fetches a person
    priority: int = 0  # that it names


def holds(condition: Condition, scene: Scene) -> bool:
    match condition:
        case All(of=parts):
            return all(holds(part, scene) for part in parts)
        case Any(of=parts):
            return any(holds(part, scene) for part in parts)
        case Not(of=part):
            return not holds(part, scene)
        case Test():
            return any(_passes(found, condition) for found in values(condition.subject, scene))
        case _:
            assert_never(condition)


def tests(condition: Condition) -> Iterable[Test]:
    """Every question in it, in order."""
    match condition:
        case All(of=parts) | Any(of=parts):
            return (test for part in parts for test in tests(part))
        case Not(of=part):
            return tests(part)
        case Test():
            return (condition,)
        case _:
            assert_never(condition)


# ── what there is to ask about ────────────────────────────────────────────────────────────────────


def values(subject: str, scene: Scene) -> tuple[Plain, ...]:  # noqa: C901 one flat match, a case for each subject
    """What the scene has of a subject: none, one, or several (topics, entities of a kind)."""
    head, _, name = subject.partition(".")
    match head:
        case "signal":
            return _of_signal(name, scene)
        case "entity":
            kinds = (s.value.partition(":") for s in scene.signals if s.name == "entity")
            return tuple(found for kind, _, found in kinds if kind == name)
        case "field":
            return (scene.fields[name],) if name in scene.fields else ()
        case "contact":
            return (scene.attributes[name],) if name in scene.attributes else ()
        case "channel" | "page" | "trigger":
            return (getattr(scene, head),)
        case "language":
            return (scene.language, scene.language.partition("-")[0])
        case "time":
            return (f"{_local(scene):%H:%M}",)
        case "weekday":
            return (WEEKDAYS[_local(scene).weekday()],)
        case "message":
            return (float(len(scene.text)),) if name == "length" else (scene.text,)
        case "exchanges" | "visitor_messages" | "priority":
            return (float(getattr(scene, head)),)
        case _:
            return ()


def _of_signal(name: str, scene: Scene) -> tuple[Plain, ...]:
    """The strongest score, 0 where the turn showed none; with ``.value``, all that was found."""
    name, _, what = name.partition(".")
    if name == "confidence":
        return () if scene.confidence is None else (scene.confidence,)
    shown = [signal for signal in scene.signals if signal.name == name]
    if what == "value":
        return tuple(signal.value for signal in shown)
    return (max((signal.score for signal in shown), key=abs, default=0.0),)


def _local(scene: Scene) -> datetime:
    return (_EPOCH + timedelta(milliseconds=scene.at)).astimezone(ZoneInfo(scene.zone))


# ── how it is asked ───────────────────────────────────────────────────────────────────────────────


def _passes(found: Plain, test: Test) -> bool:
    wanted = test.value
    many = wanted if isinstance(wanted, tuple) else (wanted,)
    match test.op:
        case Op.IS | Op.IN:
            return any(_same(found, one) for one in many)
        case Op.CONTAINS:
            return any(str(one).casefold() in str(found).casefold() for one in many)
        case Op.MATCHES:
            cut = str(found)[:LONGEST_MATCHED]
            return any(_pattern(str(one)).search(cut) is not None for one in many)
        case Op.ABOVE:
            return _number(found) > _number(many[0])
        case Op.BELOW:
            return _number(found) < _number(many[0])
        case Op.BETWEEN:
            return len(many) == 2 and _between(found, *many)
        case _:
            assert_never(test.op)


def _same(found: Plain, wanted: Plain) -> bool:
    if isinstance(wanted, str):
        return str(found).casefold() == wanted.casefold()
    return _number(found) == wanted


def _between(found: Plain, low: Plain, high: Plain) -> bool:
    """Numbers with both ends; times (HH:MM) until ``high``, over midnight if ``low`` is later."""
    if isinstance(found, str) and isinstance(low, str) and isinstance(high, str):
        return low <= found < high if low <= high else found >= low or found < high
    return _number(low) <= _number(found) <= _number(high)


def _number(found: Plain) -> float:
    """The number that a value is or begins with ("89.00 EUR"); else NaN, which passes nothing."""
    try:
        return float(found.split()[0]) if isinstance(found, str) else found
    except (IndexError, ValueError):
        return float("nan")


@lru_cache(maxsize=512)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


# ── in words ──────────────────────────────────────────────────────────────────────────────────────


def told(condition: Condition, scene: Scene) -> str:
    """What makes a condition hold, as it was found: "page is /checkout and language is de"."""
    match condition:
        case All(of=parts):
            return " and ".join(told(part, scene) for part in parts)
        case Any(of=parts):
            return " and ".join(told(part, scene) for part in parts if holds(part, scene))
        case Not(of=part):
            return unmet(part, scene)
        case Test(subject=subject):
            passed = [v for v in values(subject, scene) if _passes(v, condition)]
            return f"{subject} is {_listed(passed[:1])}"
        case _:
            assert_never(condition)


def unmet(condition: Condition, scene: Scene) -> str:
    """What keeps a condition from holding: "channel is web, expected is email"."""
    match condition:
        case All(of=parts):
            return next((unmet(part, scene) for part in parts if not holds(part, scene)), "")
        case Any(of=parts):
            return " and ".join(unmet(part, scene) for part in parts)
        case Not(of=part):
            return told(part, scene)
        case Test(subject=subject, op=op, value=value):
            many = value if isinstance(value, tuple) else (value,)
            found = _listed(values(subject, scene))
            return f"{subject} is {found}, expected {op} {_listed(many)}"
        case _:
            assert_never(condition)


def _listed(found: Iterable[Plain]) -> str:
    return ", ".join(dict.fromkeys(_shown(value) for value in found)) or "not known"


def _shown(value: Plain) -> str:
    if not isinstance(value, str):
        return f"{value:g}"
    return (value if len(value) <= SHOWN else value[: SHOWN - 1] + "…") or "empty"
