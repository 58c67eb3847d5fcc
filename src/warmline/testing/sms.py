"""A stand-in of Twilio's SMS: its Messages API, and the phones of people.

It takes only what Twilio takes, fetches files from where they are said to be, signs its webhooks,
stops sending to who says STOP, and keeps each request that was wrong in ``faults``.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from email.utils import formatdate
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from warmline.testing._hooks import nowhere, over_http
from warmline.testing._provider import Bubble, Call, Enclosed, Provider
from warmline.testing._sms_wire import (
    FORM,
    Names,
    Refused,
    check_message,
    form_of,
    media_of,
    signature,
)

ACCOUNT: Final = "AC00000000000000000000000000000000"
TOKEN: Final = "stand-in-auth-token"  # noqa: S105 - opens nothing
NUMBER: Final = "+15005550006"
STOP: Final = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit"})
START: Final = frozenset({"start", "unstop"})
HERE: Final = ("127.0.0.1", "localhost")

BLAMELESS: Final = frozenset({20429, 20500, 21610, 21611})

Message = dict[str, Any]
Answer = Callable[[Request], Awaitable[Response]]


class Sms(Provider):
    """``url``: where the number sends what comes in, as its settings say."""

    kind = "sms"
    needs_hook = True
    people = ("anna", "ben")
    hints: Mapping[str, str] = MappingProxyType(
        {"account": ACCOUNT, "auth_token": TOKEN, "sender": NUMBER}
    )

    def __init__(
        self,
        *,
        account: str = ACCOUNT,
        token: str = TOKEN,
        number: str = NUMBER,
        keys: Mapping[str, str] = MappingProxyType({}),
        url: str = "",
        shared_key: str = "",
        **rest: Any,  # noqa: ANN401 - as Provider has them
    ) -> None:
        """``keys``: API keys and their secrets. ``shared_key``: signs webhooks in place of all."""
        self.names = Names(account=account, token=token, keys=keys)
        self.number, self.url, self.shared_key = number, url, shared_key
        self.with_port = False  # whether signatures are made over the address with its port
        self.trial = False
        self.stopped: set[str] = set()
        self.next: list[Refused] = []  # what the next messages are refused with
        self.undeliverable: dict[str, int] = {}  # people whom nothing reaches, and the error's code
        self.dial = "+1415"  # how people's numbers begin: in most countries they take no files
        self.mms = True  # whether the number can send files
        self._unsendable: dict[str, int] = {}  # messages that go nowhere, and the error's code
        self._numbers: dict[str, str] = {}
        self._files: dict[str, Enclosed] = {}
        self._messages: list[Message] = []
        self._told: dict[str, str] = {}  # where the state of each message is to be told
        self._count = 0
        super().__init__(**rest)

    def routes(self) -> Sequence[BaseRoute]:
        api = "/2010-04-01/Accounts/{account}"
        return [
            self._route(f"{api}.json", self._account),
            self._route(f"{api}/Messages.json", self._list),
            self._route(f"{api}/Messages.json", self._create, "POST"),
            self._route(f"{api}/Messages/{{message}}/Media/{{id}}", self._media),
            self._route(f"{api}/IncomingPhoneNumbers.json", self._sender),
            self._route(f"{api}/IncomingPhoneNumbers/{{id}}.json", self._set_sender, "POST"),
            Route("/kept/{id}", self._kept),
        ]

    def _route(self, path: str, answer: Answer, method: str = "GET") -> Route:
        """What people did is no fault of who asks; all else that is refused is."""

        async def endpoint(request: Request) -> Response:
            try:
                self.names.check(request)
                return await answer(request)
            except Refused as refused:
                if refused.code not in BLAMELESS:
                    self.fault(f"{request.method} {request.url.path}: {refused}")
                return JSONResponse(refused.document, refused.status)

        return Route(path, endpoint, methods=[method])

    def limited(self) -> Response:
        refused = Refused(429, 20429, "Too Many Requests")
        return JSONResponse(refused.document, 429, headers={"Retry-After": f"{self.pause:g}"})

    def unwell(self) -> Response:
        return JSONResponse(Refused(500, 20500, "Internal Server Error").document, 500)

    def spared(self, path: str) -> bool:
        return not path.endswith("/Messages.json")

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Who was not told where they stand learns it from the first request."""
        if scope["type"] == "http" and not self.base:
            self.base = str(Request(scope).base_url).rstrip("/")
        await super().app(scope, receive, send)

    # ── people ────────────────────────────────────────────────────────────────────────────────────

    def phone(self, person: str) -> str:
        return self._numbers.setdefault(person, f"{self.dial}{1_000_001 + len(self._numbers)}")

    async def say(
        self, person: str, text: str, *, files: Sequence[Enclosed] = (), press: str = ""
    ) -> str:
        """Nothing can be pressed on a phone: ``press`` is typed like other words."""
        await self.network()
        words, sid = text or press, self._sid("MM" if files else "SM")
        self._note_stop(person, words)
        self.show(person, Bubble(id=sid, text=words, file=files[0] if files else None, mine=True))
        form = {
            **self._envelope(sid, self.phone(person), self.number),
            "SmsStatus": "received",
            "Body": words,
            "NumMedia": str(len(files)),
        }
        for n, file in enumerate(files):
            form |= {f"MediaUrl{n}": self._keep(sid, file), f"MediaContentType{n}": file.type}
        if self.url:
            await self.tell(self._signed(self.url, form))
        return sid

    async def network(self) -> None:
        """All that was sent reaches the phones, and is told where that was asked for."""
        waiting = [one for one in self._messages if one["status"] == "queued"]
        for message in waiting:
            code = self.undeliverable.get(self._person(message["to"]), 0)
            states = ("sent", "undelivered" if code else "delivered")
            if unsendable := self._unsendable.get(message["sid"], 0):
                code, states = unsendable, ("failed",)
            for status in states:
                message |= {"status": status, "error_code": code or None}
                await self._tell_state(message)

    async def odd(self) -> None:
        """Something that no channel knows: a state of days to come."""
        form = self._envelope(self._sid("SM"), self.number, self.phone("anna"))
        await self.tell(self._signed(self.url, {**form, "MessageStatus": "pondered"}))

    async def settle(self) -> None:
        await self.network()
        await super().settle()

    def _person(self, number: str) -> str:
        return next((name for name, known in self._numbers.items() if known == number), number)

    def _note_stop(self, person: str, words: str) -> None:
        """Twilio does this by itself, and answers the person."""
        said = words.strip().lower()
        if said in STOP:
            self.stopped.add(self.phone(person))
            answer = (
                "You will get no more messages from this number. Reply START to get them again."
            )
        elif said in START:
            self.stopped.discard(self.phone(person))
            answer = "You will get messages from this number again."
        else:
            return
        self.show(person, Bubble(id=self._sid("SM"), text=answer))

    # ── webhooks ──────────────────────────────────────────────────────────────────────────────────

    def _sid(self, kind: str) -> str:
        self._count += 1
        return f"{kind}{self.start + self._count:032x}"

    def _envelope(self, sid: str, sender: str, to: str) -> dict[str, str]:
        return {
            "MessageSid": sid,
            "SmsSid": sid,
            "SmsMessageSid": sid,
            "AccountSid": self.names.account,
            "From": sender,
            "To": to,
            "ApiVersion": "2010-04-01",
        }

    async def _tell_state(self, message: Message) -> None:
        if where := self._told.get(message["sid"]):
            form = self._envelope(message["sid"], message["from"], message["to"])
            form |= {"MessageStatus": message["status"], "SmsStatus": message["status"]}
            if message["error_code"]:
                form["ErrorCode"] = str(message["error_code"])
            await self.tell(self._signed(where, form))

    def _signed(self, url: str, form: Mapping[str, str]) -> Call:
        parts = urlsplit(url)
        if self.with_port and not parts.port:
            port = 443 if parts.scheme == "https" else 80
            url = parts._replace(netloc=f"{parts.netloc}:{port}").geturl()
        shared = bool(self.shared_key)
        key = self.shared_key or self.names.token
        said = signature(key, url, list(form.items()), sha256=shared)
        headers = {"content-type": FORM, "x-twilio-signature": said}
        if shared:
            settings = "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
            headers["x-twilio-webhooks-signature-settings"] = settings
        return Call(headers=headers, query=parts.query, body=urlencode(form).encode())

    # ── messages ──────────────────────────────────────────────────────────────────────────────────

    async def _create(self, request: Request) -> Response:
        form = await form_of(request)
        check_message(form)
        if form["To"] in self.stopped:
            raise Refused(400, 21610, "Attempt to send to unsubscribed recipient")
        if form.get("From", self.number) != self.number:
            raise Refused(400, 21660, "The 'From' number does not belong to the account")
        if self.next:
            raise self.next.pop(0)
        return JSONResponse(await self._sent(form), 201)

    async def _sent(self, form: Mapping[str, str]) -> Message:
        """It is taken before its file is fetched, so what is wrong with that is told later."""
        file, unsendable = await media_of(form)
        message: Message = {
            "sid": self._sid("MM" if "MediaUrl" in form else "SM"),
            "account_sid": self.names.account,
            "from": form.get("From", self.number),
            "to": form["To"],
            "body": form.get("Body", ""),
            "num_media": "1" if "MediaUrl" in form else "0",
            "status": "queued",
            "direction": "outbound-api",
            "error_code": None,
            "error_message": None,
            "date_created": formatdate(self.now(), usegmt=False),
        }
        self._messages.append(message)
        self._told[message["sid"]] = form.get("StatusCallback", "")
        if unsendable:
            self._unsendable[message["sid"]] = unsendable
        else:
            bubble = Bubble(id=message["sid"], text=message["body"], file=file)
            self.show(self._person(form["To"]), bubble)
        return message

    async def _list(self, request: Request) -> Response:
        to, size = request.query_params.get("To"), int(request.query_params.get("PageSize", "50"))
        found = [one for one in reversed(self._messages) if to in (None, one["to"])]
        return JSONResponse({"messages": found[:size], "page_size": size})

    # ── the account, its number, and files ────────────────────────────────────────────────────────

    async def _account(self, request: Request) -> Response:
        kind = "Trial" if self.trial else "Full"
        return JSONResponse({"sid": self.names.account, "status": "active", "type": kind})

    async def _sender(self, request: Request) -> Response:
        asked = request.query_params.get("PhoneNumber")
        found = [self._number()] if asked in (None, self.number) else []
        return JSONResponse({"incoming_phone_numbers": found})

    async def _set_sender(self, request: Request) -> Response:
        """A stand-in finds the way to a server of this machine without being told a ``hook``."""
        form = await form_of(request)
        if odd := sorted(set(form) - {"SmsUrl", "SmsMethod"}):
            raise Refused(400, 20001, f"Unknown parameter {odd[0]}")
        self.url = form.get("SmsUrl", self.url)
        if self.hook is nowhere and urlsplit(self.url).hostname in HERE:
            self.hook = over_http(self.url)
        return JSONResponse(self._number())

    def _number(self) -> Mapping[str, Any]:
        return {
            "sid": f"PN{1:032x}",
            "phone_number": self.number,
            "sms_url": self.url,
            "sms_method": "POST",
            "sms_application_sid": "",
            "capabilities": {"sms": True, "mms": self.mms, "voice": True},
        }

    def _keep(self, message: str, file: Enclosed) -> str:
        id = self._sid("ME")
        self._files[id] = file
        accounts = f"{self.base}/2010-04-01/Accounts/{self.names.account}"
        return f"{accounts}/Messages/{message}/Media/{id}"

    async def _media(self, request: Request) -> Response:
        """Not here: where files are kept, and nobody's password is wanted."""
        return RedirectResponse(f"{self.base}/kept/{request.path_params['id']}", 307)

    async def _kept(self, request: Request) -> Response:
        file = self._files.get(request.path_params["id"])
        if file is None:
            return Response(status_code=404)
        return Response(file.content, media_type=file.type)
