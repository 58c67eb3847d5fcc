"""The condition of a rule as people write it, and back.

when: { channel: web, page: { contains: /checkout } }      # both
when: { any: [{ contact.plan: [gold, vip] }, { not: { weekday: [sat, sun] } }] }
"""

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from warmline.core import conditions as c
from warmline.policies import checks
from warmline.policies.checks import At, Check
from warmline.policies.errors import nearest
from warmline.policies.patterns import pattern
from warmline.policies.tree import UNREAD

DEEPEST: Final = 4  # conditions inside conditions
MOST: Final = 50  # parts of one condition
LONGEST: Final = 500  # characters of a value
_CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_NUMBER: Final = checks.number(-1e12, 1e12)


def condition(value: object, at: At) -> c.Condition | None:
    """The condition that plain values spell; several keys of one mapping must all hold."""
    found = _condition(value, at, 1)
    for test in c.tests(found) if found else ():
        if test.subject in c.ROUTE_SUBJECTS:
            at.wrong("something that is known before a person is wanted", test.subject)
    return found


def route_condition(value: object, at: At) -> c.Condition | None:
    """The same of a route, which may also ask why a person is wanted."""
    return _condition(value, at, 1)


def _condition(value: object, at: At, depth: int) -> c.Condition | None:
    if depth > DEEPEST:
        return at.wrong(f"at most {DEEPEST} conditions inside each other", value)
    if not isinstance(value, dict) or not value:
        return at.wrong("a condition such as channel: web", cast("object", value))
    parts: list[c.Condition | None] = []
    for key, given in checks.mapping(cast("object", value), at).items():
        if given is not UNREAD:
            parts.extend(_part(key, given, at / key, depth))
    whole = [part for part in parts if part is not None]
    return whole[0] if len(whole) == 1 else c.All(tuple(whole))


def _part(key: str, given: object, at: At, depth: int) -> list[c.Condition | None]:
    match key:
        case "all":
            return [c.All(_conditions(given, at, depth))]
        case "any":
            return [c.Any(_conditions(given, at, depth))]
        case "not":
            inner = _condition(given, at, depth + 1)
            return [c.Not(inner) if inner else None]
        case _:
            return _tests(key, given, at)


def _conditions(value: object, at: At, depth: int) -> tuple[c.Condition, ...]:
    read = checks.items(lambda one, place: _condition(one, place, depth + 1), MOST)
    if value == []:
        at.wrong("at least one condition", value)
    found: tuple[c.Condition | None, ...] = read(value, at) or ()
    return tuple(part for part in found if part is not None)


def _tests(subject: str, given: object, at: At) -> list[c.Condition | None]:
    ops = _ops_of(subject, at)
    if not ops:
        return []
    if isinstance(given, dict):
        found: dict[str, Any] = checks.fields(cast("object", given), at, ops)
    else:
        found = _bare(given, at, ops)
    return [
        c.Test(subject=subject, op=c.Op(op), value=value)
        for op, value in found.items()
        if value is not None
    ]


def _bare(given: object, at: At, ops: Mapping[str, Check]) -> dict[str, Any]:
    """A value alone is what the subject must be; a list, one of those."""
    op = "in" if checks.is_list(given) else "is"
    if op in ops:
        return {op: ops[op](given, at)}
    return at.wrong(f"a mapping such as {{{next(iter(ops))}: …}}", given) or {}


# ── what may be asked of each subject ─────────────────────────────────────────────────────────────


