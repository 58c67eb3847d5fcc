"""What the Graph API answers to requests for a page or an Instagram account."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from warmline.testing._links import TooLarge, Unfetched, fetched
from warmline.testing._provider import Bubble, Call, Enclosed
from warmline.testing.meta import direct_news as news
from warmline.testing.meta import direct_shapes as shapes
from warmline.testing.meta.direct_profiles import Profiles
from warmline.testing.meta.graph import Graph
from warmline.testing.meta.shapes import Check, Text, Wrong

DAY = 24 * 3_600  # seconds


class DirectApi(Graph):
    about = "page"
    account = "400000000000001"  # that people write to
    senders: tuple[str, ...] = (account, "me")  # paths that may send
    message: Check = staticmethod(shapes.message(Text(2_000), marks=True))
    uploads = True
    delivers = True  # tells of deliveries
    shut = 2018278  # subcode, where the window is shut

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - those of Provider
        self.ids = {
            name: str(int.from_bytes(hashlib.sha256(name.encode()).digest()[:6]))
            for name in self.people
        }
        self.profiles = Profiles(self.people, self.about)
        self.gone: set[str] = set()  # who cannot be reached
        self.heard: dict[str, float] = {}  # when each person last wrote
        self.actions: list[tuple[str, str]] = []  # person and what was shown to them
        self.callback = ""  # where the app sends webhooks
        self.subscribed: set[str] = set()
        self.started: dict[str, object] = {}
        self.choices: dict[str, dict[str, str]] = {}  # of a bubble: payload by label
        self._uploads: dict[str, tuple[str, Enclosed]] = {}
        self._files: dict[str, Enclosed] = {}
        super().__init__(**options)

    def routes(self) -> Sequence[BaseRoute]:
        guarded = self.guarded
        both = ["GET", "POST"]
        return (
            Route("/{version}/debug_token", guarded(self.debug_token), methods=["GET"]),
            Route("/{version}/{node}/messages", guarded(self._messages), methods=["POST"]),
            Route("/{version}/{node}/message_attachments", guarded(self._upload), methods=["POST"]),
            Route("/{version}/{node}/subscribed_apps", guarded(self._apps), methods=both),
            Route("/{version}/{node}/subscriptions", guarded(self._hooks), methods=["GET"]),
            Route("/{version}/{node}/messenger_profile", guarded(self._profile), methods=both),
            Route("/{version}/{node}", guarded(self._node), methods=["GET"]),
            Route("/files/{mark}/{name}", self._file, methods=["GET"]),
        )

    def enclosed(self, file: Enclosed) -> str:
        """The address of a file that a person sent."""
        mark = hashlib.sha256(file.content + file.name.encode()).hexdigest()[:20]
        self._files[mark] = file
        return f"{self.base}/files/{mark}/{file.name}"

    def telling(self, sender: str, recipient: str, **what: object) -> Call:
        event = news.event(sender, recipient, self.now(), **what)
        return self.signed(news.entry(self.about, self.account, self.now(), event))

    def new_id(self) -> str:
        return f"m_{self.dice.random.getrandbits(240) ^ self.start:060x}"

    async def _messages(self, request: Request) -> Response:
        self._ours(request)
        body = await self.body(request)
        if "sender_action" in body:
            return self._acted(body)
        unreachable = Wrong(551, "This person isn't available right now.", fault=False)
        return await self.befall(lambda cut: self._accepted(body, cut=cut), unreachable)

    async def _accepted(self, body: Mapping[str, object], *, cut: bool) -> Response:
        self.message(body, "body")
        to = cast("dict[str, str]", body["recipient"])["id"]
        person = self._person(to)
        self._open(person, tagged="tag" in body)
        bubble = await self._bubble(cast("dict[str, Any]", body["message"]))
        self.show(person, bubble)
        answer = {"recipient_id": to, "message_id": bubble.id}
        return self.answered(answer, *self._news(to, bubble, body), cut=cut)

    def _news(self, to: str, bubble: Bubble, body: Mapping[str, object]) -> list[Call]:
        """Every message comes back as an echo, whoever sent it."""
        given = cast("dict[str, object]", body["message"])
        echo: dict[str, object] = {"mid": bubble.id, "is_echo": True}
        if bubble.text:
            echo["text"] = bubble.text
        if bubble.file:
            url = self.enclosed(bubble.file)
            echo["attachments"] = [news.attachment(bubble.file.type, url)]
        if "metadata" in given:
            echo |= {"metadata": given["metadata"], "app_id": int(self.app_id)}
        calls = [self.telling(self.account, to, message=echo)]
        if self.delivers:
            watermark = round(self.now() * 1_000)
            delivery = {"mids": [bubble.id], "watermark": watermark}
            calls.append(self.telling(to, self.account, delivery=delivery))
        return calls

    def _acted(self, body: Mapping[str, object]) -> Response:
        shapes.ACTION(body, "body")
        to = cast("dict[str, str]", body["recipient"])["id"]
        self.actions.append((self._person(to), str(body["sender_action"])))
        return JSONResponse({"recipient_id": to})

    def _person(self, id_: str) -> str:
        found = next((name for name, known in self.ids.items() if known == id_), "")
        if not found:
            raise Wrong(100, "No matching user found", subcode=2018001, fault=False)
        if found in self.gone:
            raise Wrong(551, "This person isn't available right now.", fault=False)
        return found

    def _open(self, person: str, *, tagged: bool) -> None:
        since = self.now() - self.heard.get(person, 0.0)
        if since > (7 * DAY if tagged else DAY):
            words = "This message is sent outside of allowed window."
            raise Wrong(10, words, subcode=self.shut, fault=False)

    async def _bubble(self, message: Mapping[str, Any]) -> Bubble:
        id_ = self.new_id()
        if "attachment" in message:
            kind, payload = message["attachment"]["type"], message["attachment"]["payload"]
            if "url" in payload:
                return Bubble(id=id_, file=await self._fetched(kind, payload["url"]))
            uploaded, file = self._uploads.get(payload["attachment_id"], ("", None))
            if file is None or kind != uploaded:
                raise Wrong(100, "Invalid attachment ID", subcode=2018074)
            return Bubble(id=id_, file=file)
        replies = message.get("quick_replies", [])
        labels = tuple(one["title"] for one in replies)
        self.choices[id_] = {one["title"]: one["payload"] for one in replies}
        return Bubble(id=id_, text=message["text"], buttons=labels)

    async def _fetched(self, kind: str, url: str) -> Enclosed:
        """What is there is no fault of the request; that it must be taken as it is, is one."""
        try:
            file = await fetched(url, shapes.LARGEST[kind])
        except Unfetched:
            words = "Failed to fetch the file from the url"
            raise Wrong(100, words, subcode=2018008, fault=False) from None
        except TooLarge as error:
            raise Wrong(100, f"{error} are no {kind}", subcode=2018294) from None
        self._fits(kind, file)
        return file

    async def _upload(self, request: Request) -> Response:
        self._ours(request)
        if not self.uploads:
            raise Wrong(100, "expected the address of a file")
        async with request.form() as form:
            kind = self._announced(dict(form))
            upload = cast("UploadFile", form["filedata"])
            file = Enclosed(
                name=upload.filename or "",
                type=upload.content_type or "",
                content=await upload.read(),
            )
        self._fits(kind, file)
        id_ = str(800_000_000_000_000 + len(self._uploads))
        self._uploads[id_] = (kind, file)
        return JSONResponse({"attachment_id": id_})

    def _announced(self, form: Mapping[str, object]) -> str:
        wanted = {"message", "filedata", "platform"}
        if self.about == "page":
            wanted.remove("platform")
        if set(form) != wanted or not isinstance(form.get("filedata"), UploadFile):
            raise Wrong(100, f"expected {sorted(wanted)}, got {sorted(form)}")
        try:
            message = json.loads(str(form["message"]))
        except ValueError:
            raise Wrong(100, "(message) must be JSON") from None
        shapes.UPLOADED(message, "message")
        if form.get("platform", "instagram") != "instagram":
            raise Wrong(100, "(platform) must be instagram")
        return message["attachment"]["type"]

    def _fits(self, kind: str, file: Enclosed) -> None:
        types = shapes.OF_INSTAGRAM[kind] if self.about == "instagram" else frozenset[str]()
        if len(file.content) > shapes.LARGEST[kind] or (types and file.type not in types):
            words = f"{file.type} of {len(file.content)} bytes is no {kind}"
            raise Wrong(100, words, subcode=2018294)

    async def _file(self, request: Request) -> Response:
        if "authorization" in request.headers:
            self.fault("a token was shown where files lie")
        file = self._files.get(request.path_params["mark"])
        return Response(file.content, media_type=file.type) if file else Response(status_code=404)

    async def _node(self, request: Request) -> Response:
        node = request.path_params["node"]
        if node in self.ids.values():
            return await self._told_of(node, request)
        if node not in (self.account, "me"):
            raise Wrong(100, "Object with that ID does not exist", subcode=33)
        known_as = {"id": self.account, "name": "Pretend Ltd"}
        if self.about == "instagram":
            known_as["username"] = "pretend"
        return JSONResponse(known_as | ({"user_id": self.account} if node == "me" else {}))

    async def _told_of(self, id_: str, request: Request) -> Response:
        """The profile of somebody; there is no such person where they are gone."""
        person = next(name for name, known in self.ids.items() if known == id_)
        found = await self.profiles.told(person, request.query_params.get("fields", ""))
        if person in self.gone:
            raise Wrong(100, "Unsupported get request.", subcode=33, fault=False)
        return JSONResponse({**found, "id": id_})

    async def _apps(self, request: Request) -> Response:
        self._ours(request)
        if request.method == "POST":
            body = await self.body(request)
            shapes.SUBSCRIBED(body, "body")
            self.subscribed = set(str(body["subscribed_fields"]).split(","))
            return JSONResponse({"success": True})
        app = {"id": self.app_id, "subscribed_fields": sorted(self.subscribed)}
        return JSONResponse({"data": [app] if self.subscribed else []})

    async def _hooks(self, request: Request) -> Response:
        if request.path_params["node"] != self.app_id:
            raise Wrong(100, "no such app")
        told = {"object": self.about, "callback_url": self.callback, "active": True}
        return JSONResponse({"data": [told] if self.callback else []})

    async def _profile(self, request: Request) -> Response:
        if request.method == "POST":
            body = await self.body(request)
            shapes.PROFILE(body, "body")
            self.started = cast("dict[str, object]", body["get_started"])
            return JSONResponse({"result": "success"})
        return JSONResponse({"data": [{"get_started": self.started}] if self.started else []})

    def _ours(self, request: Request) -> None:
        if request.path_params["node"] not in self.senders:
            raise Wrong(100, "Object with that ID does not exist", subcode=33)
