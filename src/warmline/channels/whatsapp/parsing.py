"""Webhooks of WhatsApp's Cloud API: entries of changes of messages, statuses and echoes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from warmline.channels._loose import items, mapping, text, whole
from warmline.channels._meta.envelope import digest, entries, name_of, odd, seconds
from warmline.channels._meta.words import meaning
from warmline.channels.whatsapp.content import UNKNOWN, Content, content
from warmline.channels.whatsapp.who import Sender, renumbered, sender_of, updated
from warmline.flow.channels import (
    Began,
    Echoed,
    Edited,
    Event,
    Receipt,
    Said,
    State,
)

_STATES: Final[Mapping[str, State]] = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "played": "read",  # a voice message was listened to
    "failed": "failed",
}


def parse(body: bytes, number_id: str) -> list[Event]:
    """What is told of the number ``number_id``; of other numbers of the account, nothing."""
    return [
        event
        for entry in entries(body, "whatsapp_business_account")
        for change in items(entry.get("changes"))
        for event in _change(mapping(change), number_id)
    ]


def marks(body: bytes) -> list[tuple[str, str]]:
    """What our messages were marked with, as their receipts tell it, and their ids."""
    told = (
        mapping(status)
        for entry in entries(body, "whatsapp_business_account")
        for change in items(entry.get("changes"))
        for status in items(mapping(mapping(change).get("value")).get("statuses"))
        if mapping(status).get("status") != "failed"
    )
    found = (
        (text(one.get("biz_opaque_callback_data"), 512), name_of(one.get("id"))) for one in told
    )
    return [(mark, id_) for mark, id_ in found if mark and id_]


def _change(change: Mapping[str, object], number_id: str) -> Iterator[Event]:
    value = mapping(change.get("value"))
    field = text(change.get("field"), 60)
    told_of = name_of(mapping(value.get("metadata")).get("phone_number_id"))
    if told_of and told_of != number_id:
        return
    match field:
        case "messages" if told_of:
            yield from _messages(value)
        case "smb_message_echoes" if told_of:
            yield from _echoes(value)
        case "user_id_update":
            yield from updated(value)
        case _:
            yield odd(field or "change", change)


def _messages(value: Mapping[str, object]) -> Iterator[Event]:
    contacts = [mapping(one) for one in items(value.get("contacts"))]
    for message in items(value.get("messages")):
        yield from _message(mapping(message), contacts)
    for status in items(value.get("statuses")):
        yield from _status(mapping(status))
    for error in items(value.get("errors")):
        yield odd("errors", error)


def _message(
    message: Mapping[str, object], contacts: Sequence[Mapping[str, object]]
) -> Iterator[Event]:
    sender = sender_of(message, contacts)
    match text(message.get("type"), 40):
        case _ if not sender.thread and message.get("type") != "system":
            yield odd("message without a sender", message)
        case _ if "group_id" in message:
            yield odd("group message", message)  # a thread is one person's
        case "system":
            yield from renumbered(message, sender)
        case "reaction":
            yield odd("reaction", message)
        case "edit" | "revoke":
            yield from _edited(message, sender)
        case "request_welcome":
            yield Began(
                id=_id(message),
                thread=sender.thread,
                person=sender.person,
                at=seconds(message.get("timestamp")),
            )
        case _:
            yield from sender.moves()
            yield from _said(message, sender)


def _said(message: Mapping[str, object], sender: Sender) -> Iterator[Event]:
    found = content(message)
    if found and not found.text.strip() and not found.files:
        found = None
    shown = found or Content(text=UNKNOWN)
    yield Said(
        id=_id(message),
        thread=sender.thread,
        person=sender.person,
        text=shown.text,
        files=shown.files,
        button=shown.button,
        answers=name_of(mapping(message.get("context")).get("id")),
        at=seconds(message.get("timestamp")),
        notes={"to": sender.number} if sender.number else {},
    )
    if found is None:
        yield odd(f"message {text(message.get('type'), 40)}", message)


def _id(message: Mapping[str, object]) -> str:
    return name_of(message.get("id")) or digest(message)


def _edited(message: Mapping[str, object], sender: Sender) -> Iterator[Event]:
    """Only told of numbers that are also used in the WhatsApp Business app."""
    kind = text(message.get("type"), 40)
    change = mapping(message.get(kind))
    original = name_of(change.get("original_message_id"))
    now = content(mapping(change.get("message"))) if kind == "edit" else None
    if not original or (kind == "edit" and now is None):
        yield odd(kind, message)
        return
    yield Edited(
        id=original,
        thread=sender.thread,
        text=now.text if now else "",
        gone=kind == "revoke",
        at=seconds(message.get("timestamp")),
    )


def _status(status: Mapping[str, object]) -> Iterator[Event]:
    state = _STATES.get(text(status.get("status"), 40))
    id_ = name_of(status.get("id"))
    if state is None or not id_:
        yield odd(f"status {text(status.get('status'), 40)}", status)
        return
    user_id, number = status.get("recipient_user_id"), status.get("recipient_id")
    yield Receipt(
        state=state,
        thread=name_of(user_id) or name_of(number),
        ids=(id_,),
        why=_why(status) if state == "failed" else "",
        at=seconds(status.get("timestamp")),
    )


def _why(status: Mapping[str, object]) -> str:
    errors = items(status.get("errors"))
    error = mapping(errors[0] if errors else None)
    return meaning(whole(error.get("code")), said=text(error.get("title"), 200)).words


def _echoes(value: Mapping[str, object]) -> Iterator[Event]:
    """What somebody of the owner's wrote in the WhatsApp Business app."""
    for echo in map(mapping, items(value.get("message_echoes"))):
        found = content(echo)
        thread = name_of(echo.get("to_user_id")) or name_of(echo.get("to"))
        if found is None or not thread:
            yield odd(f"echo {text(echo.get('type'), 40)}", echo)
            continue
        at = seconds(echo.get("timestamp"))
        yield Echoed(id=_id(echo), thread=thread, text=found.text, files=found.files, at=at)