def _plain(value: object, at: At) -> str | float | None:
    """A value to compare with; ``true`` is the word, as attributes are words."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return cast("float | None", _NUMBER(value, at))
        case str() if len(value) <= LONGEST:
            return value
        case _:
            return at.wrong(f"a text of at most {LONGEST} characters", value)


def _word(value: object, at: At) -> str | None:
    found = _plain(value, at)
    return found if found is None or isinstance(found, str) else f"{found:g}"


def _clock(value: object, at: At) -> str | None:
    if isinstance(value, str) and _CLOCK.fullmatch(value):
        return value
    return at.wrong('a time in quotes such as "08:30"', value)


def _some(check: Check) -> Check:
    return checks.least(1, checks.items(check, MOST))


def _pair(check: Check) -> Check:
    def read(value: object, at: At) -> tuple[Any, ...] | None:
        if not isinstance(value, list) or len(cast("list[object]", value)) != 2:
            return at.wrong("two values in brackets", cast("object", value))
        return checks.items(check, 2)(cast("object", value), at)

    return read


_SIZES: Final = {"above": _NUMBER, "below": _NUMBER, "between": _pair(_NUMBER)}
_NUMBERS: Final[Mapping[str, Check]] = {"is": _NUMBER, "in": _some(_NUMBER), **_SIZES}
_WORDS: Final[Mapping[str, Check]] = {
    "is": _word,
    "in": _some(_word),
    "contains": checks.either(_word, _some(_word)),
    "matches": pattern,
}
_EITHER: Final[Mapping[str, Check]] = {**_WORDS, "is": _plain, "in": _some(_plain), **_SIZES}
_DAY: Final = checks.choice(c.WEEKDAYS)
_OPS: Final[Mapping[str, Mapping[str, Check]]] = {
    "channel": _WORDS,
    "page": _WORDS,
    "language": _WORDS,
    "message": _WORDS,
    "time": {"between": _pair(_clock)},
    "weekday": {"is": _DAY, "in": _some(_DAY)},
    "message.length": _NUMBERS,
    "exchanges": _NUMBERS,
    "visitor_messages": _NUMBERS,
    "trigger": _WORDS,  # of routes only, as is the next
    "priority": _NUMBERS,
}
_NAMED: Final[Mapping[str, Mapping[str, Check]]] = {
    "signal": _NUMBERS,
    "entity": _EITHER,
    "contact": _EITHER,
    "field": _EITHER,
}
_PLAIN: Final = tuple(subject for subject in _OPS if subject not in c.ROUTE_SUBJECTS)
_ASKABLE: Final = (*_PLAIN, *(f"{head}.NAME" for head in _NAMED), "signal.NAME.value")


def _ops_of(subject: str, at: At) -> Mapping[str, Check]:
    """What may be asked of the subject; nothing, and a fault, where there is no such subject."""
    head, dot, name = subject.partition(".")
    if subject in _OPS:
        return _OPS[subject]
    if head in _NAMED and dot and 0 < len(name) <= 64:
        return _WORDS if head == "signal" and name.endswith(".value") else _NAMED[head]
    close = nearest(subject, ("all", "any", "not", *_PLAIN))
    at.wrong(f"'{close}'" if close else checks.one_of(("all", "any", "not", *_ASKABLE)), subject)
    return {}


# ── and back ──────────────────────────────────────────────────────────────────────────────────────


def written_out(condition: c.Condition) -> dict[str, Any]:
    """The condition in plain values, each test written out: ``{channel: {is: web}}``."""
    match condition:
        case c.All(of=parts):
            return {"all": [written_out(part) for part in parts]}
        case c.Any(of=parts):
            return {"any": [written_out(part) for part in parts]}
        case c.Not(of=part):
            return {"not": written_out(part)}
        case c.Test(subject=subject, op=op, value=value):
            return {subject: {op.value: _written(value)}}


def short(condition: c.Condition) -> dict[str, Any]:
    """The same as a person would write it: ``{channel: web, page: {contains: /checkout}}``."""
    match condition:
        case c.All(of=parts):
            return _joined(parts) or {"all": [short(part) for part in parts]}
        case c.Any(of=parts):
            return {"any": [short(part) for part in parts]}
        case c.Not(of=part):
            return {"not": short(part)}
        case c.Test(subject=subject, op=op, value=value):
            bare = op in (c.Op.IS, c.Op.IN)
            return {subject: _written(value) if bare else {op.value: _written(value)}}


def _joined(parts: tuple[c.Condition, ...]) -> dict[str, Any]:
    """One mapping for several tests of different subjects; nothing where it would not do."""
    subjects = {part.subject for part in parts if isinstance(part, c.Test)}
    if len(parts) < 2 or len(subjects) != len(parts):
        return {}
    return {key: asked for part in parts for key, asked in short(part).items()}


def _written(value: c.Value) -> object:
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    return value if isinstance(value, str) or value != int(value) else int(value)
