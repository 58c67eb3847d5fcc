"""Secrets at rest: sealed with a key that is derived from the installation's secret."""

import base64
import hashlib
import hmac
import os
from typing import Final

VERSION: Final = "s1."
NONCE: Final = 12  # bytes


class Unsealable(Exception):
    """Sealed under another secret, or tampered with."""


class Seal:
    """AES-256-GCM. What a text is for is sealed along: none can be put in another's place."""

    def __init__(self, secret: bytes) -> None:
        self._key = hmac.digest(secret, b"warmline sealed at rest", hashlib.sha256)

    def seal(self, text: str, purpose: str) -> str:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - 30 ms

        nonce = os.urandom(NONCE)
        body = AESGCM(self._key).encrypt(nonce, text.encode(), purpose.encode())
        return VERSION + base64.b64encode(nonce + body).decode()

    def opened(self, sealed: str, purpose: str) -> str:
        """Raises ``Unsealable``."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - likewise
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        try:
            raw = base64.b64decode(sealed.removeprefix(VERSION), validate=True)
            body = AESGCM(self._key).decrypt(raw[:NONCE], raw[NONCE:], purpose.encode())
        except (ValueError, InvalidTag) as error:
            raise Unsealable(purpose) from error
        return body.decode()
