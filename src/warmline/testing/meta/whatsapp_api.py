"""What the Cloud API answers to requests for one number of a business."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from warmline.testing._hooks import nowhere, over_http
from warmline.testing._provider import Bubble, Call
from warmline.testing.meta import whatsapp_news as news
from warmline.testing.meta import whatsapp_shapes as shapes
from warmline.testing.meta import whatsapp_templates as templates
from warmline.testing.meta.graph import Graph
from warmline.testing.meta.shapes import Wrong
from warmline.testing.meta.whatsapp_media import Media
from warmline.testing.meta.whatsapp_news import Someone

DAY = 24 * 3_600  # seconds
BURST = 45  # messages to one person at once; then one for every 6 seconds that pass
REFILL = 6.0  # seconds


class WhatsAppApi(Graph):
    kind = "whatsapp"
    people = ("ada", "grace")
    number_id = "200000000000001"
    account_id = "300000000000001"
    hints = MappingProxyType(
        {
            "phone_number_id": number_id,
            "account_id": account_id,
            "token": Graph.token,
            "app_secret": Graph.app_secret,
            "verify_token": Graph.verify_token,
            "app_id": Graph.app_id,
        }
    )

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - those of Provider
        self.someone: dict[str, Someone] = {
            name: Someone(
                number=f"4930{int(hashlib.sha256(name.encode()).hexdigest()[:7], 16):09d}",
                user_id=f"DE.{hashlib.sha256(name.encode()).hexdigest()[:16]}",
                name=name.title(),
            )
            for name in self.people
        }
        self.templates = dict(templates.AT_HAND)
        self.gone: set[str] = set()  # who cannot be reached
        self.callback = ""  # where webhooks go, as the API was told
        self.subscribed = False
        self.heard: dict[str, float] = {}  # when each person last wrote
        self.typing: list[str] = []  # to whom it was shown that somebody writes
        self.inbound: dict[str, str] = {}  # whose each message is
        self.choices: dict[str, dict[str, tuple[str, bool]]] = {}  # of a bubble, by label
        self._budget: dict[str, tuple[float, float]] = defaultdict(lambda: (BURST, 0.0))
        super().__init__(**options)
        self.media = Media(self.now)

    def routes(self) -> Sequence[BaseRoute]:
        guarded = self.guarded
        return (
            Route("/{version}/debug_token", guarded(self.debug_token), methods=["GET"]),
            Route("/{version}/{node}/messages", guarded(self._messages), methods=["POST"]),
            Route("/{version}/{node}/media", guarded(self._upload), methods=["POST"]),
            Route(
                "/{version}/{node}/subscribed_apps",
                guarded(self._apps),
                methods=["GET", "POST"],
            ),
            Route("/{version}/{node}", guarded(self._node), methods=["GET"]),
            Route("/{version}/{node}", guarded(self._configure), methods=["POST"]),
            Route("/whatsapp_business/attachments/", self._download, methods=["GET"]),
        )

    def statuses(self, person: str, *told: Mapping[str, object]) -> Call:
        contacts = [self.someone[person].contact()]
        change = news.change(self.number_id, {"contacts": contacts, "statuses": list(told)})
        return self.signed(news.batch(self.account_id, change))

    def new_id(self) -> str:
        return f"wamid.{self.dice.random.getrandbits(160) ^ self.start:040X}"

    async def _messages(self, request: Request) -> Response:
        self._ours(request)
        body = await self.body(request)
        if "status" in body:
            return self._reading(body)
        unreachable = Wrong(131026, "Message undeliverable", fault=False)
        return await self.befall(lambda cut: self._accepted(body, cut=cut), unreachable)

    async def _accepted(self, body: Mapping[str, object], *, cut: bool) -> Response:
        kind = shapes.check(body)
        person = self._recipient(body)
        self._spend(person)
        id_ = self.new_id()
        answer: dict[str, object] = {
            "messaging_product": "whatsapp",
            "contacts": [{"input": body.get("to") or body.get("recipient")}],
            "messages": [{"id": id_}],
        }
        bubble = self._bubble(id_, kind, body)
        someone, at = self.someone[person], self.now()
        mark = "biz_opaque_callback_data"
        marked = {mark: body[mark]} if mark in body else dict[str, object]()
        if code := self._failing(person, kind):
            errors = [news.error(code)]
            failed = news.status(someone, id_, "failed", at, errors=errors, **marked)
            self.denials.append(f"{person}: {code}")
            return self.answered(answer, self.statuses(person, failed), cut=cut)
        self.show(person, bubble)
        told = [
            self.statuses(person, news.status(someone, id_, state, at, **marked))
            for state in ("sent", "delivered")
        ]
        late = self.dice.random.random() < 0.3  # their order is not promised
        return self.answered(answer, *(reversed(told) if late else told), cut=cut)

    def _failing(self, person: str, kind: str) -> int:
        if person in self.gone:
            return 131026
        shut = self.now() - self.heard.get(person, 0.0) > DAY
        return 131047 if shut and kind != "template" else 0

    def _spend(self, person: str) -> None:
        left, at = self._budget[person]
        left = min(BURST, left + (self.now() - at) / REFILL)
        if left < 1:
            words = "(Business Account, Consumer Account) pair rate limit hit"
            raise Wrong(131056, words, fault=False)
        self._budget[person] = (left - 1, self.now())

    def _recipient(self, body: Mapping[str, object]) -> str:
        if "to" not in body and "recipient" not in body:
            raise Wrong(100, "expected to or recipient")
        for name, someone in self.someone.items():
            if body.get("to") == someone.number:  # goes before ``recipient``
                return name
            if "to" not in body and body.get("recipient") == someone.user_id:
                return name
        raise Wrong(131026, "Message undeliverable", fault=False)

    def _bubble(self, id_: str, kind: str, body: Mapping[str, object]) -> Bubble:
        content = cast("dict[str, Any]", body[kind])
        match kind:
            case "text":
                return Bubble(id=id_, text=content["body"])
            case "template":
                key = (content["name"], content["language"]["code"])
                if key not in self.templates:
                    raise templates.missing()
                words = self.templates[key].filled(templates.texts_of(content))
                return Bubble(id=id_, text=words)
            case "interactive":
                return self._interactive(id_, content)
            case _:
                file = self.media.sent(kind, content["id"])
                name = content.get("filename") or file.name
                return Bubble(
                    id=id_, text=content.get("caption", ""), file=replace(file, name=name)
                )

    def _interactive(self, id_: str, content: Mapping[str, Any]) -> Bubble:
        action = content["action"]
        of_list = content["type"] == "list"
        found = (
            [row for section in action["sections"] for row in section["rows"]]
            if of_list
            else [button["reply"] for button in action["buttons"]]
        )
        labels = [one["title"] for one in found]
        if len({one["id"] for one in found}) < len(found) or len(set(labels)) < len(labels):
            raise Wrong(131009, "expected other ids and titles for each choice")
        self.choices[id_] = {one["title"]: (one["id"], of_list) for one in found}
        return Bubble(id=id_, text=content["body"]["text"], buttons=tuple(labels))

    def _reading(self, body: Mapping[str, object]) -> Response:
        shapes.READING(body, "body")
        person = self.inbound.get(str(body["message_id"]))
        if person is None:
            raise Wrong(131009, "no such message of a person's")
        if "typing_indicator" in body:
            self.typing.append(person)
        return JSONResponse({"success": True})

    async def _upload(self, request: Request) -> Response:
        self._ours(request)
        return JSONResponse({"id": await self.media.uploaded(request)})

    async def _download(self, request: Request) -> Response:
        try:
            if request.headers.get("authorization") != f"Bearer {self.token}":
                raise Wrong(190, "expected the token for a file", status=401)  # noqa: TRY301
            file = self.media.at(request.query_params.get("mid", ""))
        except Wrong as wrong:
            return self.refused(wrong, "GET file")
        return Response(file.content, media_type=file.type)

    async def _node(self, request: Request) -> Response:
        node = request.path_params["node"]
        if node == self.number_id:
            return JSONResponse(self._number())
        if request.query_params.get("phone_number_id") != self.number_id:
            raise Wrong(100, "expected phone_number_id")
        return JSONResponse(self.media.described(node, str(request.base_url)))

    def _number(self) -> Mapping[str, object]:
        where = {"application": "https://elsewhere.example.com/", "phone_number": self.callback}
        return {
            "id": self.number_id,
            "display_phone_number": "+1 555 000 1234",
            "verified_name": "Pretend Ltd",
            "quality_rating": "GREEN",
            "webhook_configuration": {key: value for key, value in where.items() if value},
        }

    async def _configure(self, request: Request) -> Response:
        self._ours(request)
        body = await self.body(request)
        shapes.WEBHOOK(body, "body")
        wanted = cast("dict[str, str]", body["webhook_configuration"])
        if self.hook is nowhere:
            self.hook = over_http(wanted["override_callback_uri"])
        if not await self.challenged(wanted["verify_token"]):
            raise Wrong(2200, "Callback verification failed", fault=False)
        self.callback = wanted["override_callback_uri"]
        return JSONResponse({"success": True})

    async def _apps(self, request: Request) -> Response:
        if request.path_params["node"] != self.account_id:
            raise Wrong(100, "no such account")
        if request.method == "POST":
            self.subscribed = True
            return JSONResponse({"success": True})
        app = {"whatsapp_business_api_data": {"id": self.app_id, "name": "Pretend"}}
        return JSONResponse({"data": [app] if self.subscribed else []})

    def _ours(self, request: Request) -> None:
        if request.path_params["node"] != self.number_id:
            raise Wrong(100, "Object with that ID does not exist", subcode=33)
