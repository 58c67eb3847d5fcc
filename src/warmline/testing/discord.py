"""A stand-in of Discord: its HTTP interface, its gateway, and people with direct messages.

As strict as the real one where an adapter could go wrong: tokens, lengths, heartbeats, resuming,
nonces. The numbers of the gateway's dispatches are those of one session; what a connection missed
is told again when it is resumed.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ed25519
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from warmline.testing._discord_gate import BOT, Document, Gate
from warmline.testing._provider import CALM, Bubble, Call, Enclosed, Mischief, Provider

TOKEN: Final = "stand-in-token"  # noqa: S105 - of nobody
APPLICATION: Final = "900000000000000001"
GUILD: Final = "900000000000000003"
SUPPORT: Final = "900000000000000004"  # a channel of that server
LENGTH: Final = 2000  # of a message, in UTF-16 units
LARGEST: Final = 10 * 2**20  # bytes of a file
NONCE: Final = 25  # characters
CONTENT: Final = 1 << 18  # flag of an application that may read what is written
EPOCH: Final = 1_420_070_400_000  # of Discord's numbers


class Discord(Provider):
    kind = "discord"
    people = ("ada", "grace")
    hints: Mapping[str, str] = {"token": TOKEN}

    def __init__(
        self,
        *,
        seed: int = 0,
        mischief: Mischief = CALM,
        now: Callable[[], float] = time.time,
        token: str = TOKEN,
        by_hook: bool = False,
    ) -> None:
        """``by_hook``: presses of buttons come as signed requests, not through the gateway."""
        self.token = token
        self.by_hook = by_hook
        self.key = ed25519.Ed25519PrivateKey.generate()
        self.refuse_next = 0  # so many messages are refused: they take none from bots
        self.noticed: list[str] = []  # interactions that were answered
        self._users: dict[str, str] = {}  # person -> number
        self._rooms: dict[str, str] = {}  # person -> channel
        self._nonces: dict[tuple[str, str], Document] = {}
        self._files: dict[str, Enclosed] = {}
        self._messages: dict[str, Document] = {}  # of both sides, by id
        self._count = 0
        self.gate = Gate(token, self.fault, self._number)
        super().__init__(seed=seed, mischief=mischief, now=now)

    @property
    def public_key(self) -> str:
        return self.key.public_key().public_bytes_raw().hex()

    def routes(self) -> Sequence[BaseRoute]:
        room = "/channels/{channel}"
        return (
            Route("/gateway/bot", self._gateway_bot),
            Route("/users/@me", self._me),
            Route("/applications/@me", self._application),
            Route(room, self._channel),
            Route(f"{room}/messages", self._post, methods=["POST"]),
            Route(f"{room}/typing", self._typing, methods=["POST"]),
            Route("/interactions/{id}/{token}/callback", self._callback, methods=["POST"]),
            Route("/attachments/{id}/{name}", self._file),
            WebSocketRoute("/gateway", self.gate.attend),
        )

    def spared(self, path: str) -> bool:
        return not path.endswith("/messages")

    def limited(self) -> Response:
        words = {
            "message": "You are being rate limited.",
            "retry_after": self.pause,
            "global": False,
        }
        return JSONResponse(words, 429, headers={"Retry-After": str(self.pause)})

    def unwell(self) -> Response:
        return JSONResponse({"message": "500: Internal Server Error", "code": 0}, 500)

    # ── people ───────────────────────────────────────────────────────────────────────────────────

    def room(self, person: str) -> str:
        """The channel of their direct messages."""
        return self._rooms.setdefault(person, self._number())

    async def say(
        self, person: str, text: str, *, files: Sequence[Enclosed] = (), press: str = ""
    ) -> str:
        if press:
            return await self._press(person, press)
        id = self._number()
        self.show(person, Bubble(id=id, text=text, mine=True))
        document = self._message(id, self.room(person), self._user(person), text)
        document["attachments"] = [self._kept(file) for file in files]
        self._messages[id] = document
        await self.gate.dispatch("MESSAGE_CREATE", document)
        return id

    async def edit(self, person: str, id: str, text: str) -> None:
        self.change(person, id, text)
        document = {**self._messages[id], "content": text, "edited_timestamp": self._iso()}
        await self.gate.dispatch("MESSAGE_UPDATE", document)

    async def take_back(self, person: str, id: str) -> None:
        self.remove(person, id)
        await self.gate.dispatch("MESSAGE_DELETE", {"id": id, "channel_id": self.room(person)})

    async def odd(self, person: str) -> None:
        """A message of a kind that nobody expects."""
        document = self._message(self._number(), self.room(person), self._user(person), "")
        await self.gate.dispatch("MESSAGE_CREATE", {**document, "type": 46})

    async def _press(self, person: str, label: str) -> str:
        for bubble in reversed(self.seen(person)):
            message = self._messages[bubble.id]
            rows = message.get("components", [])
            found = [one for row in rows for one in row["components"] if one["label"] == label]
            if found:
                return await self._interact(person, message, found[0]["custom_id"])
        raise LookupError(f"{person} sees no button {label!r}")

    async def _interact(self, person: str, message: Document, pressed: str) -> str:
        id = self._number()
        document = {
            "id": id,
            "application_id": APPLICATION,
            "type": 3,
            "token": f"interaction-{id}",
            "version": 1,
            "channel_id": self.room(person),
            "user": self._user(person),
            "message": message,
            "data": {"custom_id": pressed, "component_type": 2},
        }
        if not self.by_hook:
            await self.gate.dispatch("INTERACTION_CREATE", document)
            return id
        await self.tell(self.signed(document))
        return id

    def signed(self, document: Document) -> Call:
        """A request to the interactions endpoint."""
        at, body = str(int(self.now())), json.dumps(document).encode()
        signature = self.key.sign(at.encode() + body).hex()
        headers = {
            "content-type": "application/json",
            "x-signature-ed25519": signature,
            "x-signature-timestamp": at,
        }
        return Call(headers=headers, body=body)

    def _user(self, person: str) -> Document:
        id = self._users.setdefault(person, self._number())
        return {"id": id, "username": person, "global_name": person.title(), "avatar": None}

    def _message(self, id: str, channel: str, author: Document, text: str) -> Document:
        return {
            "id": id,
            "channel_id": channel,
            "author": author,
            "content": text,
            "timestamp": self._iso(),
            "edited_timestamp": None,
            "type": 0,
            "attachments": [],
            "components": [],
        }

    def _kept(self, file: Enclosed) -> Document:
        id = self._number()
        self._files[id] = file
        url = f"{self._base}/attachments/{id}/{file.name}"
        size = len(file.content)
        return {
            "id": id,
            "filename": file.name,
            "content_type": file.type,
            "size": size,
            "url": url,
        }

    def _number(self) -> str:
        self._count += 1
        return str(((int(self.now() * 1000) - EPOCH) << 22) + self._count)

    def _iso(self) -> str:
        return datetime.fromtimestamp(self.now(), UTC).isoformat()

    # ── HTTP ─────────────────────────────────────────────────────────────────────────────────────

    _base = ""  # as it was last asked

    def _admitted(self, request: Request) -> Response | None:
        """None where the request may go on."""
        self._base = str(request.base_url).rstrip("/")
        if request.headers.get("authorization") == f"Bot {self.token}":
            return None
        self.fault("a request without the bot's token")
        return JSONResponse({"message": "401: Unauthorized", "code": 0}, 401)

    async def _gateway_bot(self, request: Request) -> Response:
        if refused := self._admitted(request):
            return refused
        where = self._base.replace("http", "ws", 1)
        limit = {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}
        return JSONResponse({"url": f"{where}/gateway", "shards": 1, "session_start_limit": limit})

    async def _me(self, request: Request) -> Response:
        bot = {"id": BOT, "username": "helper", "bot": True}
        return self._admitted(request) or JSONResponse(bot)

    async def _application(self, request: Request) -> Response:
        found = {"id": APPLICATION, "flags": CONTENT, "interactions_endpoint_url": None}
        return self._admitted(request) or JSONResponse(found)

    async def _channel(self, request: Request) -> Response:
        if refused := self._admitted(request):
            return refused
        if request.path_params["channel"] != SUPPORT:
            return _unknown()
        return JSONResponse({"id": SUPPORT, "name": "support", "type": 0, "guild_id": GUILD})

    async def _typing(self, request: Request) -> Response:
        return self._admitted(request) or Response(status_code=204)

    async def _callback(self, request: Request) -> Response:
        given = await request.json()
        if given.get("type") not in (4, 5, 6, 7):
            self.fault(f"an interaction answered with type {given.get('type')}")
            return self._bad("type")
        self.noticed.append(request.path_params["id"])
        return Response(status_code=204)

    async def _file(self, request: Request) -> Response:
        found = self._files.get(request.path_params["id"])
        return Response(found.content, media_type=found.type) if found else _unknown()

    async def _post(self, request: Request) -> Response:
        if refused := self._admitted(request):
            return refused
        channel = request.path_params["channel"]
        person = next((who for who, room in self._rooms.items() if room == channel), "")
        if not person:
            return _unknown()
        given, files = await _given(request)
        if self.refuse_next:
            self.refuse_next -= 1
            words = "Cannot send messages to this user"
            return JSONResponse({"message": words, "code": 50007}, 403)
        if wrong := _wrong(given, files):
            self.fault(wrong)
            return self._bad(wrong)
        return JSONResponse(self._sent(person, channel, given, files))

    def _sent(
        self, person: str, channel: str, given: Document, files: Sequence[Enclosed]
    ) -> Document:
        """The message; that of before where the nonce was enforced and is known."""
        nonce = (channel, str(given.get("nonce")))
        if given.get("enforce_nonce") and nonce in self._nonces:
            return self._nonces[nonce]
        id = self._number()
        bot = {"id": BOT, "username": "helper", "bot": True}
        document = self._message(id, channel, bot, given.get("content", ""))
        document["components"] = given.get("components", [])
        labels = [one["label"] for row in document["components"] for one in row["components"]]
        first = files[0] if files else None
        shown = Bubble(id=id, text=document["content"], buttons=tuple(labels), file=first)
        self.show(person, shown)
        self._messages[id] = self._nonces[nonce] = document
        return document

    def _bad(self, what: str) -> Response:
        return JSONResponse({"message": "Invalid Form Body", "code": 50035, "errors": what}, 400)


def _unknown() -> Response:
    return JSONResponse({"message": "Unknown Channel", "code": 10003}, 404)


async def _given(request: Request) -> tuple[Document, list[Enclosed]]:
    """The document, and the files beside it."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return await request.json(), []
    async with request.form() as form:
        files = [
            Enclosed(name=one.filename or "", type=one.content_type or "", content=await one.read())
            for name, one in form.multi_items()
            if not isinstance(one, str) and name.startswith("files[")
        ]
        words = form["payload_json"]
        text = words if isinstance(words, str) else (await words.read()).decode()
    return json.loads(text), files


def _wrong(given: Document, files: Sequence[Enclosed]) -> str:
    """What Discord would refuse; "": nothing."""
    text = given.get("content", "")
    rows = given.get("components", [])
    buttons = [one for row in rows for one in row.get("components", [])]
    checks = (
        (len(text.encode("utf-16-le")) // 2 > LENGTH, "content is longer than 2000"),
        (not text and not files, "an empty message"),
        (len(str(given.get("nonce", ""))) > NONCE, "a nonce of more than 25 characters"),
        (given.get("allowed_mentions") != {"parse": []}, "mentions are not switched off"),
        (any(len(file.content) > LARGEST for file in files), "a file that is too large"),
        (len(rows) > 5 or any(len(row["components"]) > 5 for row in rows), "too many buttons"),
        (any(not 0 < len(one.get("label", "")) <= 80 for one in buttons), "a label's length"),
        (any(not 0 < len(one.get("custom_id", "")) <= 100 for one in buttons), "a custom_id"),
    )
    return next((words for wrong, words in checks if wrong), "")
