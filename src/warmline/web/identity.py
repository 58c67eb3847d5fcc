"""Who a visitor is, told by the site: by its page, or signed by its server (W-5).

A signed identity is a JSON Web Token (RFC 7519) with ``HS256``, made by the site's server with the
assistant's own secret: ``sub`` is the visitor's id there, ``exp`` when it ends in seconds since
1970, ``attributes`` what else is vouched for.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final, cast

from warmline.core.model import AssistantId, Millis
from warmline.web.cleaning import clean_line

MOST: Final = 20  # attributes
LONGEST_NAME: Final = 64
LONGEST_VALUE: Final = 200
ID: Final = "id"  # the attribute that ``sub`` becomes


class BadIdentity(Exception):
    """Not signed by the site, or no longer good; the text says which."""


def secret_of(installation: bytes, assistant: AssistantId, turn: int) -> str:
    """The secret that a site's server signs with; another ``turn`` voids the ones before."""
    named = f"identity\n{assistant}\n{turn}".encode()
    return hmac.digest(installation, named, hashlib.sha256).hex()


def read_identity(secret: str, token: str, now: Millis) -> dict[str, str]:
    """The attributes that a token vouches for. Raises ``BadIdentity``."""
    head, _, seal = token.rpartition(".")
    good = hmac.digest(secret.encode(), head.encode(), hashlib.sha256)
    if not hmac.compare_digest(_plain(seal), good):
        raise BadIdentity("not signed with this assistant's secret")
    header, _, body = head.partition(".")
    if _object(header).get("alg") != "HS256":
        raise BadIdentity("alg HS256 expected")
    claims = _object(body)
    ends, who = claims.get("exp"), claims.get("sub")
    if not isinstance(ends, int | float) or isinstance(ends, bool):
        raise BadIdentity("exp expected, in seconds since 1970")
    if not ends * 1000 > now:  # NaN, too
        raise BadIdentity("it has expired")
    if not isinstance(who, str | int) or isinstance(who, bool) or who == "":
        raise BadIdentity("sub expected, the visitor's id")
    more = claims.get("attributes", {})
    vouched = cast("dict[str, object]", more) if isinstance(more, dict) else {}
    return clean_attributes({ID: who, **{k: v for k, v in vouched.items() if k != ID}})


def clean_attributes(given: Mapping[str, object]) -> dict[str, str]:
    """Attributes as they are kept: the first twenty plain values, shortened, in printable words.

    What is too long or of no use is left out, for a slip of the site must not silence its visitors.
    """
    return dict(islice(_cleaned(given), MOST))


def _cleaned(given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for raw, value in given.items():
        name = clean_line(raw[: 2 * LONGEST_NAME])
        if not 0 < len(name) <= LONGEST_NAME:
            continue
        match value:
            case bool():
                yield name, "true" if value else "false"
            case str() | int() | float():
                yield name, clean_line(str(value)[: 2 * LONGEST_VALUE])[:LONGEST_VALUE]
            case _:
                pass


def _plain(part: str) -> bytes:
    """A part of the token; raises ``BadIdentity`` where it is no base64url."""
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadIdentity("three parts in base64url expected") from error


def _object(part: str) -> Mapping[str, Any]:
    try:
        found: object = json.loads(_plain(part))
    except (ValueError, RecursionError) as error:
        raise BadIdentity("JSON expected") from error
    if not isinstance(found, dict):
        raise BadIdentity("a JSON object expected")
    return cast("Mapping[str, Any]", found)
