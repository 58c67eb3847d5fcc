"""The fields of a transcript, checked: each fault says where, what was expected and what came."""

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from warmline.core.model import Author, Millis

Fields = Mapping[str, Any]

SKIPPED: Final = ("system", "developer", "tool", "function", "note")
"""Roles that nobody says to anybody: instructions, tools, remarks."""

AUTHORS: Final[Mapping[str, Author]] = {
    **dict.fromkeys(("visitor", "user", "customer", "client"), Author.VISITOR),
    **dict.fromkeys(("assistant", "bot", "ai"), Author.ASSISTANT),
    **dict.fromkeys(("operator", "person", "staff"), Author.OPERATOR),
    "event": Author.SYSTEM,
}
EITHER: Final = "agent"
"""A person where an assistant speaks as well, else the assistant."""

_ROLES: Final = "visitor (user, customer), assistant (bot) or operator (person)"
_SHOWN: Final = 60  # characters of what came that a fault quotes
_MILLIS_FROM: Final = 100_000_000_000  # a larger number is milliseconds, a smaller one seconds


class Fault(Exception):
    """A field is not as it must be; without ``where``, the line as a whole."""

    def __init__(self, where: str, expected: str, came: object) -> None:
        place = f"{where}: " if where else ""
        super().__init__(f"{place}expected {expected}, came {shown(came)}")


def shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str) if value is not None else "nothing"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def text_of(fields: Fields, where: str, *names: str) -> str:
    """The first of ``names`` that is there, as a text that any file can hold."""
    name = next((one for one in names if fields.get(one) is not None), names[0])
    value = fields.get(name)
    if not isinstance(value, str):
        raise Fault(f"{where}{name}", "a text", value)
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def word_of(fields: Fields, where: str, *names: str) -> str:
    """A text or a number as a text; "" where none of ``names`` is there."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, bool) or not isinstance(value, str | int | float | None):
            raise Fault(f"{where}{name}", "a text or a number", value)
        if value is not None and str(value).strip():
            return str(value).strip()
    return ""


def flag_of(fields: Fields, where: str, name: str) -> bool | None:
    """true, false, 1, 0 and their words; None where it says nothing."""
    value = fields.get(name)
    word = str(value).strip().lower()
    if value is None or word == "":
        return None
    if word in ("true", "1", "yes"):
        return True
    if word in ("false", "0", "no"):
        return False
    raise Fault(f"{where}{name}", "true, false, 1 or 0", value)


def share_of(fields: Fields, where: str, name: str) -> float | None:
    """A number from 0 to 1; None where it says nothing."""
    value = fields.get(name)
    if value is None or value == "":
        return None
    number = _number(value)
    if number is None or isinstance(value, bool) or not 0 <= number <= 1:
        raise Fault(f"{where}{name}", "a number from 0 to 1", value)
    return number


def reason_of(fields: Fields, where: str, name: str, otherwise: str) -> str:
    """A text, or true for ``otherwise``; "" where it says nothing or no."""
    value = fields.get(name)
    try:
        return otherwise if flag_of(fields, where, name) else ""
    except Fault:
        if isinstance(value, str):
            return value.strip()
        raise Fault(f"{where}{name}", "a text, true or false", value) from None


def time_of(fields: Fields, where: str, name: str) -> Millis | None:
    """ISO 8601, or seconds or milliseconds since 1970; without a zone it is UTC."""
    value = fields.get(name)
    if value is None or value == "":
        return None
    number = None if isinstance(value, bool) else _number(value)
    if number is not None and 0 <= number < 1e14:
        return round(number if number > _MILLIS_FROM else number * 1000)
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise Fault(f"{where}{name}", "a time as 2026-01-31T09:30:00Z", value) from error
    return round((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp() * 1000)


def _number(value: object) -> float | None:
    try:
        number = float(value) if isinstance(value, int | float | str) else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def author_of(role: object, where: str, *, assisted: bool) -> Author | None:
    """Who speaks; None for a role that nobody hears. ``assisted``: an assistant speaks as well."""
    name = role.strip().lower() if isinstance(role, str) else ""
    if name == EITHER:
        return Author.OPERATOR if assisted else Author.ASSISTANT
    if name in SKIPPED:
        return None
    if name not in AUTHORS:
        raise Fault(f"{where}role", _ROLES, role)
    return AUTHORS[name]
