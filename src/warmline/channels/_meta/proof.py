"""Proofs of origin: that a webhook is Meta's, and that a token is used by its own app.

Meta signs the bytes that it sends (X-Hub-Signature-256: HMAC-SHA256 with the app's secret). Written
anew from the parsed JSON they differ (emoji, escapes, order), so only the raw body counts.
"""

import hashlib
import hmac
from typing import Final

from warmline.flow.channels import Hook, HookReply
from warmline.flow.failures import Forged

SIGNATURE: Final = "x-hub-signature-256"
LONGEST_CHALLENGE: Final = 1_000  # characters


def verify(hook: Hook, *, app_secret: str, verify_token: str) -> None:
    """Raises ``Forged``: also where the secret that it takes was never set."""
    match hook.method:
        case "GET":
            _challenged(hook, verify_token)
        case "POST":
            _signed(hook, app_secret)
        case _:
            raise Forged("expected GET or POST")


def challenge(hook: Hook) -> HookReply:
    """What Meta wants to read back, as plain text and nothing else."""
    return HookReply(body=hook.query.get("hub.challenge", "")[:LONGEST_CHALLENGE].encode())


def app_proof(token: str, app_secret: str) -> str:
    """``appsecret_proof``: a stolen token alone is of no use where the app demands this."""
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def signature(body: bytes, app_secret: str) -> str:
    return "sha256=" + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


def _challenged(hook: Hook, verify_token: str) -> None:
    given = hook.query.get("hub.verify_token", "")
    same = hmac.compare_digest(given.encode("utf-8", "replace"), verify_token.encode())
    if not verify_token or not same or hook.query.get("hub.mode") != "subscribe":
        raise Forged("expected the channel's verify token")


def _signed(hook: Hook, app_secret: str) -> None:
    given = hook.headers.get(SIGNATURE, "").encode("utf-8", "replace")
    if not app_secret:
        raise Forged("the app secret is not set")
    if not hmac.compare_digest(given, signature(hook.body, app_secret).encode()):
        raise Forged("expected a signature made with the app secret")
