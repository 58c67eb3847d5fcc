"""Meta's envelopes: batches within batches, and everything in them read without belief."""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping

from warmline.channels._loose import RAW, clean, document, items, mapping, text, whole
from warmline.flow.channels import Unread
from warmline.flow.ports import Millis

LONGEST_ID = 200  # characters


def entries(body: bytes, of: str) -> Iterator[Mapping[str, object]]:
    """The entries of a body about such an ``object``; none where it is about another."""
    whole_document = mapping(document(body))
    if whole_document.get("object") == of:
        yield from (mapping(entry) for entry in items(whole_document.get("entry")))


def digest(value: object) -> str:
    """The same for the same value: an id for what has none."""
    return hashlib.sha256(_written(value).encode()).hexdigest()[:32]


def odd(what: str, value: object) -> Unread:
    return Unread(id=digest([what, value]), what=what[:100], raw=_written(value)[:RAW])


def name_of(value: object) -> str:
    """An id as Meta writes it; "" where it is none."""
    if isinstance(value, int):
        return str(whole(value) or "")
    return "".join(text(value, LONGEST_ID).split())


def seconds(value: object) -> Millis:
    """A time in seconds since 1970, as text or number."""
    return instant(value) * 1_000


def instant(value: object) -> Millis:
    """A whole number, as text or number; 0 where it is none or lies beyond all calendars."""
    given = value if isinstance(value, str) else str(whole(value))
    return int(given) if given.isascii() and given.isdigit() and len(given) < 15 else 0


def number(value: object) -> str:
    """A measure for people; "" where it is none."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return ""
    return f"{value:.7g}" if abs(value) < 1e12 and math.isfinite(value) else ""


def _written(value: object) -> str:
    try:
        return clean(json.dumps(value, sort_keys=True))
    except (ValueError, RecursionError):
        return ""
