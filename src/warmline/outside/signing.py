"""Signatures of Standard Webhooks (standardwebhooks.com, version 1)."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from typing import Final

from warmline.flow.failures import Permanent

PREFIX: Final = "whsec_"
SHORTEST_SECRET: Final = 24  # bytes, as Standard Webhooks asks for


def signed(secret: bytes, id: str, at: int, body: bytes) -> Mapping[str, str]:
    """The headers of Standard Webhooks; ``at`` is in seconds since 1970."""
    content = b".".join((id.encode(), str(at).encode(), body))
    mac = base64.b64encode(hmac.new(secret, content, hashlib.sha256).digest()).decode()
    return {
        "webhook-id": id,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{mac}",
    }


def secret_bytes(secret: str) -> bytes:
    """The key in ``whsec_`` and Base64. Raises ``Permanent``."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) < SHORTEST_SECRET:
        raise Permanent(f"expected a secret as {PREFIX} and {SHORTEST_SECRET} bytes in Base64")
    return key
