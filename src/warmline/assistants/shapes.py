"""Reading the parts of a service's response: each either fits, or is refused by its place."""

import json
import re
from collections.abc import Mapping
from typing import Final, cast

from warmline.core.model import HOUSE_BUTTONS, Button
from warmline.outside.failed import ServiceFailed

LONGEST_TEXT: Final = 8_000  # characters of a whole answer
LONGEST_LABEL: Final = 80
LONGEST_ID: Final = 500
LONGEST_REASON: Final = 300
MOST_PARTS: Final = 20  # messages, buttons
MOST_DATA: Final = 50  # keys
LONGEST_VALUE: Final = 500
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")


def wrong(place: str, expected: str) -> ServiceFailed:
    return ServiceFailed("malformed", f"{place}: expected {expected}")


def mapping(value: object, place: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise wrong(place, "an object")
    return cast("dict[str, object]", value)


def listed(value: object, place: str) -> list[object]:
    """A list of at most ``MOST_PARTS``; what is missing is an empty one."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise wrong(place, "a list")
    found = cast("list[object]", value)
    if len(found) > MOST_PARTS:
        raise wrong(place, f"at most {MOST_PARTS}")
    return found


def text(value: object, place: str, longest: int = LONGEST_TEXT) -> str:
    """A text without what cannot be seen or stored; what is missing is an empty one."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise wrong(place, "a text")
    if len(value) > longest:
        raise ServiceFailed("too_long", f"{place}: expected at most {longest} characters")
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNSEEN.sub("", whole).strip()


def short(value: object, place: str, longest: int = LONGEST_REASON) -> str:
    """A line; a longer one is cut, for it is only for staff."""
    cut = value[:LONGEST_TEXT] if isinstance(value, str) else value
    return " ".join(text(cut, place).split())[:longest]


def number(value: object, place: str, low: float, high: float) -> float | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
        return float(value)
    raise wrong(place, f"a number from {low:g} to {high:g}")  # NaN too: it is in no range


def flag(value: object, place: str) -> bool:
    if value is None:
        return False
    if not isinstance(value, bool):
        raise wrong(place, "true or false")
    return value


def strings(value: object, place: str) -> dict[str, str]:
    """Names with values, all as text: what a service collected."""
    found = mapping({} if value is None else value, place)
    if len(found) > MOST_DATA:
        raise wrong(place, f"at most {MOST_DATA} keys")
    return {
        short(name, place, 64): _value(one, f"{place}, a value")
        for name, one in found.items()
        if name.strip() and one is not None
    }


def _value(value: object, place: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.15g}" if isinstance(value, float) else str(value)[:LONGEST_VALUE]
    if isinstance(value, str):
        return short(value, place, LONGEST_VALUE)
    try:
        return short(json.dumps(value, ensure_ascii=False), place, LONGEST_VALUE)
    except (TypeError, ValueError, RecursionError):
        raise wrong(place, "a text or a number") from None


def button(id: object, label: object, place: str) -> Button:
    """``person`` is the way to a person; accept and decline are not a service's to give."""
    found = Button(
        id=text(id, f"{place}.id", LONGEST_ID), label=short(label, f"{place}.label", LONGEST_LABEL)
    )
    if not found.label:
        raise wrong(f"{place}.label", "a text")
    if found.id in HOUSE_BUTTONS - {"person"}:
        raise wrong(f"{place}.id", "an id other than accept and decline")
    return found if found.id else Button(id=found.label, label=found.label)


def whole(parts: list[str]) -> str:
    """Several messages of one turn, as one."""
    joined = "\n\n".join(part for part in parts if part)
    if len(joined) > LONGEST_TEXT:
        raise ServiceFailed("too_long", f"expected at most {LONGEST_TEXT} characters in all")
    return joined
