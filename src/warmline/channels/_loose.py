"""Reading what a provider sent without believing any of it: what is not as expected is empty."""

import json
from collections.abc import Mapping, Sequence
from typing import Final, cast

LONGEST: Final = 20_000  # characters of a text
LARGEST: Final = 2**53  # of whole numbers, as JSON's readers agree on them
RAW: Final = 2_000  # characters that are kept of what nobody could read


def document(body: bytes) -> object:
    """The JSON value of a body; None where it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def items(value: object) -> Sequence[object]:
    return cast("Sequence[object]", value) if isinstance(value, list) else ()


def whole(value: object) -> int:
    """A whole number; 0 where it is none, or too large for one."""
    fits = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
    return value if isinstance(value, int) and fits else 0


def text(value: object, most: int = LONGEST) -> str:
    return clean(value)[:most] if isinstance(value, str) else ""


def clean(words: str) -> str:
    """Without NUL, which PostgreSQL refuses; halves of surrogate pairs are joined, or marked."""
    return words.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def raw(body: bytes) -> str:
    """The beginning of a body, to be looked at by people."""
    return clean(body[: 4 * RAW].decode("utf-8", "replace"))[:RAW]
