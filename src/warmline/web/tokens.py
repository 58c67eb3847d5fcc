"""Visitor tokens: nothing is stored for a visitor before the first word.

A token is random, carries its assistant and its date, and is sealed with the installation's secret;
contact and conversation ids are derived from it. Who has the token has the conversation, and the
ids tell nothing about the token. A drill's visitor has another seal, which only a pass gets.
"""

import base64
import binascii
import hashlib
import hmac
import os
from dataclasses import dataclass

from warmline.core.model import AssistantId, ContactId, ConversationId, Millis

RANDOM = 32  # bytes
SEAL = 16
SEALS = (b"seal", b"drill")  # of a visitor, and of a drill
LIVES: Millis = 180 * 24 * 3600 * 1000
DAY: Millis = 24 * 3600 * 1000


class BadToken(Exception):
    """Not a token of ours, or too old."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who holds a token."""

    assistant: AssistantId
    contact: ContactId
    conversation: ConversationId
    drill: bool = False  # a rehearsal, and no visitor


def new_token(secret: bytes, assistant: AssistantId, now: Millis, *, drill: bool = False) -> str:
    """32 random bytes, 4 bytes for the day, the assistant's id, 16 bytes of seal; base64url."""
    body = os.urandom(RANDOM) + (now // DAY).to_bytes(4, "big") + assistant.encode()
    return base64.urlsafe_b64encode(body + _seal(secret, SEALS[drill], body)).decode().rstrip("=")


def read_token(secret: bytes, token: str, now: Millis) -> Visitor:
    """Raises ``BadToken``: malformed, forged, or older than ``LIVES``."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadToken from error
    body, seal = raw[:-SEAL], raw[-SEAL:]
    fits = [hmac.compare_digest(seal, _seal(secret, what, body)) for what in SEALS]
    if len(body) < RANDOM + 4 or not any(fits):
        raise BadToken
    made = int.from_bytes(body[RANDOM : RANDOM + 4], "big") * DAY
    if now - made > LIVES:
        raise BadToken
    return Visitor(
        assistant=AssistantId(body[RANDOM + 4 :].decode()),
        contact=ContactId(_name(secret, b"contact", body)),
        conversation=ConversationId(_name(secret, b"conversation", body)),
        drill=fits[True],
    )


def drill_pass(secret: bytes, until: Millis) -> str:
    """With which a session becomes a drill's, until then. Only who has the secret makes one."""
    return f"{until}.{_pass(secret, until)}"


def passes(secret: bytes, given: str, now: Millis) -> bool:
    """Whether a pass is one of ours, and still good."""
    until, _, seal = given.partition(".")
    if not until.isdecimal() or not until.isascii() or len(until) > 15 or not seal.isascii():
        return False
    return hmac.compare_digest(seal, _pass(secret, int(until))) and now < int(until)


def _pass(secret: bytes, until: Millis) -> str:
    return hmac.digest(secret, b"drill pass %d" % until, hashlib.sha256).hex()


def _seal(secret: bytes, what: bytes, body: bytes) -> bytes:
    return hmac.digest(secret, what + body, hashlib.sha256)[:SEAL]


def _name(secret: bytes, what: bytes, body: bytes) -> str:
    digest = hmac.digest(secret, what + body, hashlib.sha256)[:15]
    return base64.b32encode(digest).decode().lower()
