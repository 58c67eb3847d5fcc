"""Requests signed as Amazon's services want it: Signature Version 4, in the header.

https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
"""

import hashlib
import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

SCHEME: Final = "AWS4-HMAC-SHA256"
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    id: str
    secret: str
    region: str
    service: str = "s3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsigned:
    method: str
    url: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


def signed(request: Unsigned, account: Account, now: float) -> dict[str, str]:
    """The headers to send; all of them are signed, with the host and the body's hash."""
    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    digest = hashlib.sha256(request.body).hexdigest()
    headers = {**request.headers, "X-Amz-Content-Sha256": digest, "X-Amz-Date": moment}
    heads = {name.lower(): " ".join(value.split()) for name, value in headers.items()}
    heads["host"] = _host(request.url)
    names = ";".join(sorted(heads))
    scope = f"{moment[:8]}/{account.region}/{account.service}/aws4_request"
    text = "\n".join((SCHEME, moment, scope, _hash(_canonical(request, heads, names, digest))))
    signature = hmac.new(_key(account, moment[:8]), text.encode(), hashlib.sha256).hexdigest()
    said = f"Credential={account.id}/{scope}, SignedHeaders={names}, Signature={signature}"
    return {**headers, "Authorization": f"{SCHEME} {said}"}


def _canonical(request: Unsigned, heads: Mapping[str, str], names: str, digest: str) -> str:
    parts = urlsplit(request.url)
    path = quote(unquote(parts.path) or "/", safe="/~")
    pairs = sorted(
        (quote(name, safe="~"), quote(value, safe="~"))
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
    )
    query = "&".join(f"{name}={value}" for name, value in pairs)
    lines = "".join(f"{name}:{heads[name]}\n" for name in sorted(heads))
    return f"{request.method}\n{path}\n{query}\n{lines}\n{names}\n{digest}"


def _key(account: Account, day: str) -> bytes:
    key = f"AWS4{account.secret}".encode()
    for part in (day, account.region, account.service, "aws4_request"):
        key = hmac.digest(key, part.encode(), hashlib.sha256)
    return key


def _host(url: str) -> str:
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    usual = parts.port is None or parts.port == _PORTS.get(parts.scheme)
    return host if usual else f"{host}:{parts.port}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
