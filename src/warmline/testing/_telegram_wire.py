"""Requests to Telegram's Bot API as they are written, and what is wrong with them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast

from starlette.datastructures import UploadFile
from starlette.requests import Request

Type = Literal["whole", "text", "flag", "object", "list", "file"]

JSON: Final = "application/json"
FORM: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
_MESSAGE: Final[Mapping[str, Type]] = {
    "chat_id": "whole",
    "reply_markup": "object",
    "reply_parameters": "object",
    "disable_notification": "flag",
    "protect_content": "flag",
}
METHODS: Final[Mapping[str, Mapping[str, Type]]] = {
    "getMe": {},
    "getFile": {"file_id": "text"},
    "getUpdates": {
        "offset": "whole",
        "limit": "whole",
        "timeout": "whole",
        "allowed_updates": "list",
    },
    "setWebhook": {
        "url": "text",
        "secret_token": "text",
        "allowed_updates": "list",
        "max_connections": "whole",
        "drop_pending_updates": "flag",
    },
    "deleteWebhook": {"drop_pending_updates": "flag"},
    "getWebhookInfo": {},
    "sendMessage": {**_MESSAGE, "text": "text", "link_preview_options": "object"},
    "sendPhoto": {**_MESSAGE, "photo": "file", "caption": "text"},
    "sendDocument": {**_MESSAGE, "document": "file", "caption": "text"},
    "sendChatAction": {"chat_id": "whole", "action": "text"},
    "answerCallbackQuery": {
        "callback_query_id": "text",
        "text": "text",
        "show_alert": "flag",
        "cache_time": "whole",
    },
}
"""Each method with its fields: those of Telegram's that a channel may have a use for."""
REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "getFile": ("file_id",),
    "setWebhook": ("url",),
    "sendMessage": ("chat_id", "text"),
    "sendPhoto": ("chat_id", "photo"),
    "sendDocument": ("chat_id", "document"),
    "sendChatAction": ("chat_id", "action"),
    "answerCallbackQuery": ("callback_query_id",),
}


class Refused(Exception):
    """Telegram's own error document."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.document: dict[str, object] = {
            "ok": False,
            "error_code": code,
            "description": description,
        }
        if parameters:
            self.document["parameters"] = parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    method: str
    fields: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def whole(self, name: str, default: int = 0) -> int:
        return int(self.fields.get(name, default))

    def text(self, name: str) -> str:
        return str(self.fields.get(name, ""))


async def asked(request: Request, method: str) -> Asked:
    """The request, read and checked. Raises ``Refused``."""
    if method not in METHODS:
        raise Refused(404, "Not Found")
    fields = await _written(request)
    types = METHODS[method]
    if odd := sorted(set(fields) - set(types)):
        raise Refused(400, f"Bad Request: {method} has no field {odd[0]}")
    read = {name: _read(name, value, types[name]) for name, value in fields.items()}
    for name in REQUIRED.get(method, ()):
        if read.get(name) in (None, ""):
            empty = "message text is empty" if name == "text" else f"{name} isn't specified"
            raise Refused(400, f"Bad Request: {empty}")
    return Asked(method=method, fields=read)


async def _written(request: Request) -> Mapping[str, object]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in FORM:
        async with request.form(max_part_size=64 * 1024**2) as form:
            return {name: await _part(value) for name, value in form.multi_items()}
    body = await request.body()
    if not body:
        return {}
    if kind != JSON:
        raise Refused(400, f"Bad Request: expected JSON or a form, got {kind or 'nothing'}")
    try:
        found = json.loads(body)
    except ValueError:
        raise Refused(400, "Bad Request: can't parse JSON object") from None
    if not isinstance(found, dict):
        raise Refused(400, "Bad Request: expected a JSON object")
    return cast("Mapping[str, object]", found)


async def _part(value: UploadFile | str) -> object:
    if isinstance(value, str):
        return value
    kind = value.content_type or ""
    return File(name=value.filename or "", type=kind, content=await value.read())


def _read(name: str, value: object, type: Type) -> object:
    """A value as its field has it; in forms, all but files are words."""
    wrong = Refused(400, f"Bad Request: {name} must be a {type}")
    if isinstance(value, str) and type not in ("text", "file"):
        try:
            value = json.loads(value)
        except ValueError:
            raise wrong from None
    if not isinstance(value, _TYPES[type]) or (type == "whole" and isinstance(value, bool)):
        raise wrong
    return _encodable(cast("object", value))


_TYPES: Final[Mapping[Type, type]] = {
    "text": str,
    "file": File,
    "whole": int,
    "flag": bool,
    "object": dict,
    "list": list,
}


def _encodable(value: object) -> object:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Refused(400, "Bad Request: strings must be encoded in UTF-8") from None
    return value
