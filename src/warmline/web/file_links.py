"""Addresses of files: signed, for some hours, and for one kind of reader.

A visitor's opens a file to whoever has it, like the token that it was given for. So does a
channel's provider's, which is made for a file that is being sent, and for nothing else. An
operator's opens it only together with their session, and only while they may see the conversation.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final, Literal, cast
from urllib.parse import quote

from warmline.core.model import ConversationId, Millis

Reader = Literal["v", "o", "p"]
"""A visitor, an operator, or the provider of a channel."""
STEP: Final = 12 * 3600  # seconds; one address for so long, so that browsers know it again
_SIGNED: Final = re.compile(r"([vop])([0-9a-f]{1,10})\.([A-Za-z0-9_-]{22})")


@dataclass(frozen=True, slots=True)
class Claim:
    """What an address says, before it is believed."""

    reader: Reader
    until: int  # seconds since 1970
    mac: str


def link(
    secret: bytes, reader: Reader, file: str, conversation: ConversationId, name: str, now: Millis
) -> str:
    """The path of a file, good for 12 to 24 hours. The name is there to be read."""
    until = (now // 1000 // STEP + 2) * STEP
    signed = f"{reader}{until:x}.{_mac(secret, reader, file, conversation, until)}"
    return f"/files/{file}/{signed}/{quote(name, safe='')}"


def claimed(signed: str) -> Claim | None:
    """What the signed part says; None: nothing of ours."""
    found = _SIGNED.fullmatch(signed)
    if found is None:
        return None
    return Claim(cast("Reader", found[1]), int(found[2], 16), found[3])


def fits(secret: bytes, claim: Claim, file: str, conversation: ConversationId, now: Millis) -> bool:
    """Whether it is one of ours for this file, and still good."""
    right = _mac(secret, claim.reader, file, conversation, claim.until)
    return hmac.compare_digest(right, claim.mac) and now < claim.until * 1000


def _mac(secret: bytes, reader: Reader, file: str, conversation: ConversationId, until: int) -> str:
    words = f"file link\n{reader}\n{file}\n{conversation}\n{until}".encode()
    return base64.urlsafe_b64encode(hmac.digest(secret, words, hashlib.sha256)[:16])[:22].decode()
