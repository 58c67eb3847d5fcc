"""Checks: each turns one plain value into what a policy holds, or notes what is wrong with it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from warmline.policies.errors import Faults, Path, listed, nearest, shown
from warmline.policies.tree import UNREAD
from warmline.policies.words import KEYS, placeholders

LONGEST_TEXT: Final = 2_000  # characters; a text message in the widget stays readable
_NAME = re.compile(r"\w[\w.-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class At:
    """A place in the policy, and where its faults are noted."""

    path: Path
    faults: Faults

    def __truediv__(self, step: str | int) -> "At":
        return At((*self.path, step), self.faults)

    def wrong(self, expected: str, came: object) -> Any:  # noqa: ANN401 stands in for any value; the policy is not built
        self.faults.add(self.path, expected, came if isinstance(came, _Words) else shown(came))
        return None


class _Words(str):
    """What came, already in words."""

    __slots__ = ()


Check = Callable[[object, At], Any]


def number(low: float, high: float) -> Check:
    def check(value: object, at: At) -> float | None:
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        return at.wrong(f"a number from {_grouped(low)} to {_grouped(high)}", value)

    return check


def whole(low: int, high: int) -> Check:
    def check(value: object, at: At) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        return at.wrong(f"a whole number from {low} to {_grouped(high)}", value)

    return check


def seconds(low: int, high: int) -> Check:
    """Seconds as they are written, to the milliseconds that the core counts in."""
    read = number(low, high)

    def check(value: object, at: At) -> int | None:
        found = read(value, at)
        return None if found is None else round(found * 1000)

    return check


def boolean(value: object, at: At) -> bool | None:
    return value if isinstance(value, bool) else at.wrong("true or false", value)


def name(value: object, at: At) -> str | None:
    if isinstance(value, str) and _NAME.fullmatch(value):
        return value
    return at.wrong("a name of up to 64 letters, digits, '_', '-' and '.'", value)


def choice(valid: Iterable[str]) -> Check:
    words = tuple(valid)

    def check(value: object, at: At) -> str | None:
        if isinstance(value, str) and value in words:
            return value
        return at.wrong(listed(words), value)

    return check


def optional(check: Check) -> Check:
    return lambda value, at: None if value is None else check(value, at)


def maybe(check: Check) -> Check:
    """A text that may be empty."""
    return lambda value, at: "" if value == "" else check(value, at)


def items(check: Check, most: int) -> Check:
    """A list of up to ``most`` values, each passing ``check``."""

    def check_all(value: object, at: At) -> tuple[Any, ...]:
        if not isinstance(value, list):
            return at.wrong("a list", value)
        found = cast("list[object]", value)
        if len(found) > most:
            return at.wrong(f"at most {most}", _Words(str(len(found))))
        return tuple(
            None if given is UNREAD else check(given, at / index)
            for index, given in enumerate(found)
        )

    return check_all


def least(fewest: int, check: Check) -> Check:
    """A list of at least that many values."""

    def check_all(value: object, at: At) -> Any:  # noqa: ANN401 as the check that it wraps
        count = len(cast("list[object]", value)) if is_list(value) else fewest
        if count < fewest:
            return at.wrong(f"at least {fewest}", _Words(str(count)))
        return check(value, at)

    return check_all


def either(one: Check, many: Check) -> Check:
    """One value, or a list of them."""
    return lambda value, at: (many if is_list(value) else one)(value, at)


def is_list(value: object) -> bool:
    return isinstance(value, list)


def fields(
    value: object,
    at: At,
    checks: Mapping[str, Check],
    needed: tuple[str, ...] = (),
    what: str = "rule",
) -> dict[str, Any]:
    """The fields of a mapping (``what``), each passing its check; other keys are faults."""
    found = mapping(value, at)
    for key in needed:
        if isinstance(value, dict) and key not in found:
            (at / key).wrong("this key", _Words(f"a {what} without it"))
    for key in found:
        if key not in checks and not at.faults.full:
            close = nearest(key, checks)
            (at / key).wrong(f"'{close}'" if close else listed(checks), key)
    return {
        key: checks[key](given, at / key)
        for key, given in found.items()
        if key in checks and given is not UNREAD
    }


def mapping(value: object, at: At) -> Mapping[str, object]:
    found = cast("dict[object, object]", value if isinstance(value, dict) else {None: value})
    if all(isinstance(key, str) for key in found):
        return cast("dict[str, object]", found)
    at.wrong("a mapping with names as keys", found.get(None, found))
    return {}


def by_language(check: Check) -> Check:
    """A mapping from language codes (``en``, ``pt-BR``) to values that pass ``check``."""

    def check_all(value: object, at: At) -> dict[str, Any]:
        found = {k: v for k, v in mapping(value, at).items() if v is not UNREAD}
        for language in found:
            if not _LANGUAGE.fullmatch(language):
                (at / language).wrong("a language code such as en or pt-BR", language)
        return {language: check(given, at / language) for language, given in found.items()}

    return check_all


def words(longest: int = LONGEST_TEXT) -> Check:
    """A text of up to ``longest`` characters."""

    def check(value: object, at: At) -> str | None:
        if not isinstance(value, str) or not value.strip():
            return at.wrong("a text", _Words("an empty one") if value == "" else value)
        if len(value) > longest:
            return at.wrong(f"a text of at most {longest} characters", _Words(f"{len(value)}"))
        if odd := next(filter(_invisible, value), None):
            return at.wrong("a text without control characters", _Words(f"U+{ord(odd):04X}"))
        return value

    return check


def text(allowed: frozenset[str] = frozenset()) -> Check:
    """A text for visitors, with no placeholders but the ``allowed`` ones."""
    read = words()

    def check(value: object, at: At) -> str | None:
        found: str | None = read(value, at)
        return None if found is None else _placed(found, allowed, at)

    return check


def zone(value: object, at: At) -> str | None:
    """The name of a time zone that this machine knows."""
    try:
        return ZoneInfo(value).key if isinstance(value, str) and value else _no_zone(value, at)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _no_zone(value, at)


def _no_zone(value: object, at: At) -> None:
    at.wrong("a time zone such as Europe/Berlin or UTC", value)


one_of = listed


def texts_of_a_language(value: object, at: At) -> dict[str, str]:
    return fields(value, at, _TEXTS)


_TEXTS: Final[Mapping[str, Check]] = {key: text(allowed) for key, allowed in KEYS.items()}


def _placed(value: str, allowed: frozenset[str], at: At) -> str | None:
    unknown = sorted(placeholders(value) - allowed)
    if not unknown:
        return value
    valid = ", ".join(f"{{{word}}}" for word in sorted(allowed))
    came = ", ".join(word if word in "{}" and word else f"{{{word}}}" for word in unknown)
    return at.wrong(f"no braces but {valid}" if allowed else "no braces", _Words(shown(came)))


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t"


def _grouped(high: float) -> str:
    return f"{high:,.0f}" if abs(high) >= 1000 else f"{high:g}"
