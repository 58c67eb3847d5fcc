"""A stand-in of Telegram: its Bot API, and the devices of people who write to the bot.

It takes only what Telegram takes (limits, fields, the token, one way of getting news), answers
with Telegram's own error documents, and keeps each request that was wrong in ``faults``.
"""

import json
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any, Final, cast
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from warmline.testing import _telegram_limits as limits
from warmline.testing import _telegram_updates as updates
from warmline.testing._hooks import nowhere, over_http
from warmline.testing._provider import Bubble, Call, Enclosed, Provider
from warmline.testing._telegram_news import News
from warmline.testing._telegram_updates import Fields
from warmline.testing._telegram_wire import Asked, File, Refused, asked

TOKEN: Final = "7000001:AAStandInForTelegramsOwnToken_000"  # noqa: S105 - opens nothing
NAME: Final = "warmline_try_bot"
Method = Callable[[Asked], Coroutine[Any, Any, object]]
_TIMES: Final = (429, "Too Many Requests: retry after 1")


class Telegram(Provider):
    """``flood``: more than one message a second to the same person is refused, as there."""

    kind = "telegram"
    people = ("anna", "ben")
    hints: Mapping[str, str] = MappingProxyType({"token": TOKEN, "username": NAME})

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = NAME,
        url: str = "",
        secret: str = "",
        flood: bool = False,
        **rest: Any,  # noqa: ANN401 - as Provider has them
    ) -> None:
        """``url`` and ``secret``: as an earlier ``setWebhook`` left them."""
        self.token, self.username, self.flood = token, username, flood
        self.news = News(self.tell, url, secret)
        self.presses: dict[str, bool] = {}  # each press of a button, and whether it was answered
        self.blocked: set[str] = set()
        self.moved: dict[int, int] = {}  # chats that have another id by now
        self.typing: list[str] = []  # who saw that somebody writes
        self.next: list[Refused] = []  # what the next messages are refused with
        self._ids: dict[str, int] = {}
        self._known: set[int] = set()  # who has written: only they can be written to
        self._files: dict[str, Enclosed] = {}
        self._messages: dict[str, Fields] = {}  # by the id of their bubbles
        self._sent_at: dict[int, float] = {}
        self._count = 0
        self._obeyed = 0
        super().__init__(**rest)

        self._methods: Mapping[str, Method] = {
            "getMe": self._me,
            "getFile": self._file,
            "getUpdates": self.news.updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "sendDocument": self._send_document,
            "sendChatAction": self._chat_action,
            "answerCallbackQuery": self._answer_press,
        }

    def routes(self) -> Sequence[BaseRoute]:
        return [
            Route("/file/bot{token}/{path:path}", self._download),
            Route("/bot{token}/{method}", self._api, methods=["GET", "POST"]),
        ]

    def limited(self) -> Response:
        return _response(Refused(*_TIMES, retry_after=1))

    def unwell(self) -> Response:
        return _response(Refused(500, "Internal Server Error"))

    def spared(self, path: str) -> bool:
        return "/send" not in path and not path.startswith("/file/")

    # ── people ────────────────────────────────────────────────────────────────────────────────────

    def chat(self, person: str) -> int:
        """The number of their private chat, which is their user id as well."""
        return self._ids.setdefault(person, 5_000_001 + len(self._ids))

    async def say(
        self, person: str, text: str, *, files: Sequence[Enclosed] = (), press: str = ""
    ) -> str:
        """Several files come as an album: one message each, the words with the first."""
        self._known.add(self.chat(person))
        if press:
            return await self._press(person, press)
        album = {"media_group_id": str(self._number())} if len(files) > 1 else {}
        ids: list[str] = []
        for at, file in enumerate(files or (None,)):
            found = {**self._message(person, text if not at else ""), **album}
            ids.append(await self._write(person, self._held(found, file), file))
        return ids[0]

    async def begin(self, person: str, payload: str = "") -> str:
        """They press Start, maybe under a link with a payload."""
        return await self.say(person, f"/start {payload}".strip())

    async def edit(self, person: str, id: str, text: str) -> None:
        self.change(person, id, text)
        words = "caption" if "caption" in self._messages[id] else "text"
        changed = {**self._messages[id], words: text, "edit_date": int(self.now())}
        self._messages[id] = changed
        await self._update("edited_message", changed)

    async def block(self, person: str) -> None:
        self.blocked.add(person)
        await self._became(person, "member", "kicked")

    async def odd(self) -> None:
        """Something that no channel knows."""
        await self._update("message", {**self._message("anna", ""), "dice": {"value": 3}})

    def unanswered(self) -> Sequence[str]:
        """Presses that still turn on somebody's device."""
        return [id for id, done in self.presses.items() if not done]

    async def tell(self, *calls: Call) -> None:
        await super().tell(*calls)
        self._obey()

    async def settle(self) -> None:
        await super().settle()
        self._obey()

    # ── what they do, as updates ──────────────────────────────────────────────────────────────────

    def _number(self) -> int:
        self._count += 1
        return self.start + self._count

    def _message(self, person: str, words: str) -> Fields:
        id = self.chat(person)
        chat, who = updates.private(id, person), updates.user(id, person)
        return updates.message(self._number(), self.now(), who, chat, words)

    def _held(self, found: Fields, file: Enclosed | None) -> Fields:
        if file is None:
            return found
        id = f"AgACAgIAAx{self._number():010d}"
        self._files[id] = file
        return updates.with_file(found, file, id)

    async def _write(self, person: str, found: Fields, file: Enclosed | None) -> str:
        id = f"{self.chat(person)}:{found['message_id']}"
        words = found.get("text") or found.get("caption", "")
        self.show(person, Bubble(id=id, text=words, file=file, mine=True))
        self._messages[id] = found
        await self._update("message", found)
        return id

    async def _press(self, person: str, label: str) -> str:
        newest = [one for one in reversed(self.seen(person)) if label in one.buttons]
        if not newest:
            raise LookupError(f"{person} sees no button {label}")
        under = self._messages[newest[0].id]
        data = next(one["callback_data"] for one in updates.keyboard(under) if one["text"] == label)
        id, who = f"{self.chat(person) << 32}{self._number()}", self.chat(person)
        self.presses[id] = False
        await self._update(
            "callback_query", updates.pressed(id, updates.user(who, person), under, data)
        )
        return f"press:{id}"

    async def _became(self, person: str, was: str, now: str) -> None:
        id = self.chat(person)
        chat, who = updates.private(id, person), updates.user(id, person)
        await self._update("my_chat_member", updates.member(self.now(), who, chat, was, now))

    async def _update(self, name: str, found: Fields) -> None:
        await self.news.bring({"update_id": 900_000 + self._number(), name: found})

    def _obey(self) -> None:
        """A webhook's response may be a request itself; nobody learns what became of it."""
        for answer in self.answers[self._obeyed :]:
            with suppress(ValueError, Refused):
                found = json.loads(answer.body or b"{}")
                if found.pop("method", "") == "answerCallbackQuery":
                    self._answer(Asked(method="answerCallbackQuery", fields=found))
        self._obeyed = len(self.answers)

    # ── requests ──────────────────────────────────────────────────────────────────────────────────

    async def _api(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            self._let_in(request)
            result = await self._methods[method](await asked(request, method))
        except Refused as refused:
            if refused.code not in (403, 429, 500) and not refused.document.get("parameters"):
                self.fault(f"{method}: {refused}")
            return _response(refused)
        return JSONResponse({"ok": True, "result": result})

    def _let_in(self, request: Request) -> None:
        if request.path_params["token"] != self.token:
            raise Refused(401, "Unauthorized")

    async def _download(self, request: Request) -> Response:
        try:
            self._let_in(request)
        except Refused as refused:
            self.fault(f"a file: {refused}")
            return _response(refused)
        file = self._files.get(request.path_params["path"].rpartition("/")[2].partition(".")[0])
        if file is None:
            return _response(Refused(404, "Not Found"))
        return Response(file.content, media_type="application/octet-stream")

    async def _me(self, asked: Asked) -> object:
        return {**updates.myself(self.username), "can_join_groups": True}

    async def _file(self, asked: Asked) -> object:
        id = asked.text("file_id")
        if (file := self._files.get(id)) is None:
            raise Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(file.content) > limits.DOWNLOAD:
            raise Refused(400, "Bad Request: file is too big")
        size = len(file.content)
        return {"file_id": id, "file_size": size, "file_path": f"documents/{id}.bin"}

    async def _chat_action(self, asked: Asked) -> object:
        if asked.text("action") not in limits.ACTIONS:
            raise Refused(400, "Bad Request: wrong parameter action in request")
        self.typing.append(self._to(asked))
        return True

    async def _send_message(self, asked: Asked) -> object:
        limits.check_message(asked)
        return self._shown(asked, words=asked.text("text").strip())

    async def _send_photo(self, asked: Asked) -> object:
        limits.check_file(asked, "photo")
        return self._shown(asked, file=asked.fields["photo"], words=asked.text("caption"))

    async def _send_document(self, asked: Asked) -> object:
        limits.check_file(asked, "document")
        return self._shown(asked, file=asked.fields["document"], words=asked.text("caption"))

    def _shown(self, asked: Asked, *, words: str, file: File | None = None) -> object:
        person = self._to(asked)
        self._pace(self.chat(person))
        if self.next:
            raise self.next.pop(0)
        chat = updates.private(self.chat(person), person)
        me = updates.myself(self.username)
        found = updates.message(self._number(), self.now(), me, chat, words)
        if markup := asked.fields.get("reply_markup"):
            found["reply_markup"] = markup
        held = Enclosed(name=file.name, type=file.type, content=file.content) if file else None
        bubble = Bubble(
            id=f"{chat['id']}:{found['message_id']}",
            text=words,
            buttons=tuple(one["text"] for one in updates.keyboard(found)),
            file=held,
        )
        self._messages[bubble.id] = found
        self.show(person, bubble)
        return found

    def _to(self, asked: Asked) -> str:
        id = asked.whole("chat_id")
        if to := self.moved.get(id):
            said = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refused(400, said, migrate_to_chat_id=to)
        id = next((old for old, new in self.moved.items() if new == id), id)
        person = next((name for name, known in self._ids.items() if known == id), "")
        if id not in self._known:
            raise Refused(400, "Bad Request: chat not found")
        if person in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        return person

    def _pace(self, chat: int) -> None:
        if self.flood and self.now() - self._sent_at.get(chat, 0.0) < 1:
            raise Refused(*_TIMES, retry_after=1)
        self._sent_at[chat] = self.now()

    def _answer(self, asked: Asked) -> object:
        id = asked.text("callback_query_id")
        if self.presses.get(id) is not False:
            said = "query is too old and response timeout expired or query ID is invalid"
            raise Refused(400, f"Bad Request: {said}")
        self.presses[id] = True
        return True

    async def _answer_press(self, asked: Asked) -> object:
        return self._answer(asked)

    # ── the two ways of getting news ──────────────────────────────────────────────────────────────

    async def _set_webhook(self, asked: Asked) -> object:
        """A stand-in finds the way to a server of this machine without being told a ``hook``."""
        waiting = self.news.set_webhook(asked)
        if self.hook is nowhere and urlsplit(self.news.url).hostname in limits.HERE:
            self.hook = over_http(self.news.url)
        for update in waiting:
            await self.news.bring(update)
        return True

    async def _delete_webhook(self, asked: Asked) -> object:
        self.news.delete_webhook()
        return True

    async def _webhook_info(self, asked: Asked) -> object:
        info: Fields = {"url": self.news.url, "has_custom_certificate": False}
        info["pending_update_count"] = self.news.waiting() + len(self.lost)
        if self.lost:
            status = next((one.status for one in self.answers[::-1] if not one.taken), 0)
            said = f"Wrong response from the webhook: {status}"
            info |= {"last_error_date": int(self.now()), "last_error_message": said}
        return info


def _response(refused: Refused) -> Response:
    parameters = cast("Mapping[str, int]", refused.document.get("parameters", {}))
    wait = parameters.get("retry_after")
    headers = {"Retry-After": str(wait)} if wait else None
    return JSONResponse(refused.document, refused.code, headers=headers)
