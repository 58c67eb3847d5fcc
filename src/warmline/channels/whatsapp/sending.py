"""Messages of ours in the Cloud API's form. Pure: the requests are made elsewhere.

Limits: developers.facebook.com, WhatsApp → Messages: three reply buttons of 20 characters, ten rows
of 24 in a list, 1,024 characters above either.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from warmline.core.model import Button
from warmline.flow.channels import Attachment, Medium, Outgoing

Body = Mapping[str, object]

REPLY_BUTTONS: Final = 3
ABOVE_BUTTONS: Final = 1_024  # characters
_TYPES: Final[Mapping[Medium, frozenset[str]]] = {
    "image": frozenset({"image/jpeg", "image/png"}),
    "audio": frozenset({"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"}),
    "video": frozenset({"video/mp4", "video/3gpp"}),
    "document": frozenset[str](),
}
"""Of each medium, the only kinds that WhatsApp shows; others go as documents."""


def addressed(message: Outgoing) -> dict[str, object]:
    """By number where it is known, as Meta recommends; else by user id."""
    thread = message.thread.lstrip("+").replace(" ", "")
    number = message.notes.get("to", "") or (thread if thread.isdigit() else "")
    who = {"to": number} if number else {"recipient": thread}
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "biz_opaque_callback_data": message.key,  # comes back with the receipts
        **who,
    }


def words(message: Outgoing, list_label: str) -> Body:
    """The body of a message without a file."""
    if 0 < len(message.text) <= ABOVE_BUTTONS and _can_be_pressed(message.buttons):
        choices = _choices(message.text, message.buttons, list_label)
        return {**addressed(message), "type": "interactive", "interactive": choices}
    text = {"body": with_numbers(message.text, message.buttons), "preview_url": False}
    return {**addressed(message), "type": "text", "text": text}


def _can_be_pressed(buttons: Sequence[Button]) -> bool:
    """WhatsApp refuses choices that are called alike, cut labels included."""
    labels, ids = {one.label[:20] for one in buttons}, {one.id for one in buttons}
    return bool(buttons) and len(labels) == len(ids) == len(buttons) and "" not in labels | ids


def with_numbers(text: str, buttons: Sequence[Button]) -> str:
    """Where buttons cannot be: their labels below, to be written back."""
    lines = [f"{number}. {button.label}" for number, button in enumerate(buttons, 1)]
    return "\n".join((text, *lines)) if lines else text


def template(message: Outgoing, language: str) -> Body:
    """``name`` or ``name:language``. Its only variable is the ``text``; without one it has none.

    WhatsApp refuses line breaks, tabs and more than four spaces in a variable.
    """
    name, _, other = message.template.partition(":")
    chosen: dict[str, object] = {"name": name, "language": {"code": other or language}}
    if text := " ".join(message.text.split()):
        variable = {"type": "text", "text": text}
        chosen["components"] = [{"type": "body", "parameters": [variable]}]
    return {**addressed(message), "type": "template", "template": chosen}


def form_of(attachment: Attachment) -> Medium:
    """How WhatsApp can show it."""
    bare = attachment.file.type.partition(";")[0].strip().lower()
    return attachment.medium if bare in _TYPES[attachment.medium] else "document"


def file(message: Outgoing, attachment: Attachment, media_id: str) -> Body:
    """The body of a message with a file that was uploaded as ``media_id``."""
    form = form_of(attachment)
    shown: dict[str, object] = {"id": media_id}
    if message.text and form != "audio":
        shown["caption"] = message.text
    if form == "document":
        shown["filename"] = attachment.file.name[:240]
    return {**addressed(message), "type": form, form: shown}


def reading(message_id: str) -> Body:
    """Their message is read, and somebody writes (for 25 seconds at most)."""
    return {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": message_id,
        "typing_indicator": {"type": "text"},
    }


def _choices(text: str, buttons: Sequence[Button], list_label: str) -> Body:
    if len(buttons) <= REPLY_BUTTONS:
        replies = [
            {"type": "reply", "reply": {"id": one.id[:256], "title": one.label[:20]}}
            for one in buttons
        ]
        return {"type": "button", "body": {"text": text}, "action": {"buttons": replies}}
    rows = [{"id": one.id[:200], "title": one.label[:24]} for one in buttons[:10]]
    action = {"button": list_label[:20], "sections": [{"rows": rows}]}
    return {"type": "list", "body": {"text": text}, "action": action}
