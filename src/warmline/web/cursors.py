"""Cursors of pages: where one ended, as a text that says nothing to whoever holds it."""

import base64
import json
from typing import cast

from warmline.web.problems import Problem

MOST_NUMBER = 2**53


def cursor_of(*place: int | str) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def place_of(cursor: str) -> list[int | str]:
    """Raises ``Problem`` where it is none of ours."""
    try:
        place: object = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (ValueError, RecursionError) as error:
        raise bad_cursor() from error
    if not isinstance(place, list) or not all(map(_fits, cast("list[object]", place))):
        raise bad_cursor()
    return cast("list[int | str]", place)


def bad_cursor() -> Problem:
    return Problem(400, "bad_cursor", "expected a cursor from an earlier page of the same list")


def _fits(part: object) -> bool:
    """Whether a database can hold it."""
    if type(part) is int:
        return abs(part) < MOST_NUMBER
    return isinstance(part, str) and part.isprintable() and part.isascii()
