"""Webhooks of WhatsApp's as they are written, and the people that they are about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from warmline.testing._provider import Enclosed

Json = Mapping[str, object]

DETAILS: Final = {
    131047: ("Re-engagement message", "More than 24 hours have passed since they last replied."),
    131026: ("Message undeliverable", "Message Undeliverable."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A person on WhatsApp, and what of them is told."""

    number: str  # digits
    user_id: str
    name: str
    username: str = ""
    tells: frozenset[str] = field(default=frozenset({"number", "user_id"}))

    @property
    def thread(self) -> str:
        """How Warmline addresses them."""
        return self.user_id if "user_id" in self.tells else self.number

    def contact(self) -> dict[str, object]:
        profile = {"name": self.name, **({"username": self.username} if self.username else {})}
        return {"profile": profile, **self.told("wa_id", "user_id")}

    def told(self, number: str, user_id: str) -> dict[str, object]:
        """Their number and user id under these keys, as far as they are told."""
        keys = {number: ("number", self.number), user_id: ("user_id", self.user_id)}
        return {key: value for key, (what, value) in keys.items() if what in self.tells}


def batch(account: str, *changes: Json) -> Json:
    entry = {"id": account, "changes": list(changes)}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def change(number_id: str, value: Json, field: str = "messages") -> Json:
    metadata = {"display_phone_number": "15550001234", "phone_number_id": number_id}
    told = {"messaging_product": "whatsapp", "metadata": metadata, **value}
    return {"field": field, "value": told}


def message(person: Someone, id: str, at: float, **content: object) -> Json:
    stamp = {"id": id, "timestamp": str(int(at))}
    return {**person.told("from", "from_user_id"), **stamp, **content}


def text(words: str) -> Json:
    return {"type": "text", "text": {"body": words}}


def pressed(button: str, label: str, *, of_list: bool) -> Json:
    kind = "list_reply" if of_list else "button_reply"
    reply = {"type": kind, kind: {"id": button, "title": label}}
    return {"type": "interactive", "interactive": reply}


def file(one: Enclosed, media_id: str, sha256: str, caption: str) -> Json:
    kind = one.type.partition("/")[0]
    kind = kind if kind in ("image", "audio", "video") else "document"
    shown: dict[str, object] = {"id": media_id, "mime_type": one.type, "sha256": sha256}
    if caption and kind != "audio":
        shown["caption"] = caption
    if kind == "document":
        shown["filename"] = one.name
    return {"type": kind, kind: shown}


def status(person: Someone, id: str, state: str, at: float, **more: object) -> Json:
    return {
        "id": id,
        "status": state,
        "timestamp": str(int(at)),
        **person.told("recipient_id", "recipient_user_id"),
        **more,
    }


def error(code: int) -> Json:
    title, details = DETAILS.get(code, ("Something went wrong", "Something went wrong."))
    return {"code": code, "title": title, "message": title, "error_data": {"details": details}}
