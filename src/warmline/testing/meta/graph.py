"""What the Graph API asks of every request, and how it signs what it sends."""

import asyncio
import hashlib
import hmac
import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final, cast
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from warmline.testing._provider import Call, Cut, Provider
from warmline.testing.meta.shapes import Wrong, known

VERSION: Final = re.compile(r"v\d{1,2}\.\d")
Handler = Callable[[Request], Awaitable[Response]]


class Graph(Provider):
    """Auth, versions, error documents, webhooks; the rest is each product's own."""

    needs_hook = True
    token = "EAApretendToken"  # noqa: S105 - of nothing
    app_id = "4000123456789"
    app_secret = "pretend-app-secret"  # noqa: S105 - of nothing
    verify_token = "pretend-verify-token"  # noqa: S105 - of nothing
    demands_proof = True  # the app is set to take no request without appsecret_proof
    expires_at = 0  # of the token, in seconds since 1970; 0: never

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - those of Provider
        self.denials: list[str] = []
        """Refusals of what was well formed: a shut window, a rate, somebody who is gone."""
        self._following: list[asyncio.Event] = []
        super().__init__(**options)

    # ── requests ─────────────────────────────────────────────────────────────────────────────────

    def guarded(self, handler: Handler) -> Handler:
        """Answers a fault with Meta's error document, and keeps it."""

        async def guard(request: Request) -> Response:
            try:
                self._authorised(request)
                return await handler(request)
            except Wrong as wrong:
                return self.refused(wrong, f"{request.method} {request.url.path}")

        return guard

    def refused(self, wrong: Wrong, where: str) -> Response:
        (self.faults if wrong.fault else self.denials).append(f"{where}: {wrong}")
        error: dict[str, object] = {
            "message": f"(#{wrong.code}) {wrong}",
            "type": "OAuthException",
            "code": wrong.code,
            "fbtrace_id": "Apretended",
        }
        if wrong.subcode:
            error["error_subcode"] = wrong.subcode
        return JSONResponse({"error": error}, wrong.status)

    def limited(self) -> Response:
        words = {"message": "(#4) Application request limit reached", "code": 4}
        return JSONResponse({"error": words}, 429, headers={"Retry-After": f"{self.pause:g}"})

    def unwell(self) -> Response:
        words = {"message": "An unexpected error has occurred.", "code": 2, "is_transient": True}
        return JSONResponse({"error": words}, 500)

    async def befall(
        self, accept: Callable[[bool], Awaitable[Response]], unreachable: Wrong
    ) -> Response:
        """What becomes of a message to a person; ``accept`` hears whether its answer is cut."""
        match self.fate():
            case "rate_limit":
                return self.limited()
            case "server_error":
                return self.unwell()
            case "refused":
                raise unreachable
            case fate:
                return await accept(fate == "drop_answer")

    async def body(self, request: Request) -> Mapping[str, object]:
        """The JSON of a request. Raises ``Wrong``."""
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            raise Wrong(100, "expected content-type application/json")
        try:
            return known(json.loads(await request.body()), "body")
        except ValueError:
            raise Wrong(100, "expected JSON") from None

    def answered(self, body: Mapping[str, object], *calls: Call, cut: bool = False) -> Response:
        """An answer, with webhooks that follow on it; ``cut``: it never arrives."""
        done = asyncio.Event()
        self._following = [one for one in self._following if not one.is_set()] + [done]
        then = BackgroundTask(self._follow, done, calls)
        if cut:
            return Cut(background=then)
        return JSONResponse(body, background=then)

    async def settle(self) -> None:
        """Also waits for the webhooks that follow on answers."""
        for done in list(self._following):
            await done.wait()
        await super().settle()

    async def _follow(self, done: asyncio.Event, calls: Sequence[Call]) -> None:
        try:
            await self.tell(*calls)
        finally:
            done.set()

    def _authorised(self, request: Request) -> None:
        version = request.path_params.get("version", "")
        if version and not VERSION.fullmatch(cast("str", version)):
            raise Wrong(2635, "expected a version of the Graph API in the path")
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or token not in (self.token, f"{self.app_id}|{self.app_secret}"):
            raise Wrong(190, "Invalid OAuth access token.", status=401)
        if token == self.token and self.demands_proof:
            self._proved(request)

    def _proved(self, request: Request) -> None:
        proof = hmac.new(self.app_secret.encode(), self.token.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(request.query_params.get("appsecret_proof", ""), proof):
            raise Wrong(100, "API calls from the server require an appsecret_proof argument")

    async def debug_token(self, request: Request) -> Response:
        if not request.headers["authorization"].endswith(f"{self.app_id}|{self.app_secret}"):
            raise Wrong(190, "expected the app's own token")
        valid = request.query_params.get("input_token") == self.token
        known_of = {"app_id": self.app_id, "is_valid": valid, "expires_at": self.expires_at}
        return JSONResponse({"data": known_of})

    # ── webhooks ─────────────────────────────────────────────────────────────────────────────────

    def signed(self, payload: Mapping[str, object]) -> Call:
        """As Meta sends it: not ASCII is escaped, in small letters, and slashes too."""
        body = json.dumps(payload, separators=(",", ":")).replace("/", "\\/").encode()
        mac = hmac.new(self.app_secret.encode(), body, hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={mac}"}
        return Call(headers=headers, body=body)

    async def challenged(self, verify_token: str) -> bool:
        """Whether the webhook answers Meta's challenge as it must."""
        challenge = str(self.dice.random.randrange(10**9, 10**10))
        query = {
            "hub.mode": "subscribe",
            "hub.challenge": challenge,
            "hub.verify_token": verify_token,
        }
        answer = await self.hook(Call(method="GET", query=urlencode(query)))
        return answer.taken and answer.body == challenge.encode()
