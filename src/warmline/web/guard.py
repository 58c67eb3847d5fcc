"""What every request passes first: bounds on the body, security headers, who may read answers."""

import re
from collections.abc import Sequence
from contextlib import suppress

from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from warmline.flow.failures import Temporary
from warmline.web import auth, problems
from warmline.web.desk import Desk, Limits
from warmline.web.problems import Problem
from warmline.web.tokens import BadToken, read_token
from warmline.web.visiting import origin_known

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " font-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
Headers = Sequence[tuple[bytes, bytes]]
HEADERS: Headers = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
HSTS = (b"strict-transport-security", b"max-age=31536000")
NO_STORE = (b"cache-control", b"no-store")
PREFLIGHT: Headers = (
    (b"access-control-allow-methods", b"GET, POST"),
    (b"access-control-allow-headers", b"authorization, content-type"),
    (b"access-control-max-age", b"600"),
)
UPLOADS = "/api/knowledge/sources"
BACKTESTS = re.compile(r"/api/assistants/[^/]+/backtests")
VISITORS_FILES = "/api/visitor/files"
REPLYS_FILES = re.compile(r"/api/conversations/[^/]+/files")
HOOKS = "/hooks/"  # who knocks there proves who they are by what they send
FILES_AT_ONCE = 4  # as large as one may be
FORM_BYTES = 1024 * 1024  # of the fields beside a file


class TooLarge(Exception):
    """The body is larger than it said, or than it may be."""


class Guard:
    """Plain ASGI, round the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answering = Answering(send, await _headers(scope))
        try:
            await self._answer(scope, receive, answering)
        except ClientDisconnect:
            return  # within its body: nobody is there to be answered
        except Exception as error:
            if answering.begun:
                raise
            await problems.failed(scope["path"], error)(scope, receive, answering)

    async def _answer(self, scope: Scope, receive: Receive, send: "Answering") -> None:
        if scope["method"] == "OPTIONS" and _for_visitors(scope):
            await Response(status_code=204, headers=None)(scope, receive, send)
            return
        limit = await _limit(scope)
        body = Body(receive, limit)
        if _announced(scope) > limit:
            body.too_large = True
        else:
            await self._app(scope, body, send.unless(body))
        if body.too_large and not send.begun:
            detail = f"At most {limit // 1024} KiB are expected here."
            await problems.answer(Problem(413, "too_large", detail))(scope, receive, send)


class Body:
    """A request's body, cut off where it is too large."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit
        self.too_large = False

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.too_large = True
            raise TooLarge
        return message


class Answering:
    """A response on its way, which gets our headers."""

    def __init__(self, send: Send, headers: Headers) -> None:
        self._send = send
        self._headers = headers
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            given = {name.lower() for name, _ in message["headers"]}
            ours = [(name, value) for name, value in self._headers if name not in given]
            message = {**message, "headers": [*message["headers"], *ours]}
        await self._send(message)

    def unless(self, body: Body) -> Send:
        """Answers nothing where the body was too large: its reader cannot know why it broke off."""

        async def send(message: Message) -> None:
            if self.begun or not body.too_large:
                await self(message)

        return send


async def _headers(scope: Scope) -> Headers:
    """The headers of an answer to this request, as far as they are not its own."""
    desk = _desk(scope)
    headers = [*HEADERS]
    if desk.base_url.startswith("https:"):
        headers.append(HSTS)
    if scope["path"].startswith("/api/"):
        headers.append(NO_STORE)
    if _for_visitors(scope):
        headers += await _cross_origin(desk, scope)
    return headers


async def _cross_origin(desk: Desk, scope: Scope) -> Headers:
    """Pages that may hold a widget may read what its requests are answered. Never with cookies."""
    origin = HTTPConnection(scope).headers.get("origin", "")
    if not origin or not await _known(desk, origin):
        return [(b"vary", b"Origin")]
    allow = (b"access-control-allow-origin", origin.encode("latin-1"))
    preflight = PREFLIGHT if scope["method"] == "OPTIONS" else ()
    return [allow, (b"vary", b"Origin"), *preflight]


async def _known(desk: Desk, origin: str) -> bool:
    try:
        return await origin_known(desk, origin)
    except Temporary:
        return False


async def _limit(scope: Scope) -> int:
    """How large a body may be. Only who is logged in, or known as a visitor, may send files."""
    limits = _desk(scope).limits
    if scope["path"].startswith(HOOKS):
        return limits.hook_bytes
    if scope["method"] == "POST" and scope["path"] == VISITORS_FILES:
        return limits.file_bytes + FORM_BYTES if _known_visitor(scope) else limits.body_bytes
    most = limits.body_bytes
    if scope["method"] == "POST":
        most = max(most, _largest_upload(scope["path"], limits))
    if most > limits.body_bytes and not await auth.session_of(HTTPConnection(scope)):
        return limits.body_bytes
    return most


def _largest_upload(path: str, limits: Limits) -> int:
    """What the files that are sent there may come to; 0: none are."""
    if path == UPLOADS:
        return FILES_AT_ONCE * limits.upload_bytes
    if REPLYS_FILES.fullmatch(path):
        return limits.file_bytes + FORM_BYTES
    return limits.transcript_bytes + FORM_BYTES if BACKTESTS.fullmatch(path) else 0


def _known_visitor(scope: Scope) -> bool:
    desk = _desk(scope)
    _, _, token = HTTPConnection(scope).headers.get("authorization", "").partition(" ")
    with suppress(BadToken):
        return bool(read_token(desk.secret, token.strip(), desk.clock()))
    return False


def _announced(scope: Scope) -> int:
    length = HTTPConnection(scope).headers.get("content-length", "")
    return int(length) if length.isdecimal() else 0


def _for_visitors(scope: Scope) -> bool:
    return scope["path"].startswith("/api/visitor/")


def _desk(scope: Scope) -> Desk:
    desk: Desk = scope["app"].state.desk
    return desk
