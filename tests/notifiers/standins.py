"""Services that take notices, spoken to over a real socket, and what only they can read."""

import asyncio
import base64
import hashlib
import hmac
import ipaddress
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from warmline.outside.posting import Outside

HERE = (ipaddress.ip_network("127.0.0.0/8"),)


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


@dataclass
class Said:
    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    hang_up: bool = False  # the request was taken; the answer never leaves


Answer = Callable[[Request], Said]


@dataclass
class Service:
    """Answers as ``answer`` says, and remembers what it was asked."""

    answer: Answer = field(default=lambda _: Said())
    url: str = ""
    asked: list[Request] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            request = await _request(reader)
            self.asked.append(request)
            said = self.answer(request)
            if not said.hang_up:
                writer.write(_response(said))
                await writer.drain()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def _request(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    line, *rest = head.strip().split("\r\n")
    headers = {k.lower(): v for k, v in (one.split(": ", 1) for one in rest)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    method, path, _ = line.split(" ")
    return Request(method, path, headers, body)


def _response(said: Said) -> bytes:
    body = said.body.encode()
    head = {"Content-Length": str(len(body)), "Connection": "close", **said.headers}
    lines = [f"HTTP/1.1 {said.status} X", *(f"{k}: {v}" for k, v in head.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


@asynccontextmanager
async def service(answer: Answer | None = None) -> AsyncIterator[Service]:
    made = Service(answer) if answer else Service()
    talking: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talking.add(asyncio.current_task())
        await made.serve(reader, writer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield made
    await asyncio.gather(*talking)


@asynccontextmanager
async def outside(now: Callable[[], float] = lambda: 1_760_000_000.0) -> AsyncIterator[Outside]:
    made = Outside(HERE, now=now)
    try:
        yield made
    finally:
        await made.close()


# ── a browser, written against RFC 8291 and RFC 8188 with other tools than the sender's ───────────


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Browser:
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = b"sixteen bytes ok"

    @property
    def point(self) -> bytes:
        kind = serialization.PublicFormat.UncompressedPoint
        return self.key.public_key().public_bytes(serialization.Encoding.X962, kind)

    @property
    def keys(self) -> dict[str, str]:
        return {"p256dh": b64(self.point), "auth": b64(self.secret)}

    def read(self, body: bytes) -> bytes:
        """The text of a pushed body; fails where it is not for this browser."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        peer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        shared = self.key.exchange(ec.ECDH(), peer)
        info = b"WebPush: info\x00" + self.point + theirs
        seed = HKDF(SHA256(), 32, self.secret, info).derive(shared)
        key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\x00").derive(seed)
        nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\x00").derive(seed)
        opened = Cipher(algorithms.AES(key), modes.GCM(nonce, sealed[-16:])).decryptor()
        text = opened.update(sealed[:-16]) + opened.finalize()
        plain, mark, padding = text.rpartition(b"\x02")
        assert mark
        assert not padding.strip(b"\x00")
        return plain


def vapid_claims(header: str) -> dict[str, Any]:
    """The claims of a VAPID header; fails where its own key did not sign it."""
    scheme, _, rest = header.partition(" ")
    assert scheme == "vapid"
    parts = dict(one.strip().split("=", 1) for one in rest.split(","))
    head, claims, signature = parts["t"].split(".")
    raw = unb64(signature)
    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(parts["k"]))
    der = utils.encode_dss_signature(r, s)
    key.verify(der, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    assert json.loads(unb64(head)) == {"typ": "JWT", "alg": "ES256"}
    return json.loads(unb64(claims)) | {"k": parts["k"]}


def signed_by(secret: str, request: Request) -> bool:
    """Standard Webhooks, as their receivers check it."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    id, at = request.headers["webhook-id"], request.headers["webhook-timestamp"]
    mac = hmac.new(key, f"{id}.{at}.".encode() + request.body, hashlib.sha256).digest()
    return request.headers["webhook-signature"] == f"v1,{base64.b64encode(mac).decode()}"


# ── an SMS provider: Twilio's Messages API ────────────────────────────────────────────────────────


@dataclass
class Texts:
    """Keeps what it sent; fails the next requests as told."""

    account: str = "AC0123456789abcdef0123456789abcdef"
    token: str = "a-token"
    failing: list[Said] = field(default_factory=list)
    loses_answers: int = 0  # accepts so many, and hangs up before it says so
    sent: list[dict[str, str]] = field(default_factory=list)

    def __call__(self, request: Request) -> Said:
        name = base64.b64encode(f"{self.account}:{self.token}".encode()).decode()
        parts = urlsplit(request.path)
        if parts.path != f"/2010-04-01/Accounts/{self.account}/Messages.json":
            return fault(404, 20404, "The requested resource was not found")
        if request.headers.get("authorization") != f"Basic {name}":
            return fault(401, 20003, "Authenticate")
        if request.method == "GET":
            return self._list(parse_qs(parts.query)["To"][0])
        return self._send(request)

    def _list(self, to: str) -> Said:
        found = [one for one in reversed(self.sent) if one["to"] == to]
        return Said(200, json.dumps({"messages": found, "page_size": 50}))

    def _send(self, request: Request) -> Said:
        if request.headers["content-type"] != "application/x-www-form-urlencoded":
            return fault(400, 21602, "Message body is required")
        if self.failing:
            return self.failing.pop(0)
        form = request.form
        if not {"To", "Body"} <= set(form) or len(set(form) & {"From", "MessagingServiceSid"}) != 1:
            return fault(400, 21603, "A 'From' phone number is required")
        message = {"sid": f"SM{len(self.sent):032x}", "to": form["To"], "body": form["Body"]}
        self.sent.append(message | {"status": "queued", "error_code": None})
        if self.loses_answers:
            self.loses_answers -= 1
            return Said(hang_up=True)
        return Said(201, json.dumps(self.sent[-1]))


def fault(status: int, code: int, words: str, **headers: str) -> Said:
    info = f"https://www.twilio.com/docs/errors/{code}"
    body = {"code": code, "message": words, "more_info": info, "status": status}
    return Said(status, json.dumps(body), headers)
