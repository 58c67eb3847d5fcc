"""Web Push on the wire: a body that only one browser can read, and a token that says who we are.

RFC 8291 (encryption), RFC 8188 (its framing) and RFC 8292 (VAPID). Keys are P-256; texts of keys
are base64url without padding, as browsers hand them out.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD: Final = 4096  # bytes; a body is one record
LONGEST: Final = 3_800  # bytes of text that fit into it, and past every push service
TOKEN_LIVES: Final = 12 * 3600  # seconds; RFC 8292 allows 24 hours
CURVE: Final = ec.SECP256R1()


class BadSubscription(ValueError):
    """A browser's keys that are none."""


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unb64(text: str) -> bytes:
    """Raises ``BadSubscription``."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadSubscription("expected base64url") from error


def encrypted(text: bytes, *, p256dh: str, auth: str, salt: bytes, own: bytes) -> bytes:
    """The body for the browser of these keys.

    ``salt``: 16 random bytes; ``own``: 32 random bytes, the private key that is used once.
    Raises ``BadSubscription``.
    """
    key, theirs, secret = _private(own), unb64(p256dh), _secret(auth)
    ours = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = key.exchange(ec.ECDH(), _public(theirs))
    seed = _hkdf(secret, shared, b"WebPush: info\0" + theirs + ours, 32)
    content_key = _hkdf(salt, seed, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _hkdf(salt, seed, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + AESGCM(content_key).encrypt(nonce, text + b"\x02", None)  # 2: the last record


def check_keys(p256dh: str, auth: str) -> None:
    """Raises ``BadSubscription``."""
    _public(unb64(p256dh))
    _secret(auth)


@dataclass(frozen=True)
class Vapid:
    """Who we are to push services: one key for the installation, as 32 bytes."""

    secret: bytes
    contact: str  # ``mailto:…`` or ``https://…``: whom a push service may ask about us

    @cached_property
    def public(self) -> str:
        """As browsers want it: their ``applicationServerKey``."""
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return b64(point)

    def header(self, endpoint: str, now: float) -> str:
        """The ``Authorization`` for a push service; ``now`` in seconds since 1970."""
        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int(now) + TOKEN_LIVES,
            "sub": self.contact,
        }
        signed = f"{_part({'typ': 'JWT', 'alg': 'ES256'})}.{_part(claims)}"
        r, s = decode_dss_signature(self._key.sign(signed.encode(), ec.ECDSA(SHA256())))
        signature = b64(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        return f"vapid t={signed}.{signature}, k={self.public}"

    @cached_property
    def _key(self) -> ec.EllipticCurvePrivateKey:
        return _private(self.secret)


def new_key() -> bytes:
    """A new private key, as 32 bytes."""
    return ec.generate_private_key(CURVE).private_numbers().private_value.to_bytes(32, "big")


def _private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(secret, "big"), CURVE)


def _public(point: bytes) -> ec.EllipticCurvePublicKey:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
    except (ValueError, InvalidKey) as error:
        raise BadSubscription("expected a point of P-256") from error


def _secret(auth: str) -> bytes:
    secret = unb64(auth)
    if len(secret) != 16:
        raise BadSubscription("expected a secret of 16 bytes")
    return secret


def _part(value: Mapping[str, object]) -> str:
    return b64(json.dumps(value, separators=(",", ":")).encode())


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869 with SHA-256, for at most 32 bytes."""
    seed = hmac.digest(salt, secret, hashlib.sha256)
    return hmac.digest(seed, info + b"\x01", hashlib.sha256)[:length]
