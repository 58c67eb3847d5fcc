"""Whether a webhook comes from Twilio: twilio.com/docs/usage/security.

The signature is made over the address that the owner gave Twilio, with or without its port, and
over the fields of a form. JSON is not part of it: its digest stands in the address.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import parse_qs, parse_qsl, urlsplit

from warmline.flow.channels import Hook
from warmline.flow.failures import Forged

FORM: Final = "application/x-www-form-urlencoded"
MOST_FIELDS: Final = 500
_HASHES: Final = {"HMAC_SHA1": hashlib.sha1, "HMAC_SHA256": hashlib.sha256}
_PORTS: Final = {"https": 443, "http": 80}


def verify(hook: Hook, *, token: str, shared_key: str) -> None:
    """``token`` of the account; ``shared_key``: of webhooks that name one. Raises ``Forged``."""
    settings = _settings(hook.headers.get("x-twilio-webhooks-signature-settings", ""))
    key = shared_key if settings else token
    algorithm = settings.get("algorithm", "HMAC_SHA1").upper()
    if not key or algorithm not in _HASHES:
        raise Forged("the key of the SMS provider's webhook")
    said = hook.headers.get("x-twilio-signature", "")
    words = _signed_words(hook)
    right = [_signature(key, url + words, algorithm) for url in _addresses(hook.url)]
    if sum([hmac.compare_digest(said.encode(), one.encode()) for one in right]) == 0:
        raise Forged("the signature of the SMS provider's webhook")


def fields(hook: Hook) -> Sequence[tuple[str, str]]:
    """Of a form, as they came: nothing is trimmed. None of what is no form, or has too many."""
    if hook.method != "POST" or not is_form(hook):
        return ()
    try:
        return parse_qsl(
            hook.body.decode("utf-8", "replace"),
            keep_blank_values=True,
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        return ()


def is_form(hook: Hook) -> bool:
    return hook.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM


def _settings(header: str) -> Mapping[str, str]:
    """``key=…,algorithm=…``, where a shared key signs."""
    pairs = (part.partition("=") for part in header.split(","))
    return {name.strip(): value.strip() for name, mark, value in pairs if mark and value.strip()}


def _signed_words(hook: Hook) -> str:
    """What stands behind the address. Raises ``Forged`` of a body that nothing vouches for."""
    if is_form(hook):
        found = sorted(set(fields(hook)))
        if hook.body and not found:
            raise Forged("a form that cannot be read")
        return "".join(name + value for name, value in found)
    digest = parse_qs(urlsplit(hook.url).query).get("bodySHA256", [""])[0]
    right = hashlib.sha256(hook.body).hexdigest()
    if hook.body and not hmac.compare_digest(digest.lower().encode(), right.encode()):
        raise Forged("the digest of the SMS provider's webhook")
    return ""


def _addresses(url: str) -> tuple[str, str]:
    """With its port and without: Twilio signs either."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    bare = host.removesuffix(f":{parts.port}") if parts.port else host
    port = parts.port or _PORTS.get(parts.scheme, 443)
    return (
        parts._replace(netloc=bare).geturl(),
        parts._replace(netloc=f"{bare}:{port}").geturl(),
    )


def _signature(key: str, words: str, algorithm: str) -> str:
    mac = hmac.new(key.encode(), words.encode(), _HASHES[algorithm])
    return base64.b64encode(mac.digest()).decode()
