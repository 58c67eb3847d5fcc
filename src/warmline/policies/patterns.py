"""Regular expressions in a policy: those that are read, and those that could take for ever."""

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from re import _parser  # type: ignore[attr-defined]  # no other way to see a pattern's parts
from typing import Any, Final, cast

from warmline.policies.checks import At

LONGEST: Final = 300  # characters
MANY: Final = 50  # a repeat that may go beyond this counts as endless
MOST_ENDLESS: Final = 3  # each of them multiplies the time by the length of the text
_REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT")
_BACK: Final = ("GROUPREF", "GROUPREF_EXISTS")
_PARSE: Final = cast("Callable[[str], Sequence[Any]]", _parser.parse)  # pyright: ignore[reportUnknownMemberType]
_PARTS: Final = cast("type", _parser.SubPattern)  # pyright: ignore[reportUnknownMemberType]


def pattern(value: object, at: At) -> str | None:
    """A regular expression whose time grows gently with the text, whoever writes the text."""
    if not isinstance(value, str) or not value.strip():
        return at.wrong("a regular expression", value)
    if len(value) > LONGEST:
        return at.wrong(f"a regular expression of at most {LONGEST} characters", value)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a set that may mean something else one day
            re.compile(value)
            parts = _PARSE(value)
    except (re.error, RecursionError, OverflowError) as error:
        return at.wrong(f"a regular expression ({error})", value)
    costly = next(_costly(parts, inside=False), "") or _too_many(parts)
    return at.wrong(f"a regular expression without {costly}", value) if costly else value


def _too_many(parts: Sequence[Any]) -> str:
    endless = sum(op in _REPEATS and _endless(about) for op, about in _ops(parts))
    return f"more than {MOST_ENDLESS} endless repeats" if endless > MOST_ENDLESS else ""


def _costly(parts: Sequence[Any], *, inside: bool) -> Iterator[str]:
    """What can take exponential time on a text that a visitor chooses: ``(a+)+$`` on "aaaa…b"."""
    for op, about in _ops(parts, deep=False):
        repeats = op in _REPEATS and about[0] != about[1]
        if op in _BACK:
            yield "references to its groups"
        elif inside and (repeats or op == "BRANCH"):
            yield "repeats or choices inside repeats"
        within = inside or (op in _REPEATS and _endless(about))
        for body in _bodies(about):
            yield from _costly(body, inside=within)


def _endless(about: Sequence[Any]) -> bool:
    return int(about[1]) > MANY


def _ops(parts: Sequence[Any], *, deep: bool = True) -> Iterator[tuple[str, Any]]:
    """The operations of a parsed pattern with their arguments."""
    for op, about in cast("Sequence[tuple[object, Any]]", parts):
        yield str(op), about
        for body in _bodies(about) if deep else ():
            yield from _ops(body)


def _bodies(about: object) -> Iterator[Sequence[Any]]:
    """The patterns inside an operation's arguments."""
    if isinstance(about, _PARTS):
        yield cast("Sequence[Any]", about)
    elif isinstance(about, tuple | list):
        for one in cast("Sequence[object]", about):
            yield from _bodies(one)
